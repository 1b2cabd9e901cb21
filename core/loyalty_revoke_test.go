package core_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
)

// A rule that cannot be asked when an order goes leaves nobody the tier: it goes
// as soon as the rule answers, also behind the days in which it may be revoked.
func TestATierGoesWithItsOrderThoughTheRuleFailed(t *testing.T) {
	at := march(14)
	engine, ctx := newShop(t, at), context.Background()
	sri, budi := add(t, engine, "Sri"), add(t, engine, "Budi")
	gold := must[core.Placed](t)(buys(engine, sri, 3_000_000))
	silver := must[core.Placed](t)(buys(engine, budi, 1_200_000))
	if err := engine.Plugins.Limit(ctx, "points", plugin.Limits{Units: 1}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := engine.Payments.Void(ctx, gold.Order.Number, core.NewPayment{Reason: "salah ketik"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := engine.Payments.Refund(ctx, silver.Order.Number, sale.Return{Amount: 300_000}, core.NewPayment{Reason: "luntur"}); err != nil {
		t.Fatal(err)
	}
	if got := tierOf(t, engine, sri); got.Tier != "GOLD" {
		t.Errorf("while the rule fails she is %s", got.Tier)
	}
	sound(t, engine)
	at.at = at.at.AddDate(0, 0, 45)
	if err := engine.Plugins.Limit(ctx, "points", plugin.Limits{}); err != nil {
		t.Fatal(err)
	}
	must[core.Placed](t)(buys(engine, add(t, engine, "Tono"), 10_000))
	if got := tierOf(t, engine, sri); got.Tier != "" {
		t.Errorf("once the rule answers she is %s by %+v", got.Tier, got.Steps)
	}
	if got := tierOf(t, engine, budi); got.Tier != "MEMBER" {
		t.Errorf("who was given a part back is %s by %+v", got.Tier, got.Steps)
	}
	sound(t, engine)
}

// What is given back too late to cost a tier costs none however late the rule
// answers, and a loss that was noted goes with its order.
func TestALateLossCostsNoTierHoweverTheRuleIs(t *testing.T) {
	at := march(14)
	engine, ctx := newShop(t, at), context.Background()
	sri := add(t, engine, "Sri")
	gold := must[core.Placed](t)(buys(engine, sri, 3_000_000))
	at.at = at.at.AddDate(0, 0, 31)
	if err := engine.Plugins.Limit(ctx, "points", plugin.Limits{Units: 1}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := engine.Payments.Void(ctx, gold.Order.Number, core.NewPayment{Reason: "salah ketik"}); err != nil {
		t.Fatal(err)
	}
	if err := engine.Plugins.Limit(ctx, "points", plugin.Limits{}); err != nil {
		t.Fatal(err)
	}
	must[core.Retried](t)(engine.Loyalty.Retry(ctx))
	if got := tierOf(t, engine, sri); got.Tier != "GOLD" {
		t.Errorf("after a loss that came a month later she is %s", got.Tier)
	}
	sound(t, engine)
}
