package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/segment"
)

// What the owner allows off by hand holds at the counter and for a quote; what
// was quoted before she said so was promised, and stands.
func TestADiscountByHandIsHeldToWhatTheOwnerAllows(t *testing.T) {
	ctx, now := context.Background(), march(5)
	engine := watching(t, now) // Sari is in HERE
	carpet := []sale.Line{{Item: "Karpet", Quantity: 1, Price: 100_000}}
	quote := func(discount money.Amount) (sale.Quote, error) {
		return engine.Quotes.Make(ctx, sale.Quote{Customer: 1, Lines: carpet, Discount: discount, Until: now.at.Add(24 * time.Hour)})
	}
	order := func(discount money.Amount) error {
		_, err := engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: carpet, Discount: discount})
		return err
	}
	promised, err := quote(50_000)
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Segments.Entitle(ctx, segment.Entitlements{List: []segment.Entitlement{{Segment: "HERE", Capped: true, Discount: 10}}}); err != nil {
		t.Fatal(err)
	}
	if err := order(10_000); err != nil {
		t.Errorf("a tenth off is refused: %v", err)
	}
	if _, err := quote(10_000); err != nil {
		t.Errorf("a tenth off is refused in a quote: %v", err)
	}
	for what, err := range map[string]error{"an order": order(10_001), "a quote": func() error { _, err := quote(10_001); return err }()} {
		if known := fault.As(err); known == nil || known.Kind != fault.KindForbidden || known.Field != "discount" {
			t.Errorf("%s with more than a tenth off: %v; want it forbidden, for its discount", what, err)
		}
	}
	if _, err := engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Quote: promised.Number}); err != nil {
		t.Errorf("what was promised before is refused: %v", err)
	}
	sound(t, engine)
}

// What she is given is by where she stands today, though nobody looked since.
func TestWhatSheIsGivenIsByWhereSheStandsToday(t *testing.T) {
	now := march(5)
	engine, ctx := watching(t, now), context.Background()
	err := engine.Segments.Entitle(ctx, segment.Entitlements{List: []segment.Entitlement{{Segment: "HERE", Capped: true, Discount: 50}, {Segment: "AWAY", Capped: true, Discount: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	offered(t, engine, promo.Promo{Name: "Rajin", Kind: promo.Amount, Amount: 5_000, Stacking: promo.Joint, Word: "RAJIN", Segments: []string{"HERE"}})
	now.at = now.at.AddDate(0, 0, 40)
	_, err = engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: washes(1, 100_000), Discount: 50_000})
	refuses(t, "what she was allowed six weeks ago", err, fault.KindForbidden, "discount")
	now.at = now.at.AddDate(0, 0, 1)
	_, err = engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: washes(1, 100_000), Codes: []string{"RAJIN"}})
	refuses(t, "a code for where she was", err, fault.KindConflict, "codes")
	sound(t, engine)
}

func TestNothingIsGivenToASegmentThatNoRuleHas(t *testing.T) {
	engine, ctx := watching(t, march(5)), context.Background()
	err := engine.Segments.Entitle(ctx, segment.Entitlements{List: []segment.Entitlement{{Segment: "HEER", Capped: true, Discount: 5}}})
	refuses(t, "a mistyped segment", err, fault.KindInvalid, "segment")
}

// So is what she is given for her tier, at the till and at the door.
func TestWhatHerTierGivesIsByWhatItIsToday(t *testing.T) {
	now := march(2)
	engine, ctx := newShop(t, now), context.Background()
	sri := add(t, engine, "Sri")
	offered(t, engine, promo.Promo{Name: "Emas", Kind: promo.Amount, Amount: 10_000, Stacking: promo.Joint, Word: "EMASGOLD", Tiers: []string{"GOLD"}})
	must[core.Placed](t)(buys(engine, sri, 3_000_000))
	knocks := func() core.Answer {
		return must[core.Answer](t)(engine.AfterHours.Ask(ctx, core.Knock{Customer: sri, At: now.at}))
	}
	now.at = now.at.Add(11*time.Hour + 12*time.Minute) // 21:12
	gold := knocks()
	now.at = now.at.AddDate(2, 4, 0) // she is Silver by then, and nobody looked since
	if member := knocks(); gold.Decision == member.Decision {
		t.Errorf("at the door %s as Gold, and %s two years later", gold.Decision, member.Decision)
	}
	now.at = now.at.AddDate(3, 0, 0)
	said := must[[]core.Said](t)(engine.Promos.Try(ctx, core.NewOrder{Customer: sri, Items: washes(1, 100_000), Codes: []string{"EMASGOLD"}}))
	if said[0].Why == promo.Counts {
		t.Error("a code for Gold counts, though she is Gold no more")
	}
	_, err := engine.Promos.Reserve(ctx, sri, "EMASGOLD", 0)
	refuses(t, "to keep a code for Gold", err, fault.KindConflict, "code")
}
