package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
)

// Liability is what the shop owes its customers in points.
type Liability struct {
	Customers int              `json:"customers" doc:"who can spend some"`
	Points    int64            `json:"points" doc:"that can be spent"`
	Pending   int64            `json:"pending" doc:"that will be"`
	Owed      int64            `json:"owed" doc:"that customers owe"`
	Worth     *int64           `json:"worth" doc:"what the points take off orders, minor units; null for more than can be counted, 0 where orders are not paid with points"`
	Expiring  []ExpiringPoints `json:"expiring" doc:"by the month in which they go, those that never do last"`
}

// ExpiringPoints are those that go in one month.
type ExpiringPoints struct {
	Month  string `json:"month" doc:"YYYY-MM, empty for never"`
	Points int64  `json:"points"`
}

func (s *service) liabilityOperations(api huma.API) {
	huma.Get(api, "/api/loyalty/liability", func(ctx context.Context, _ *everything) (*out[Liability], error) {
		found, err := LiabilityOf(ctx, s.engine)
		return &out[Liability]{found}, answer(err)
	})
}

// LiabilityOf counts what the shop owes its customers in points.
func LiabilityOf(ctx context.Context, engine *core.Engine) (Liability, error) {
	found, err := engine.Loyalty.Liability(ctx)
	shown := Liability{
		Customers: found.Customers, Points: int64(found.Points), Pending: int64(found.Pending), Owed: int64(found.Owed),
		Expiring: lo.Map(found.Expiring, func(one core.Expiry, _ int) ExpiringPoints { return ExpiringPoints{one.Month, int64(one.Points)} }),
	}
	if !found.Beyond {
		worth := int64(found.Worth)
		shown.Worth = &worth
	}
	return shown, err
}
