package core_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
)

// tiersBy is the usual programme in which something else counts for a tier.
func tiersBy(by loyalty.Counted, over loyalty.Window) loyalty.Program {
	tiers := loyalty.UsualTiers()
	tiers.By, tiers.Window = by, over
	return loyalty.Program{Tiers: &tiers}
}

func (b *purse) is(tier string) core.TierStanding {
	b.t.Helper()
	got := tierOf(b.t, b.Engine, b.who)
	if got.Tier != tier {
		b.t.Errorf("on %s she is %q, want %q: %+v", b.Today(), got.Tier, tier, got)
	}
	sound(b.t, b.Engine)
	return got
}

// The shipped rule: Silver from 12 visits or 100 points, Gold from 30 or 300.

func TestVisitsBringATierAtItsThreshold(t *testing.T) {
	b := newPurse(t, "2026-03-01", tiersBy(loyalty.Visits, loyalty.Rolling))
	for day := 1; day <= 11; day++ {
		b.goTo(fmt.Sprintf("2026-03-%02d", day))
		b.buy(9_000, 0)
		b.buy(9_000, 0) // the same visit
	}
	if got := b.is("MEMBER"); got.Next.Missing != 1 || got.Next.Tier != "SILVER" || !got.Next.Known {
		t.Errorf("to Silver: %+v", got.Next)
	}
	b.goTo("2026-03-12")
	b.buy(1_000, 0)
	if got := b.is("SILVER"); got.Next.Missing != 18 || got.Keep.Missing != 12 {
		t.Errorf("to Gold %+v, to keep Silver %+v", got.Next, got.Keep)
	}
}

func TestPointsBringATierAtItsThresholdAndSpendingThemCostsNone(t *testing.T) {
	b := newPurse(t, "2026-03-14", tiersBy(loyalty.Earned, loyalty.Rolling))
	b.buy(990_000, 0)
	if got := b.is("MEMBER"); got.Next.Missing != 1 {
		t.Errorf("to Silver: %+v", got.Next)
	}
	b.give(500, "2027-01-01") // a present is nothing that she earned
	b.is("MEMBER")
	b.buy(10_000, 0)
	b.is("SILVER")
	b.spend(600)
	if got := b.is("SILVER"); got.Next.Missing != 200 {
		t.Errorf("to Gold: %+v", got.Next)
	}
	b.must(b.Loyalty.Recalculate(b.ctx()))
	b.is("SILVER")
}

func TestPointsThatAreTakenBackTakeTheTierThatTheyBrought(t *testing.T) {
	b := newPurse(t, "2026-03-14", tiersBy(loyalty.Earned, loyalty.Rolling))
	b.buy(600_000, 0)
	second := b.buy(500_000, 0)
	b.is("SILVER")
	b.refund(second, 200_000)
	b.is("MEMBER")
}

func TestPointsOfOneFileCountTogether(t *testing.T) {
	b := newPurse(t, "2026-03-14", tiersBy(loyalty.Earned, loyalty.Rolling))
	file := "customer,date,amount\n"
	for day := 1; day <= 6; day++ {
		file += fmt.Sprintf("Tono,2026-03-%02d,500000\n", day)
	}
	take(t, b.Engine, file)
	b.who = must[people.Customer](t)(b.People.Find(b.ctx(), "C-00002")).Ordinal
	b.is("GOLD")
}

func TestACalendarYearBeginsInJanuary(t *testing.T) {
	b := newPurse(t, "2026-12-20", tiersBy(loyalty.Spending, loyalty.CalendarYear))
	b.buy(700_000, 0)
	b.goTo("2027-01-05")
	b.buy(999_999, 0)
	if got := b.is("MEMBER"); got.Next.Missing != 1 {
		t.Errorf("in January December does not count: %+v", got.Next)
	}
	b.buy(1, 0)
	if got := b.is("SILVER"); got.Review.String() != "2028-12-31" || got.Until.String() != "2029-03-01" {
		t.Errorf("reviewed on %s, until %s", got.Review, got.Until)
	}
}

