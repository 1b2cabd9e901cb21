package core

import (
	"errors"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// What a tier is lies in the customer's facts; since when she has it, and until
// when, lies beside them, for tiers above the lowest: there is no way down from
// that one.

func standingShelf() *shelf[loyalty.Standing] {
	return &shelf[loyalty.Standing]{
		space: record.Standings, word: "tier", mark: "TI-", digits: 5,
		number: func(s *loyalty.Standing) uint64 { return uint64(s.Customer) },
		keys: func(s *loyalty.Standing) []record.Key {
			if s.Look == 0 {
				return nil
			}
			return []record.Key{reviewsOn(s.Look).Uint64(uint64(s.Customer))}
		},
	}
}

func reviewsOn(day clock.Day) record.Key { return inList(listReviews).Uint32(uint32(day)) }

// held is the tier of a customer: as it is kept, or, where nothing is, one that
// began today.
func (s *shop) held(reader store.Reader, customer people.Ordinal, by loyalty.Tiers) (loyalty.Held, []loyalty.TierStep, error) {
	row, _, err := readFacts(reader, customer)
	if err != nil {
		return loyalty.Held{}, nil, err
	}
	return s.heldAs(reader, customer, row, by)
}

// heldAs is held of a customer whose facts are at hand.
func (s *shop) heldAs(reader store.Reader, customer people.Ordinal, row abi.Facts, by loyalty.Tiers) (loyalty.Held, []loyalty.TierStep, error) {
	known, err := s.standings.read(s, reader, uint64(customer))
	if fault.KindOf(err) == fault.KindNotFound {
		return s.began(&row, by), nil, nil
	}
	held, steps := s.heldIn(&known, &row, by)
	return held, steps, err
}

// began is a tier that began today.
func (s *shop) began(row *abi.Facts, by loyalty.Tiers) loyalty.Held {
	return loyalty.Held{Rank: loyalty.Rank(row.Tier), Since: s.Today(), Review: by.ReviewFrom(s.Today())}
}

// heldIn is held of a customer of whose tier something is kept.
func (s *shop) heldIn(known *loyalty.Standing, row *abi.Facts, by loyalty.Tiers) (loyalty.Held, []loyalty.TierStep) {
	if known.Tier != s.tierCode(row.Tier) {
		return s.began(row, by), known.Steps
	}
	return s.asHeld(known), known.Steps
}

// asHeld is a tier that is kept, by the list of the rule that answers.
func (s *shop) asHeld(known *loyalty.Standing) loyalty.Held {
	return loyalty.Held{
		Rank: s.rankOf(known.Tier), Since: known.Since, Review: known.Review, Order: known.Order,
		Before: lo.Map(known.Before, func(one loyalty.TierBefore, _ int) loyalty.Before {
			return loyalty.Before{Rank: s.rankOf(one.Tier), Since: one.Since, Review: one.Review, Order: one.Order}
		}),
	}
}

// rankOf is the place of a tier's code in the rule's list, 0 for none.
func (s *shop) rankOf(code string) loyalty.Rank {
	manifest := s.rules.manifest("loyalty")
	if manifest == nil || code == "" {
		return 0
	}
	return loyalty.Rank(manifest.TierPosition(code))
}

// hold keeps a customer's tier, and how she came to it.
func (t *tx) hold(customer people.Ordinal, was, is loyalty.Held, steps []loyalty.TierStep, by loyalty.Tiers, why string, order uint64) error {
	if was.Rank != is.Rank {
		from := t.tierCode(uint32(was.Rank))
		if len(steps) > 0 {
			from = steps[0].To // also under another rule since
		}
		step := loyalty.TierStep{Day: t.Today(), From: from, To: t.tierCode(uint32(is.Rank)), Why: why, Order: order}
		steps = append([]loyalty.TierStep{step}, steps[:min(len(steps), loyalty.MaxSteps-1)]...)
		if err := t.editFacts(customer, func(row *abi.Facts) { row.Tier = uint32(is.Rank) }); err != nil {
			return err
		}
	}
	if is.Rank < 2 && was.Rank < 2 {
		_, err := t.Get(t.standings.key(uint64(customer)))
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	kept := loyalty.Standing{
		Customer: customer, Tier: t.tierCode(uint32(is.Rank)), Since: is.Since, Review: is.Review, Order: is.Order,
		Steps: steps, Before: t.asBefore(is.Before),
	}
	if is.Rank >= 2 {
		kept.Look = is.Look(t.Today(), by)
	}
	found, err := t.standings.read(t.shop, t, uint64(customer))
	if err := unlessAbsent(err); err != nil {
		return err
	}
	kept.Was = found.Was
	if !is.Same(was) {
		kept.Find(loyalty.TierWas{
			Day: t.Today(), Tier: t.tierCode(uint32(was.Rank)), Since: was.Since, Review: was.Review, Order: was.Order, Before: t.asBefore(was.Before),
		}, found.Was)
	}
	return t.standings.putUnnoted(t, &kept)
}

// asBefore is what upgrades took the place of, as it is kept.
func (s *shop) asBefore(all []loyalty.Before) []loyalty.TierBefore {
	return lo.Map(all, func(one loyalty.Before, _ int) loyalty.TierBefore {
		return loyalty.TierBefore{Tier: s.tierCode(uint32(one.Rank)), Since: one.Since, Review: one.Review, Order: one.Order}
	})
}

// earnTier takes up which tier a customer earns, now that an order is paid. What
// is owed she has not spent yet.
func (t *tx) earnTier(order *sale.Order, earned uint32) error {
	if order.Owed() > 0 {
		return nil
	}
	buyer, err := t.currently(t, order.Customer)
	if err != nil {
		return err
	}
	return t.moveTier(buyer, func(held loyalty.Held, by loyalty.Tiers) (loyalty.Held, string) {
		return held.On(t.Today(), loyalty.Rank(earned), uint64(order.Number), by), loyalty.WhyEarned
	}, uint64(order.Number))
}

func (t *tx) moveTier(customer people.Ordinal, move func(loyalty.Held, loyalty.Tiers) (loyalty.Held, string), order uint64) error {
	program, err := t.programme()
	if err != nil {
		return err
	}
	by := program.Keeps()
	if t.counters.Newest > t.Today() {
		if err := t.turnBackHer(customer); err != nil {
			return err
		}
	}
	row, err := t.factsNow(customer)
	if err != nil {
		return err
	}
	was, steps, err := t.heldAs(t, customer, row, by)
	if err != nil {
		return err
	}
	is, why := move(was, by)
	if is.Same(was) {
		return nil
	}
	return t.tracing(customer, func() error { return t.hold(customer, was, is, steps, by, why, order) })
}

// decideTier sets a tier as another rule, or other settings, decide it: what is
// kept of the one before begins anew. One that waited for its rule is hers until
// its review, as if that rule had answered all the time.
func (t *tx) decideTier(customer people.Ordinal, tier uint32) error {
	program, err := t.programme()
	if err != nil {
		return err
	}
	waited, err := t.unparkTier(customer, program.Keeps())
	if err != nil {
		return err
	}
	return t.moveTier(customer, func(held loyalty.Held, by loyalty.Tiers) (loyalty.Held, string) {
		today := t.Today()
		if waited {
			return held.On(today, loyalty.Rank(tier), 0, by), loyalty.WhyRule
		}
		return loyalty.Held{Rank: loyalty.Rank(tier), Since: today, Review: by.ReviewFrom(today)}, loyalty.WhyRule
	}, 0)
}
