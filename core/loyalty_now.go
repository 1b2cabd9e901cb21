package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/store"
)

// A look says which tier she has on the day that it is for, and writes nothing:
// reviews whose day has come are worked out on the way, and written by what
// really happens to her and once a day.

// tierNow is a customer's tier on the shop's date.
type tierNow struct {
	root  people.Ordinal // as whom she counts
	held  loyalty.Held
	steps []loyalty.TierStep
	look  clock.Day // when it is reviewed next, 0 never
	by    loyalty.Tiers
}

// now works out a customer's tier on the shop's date. Where the rule cannot be
// asked, a review waits.
func (l *Loyalty) now(ctx context.Context, customer people.Ordinal) (tierNow, error) {
	var is tierNow
	err := l.store.View(ctx, func(reader store.Reader) (err error) {
		is, err = l.keptTier(reader, customer)
		return err
	})
	for err == nil && is.look != 0 && is.look <= l.Today() {
		due := dueTier{customer: is.root, day: is.look, review: is.held.Review, rank: is.held.Rank}
		earned, asked := l.earnedOn(ctx, []dueTier{due}, is.look)
		if asked != nil {
			return is, unlessSilent(asked)
		}
		is.reviewed(l.shop, earned[0])
	}
	return is, readable(err)
}

// keptTier is a customer's tier as it is kept, of what is not dated ahead.
func (s *shop) keptTier(reader store.Reader, customer people.Ordinal) (is tierNow, err error) {
	if is.root, err = s.currently(reader, customer); err != nil {
		return is, err
	}
	program, err := s.program(reader)
	if err != nil {
		return is, err
	}
	is.by = program.Keeps()
	row, err := s.factsOn(reader, is.root, s.Today(), s.business.Window)
	if err != nil {
		return is, err
	}
	known, err := s.standings.read(s, reader, uint64(is.root))
	if fault.KindOf(err) == fault.KindNotFound {
		is.held, is.steps, err = s.heldAs(reader, is.root, row, is.by)
		return is, err
	}
	if err != nil {
		return is, err
	}
	if ahead, err := s.isAhead(reader); err != nil {
		return is, err
	} else if ahead {
		known.Rewind(s.Today())
	}
	is.held, is.steps = s.heldIn(&known, &row, is.by)
	if known.Tier == s.tierCode(row.Tier) {
		is.look = known.Look
	}
	return is, nil
}

// reviewed is one review that was due, by what she had earned on its day.
func (is *tierNow) reviewed(s *shop, earned loyalty.Rank) {
	was, day := is.held, is.look
	is.held = was.On(day, min(earned, was.Rank), 0, is.by)
	if is.held.Rank != was.Rank {
		step := loyalty.TierStep{Day: day, From: s.tierCode(uint32(was.Rank)), To: s.tierCode(uint32(is.held.Rank)), Why: loyalty.WhyReviewed}
		is.steps = slices.Insert(slices.Clone(is.steps), 0, step)
	}
	if is.look = 0; is.held.Rank >= 2 {
		is.look = is.held.Look(day, is.by)
	}
}

// listedNow is a customer as lists show her, with the tier of the shop's date.
func (s *shop) listedNow(ctx context.Context, customer people.Ordinal) (row Listed, err error) {
	err = s.store.View(ctx, func(reader store.Reader) (err error) {
		row, err = s.listed(reader, customer, s.Today())
		return err
	})
	if err != nil || row.Tier == "" {
		return row, readable(err)
	}
	row.Facts.Tier, err = s.tierToday(ctx, customer, &row.Facts)
	row.Tier = s.tierCode(row.Facts.Tier)
	return row, err
}

// tierToday is the place of a customer's tier on the shop's date in the rule's
// list.
func (s *shop) tierToday(ctx context.Context, customer people.Ordinal, row *abi.Facts) (uint32, error) {
	if row.Tier < 2 {
		return row.Tier, nil // there is no way down from the lowest
	}
	is, err := (&Loyalty{s}).now(ctx, customer)
	return uint32(is.held.Rank), err
}
