package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// The shipped rule: Silver from Rp1.000.000 in 365 days, Gold from Rp3.000.000.

func tierOf(t *testing.T, engine *core.Engine, who people.Ordinal) core.TierStanding {
	t.Helper()
	return must[core.TierStanding](t)(engine.Loyalty.Standing(context.Background(), who))
}

// Product bug 6: below the least spending there is no tier above, at it there is.
//
// ERPNext gave the second tier to anybody (22167, 33550).
func TestATierBeginsAtItsThreshold(t *testing.T) {
	for spent, want := range map[money.Amount]string{999_999: "MEMBER", 1_000_000: "SILVER", 1_000_001: "SILVER", 2_999_999: "SILVER", 3_000_000: "GOLD"} {
		engine := newShop(t, march(14))
		sri := add(t, engine, "Sri")
		must[core.Placed](t)(buys(engine, sri, spent))
		got := tierOf(t, engine, sri)
		if got.Tier != want {
			t.Errorf("%d spent: %s, want %s", spent, got.Tier, want)
		}
		if want == "MEMBER" && (got.Next.Tier != "SILVER" || got.Next.Missing != 1) {
			t.Errorf("missing to Silver: %+v", got.Next)
		}
		sound(t, engine)
	}
}

func TestWhatIsOwedBringsNoTier(t *testing.T) {
	engine, none := newShop(t, march(14)), money.Amount(0)
	sri := add(t, engine, "Sri")
	placed := must[core.Placed](t)(engine.Sales.Add(context.Background(), core.NewOrder{Customer: sri, Items: washes(1, 5_000_000), Paid: &none}))
	if got := tierOf(t, engine, sri); got.Tier != "" {
		t.Errorf("for a debt she is %s", got.Tier)
	}
	pay(t, engine, placed.Order.Number, 5_000_000)
	if got := tierOf(t, engine, sri); got.Tier != "GOLD" {
		t.Errorf("once it is paid she is %s", got.Tier)
	}
	sound(t, engine)
}

// Two orders of one file are written together: what the first one brought is
// known when the second one is.
func TestTwoOrdersOfOneFileBringATierOnce(t *testing.T) {
	engine := newShop(t, march(14))
	defer engine.Close()
	take(t, engine, "customer,date,amount\nSri,2026-03-01,1500000\nSri,2026-03-02,100000\n")
	got := tierOf(t, engine, 1)
	if got.Tier != "SILVER" || len(got.Steps) != 1 || got.Steps[0].Why != loyalty.WhyEarned {
		t.Errorf("tier %s by the steps %+v, want SILVER earned once", got.Tier, got.Steps)
	}
	sound(t, engine)
}

// What she owes counts for no tier, whichever way the tier is decided: at
// another order, by what is missing, or for everybody anew.
func TestAnotherOrderThatIsOwedBringsNoTierEither(t *testing.T) {
	engine, ctx, part := newShop(t, march(14)), context.Background(), money.Amount(4_999_999)
	sri := add(t, engine, "Sri")
	owed := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(1, 5_000_000), Paid: &part}))
	must[core.Placed](t)(buys(engine, sri, 10_000))
	must[core.Recalculation](t)(engine.Loyalty.Recalculate(ctx))
	if got := tierOf(t, engine, sri); got.Tier != "MEMBER" || got.Next.Missing != 990_000 {
		t.Errorf("with a debt she is %s, and %d is missing", got.Tier, got.Next.Missing)
	}
	pay(t, engine, owed.Order.Number, 1)
	if got := tierOf(t, engine, sri); got.Tier != "GOLD" {
		t.Errorf("once it is paid she is %s", got.Tier)
	}
	sound(t, engine)
}

