package core

import (
	"context"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// A tier goes with what earned it: when an order is void or a part of it is given
// back, the rule is asked whether she would have had her upgrades without it. It
// need not be the order that tipped the scale. That an order lost something is
// written with the loss, and stands until the rule has answered: a paused rule or
// a power cut leaves nobody a tier.

// revocationKey leads to the day on which an order lost something that its
// customer's upgrades may rest on.
func revocationKey(number sale.Number) record.Key {
	return record.In(record.Revocations).Uint64(uint64(number))
}

// loses notes that an order lost something, where an upgrade may rest on it. The
// first loss says which upgrades still go.
func (t *tx) loses(order *sale.Order) error {
	var noted clock.Day
	err := t.codec.Get(t, revocationKey(order.Number), &noted)
	if err == nil || !errors.Is(err, store.ErrNotFound) {
		return err
	}
	asked, err := t.upgrades(t, order, t.Today())
	if err != nil || len(asked.days) == 0 {
		return err
	}
	return t.codec.Put(t, revocationKey(order.Number), t.Today())
}

// upgraded is a customer, and the days of her upgrades that may rest on an order.
type upgraded struct {
	customer people.Ordinal
	lost     clock.Day
	days     []clock.Day
	parked   bool // her tier waits for a rule that knows it
}

// upgrades finds as whom an order counts, and the days of what it may have
// carried when it lost something.
func (s *shop) upgrades(reader store.Reader, order *sale.Order, lost clock.Day) (upgraded, error) {
	her, err := s.currently(reader, order.Customer)
	if err != nil {
		return upgraded{}, err
	}
	program, err := s.program(reader)
	if err != nil {
		return upgraded{}, err
	}
	known, err := s.standings.read(s, reader, uint64(her))
	if err != nil {
		return upgraded{}, unlessAbsent(err) // the lowest tier: nothing is kept of it
	}
	row, _, err := readFacts(reader, her)
	found := upgraded{customer: her, lost: lost, days: s.asHeld(&known).Revocable(lost, program.Keeps()), parked: parked(&known, &row)}
	if len(found.days) > 0 && found.days[0] < clock.DayOf(order.At, s.zone) {
		found.days = nil // all of them are older than the order
	}
	return found, err
}

// revoke takes back the upgrades that what is left of an order does not carry,
// where it lost something. Where the rule cannot be asked it is done later.
func (s *shop) revoke(ctx context.Context, number sale.Number) error {
	order, asked, err := s.revocation(ctx, number)
	if err != nil || asked.lost == 0 || asked.parked {
		return err
	}
	earned, err := s.earnedOnEach(ctx, asked)
	if err != nil {
		return unlessSilent(err)
	}
	return s.update(ctx, "loyalty.review", func(t *tx) error {
		t.entry.Subject = Code(asked.customer)
		if err := t.Delete(revocationKey(number)); err != nil {
			return err
		}
		return t.revokeTier(asked, earned, &order)
	})
}

// revocation reads what an order that lost something may have carried; no day
// says that nothing is to be done.
func (s *shop) revocation(ctx context.Context, number sale.Number) (order sale.Order, asked upgraded, err error) {
	err = s.store.View(ctx, func(reader store.Reader) error {
		var lost clock.Day
		if err := s.codec.Get(reader, revocationKey(number), &lost); err != nil {
			if errors.Is(err, store.ErrNotFound) {
				err = nil
			}
			return err
		}
		if _, err := reader.Get(retryKey(number)); !errors.Is(err, store.ErrNotFound) {
			return err // its points come first: they may be what counts
		}
		if order, err = s.orders.read(s, reader, uint64(number)); err != nil {
			return err
		}
		asked, err = s.upgrades(reader, &order, lost)
		asked.lost = lost
		return err
	})
	return order, asked, readable(err)
}

// earnedOnEach asks the rule what she has earned, by what is left, on the days of
// her upgrades and today.
func (s *shop) earnedOnEach(ctx context.Context, asked upgraded) (map[clock.Day]loyalty.Rank, error) {
	earned := map[clock.Day]loyalty.Rank{}
	if len(asked.days) == 0 {
		return earned, nil
	}
	days := asked.days
	if today := s.Today(); !slices.Contains(days, today) {
		days = append(days, today)
	}
	for _, day := range days {
		ranks, err := (&Loyalty{s}).earnedOn(ctx, []dueTier{{customer: asked.customer, day: day}}, day)
		if err != nil {
			return nil, err
		}
		earned[day] = ranks[0]
	}
	return earned, nil
}

func (t *tx) revokeTier(asked upgraded, earned map[clock.Day]loyalty.Rank, order *sale.Order) error {
	return t.moveTier(asked.customer, func(held loyalty.Held, by loyalty.Tiers) (loyalty.Held, string) {
		rank := func(day clock.Day) loyalty.Rank {
			if known, there := earned[day]; there {
				return known
			}
			return held.Rank // it changed meanwhile: that upgrade was not asked about
		}
		return held.Without(asked.lost, t.Today(), rank, by), loyalty.WhyRevoked
	}, uint64(order.Number))
}

// revokeDue does what could not be done when an order lost something.
func (s *shop) revokeDue(ctx context.Context) error {
	var due []sale.Number
	err := s.store.View(ctx, func(reader store.Reader) error {
		due = nil
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Revocations), KeyOnly: true, Limit: retryAtOnce}) {
			if err != nil {
				return err
			}
			due = append(due, sale.Number(record.Tail64(kv.Key)))
		}
		return nil
	})
	for _, number := range due { // none is left out because another one's failed
		err = errors.Join(err, s.revoke(ctx, number))
	}
	return readable(err)
}
