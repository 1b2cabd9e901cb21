package loyalty_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
)

func TestATierIsKeptUntilTheDaysOfGraceAreOver(t *testing.T) {
	usual := loyalty.UsualTiers()
	began := day(t, "2026-03-14")
	gold := loyalty.Held{}.On(began, 3, 7, usual)
	if gold.Rank != 3 || gold.Review != day(t, "2027-03-14") || gold.Order != 7 {
		t.Fatalf("%+v", gold)
	}
	end := gold.Review + clock.Day(usual.Grace)
	balance := usual
	balance.Downgrade = loyalty.BalanceBased
	for name, tt := range map[string]struct {
		on     clock.Day
		earned loyalty.Rank
		by     loyalty.Tiers
		want   loyalty.Rank
	}{
		"long before":              {began + 100, 1, usual, 3},
		"the day before a review":  {gold.Review - 1, 1, usual, 3},
		"on the review":            {gold.Review, 1, usual, 3},
		"the last day of grace":    {end - 1, 1, usual, 3},
		"after it, one down":       {end, 1, usual, 2},
		"after it, what she earns": {end, 1, balance, 1},
		"earned again in time":     {end - 1, 3, usual, 3},
		"earned again at the end":  {end, 3, usual, 3},
		"one below":                {end, 2, balance, 2},
	} {
		if got := gold.On(tt.on, tt.earned, 0, tt.by); got.Rank != tt.want {
			t.Errorf("%s: rank %d, want %d", name, got.Rank, tt.want)
		}
	}
	if again := gold.On(end-1, 3, 0, usual); again.Review != day(t, "2028-03-14") || again.Since != began {
		t.Errorf("earned again: %+v", again)
	}
}

func TestAnUpgradeGoesWithItsOrder(t *testing.T) {
	usual := loyalty.UsualTiers()
	silver := loyalty.Held{}.On(day(t, "2026-01-10"), 2, 1, usual)
	gold := silver.On(day(t, "2026-03-14"), 3, 9, usual)
	for name, tt := range map[string]struct {
		order  uint64
		on     clock.Day
		earned loyalty.Rank
		want   loyalty.Held
	}{
		"at once":               {9, day(t, "2026-03-14"), 1, loyalty.Held{Rank: 2, Since: silver.Since, Review: silver.Review}},
		"on the last day":       {9, day(t, "2026-04-13"), 1, loyalty.Held{Rank: 2, Since: silver.Since, Review: silver.Review}},
		"a day later":           {9, day(t, "2026-04-14"), 1, gold},
		"another order":         {8, day(t, "2026-03-14"), 1, gold},
		"she earns it all same": {9, day(t, "2026-03-14"), 3, gold},
	} {
		if got := gold.Without(tt.order, tt.on, tt.earned, usual); got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
	}
}

// Whatever she earns on whatever days: up at once, never down before a review
// and its grace, and never more than one tier a review where that is the rule.
func TestATierNeverFallsEarly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		by := loyalty.Tiers{
			Months: rapid.IntRange(1, 24).Draw(t, "months"), Grace: rapid.IntRange(0, 90).Draw(t, "grace"), Revoke: 30,
			Downgrade: rapid.SampledFrom([]loyalty.Downgrade{loyalty.OneDown, loyalty.BalanceBased}).Draw(t, "downgrade"),
		}
		held, today := loyalty.Held{}, clock.Day(20_000)
		for range 60 {
			today += clock.Day(rapid.IntRange(0, 200).Draw(t, "days"))
			earned := loyalty.Rank(rapid.IntRange(0, 4).Draw(t, "earned"))
			next := held.On(today, earned, 1, by)
			switch {
			case next.Rank < earned:
				t.Fatalf("earned %d, has %d", earned, next.Rank)
			case next.Rank < held.Rank && today < held.Review+clock.Day(by.Grace):
				t.Fatalf("down to %d on %d, before %d", next.Rank, today, held.Review+clock.Day(by.Grace))
			case next.Rank < held.Rank && by.Downgrade == loyalty.OneDown && next.Rank+1 != held.Rank:
				t.Fatalf("from %d to %d at once", held.Rank, next.Rank)
			case next.Rank > 0 && next.Look(today, by) <= today:
				t.Fatalf("looked at on %d, today is %d", next.Look(today, by), today)
			}
			held = next
		}
	})
}
