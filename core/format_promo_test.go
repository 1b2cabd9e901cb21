package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promo"
)

// coded puts promotions, coupons and what is done with them into a shop.
func coded(t *testing.T, engine *core.Engine, of people.Ordinal) {
	t.Helper()
	ctx := context.Background()
	must[promo.Promo](t)(engine.Promos.Add(ctx, promo.Promo{
		Name: "Hemat", Kind: promo.Percent, Percent: 1000, Word: "HEMAT10", Stacking: promo.One, Category: "lebaran", Until: engine.Now().Add(time.Hour), Total: 100, Each: 10, Daily: 10,
	}))
	must[promo.Promo](t)(engine.Promos.Edit(ctx, 1, func(p *promo.Promo) error { p.Most = 5000; return nil }))
	must[promo.Promo](t)(engine.Promos.Add(ctx, promo.Promo{Name: "Balik lagi", Kind: promo.Amount, Amount: 5000, Stacking: promo.Joint, After: 10_000, Valid: 30}))
	made := must[[]core.Issued](t)(engine.Promos.Make(ctx, 2, of, 3, time.Time{}))
	placed := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: of, Items: washes(2, 20_000), Codes: []string{"hemat 10", made[0].Code}}))
	must[promo.Use](t)(engine.Promos.Reserve(ctx, of, "HEMAT10", 1))
	use := must[promo.Use](t)(engine.Promos.Reserve(ctx, of, made[1].Code, 0))
	must[promo.Use](t)(engine.Promos.Release(ctx, use.Number))
	must[promo.Coupon](t)(engine.Promos.Revoke(ctx, made[2].Coupon.Number))
	given := must[[]promo.Coupon](t)(engine.Promos.Given(ctx, placed.Order.Number))
	must[core.Issued](t)(engine.Promos.Issue(ctx, given[0].Number))
}
