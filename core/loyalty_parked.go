package core

import (
	"context"
	"fmt"
	"slices"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// A rule may take over loyalty that decides no tiers, or fails when it is asked
// about them. Then nobody has one, since tiers are positions in the list of the
// rule that answers; but which one she had, and until when, stays beside her
// facts and waits for a rule that knows it. Without this, a rule that was tried
// for a minute would cost everybody what she held.

// keepTiers leaves everybody the tier that she has, which was a position in one
// rule's list and is one in another's; what is not in that one, nil for none,
// waits.
func (l *Loyalty) keepTiers(ctx context.Context, was, is *plugin.Manifest) error {
	var held []moved
	for batch, err := range l.batches(ctx, l.Today(), l.business.Window) {
		if err != nil {
			return err
		}
		for _, row := range batch.each {
			if tier := sameTier(was, row.Tier, is); tier != row.Tier {
				held = append(held, moved{people.Ordinal(row.Ordinal), tier})
			}
		}
	}
	for slice := range slices.Chunk(held, membersAtOnce) {
		err := l.update(ctx, "loyalty.recalculate", func(t *tx) error {
			t.entry.Subject = fmt.Sprint(len(slice), " tiers")
			for _, one := range slice {
				if err := t.keepTier(one); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keepTier puts a tier at its place in the rule's list.
func (t *tx) keepTier(one moved) error {
	if one.tier == 0 {
		return t.parkTier(one.ordinal)
	}
	return t.editFacts(one.ordinal, func(row *abi.Facts) { row.Tier = one.tier })
}

// parkTier takes a tier out of the facts; what is kept of it is not looked at
// until it is back.
func (t *tx) parkTier(customer people.Ordinal) error {
	if err := t.editFacts(customer, func(row *abi.Facts) { row.Tier = 0 }); err != nil {
		return err
	}
	known, err := t.standings.read(t.shop, t, uint64(customer))
	if err != nil {
		return unlessAbsent(err) // the lowest tier: nothing is kept of it
	}
	known.Look = 0
	return t.standings.putUnnoted(t, &known)
}

// parked reports whether a tier that is kept waits for a rule that knows it.
func parked(known *loyalty.Standing, row *abi.Facts) bool {
	return row.Tier == 0 && known.Tier != "" && known.Look == 0
}

// unparkTier gives a customer back the tier that waits, if the rule knows it, and
// says whether it did.
func (t *tx) unparkTier(customer people.Ordinal, by loyalty.Tiers) (bool, error) {
	known, err := t.standings.read(t.shop, t, uint64(customer))
	if err != nil {
		return false, unlessAbsent(err)
	}
	row, err := t.factsNow(customer)
	rank := t.rankOf(known.Tier)
	if err != nil || !parked(&known, &row) || rank == 0 {
		return false, err
	}
	if err := t.editFacts(customer, func(row *abi.Facts) { row.Tier = uint32(rank) }); err != nil {
		return false, err
	}
	held := loyalty.Held{Rank: rank, Since: known.Since, Review: known.Review}
	known.Look = held.Look(t.Today(), by)
	return true, t.standings.putUnnoted(t, &known)
}
