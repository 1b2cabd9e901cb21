package core

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// A decision lies in a page beside the fact pages: what the rule said when it
// moved her there, the day since which the segment holds, and the lower one
// that waits. It is written when one of them changes, and not because the
// numbers in the rule's reason are others every day: who wants those asks the
// rule (Segments.Why).
const decisionSize = abi.SegmentRowSize + 8

// slicePages is how many pages of each kind one transaction writes at most.
// One that is too large after all is halved.
const slicePages = 128

func decisionsPrefix(slot byte) record.Key { return record.In(record.Decisions).Byte(slot) }

func decisionsKey(slot byte, page uint32) record.Key { return decisionsPrefix(slot).Uint32(page) }

// pass is one time everybody is decided.
type pass struct {
	slot     byte
	day      clock.Day
	rule     *asked
	manifest *plugin.Manifest
	holds    bool // a lower segment waits
}

func (p *pass) rank(position uint32) int { return p.manifest.SegmentAt(position).Rank }

// say returns where one who stood somewhere stands after the rule's answer.
func (p *pass) say(stood segment.Standing, said uint32) segment.Standing {
	stood.Prompt = !p.holds
	return stood.Say(said, p.day, p.rank)
}

// tally counts what a slice did.
type tally struct {
	changed, held, written int
	in                     map[uint32]int // segment to customers
}

// add counts what another slice did besides.
func (t *tally) add(other tally) {
	t.changed, t.held, t.written = t.changed+other.changed, t.held+other.held, t.written+other.written
	for position, customers := range other.in {
		t.in[position] += customers
	}
}

// commitAll writes the decisions. Each transaction leaves decisions, stays,
// memberships and facts in agreement.
func (s *Segments) commitAll(ctx context.Context, run *Run, pass *pass, decided []decision) error {
	if err := s.makeRoom(ctx, pass); err != nil {
		return err
	}
	for len(decided) > 0 {
		slice := inPages(decided, slicePages)
		counted, err := s.commitSlice(ctx, pass, decided[:slice])
		if err != nil {
			return err
		}
		decided = decided[slice:]
		run.Changed, run.Held = run.Changed+counted.changed, run.Held+counted.held
		for position, customers := range counted.in {
			if position != 0 {
				run.Counts[pass.manifest.SegmentAt(position).Code] += customers
			}
		}
	}
	return nil
}

// inPages returns how many of the first decisions lie in so many pages.
func inPages(decided []decision, pages int) int {
	last, _ := rowOf(decided[0].ordinal)
	for i, made := range decided {
		number, _ := rowOf(made.ordinal)
		if number == last {
			continue
		}
		if pages--; pages == 0 {
			return i
		}
		last = number
	}
	return len(decided)
}

// What the journal calls a run that somebody asked for, and one that came with
// another day and is nobody's last change.
const (
	actionRun   = "segment.run"
	actionRenew = "segment.renew"
)

// finish notes the run.
func (s *Segments) finish(ctx context.Context, run *Run, slot byte, action string) error {
	err := s.update(ctx, action, func(t *tx) error {
		t.entry.Subject = run.Rule
		return t.codec.Put(t, runKey(slot), run)
	})
	if err == nil && slot == mainSlot {
		s.rules.decided(run.Rule)
	}
	return err
}

func (s *Segments) commitSlice(ctx context.Context, pass *pass, slice []decision) (tally, error) {
	var counted tally
	err := s.update(ctx, "segment.decide", func(t *tx) error {
		t.entry.Subject = fmt.Sprintf("%s to %s", Code(slice[0].ordinal), Code(slice[len(slice)-1].ordinal))
		var err error
		counted, err = t.commitDecisions(pass, slice)
		if err == nil && counted.written == 0 {
			return errNothingNew
		}
		return err
	})
	switch {
	case errors.Is(err, errNothingNew):
		return counted, nil
	case errors.Is(err, store.ErrTooLarge) && len(slice) > 1:
		first, err := s.commitSlice(ctx, pass, slice[:len(slice)/2])
		if err != nil {
			return first, err
		}
		second, err := s.commitSlice(ctx, pass, slice[len(slice)/2:])
		first.add(second)
		return first, err
	}
	return counted, err
}