func TestATierIsKeptThroughReviewAndGraceThoughNobodyCame(t *testing.T) {
	at := march(14)
	engine, ctx := newShop(t, at), context.Background()
	sri := add(t, engine, "Sri")
	must[core.Placed](t)(buys(engine, sri, 3_500_000))
	had := tierOf(t, engine, sri)
	if had.Tier != "GOLD" || had.Review.String() != "2027-03-14" || had.Until.String() != "2027-05-13" {
		t.Fatalf("%+v", had)
	}
	// As of her review all of it is 365 days ago, and the rule counts none.
	if had.Keep.Missing != 3_000_000 || !had.Keep.Known || had.Next.Tier != "" {
		t.Errorf("to keep it %+v, to the next %+v", had.Keep, had.Next)
	}
	for _, step := range []struct{ day, want string }{
		{"2027-05-12", "GOLD"}, {"2027-05-13", "SILVER"}, {"2028-07-11", "SILVER"}, {"2028-07-12", "MEMBER"},
	} {
		day, err := time.Parse("2006-01-02", step.day)
		if err != nil {
			t.Fatal(err)
		}
		at.at = day.Add(3 * time.Hour)
		if got := tierOf(t, engine, sri); got.Tier != step.want {
			t.Errorf("on %s: %s, want %s", step.day, got.Tier, step.want)
		}
		sound(t, engine)
	}
	if steps := tierOf(t, engine, sri).Steps; len(steps) != 3 || steps[0].Why != loyalty.WhyReviewed || steps[2].Why != loyalty.WhyEarned {
		t.Errorf("how she came to it: %+v", steps)
	}
	if card := must[core.Listed](t)(engine.People.Card(ctx, sri)); card.Tier != "MEMBER" {
		t.Errorf("the card says %s", card.Tier)
	}
}

// Whether the computer was on or not, a tier ends on the same day.
func TestATierIsTheSameHoweverSeldomItIsLookedAt(t *testing.T) {
	lives := map[bool]core.TierStanding{}
	for _, daily := range []bool{true, false} {
		at := march(14)
		engine, ctx := newShop(t, at), context.Background()
		sri := add(t, engine, "Sri")
		must[core.Placed](t)(buys(engine, sri, 3_500_000))
		for day := range 900 {
			at.at = march(14).at.AddDate(0, 0, day)
			if day == 300 {
				must[core.Placed](t)(buys(engine, sri, 1_200_000))
			}
			if daily {
				must[core.DayDone](t)(engine.Loyalty.NewDay(ctx))
			}
		}
		must[core.DayDone](t)(engine.Loyalty.NewDay(ctx))
		lives[daily] = tierOf(t, engine, sri)
		sound(t, engine)
	}
	if daily, seldom := lives[true], lives[false]; daily.Tier != seldom.Tier || daily.Since != seldom.Since || daily.Review != seldom.Review || len(daily.Steps) != len(seldom.Steps) {
		t.Errorf("looked at daily %+v, seldom %+v", daily, seldom)
	}
}

func TestATierGoesWithTheOrderThatBroughtItAndNoOther(t *testing.T) {
	at := march(14)
	engine, ctx := newShop(t, at), context.Background()
	sri := add(t, engine, "Sri")
	first := must[core.Placed](t)(buys(engine, sri, 1_200_000))
	second := must[core.Placed](t)(buys(engine, sri, 2_000_000))
	if got := tierOf(t, engine, sri); got.Tier != "GOLD" {
		t.Fatalf("%+v", got)
	}
	must[core.Undone](t)(engine.History.Undo(ctx, 0))
	if got := tierOf(t, engine, sri); got.Tier != "SILVER" || got.Steps[0].Why != loyalty.WhyRevoked || got.Steps[0].Order != uint64(second.Order.Number) {
		t.Errorf("after the order was void: %+v", got)
	}
	sound(t, engine)
	// A part of what brought Silver, a month and a day later: it stays.
	at.at = at.at.AddDate(0, 0, 31)
	_, _, err := engine.Payments.Refund(ctx, first.Order.Number, sale.Return{Amount: 500_000}, core.NewPayment{Reason: "luntur"})
	if got := tierOf(t, engine, sri); err != nil || got.Tier != "SILVER" {
		t.Errorf("after a late refund: %+v, %v", got, err)
	}
	sound(t, engine)
	// And within the days of revoking it goes.
	other := add(t, engine, "Budi")
	bought := must[core.Placed](t)(buys(engine, other, 1_200_000))
	_, _, err = engine.Payments.Refund(ctx, bought.Order.Number, sale.Return{Amount: 500_000}, core.NewPayment{Reason: "luntur"})
	if got := tierOf(t, engine, other); err != nil || got.Tier != "MEMBER" {
		t.Errorf("after an early refund: %+v, %v", got, err)
	}
	sound(t, engine)
}