// In the days of grace after a year she may still complete that year.
func TestTheDaysOfGraceBelongToTheYearThatWasReviewed(t *testing.T) {
	for bought, want := range map[money.Amount]string{100_000: "SILVER", 99_999: "MEMBER"} {
		b := newPurse(t, "2027-03-14", tiersBy(loyalty.Spending, loyalty.CalendarYear))
		b.buy(1_000_000, 0)
		b.goTo("2028-12-30")
		b.buy(900_000, 0)
		b.goTo("2029-02-10")
		if got := b.is("SILVER"); got.Keep.Missing != 100_000 || got.Until.String() != "2029-03-01" {
			t.Errorf("to keep it %+v, until %s", got.Keep, got.Until)
		}
		b.buy(bought, 0)
		b.goTo("2029-03-02")
		b.is(want)
	}
}

func TestEverythingThatSheEverDidCounts(t *testing.T) {
	b := newPurse(t, "2020-03-14", tiersBy(loyalty.Spending, loyalty.Ever))
	b.buy(2_000_000, 0)
	b.goTo("2026-03-14")
	b.buy(1_000_000, 0)
	b.is("GOLD")
}

func TestTiersAreDecidedAnewWhenSomethingElseCounts(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	b.buy(3_000_000, 0)
	b.is("GOLD")
	b.must(nil, b.Loyalty.SetProgram(b.ctx(), tiersBy(loyalty.Visits, loyalty.Ever)))
	if got := b.is("MEMBER"); got.Next.Missing != 11 {
		t.Errorf("to Silver: %+v", got.Next)
	}
	seq := must[uint64](t)(b.History.Latest(b.ctx(), "loyalty.set"))
	b.must(b.History.Undo(b.ctx(), seq))
	b.is("GOLD")
}

func TestWhatCannotCountIsRefused(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	for field, wrong := range map[string]loyalty.Program{
		"tiers.by":     tiersBy("smiles", loyalty.Ever),
		"tiers.window": tiersBy(loyalty.Visits, "week"),
	} {
		err := b.Loyalty.SetProgram(b.ctx(), wrong)
		if f := fault.As(err); f.Field != field || !strings.Contains(f.Error(), "is not one of") {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// What it says keeps a tier does keep it, done on any day before the one that it
// names: what still counts at the review is not asked for a second time. From then
// on earlier spending leaves the year, and it is as much as it says for later. A
// rupiah less keeps nothing.
func TestWhatIsSaidToKeepATierKeepsIt(t *testing.T) {
	early := []string{"2026-06-20", "2026-12-01", "2027-03-13", "2027-03-14", "2027-04-20", "2027-04-30"}
	late := []string{"2027-05-01", "2027-05-12"}
	for _, less := range []money.Amount{0, 1} {
		for _, on := range append(early, late...) {
			b := newPurse(t, "2026-03-14", loyalty.Program{})
			b.buy(3_000_000, 0)
			b.goTo("2026-05-01")
			b.buy(800_000, 0) // remembered at the review and until 30 April
			b.goTo("2026-06-01")
			b.buy(400_000, 0)
			b.goTo("2026-06-20")
			said := b.is("GOLD")
			if said.Keep.Missing != 1_800_000 || said.Keep.Before.String() != "2027-05-01" || said.Keep.Later != 2_600_000 || said.Until.String() != "2027-05-13" || said.Keep.From != 0 {
				t.Fatalf("to keep it: %+v, until %s", said.Keep, said.Until)
			}
			b.goTo(on)
			missing := said.Keep.Missing
			if slices.Contains(late, on) {
				missing = said.Keep.Later
			}
			b.buy(money.Amount(missing)-less, 0)
			b.goTo("2027-05-14")
			want := "GOLD"
			if less > 0 {
				want = "SILVER"
			}
			b.is(want)
		}
	}
}

// Who has earned it again already keeps it for another year.
func TestATierThatIsEarnedAgainIsKeptUntilTheNextReview(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	b.buy(3_000_000, 0)
	if got := b.is("GOLD"); got.Keep.From.String() != "2026-03-15" {
		t.Errorf("what she spends today is forgotten at the review: %+v", got.Keep)
	}
	b.goTo("2026-03-15")
	b.buy(3_000_000, 0)
	got := b.is("GOLD")
	if got.Keep.Missing != 0 || !got.Keep.Known || got.Until.String() != "2028-05-13" {
		t.Errorf("to keep it %+v, until %s", got.Keep, got.Until)
	}
	b.goTo("2028-05-12")
	b.is("GOLD")
	b.goTo("2028-05-13")
	b.is("SILVER")
}
