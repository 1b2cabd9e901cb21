package core

import (
	"context"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// A tier goes with what earned it: when an order is void or a part of it is given
// back, the rule is asked whether she would have had her upgrades without it. It
// need not be the order that tipped the scale.

// revoke takes back the upgrades of a customer that what is left of an order does
// not carry. Where the rule cannot be asked they stay until their review.
func (s *shop) revoke(ctx context.Context, order *sale.Order) error {
	her, days, err := s.revocable(ctx, order)
	if err != nil || len(days) == 0 {
		return err
	}
	earned := map[clock.Day]loyalty.Rank{}
	for _, day := range days {
		ranks, err := (&Loyalty{s}).earnedOn(ctx, []dueTier{{customer: her, day: day}}, day)
		if err != nil {
			return unlessSilent(err)
		}
		earned[day] = ranks[0]
	}
	err = s.update(ctx, "loyalty.review", func(t *tx) error {
		t.entry.Subject = Code(her)
		return t.revokeTier(her, earned, order)
	})
	if errors.Is(err, errNothingNew) {
		return nil
	}
	return err
}

// revocable is as whom an order counts, and the days about which the rule is
// asked: today, and those of upgrades that the order may have carried.
func (s *shop) revocable(ctx context.Context, order *sale.Order) (her people.Ordinal, days []clock.Day, err error) {
	today := s.Today()
	err = s.store.View(ctx, func(reader store.Reader) error {
		if her, err = s.currently(reader, order.Customer); err != nil {
			return err
		}
		program, err := s.program(reader)
		if err != nil {
			return err
		}
		held, _, err := s.held(reader, her, program.Keeps())
		days = held.Revocable(today, program.Keeps())
		return err
	})
	if err != nil || len(days) == 0 || days[0] < clock.DayOf(order.At, s.zone) {
		return her, nil, readable(unlessAbsent(err))
	}
	if !slices.Contains(days, today) {
		days = append(days, today)
	}
	return her, days, nil
}

func (t *tx) revokeTier(customer people.Ordinal, earned map[clock.Day]loyalty.Rank, order *sale.Order) error {
	moved := false
	err := t.moveTier(customer, func(held loyalty.Held, by loyalty.Tiers) (loyalty.Held, string) {
		rank := func(day clock.Day) loyalty.Rank {
			if known, asked := earned[day]; asked {
				return known
			}
			return held.Rank // it changed meanwhile: that upgrade was not asked about
		}
		back := held.Without(t.Today(), rank, by)
		moved = !back.Same(held)
		return back, loyalty.WhyRevoked
	}, uint64(order.Number))
	if err == nil && !moved {
		err = errNothingNew
	}
	return err
}
