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

func TestAnUpgradeGoesWithWhatCarriedIt(t *testing.T) {
	usual := loyalty.UsualTiers()
	silver := loyalty.Held{}.On(day(t, "2026-01-10"), 2, 1, usual)
	gold := silver.On(day(t, "2026-03-14"), 3, 9, usual)
	silver.Before = nil // too long ago to be taken back as well
	for name, tt := range map[string]struct {
		on             clock.Day
		carried, today loyalty.Rank // earned without it on the day of Gold, and now
		want           loyalty.Held
	}{
		"at once":                  {day(t, "2026-03-14"), 1, 1, silver},
		"on the last day":          {day(t, "2026-04-13"), 1, 1, silver},
		"a day later":              {day(t, "2026-04-14"), 1, 1, gold},
		"it did not carry it":      {day(t, "2026-03-20"), 3, 1, gold},
		"she earns it all same":    {day(t, "2026-03-14"), 3, 3, gold},
		"she has earned it since":  {day(t, "2026-03-20"), 2, 3, silver.On(day(t, "2026-03-20"), 3, 9, usual)},
		"she has less than Silver": {day(t, "2026-03-20"), 0, 0, silver},
	} {
		got := gold.Without(tt.on, tt.on, func(at clock.Day) loyalty.Rank {
			if at == gold.Since && at != tt.on {
				return tt.carried
			}
			return tt.today
		}, usual)
		if !got.Same(tt.want) {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
	}
}

// Two upgrades of one month go one after the other, each with what it stood on.
func TestUpgradesOfOneMonthAllGo(t *testing.T) {
	usual := loyalty.UsualTiers()
	silver := loyalty.Held{}.On(day(t, "2026-03-01"), 2, 1, usual)
	gold := silver.On(day(t, "2026-03-14"), 3, 9, usual)
	nothing := func(clock.Day) loyalty.Rank { return 1 }
	if got := gold.Without(day(t, "2026-03-20"), day(t, "2026-03-20"), nothing, usual); got.Rank != 1 {
		t.Errorf("without anything she has %+v", got)
	}
	first := gold.Without(day(t, "2026-03-20"), day(t, "2026-03-20"), func(at clock.Day) loyalty.Rank { return map[clock.Day]loyalty.Rank{gold.Since: 2, silver.Since: 2}[at] }, usual)
	if !first.Same(silver) {
		t.Fatalf("without what brought Gold she has %+v", first)
	}
	if got := first.Without(day(t, "2026-03-21"), day(t, "2026-03-21"), nothing, usual); got.Rank != 1 {
		t.Errorf("and without what brought Silver %+v", got)
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
