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
