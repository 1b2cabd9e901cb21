package core_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
)

// A clock may be wrong for a while, and who looks may ask as of another day.

// figures are what a shop says of a customer's points and tier.
type figures struct {
	Card, Listed, Statement loyalty.Points
	CardTier, ListedTier    string
	Entries                 int
	Tier                    core.TierStanding
	Liability               core.Liability
	Promo                   []core.Said
}

func figuresOf(t *testing.T, engine *core.Engine, who people.Ordinal) figures {
	t.Helper()
	ctx := context.Background()
	card := must[core.Listed](t)(engine.People.Card(ctx, who))
	listed, _, err := engine.People.List(ctx, core.Pick{}, int(who)-1, 1)
	if err != nil || len(listed) != 1 {
		t.Fatal(listed, err)
	}
	said := must[core.Statement](t)(engine.Loyalty.Statement(ctx, who, engine.Today().End(engine.Zone()).Add(-time.Second), 0))
	tried := must[[]core.Said](t)(engine.Promos.Try(ctx, core.NewOrder{Customer: who, Items: washes(1, 100_000), Codes: []string{"EMAS"}}))
	return figures{
		Card: loyalty.Points(card.Facts.Points), Listed: loyalty.Points(listed[0].Facts.Points), Statement: said.Points,
		CardTier: card.Tier, ListedTier: listed[0].Tier, Entries: len(said.Entries), Tier: tierOf(t, engine, who),
		Liability: must[core.Liability](t)(engine.Loyalty.Liability(ctx)), Promo: tried,
	}
}

// goldShop is a shop with one customer, who is Gold, has points and a birthday.
func goldShop(t *testing.T, now *movable) (*core.Engine, people.Ordinal) {
	t.Helper()
	engine, ctx := newShop(t, now), context.Background()
	program := must[loyalty.Program](t)(engine.Loyalty.Program(ctx))
	program.Birthday = 50
	if err := engine.Loyalty.SetProgram(ctx, program); err != nil {
		t.Fatal(err)
	}
	must[promo.Promo](t)(engine.Promos.Add(ctx, promo.Promo{Name: "Emas", Word: "EMAS", Kind: promo.Percent, Percent: 10, Tiers: []string{"GOLD"}}))
	sri := add(t, engine, "Sri")
	must[people.Profile](t)(engine.Profiles.Edit(ctx, sri, func(one *people.Profile) error {
		one.Dates = append(one.Dates, people.Date{Kind: people.Birthday, Month: 6, Day: 1})
		return nil
	}))
	must[core.Placed](t)(buys(engine, sri, 3_500_000))
	return engine, sri
}

func ahead(years int) time.Time { return march(14).at.AddDate(years, 0, 0) }

// sameAsNeverAhead compares a shop with one in which nobody looked ahead, on
// some days of the two years to come.
func sameAsNeverAhead(t *testing.T, engine *core.Engine, now *movable, who people.Ordinal) {
	t.Helper()
	elsewhen := march(14)
	calm, _ := goldShop(t, elsewhen)
	for _, days := range []int{0, 1, 200, 400} {
		now.at, elsewhen.at = march(14).at.AddDate(0, 0, days), march(14).at.AddDate(0, 0, days)
		if diff := cmp.Diff(figuresOf(t, calm, who), figuresOf(t, engine, who)); diff != "" {
			t.Errorf("%d days on (- never looked ahead, + looked ahead):\n%s", days, diff)
		}
	}
	now.at = march(14).at
}

func TestWhoLooksAheadChangesNothing(t *testing.T) {
	now := march(14)
	engine, sri := goldShop(t, now)
	now.at = ahead(5)
	if got := figuresOf(t, engine, sri); got.CardTier != "MEMBER" || got.Tier.Tier != "MEMBER" || got.Card != 0 || got.Statement != 0 || got.Promo[0].Why == promo.Counts {
		t.Errorf("in five years: %+v", got)
	}
	sameAsNeverAhead(t, engine, now, sri)
	sound(t, engine)
}

