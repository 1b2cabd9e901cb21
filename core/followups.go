package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
)

// FollowUps is the chapter of getting back to customers.
type FollowUps struct{ *shop }

func followUpShelf() *shelf[outreach.FollowUp] {
	return &shelf[outreach.FollowUp]{
		space: record.FollowUps, word: "followup", mark: "F-", digits: 5,
		number: func(f *outreach.FollowUp) uint64 { return uint64(f.Number) },
		check:  (*outreach.FollowUp).Check,
		keys: func(f *outreach.FollowUp) []record.Key {
			keys := []record.Key{followUpsWith(f.Customer).TimeDescending(f.MadeAt).Uint64(uint64(f.Number))}
			if f.DoneAt.IsZero() {
				keys = append(keys, followUpsDue().Time(f.Due).Uint64(uint64(f.Number)))
			}
			return keys
		},
	}
}

func followUpsDue() record.Key { return inList(listFollowUpsDue) }

func followUpsWith(customer people.Ordinal) record.Key {
	return inList(listFollowUps).Uint32(uint32(customer))
}

// Add notes a follow-up; Number and MadeAt are filled in.
func (f *FollowUps) Add(ctx context.Context, given outreach.FollowUp) (outreach.FollowUp, error) {
	var made outreach.FollowUp
	err := f.update(ctx, "followup.add", func(t *tx) (err error) {
		made, err = t.addFollowUp(given)
		return err
	})
	return made, err
}

func (t *tx) addFollowUp(given outreach.FollowUp) (outreach.FollowUp, error) {
	given.MadeAt, given.Due, given.DoneAt = t.clock.Now(), given.Due.UTC(), time.Time{}
	if err := given.Check(); err != nil {
		return given, err
	}
	if _, err := t.read(t, given.Customer); err != nil {
		return given, err
	}
	if err := t.working("owner", given.Owner); err != nil {
		return given, err
	}
	var err error
	if given.About, err = t.about(t, given.About); err != nil {
		return given, err
	}
	number, err := t.followUps.next(t)
	if err != nil {
		return given, err
	}
	given.Number = outreach.FollowUpNumber(number)
	t.entry.Subject = t.followUps.code(number)
	return given, t.followUps.add(t, &given)
}

// Finish notes what came of a follow-up, dropped that it was not done; one
// that comes every so many days comes again.
func (f *FollowUps) Finish(ctx context.Context, number outreach.FollowUpNumber, outcome string, dropped bool, by staff.Number) (outreach.FollowUp, error) {
	var changed outreach.FollowUp
	err := f.update(ctx, "followup.finish", func(t *tx) (err error) {
		if err := t.working("by", by); err != nil {
			return err
		}
		if changed, err = t.followUps.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		if err := changed.Finish(outcome, dropped, by, t.clock.Now()); err != nil {
			return err
		}
		if err := t.followUps.put(t, &changed); err != nil {
			return err
		}
		if next, comes := changed.Next(t.clock.Now()); comes {
			if t.working("owner", next.Owner) != nil {
				next.Owner = 0 // she left: whoever can does it the next time
			}
			_, err = t.addFollowUp(next)
		}
		t.entry.Subject = t.followUps.code(uint64(number))
		return err
	})
	return changed, err
}

// Snooze puts a follow-up off.
func (f *FollowUps) Snooze(ctx context.Context, number outreach.FollowUpNumber, until time.Time) (outreach.FollowUp, error) {
	return editOne(ctx, f.shop, f.followUps, "followup.snooze", uint64(number), func(one *outreach.FollowUp) error {
		return one.Snooze(until, f.clock.Now())
	})
}

// Due returns up to limit follow-ups that are not done behind a cursor, soonest
// first.
func (f *FollowUps) Due(ctx context.Context, after string, limit int) ([]outreach.FollowUp, string, error) {
	return pageOf(ctx, f.shop, f.followUps, followUpsDue(), page{After: after, Limit: limit})
}

// With returns up to limit follow-ups with a customer behind a cursor, newest
// first.
func (f *FollowUps) With(ctx context.Context, customer people.Ordinal, after string, limit int) ([]outreach.FollowUp, string, error) {
	return pageOfCustomer(ctx, f.shop, f.followUps, customer, followUpsWith, page{After: after, Limit: limit})
}