func (t *tx) commitDecisions(pass *pass, slice []decision) (tally, error) {
	counted := tally{in: map[uint32]int{}}
	decisions, stays := map[uint32][]byte{}, stayPages{}
	for _, made := range slice {
		page, err := t.decisionPage(decisions, pass.slot, made.ordinal)
		if err != nil {
			return counted, err
		}
		if err := t.decide(pass, page, stays, made, &counted); err != nil {
			return counted, err
		}
	}
	if counted.written == 0 {
		return counted, nil
	}
	for number, page := range decisions {
		if err := record.PutBytes(t, decisionsKey(pass.slot, number), page); err != nil {
			return counted, err
		}
	}
	return counted, t.putStays(pass.slot, stays)
}

// decisionPage returns the page of an ordinal, made whole.
func (t *tx) decisionPage(pages map[uint32][]byte, slot byte, ordinal people.Ordinal) ([]byte, error) {
	number, _ := place(ordinal)
	if page, ok := pages[number]; ok {
		return page, nil
	}
	page := make([]byte, rowsPerPage*decisionSize)
	raw, err := record.GetBytes(t, decisionsKey(slot, number))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	copy(page, raw)
	pages[number] = page
	return page, nil
}

// decide takes one answer. When the segment is another than before, it moves
// the customer between the sets, marks her facts and notes the stay. Of a rule
// that takes over nothing is written yet: who is where she was goes on there.
func (t *tx) decide(pass *pass, page []byte, stays stayPages, made decision, counted *tally) error {
	slot := page[decisionOffset(made.ordinal):][:decisionSize]
	var before abi.SegmentRow
	before.Read(slot)
	stood, since := readStanding(slot)
	stands := pass.say(stood, made.row.Segment)
	counted.in[stands.Held]++
	if stands.Since != 0 {
		counted.held++
	}
	if stands.Moved {
		goesOn := pass.slot == mainSlot && before.Segment == 0 && made.was == stands.Held
		left := since
		if since = pass.day; goesOn {
			since = made.since
		}
		if err := t.move(pass, made.ordinal, before.Segment, stands.Held, since); err != nil {
			return err
		}
		if err := t.passes(pass, stays, made, &before, left); err != nil {
			return err
		}
		if !goesOn {
			counted.changed++
		}
	}
	if stands.Same(stood) {
		return nil
	}
	counted.written++
	if stands.Moved {
		made.row.Put(slot)
	}
	putStanding(slot, stands, since)
	return nil
}

func decisionOffset(ordinal people.Ordinal) int {
	return int((uint32(ordinal)-1)%rowsPerPage) * decisionSize
}

// waitDays are the bits of a slot's last word that hold the day since which a
// lower segment waits; the others hold its position.
const waitDays = 20

// readStanding reads where a slot's customer stands, and since when.
func readStanding(slot []byte) (segment.Standing, clock.Day) {
	words := slot[abi.SegmentRowSize:]
	waits := binary.LittleEndian.Uint32(words[4:])
	return segment.Standing{
		Held: binary.LittleEndian.Uint32(slot), Waits: waits >> waitDays, Since: clock.Day(waits & (1<<waitDays - 1)),
	}, clock.Day(int32(binary.LittleEndian.Uint32(words)))
}

func putStanding(slot []byte, stands segment.Standing, since clock.Day) {
	words := slot[abi.SegmentRowSize:]
	binary.LittleEndian.PutUint32(words, uint32(since))
	binary.LittleEndian.PutUint32(words[4:], stands.Waits<<waitDays|uint32(stands.Since))
}

func (t *tx) move(pass *pass, ordinal people.Ordinal, from, to uint32, since clock.Day) error {
	if from != 0 {
		if err := t.removeFrom(memberSet(pass.slot, pass.manifest.SegmentAt(from).Code), ordinal); err != nil {
			return err
		}
	}
	if to != 0 {
		if err := t.addTo(memberSet(pass.slot, pass.manifest.SegmentAt(to).Code), ordinal); err != nil {
			return err
		}
	}
	if pass.slot != mainSlot {
		return nil
	}
	return t.editFacts(ordinal, func(row *abi.Facts) {
		row.Segment, row.SegmentSinceDay = to, int32(since)
		row.Flags &^= abi.FlagSegmentLoyal
		if pass.manifest.SegmentAt(to).Loyal() {
			row.Flags |= abi.FlagSegmentLoyal
		}
	})
}
