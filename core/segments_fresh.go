package core

import (
	"context"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/store"
)

// Segments are of a day. Who asks on a later one is answered as of that day:
// what was missed is made up for, without a job that had to run at night.

// goesOn reports whether a run continues the last one, so that a lower segment
// waits: both are about the day on which they were made, and ask the same.
// What the owner changes in a rule holds at once, and so does what she asks
// about another day; rules beside the main one are taken at their word.
func (s *Segments) goesOn(last, run *Run, slot byte) bool {
	return slot == mainSlot && last.live(s.zone) && run.live(s.zone) && last.AsOf <= run.AsOf &&
		last.Rule == run.Rule && last.Under == run.Under && last.Window == run.Window
}

// maxMissed is how many days are made up for one by one, so that the day on which
// somebody left does not depend on when somebody looked. Who opens her shop after
// longer is told the days since then; a pass over everybody costs time.
const maxMissed = 100

// daysWithout are the days between two runs about which the rule is asked.
func daysWithout(last, today clock.Day) []clock.Day {
	var days []clock.Day
	for day := max(last+1, today-maxMissed); day < today; day++ {
		days = append(days, day)
	}
	return days
}

// Stale returns the rules whose segments are of another day than today, the
// main one first as "". A run about another day than its own is a picture that
// stays; a rule that is not asked any more says nothing new.
func (s *Segments) Stale(ctx context.Context) ([]string, error) {
	var stale []string
	last, err := s.Last(ctx)
	if err != nil && fault.KindOf(err) != fault.KindNotFound {
		return nil, err
	}
	main := s.rules.find("segment")
	if err == nil && s.wasOtherDay(&last) && main != nil && main.manifest.ID == last.Rule {
		stale = append(stale, "")
	}
	var sides []segmentation
	err = s.store.View(ctx, func(reader store.Reader) (err error) {
		sides, err = s.sides(reader)
		return err
	})
	if err != nil {
		return nil, readable(err)
	}
	for _, side := range sides {
		id := side.manifest.ID
		e, err := s.rules.named(id)
		if err != nil || !e.answers("segment") || (main != nil && main.manifest.ID == id) {
			continue
		}
		if last, err := s.lastIn(ctx, side.slot); err == nil && s.wasOtherDay(&last) {
			stale = append(stale, id)
		}
	}
	return stale, nil
}

func (s *Segments) wasOtherDay(last *Run) bool { return last.live(s.zone) && last.AsOf != s.Today() }

// Refresh decides anew, as of today, every segmentation whose last run is of
// another day, with the window it was run with. A rule that faults leaves its
// memberships as they were and is asked again the next time; Refresh then
// returns nil. It costs two reads when nothing is stale.
func (s *Segments) Refresh(ctx context.Context, progress func(done, total int)) error {
	stale, err := s.Stale(ctx)
	if err != nil {
		return err
	}
	for _, rule := range stale {
		options := RunOptions{Plugin: rule, Progress: progress, renewal: true}
		if last, err := s.lastOf(ctx, rule); err == nil {
			options.Window = &last.Window
		}
		_, err := s.Run(ctx, options)
		if err != nil && (ctx.Err() != nil || fault.KindOf(err) != fault.KindUnavailable) {
			return err
		}
	}
	return nil
}

// current brings up to today what decides about what a customer is given when
// something is: everybody's segments and her own tier.
func (s *shop) current(ctx context.Context, customer people.Ordinal) error {
	if err := (&Segments{s}).Refresh(ctx, nil); err != nil {
		return err
	}
	return s.reviewHer(ctx, customer)
}

// LastOf returns the last complete run of the rule with an id, or not found.
func (s *Segments) LastOf(ctx context.Context, rule string) (Run, error) { return s.lastOf(ctx, rule) }

func (s *Segments) lastOf(ctx context.Context, rule string) (Run, error) {
	of, err := s.of(ctx, rule)
	if err != nil {
		return Run{}, err
	}
	return s.lastIn(ctx, of.slot)
}