// The order that is given back need not be the one that tipped the scale.
func TestATierGoesWithAnyOrderThatCarriedIt(t *testing.T) {
	for _, paid := range [][2]money.Amount{{2_999_999, 1}, {2_000_000, 1_000_000}, {1_000_000, 2_000_000}} {
		for back := range paid {
			at := march(14)
			engine, ctx := newShop(t, at), context.Background()
			sri := add(t, engine, "Sri")
			var orders [2]core.Placed
			for i, amount := range paid {
				orders[i] = must[core.Placed](t)(buys(engine, sri, amount))
				at.at = at.at.AddDate(0, 0, 3)
			}
			if got := tierOf(t, engine, sri); got.Tier != "GOLD" {
				t.Fatalf("%v: %s", paid, got.Tier)
			}
			_, _, err := engine.Payments.Refund(ctx, orders[back].Order.Number, sale.Return{Amount: paid[back]}, core.NewPayment{Reason: "luntur"})
			if err != nil {
				t.Fatal(err)
			}
			want := map[bool]string{true: "SILVER", false: "MEMBER"}[paid[1-back] >= 1_000_000]
			if got := tierOf(t, engine, sri); got.Tier != want {
				t.Errorf("%v, order %d given back: %s, want %s", paid, back+1, got.Tier, want)
			}
			sound(t, engine)
			_, _, err = engine.Payments.Refund(ctx, orders[1-back].Order.Number, sale.Return{Amount: paid[1-back]}, core.NewPayment{Reason: "luntur"})
			if got := tierOf(t, engine, sri); err != nil || got.Tier != "" {
				t.Errorf("%v, both given back: %s, %v", paid, got.Tier, err)
			}
			sound(t, engine)
		}
	}
}

// A tier that was earned otherwise is not lost with an order that came later.
func TestATierStaysThatTheOrderDidNotCarry(t *testing.T) {
	at := march(14)
	engine, ctx := newShop(t, at), context.Background()
	sri := add(t, engine, "Sri")
	must[core.Placed](t)(buys(engine, sri, 3_000_000))
	at.at = at.at.AddDate(0, 0, 3)
	later := must[core.Placed](t)(buys(engine, sri, 900_000))
	_, _, err := engine.Payments.Refund(ctx, later.Order.Number, sale.Return{Amount: 900_000}, core.NewPayment{Reason: "luntur"})
	if got := tierOf(t, engine, sri); err != nil || got.Tier != "GOLD" || len(got.Steps) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	sound(t, engine)
}

// Having had more for three weeks prolongs no tier.
func TestATierThatComesBackIsReviewedOnItsOwnDay(t *testing.T) {
	at := march(14)
	engine, ctx := newShop(t, at), context.Background()
	sri := add(t, engine, "Sri")
	must[core.Placed](t)(buys(engine, sri, 1_000_000))
	before := tierOf(t, engine, sri)
	at.at = at.at.AddDate(0, 0, 350)
	gold := must[core.Placed](t)(buys(engine, sri, 3_000_000))
	at.at = at.at.AddDate(0, 0, 20) // behind the review of Silver
	_, _, err := engine.Payments.Void(ctx, gold.Order.Number, core.NewPayment{Reason: "salah ketik"})
	if got := tierOf(t, engine, sri); err != nil || got.Tier != "SILVER" || got.Review != before.Review || got.Since != before.Since {
		t.Errorf("%+v, %v; before Gold %+v", got, err, before)
	}
	at.at = at.at.AddDate(0, 0, 60)
	if got := tierOf(t, engine, sri); got.Tier != "MEMBER" {
		t.Errorf("after the days of grace she is %s", got.Tier)
	}
	sound(t, engine)
}