// A look at the segments of a day to come is that day's, and leaves nothing
// behind; once something happens on a day, its segments are written.
func TestWhoLooksAheadAtSegmentsWritesNothing(t *testing.T) {
	now, ctx := march(14), context.Background()
	engine, sri := goldShop(t, now)
	segmentOf := func(engine *core.Engine) string {
		t.Helper()
		if err := engine.Segments.Refresh(ctx, nil); err != nil {
			t.Fatal(err)
		}
		return must[core.Why](t)(engine.Segments.Why(ctx, sri)).Code
	}
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))
	today, before := segmentOf(engine), dumped(t, engine)
	for _, years := range []int{1, 5, 1} {
		now.at = ahead(years)
		seen := must[*core.Engine](t)(engine.Look(ctx))
		if got := segmentOf(seen); got == today || seen == engine {
			t.Errorf("in %d years she is in %s still", years, got)
		}
		figuresOf(t, engine, sri) // tries a code
		must[core.Answer](t)(engine.AfterHours.Ask(ctx, core.Knock{Customer: sri, At: now.at.Add(12 * time.Hour)}))
	}
	now.at = march(14).at
	if seen := must[*core.Engine](t)(engine.Look(ctx)); seen != engine {
		t.Error("today is no look ahead")
	}
	if dumped(t, engine) != before || segmentOf(engine) != today {
		t.Error("a look has changed the shop")
	}
	now.at = ahead(1)
	must[core.Placed](t)(buys(engine, sri, 40_000))
	if seen := must[*core.Engine](t)(engine.Look(ctx)); seen != engine {
		t.Error("a day on which something was bought has come")
	}
	sound(t, engine)
}

func dumped(t *testing.T, engine *core.Engine) string {
	t.Helper()
	var text strings.Builder
	if err := engine.Dump(context.Background(), &text); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestADayThatWasDoneAheadCountsFromItsDayOn(t *testing.T) {
	now := march(14)
	engine, sri := goldShop(t, now)
	now.at = ahead(5)
	must[core.DayDone](t)(engine.Loyalty.NewDay(context.Background()))
	sameAsNeverAhead(t, engine, now, sri)
	sound(t, engine)
}

func TestADayThatWasDoneAheadIsTakenBackOnceTheClockIsRight(t *testing.T) {
	ctx, now := context.Background(), march(14)
	engine, sri := goldShop(t, now)
	now.at = ahead(5)
	must[core.DayDone](t)(engine.Loyalty.NewDay(ctx))
	now.at = march(15).at
	must[core.DayDone](t)(engine.Loyalty.NewDay(ctx))
	if found := must[core.Ahead](t)(engine.Health.Ahead(ctx)); found.Code != "" {
		t.Errorf("still ahead: %+v", found)
	}
	entries := must[core.Statement](t)(engine.Loyalty.Statement(ctx, sri, ahead(20), 0)).Entries
	if len(entries) != 1 {
		t.Errorf("the ledger keeps %+v", entries)
	}
	sameAsNeverAhead(t, engine, now, sri)
	sound(t, engine)
}

// Points that only the wrong date let expire can be spent, also before the day
// was begun.
func TestPointsThatExpiredAheadCanBeSpent(t *testing.T) {
	ctx, now := context.Background(), march(14)
	engine, sri := goldShop(t, now)
	now.at = ahead(5)
	must[core.DayDone](t)(engine.Loyalty.NewDay(ctx))
	now.at = march(15).at
	had := figuresOf(t, engine, sri).Card
	must[loyalty.Entry](t)(engine.Loyalty.Redeem(ctx, core.Spending{Customer: sri, Points: had}))
	if got := figuresOf(t, engine, sri); got.Card != 0 || got.Statement != 0 {
		t.Errorf("of %d points that were spent she has %d, and %d by the ledger", had, got.Card, got.Statement)
	}
	sound(t, engine)
}

func TestASaleAtAWrongDateIsNamedAndCardAndBalanceAgree(t *testing.T) {
	ctx, now := context.Background(), march(14)
	engine, sri := goldShop(t, now)
	before := figuresOf(t, engine, sri)
	now.at = ahead(5)
	wrong := must[core.Placed](t)(buys(engine, sri, 200_000)).Order
	must[core.DayDone](t)(engine.Loyalty.NewDay(ctx))
	now.at = march(15).at
	for _, done := range []bool{false, true} {
		if done {
			must[core.DayDone](t)(engine.Loyalty.NewDay(ctx))
		}
		found := must[core.Ahead](t)(engine.Health.Ahead(ctx))
		if found.Code != core.Nota(wrong.Number) || !found.At.Equal(wrong.At) {
			t.Errorf("ahead is %+v, want %s", found, core.Nota(wrong.Number))
		}
		got := figuresOf(t, engine, sri)
		if got.Card != before.Card || got.Statement != before.Card || got.Listed != before.Card || got.CardTier != "GOLD" || got.ListedTier != "GOLD" || got.Tier.Review != before.Tier.Review {
			t.Errorf("day done %v: before %+v, now %+v", done, before, got)
		}
		sound(t, engine)
	}
	if _, _, err := engine.Payments.Refund(ctx, wrong.Number, sale.Return{Amount: wrong.Net()}, core.NewPayment{Reason: "salah tanggal"}); err != nil {
		t.Fatal(err)
	}
	if found := must[core.Ahead](t)(engine.Health.Ahead(ctx)); found.Code != "" {
		t.Errorf("what was given back is still ahead: %+v", found)
	}
}
