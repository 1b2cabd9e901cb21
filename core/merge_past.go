package core

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Merging is a merge that can still be taken back.
type Merging struct {
	Entry uint64 // of the journal: History.Undo takes it back
	At    time.Time
	By    string
	Until time.Time       // the last moment at which it can be taken back
	Lost  people.Customer // who counts as the other one since
}

// Merges returns what was merged into a customer within the last 90 days and
// can be taken back, newest first. Who came along with somebody who was merged
// is named on that one's card, once the two are parted.
func (p *People) Merges(ctx context.Context, keep people.Ordinal) ([]Merging, error) {
	var found []Merging
	err := p.store.View(ctx, func(reader store.Reader) error {
		found = nil
		for kv, err := range reader.Range(store.Range{Prefix: aliasesOf(keep), KeyOnly: true}) {
			if err != nil {
				return err
			}
			one, err := p.merging(reader, people.Ordinal(record.Tail64(kv.Key)))
			if err != nil {
				return err
			}
			if one.Entry != 0 && p.clock.Now().Sub(one.At) <= unmergeFor {
				found = append(found, one)
			}
		}
		return nil
	})
	slices.SortFunc(found, func(a, b Merging) int { return cmp.Compare(b.Entry, a.Entry) })
	return found, readable(err)
}

// maxMerges is how many changes of an alias are looked through: nothing but a
// merge and its undoing changes her.
const maxMerges = 100

// merging finds the merge that made somebody an alias.
func (p *People) merging(reader store.Reader, alias people.Ordinal) (Merging, error) {
	lost, err := p.read(reader, alias)
	if err != nil {
		return Merging{}, err
	}
	entries, err := (&History{p.shop}).entriesAbout(reader, []anyShelf{p.customers}, uint64(alias), 0, maxMerges)
	if err != nil {
		return Merging{}, err
	}
	for _, seq := range entries {
		entry, err := journal.Read(reader, p.codec, seq)
		if err != nil {
			return Merging{}, err
		}
		by, err := undoneBy(reader, seq)
		if err != nil {
			return Merging{}, err
		}
		if entry.Action == actionMerge && by == 0 {
			return Merging{Entry: seq, At: entry.At, By: entry.By, Until: entry.At.Add(unmergeFor), Lost: lost}, nil
		}
	}
	return Merging{}, nil
}

// mergedAway is who was given up in a merge, as she was left.
func (s *shop) mergedAway(entry *journal.Entry) (lost people.Customer, err error) {
	for _, change := range entry.Changes {
		var one people.Customer
		if record.Space(change.Key[0]) == record.Customers {
			err = errors.Join(err, s.codec.Unmarshal(change.Key, change.After, &one))
		}
		if one.Into != 0 {
			lost = one
		}
	}
	return lost, err
}

// Parting is what taking a merge back does, or would do.
type Parting struct {
	Keep, Lost people.Customer // as they would be
	Moved                      // what goes back with the one who was given up
	Parted     Parted
}

// WouldPart says what History.Undo would do with a merge, and changes nothing.
// It returns invalid for an entry that is no merge, and what Undo would return.
func (p *People) WouldPart(ctx context.Context, seq uint64) (Parting, error) {
	var would Parting
	err := p.update(ctx, "undo", func(t *tx) error {
		entry, err := (&History{p.shop}).undoable(t, seq)
		if err != nil {
			return err
		}
		if entry.Action != actionMerge {
			return fault.Invalid("entry", "%d is no merge", seq)
		}
		if would, err = t.partTwo(&entry); err != nil {
			return err
		}
		return errDry
	})
	if errors.Is(err, errDry) {
		err = nil
	}
	return would, err
}

// partTwo takes a merge back and reads what has become of the two.
func (t *tx) partTwo(entry *journal.Entry) (would Parting, err error) {
	if would.Parted, err = t.unmerge(entry); err != nil {
		return would, err
	}
	lost, err := t.mergedAway(entry)
	if err != nil {
		return would, err
	}
	if would.Lost, err = t.read(t, lost.Ordinal); err != nil {
		return would, err
	}
	root, err := t.currently(t, lost.Into)
	if err != nil {
		return would, err
	}
	if would.Keep, err = t.read(t, root); err != nil {
		return would, err
	}
	if would.Moved, err = t.moved(lost.Ordinal); err != nil {
		return would, err
	}
	past, err := t.past(lost.Ordinal) // moved reads what is written; this is what would be
	if err == nil {
		would.Points = int64(past.lots.Balance(t.Today()))
	}
	return would, err
}
