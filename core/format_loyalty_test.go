package core_test

import (
	"context"
	"errors"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
)

// rewarded puts everything that happens to points into a shop in which somebody
// has earned some.
func rewarded(t *testing.T, engine *core.Engine, of people.Ordinal) {
	t.Helper()
	ctx := context.Background()
	var failed error
	do := func(_ any, err error) { failed = errors.Join(failed, err) }

	do(nil, engine.Loyalty.SetProgram(ctx, loyalty.Program{
		Worth: 100, Together: true, Forgive: true, Waits: loyalty.WaitDays, WaitDays: 1, Again: 30, Birthday: 5, Referrer: 3, Referred: 2, Months: 12,
	}))
	free, err := engine.Loyalty.AddReward(ctx, loyalty.Reward{Name: "Cuci gratis", Points: 10, Note: "sampai 3 kg"})
	do(free, err)
	do(engine.Loyalty.Adjust(ctx, core.Adjustment{Customer: of, Points: 25, Expires: engine.Today() + 90, Reason: "maaf", By: 1, Key: "a"}))
	spent, err := engine.Loyalty.Redeem(ctx, core.Spending{Customer: of, Reward: free.Number, Reason: "hadiah", By: 1, Key: "b"})
	do(spent, err)
	do(engine.Loyalty.GiveBack(ctx, spent.Number, "salah", 1))
	do(engine.Loyalty.EditReward(ctx, free.Number, func(r *loyalty.Reward) { r.Ended = true }))
	later := engine.As("test", clock.Fixed(engine.Now().AddDate(0, 0, 100)))
	do(engine.Profiles.Edit(ctx, of, func(p *people.Profile) error {
		today := later.Now()
		p.Dates = []people.Date{{Kind: people.Birthday, Month: int(today.Month()), Day: today.Day()}}
		return nil
	}))
	do(nil, engine.Plugins.Limit(ctx, "points", plugin.Limits{}))
	do(engine.Sales.Add(ctx, core.NewOrder{Customer: of, Items: washes(1, 1_500_000)}))
	do(engine.As("test", clock.Fixed(engine.Now().AddDate(3, 0, 0))).Loyalty.ReviewTiers(ctx, 1))
	do(engine.Sales.Add(ctx, core.NewOrder{Customer: of, Items: washes(1, 9_500_000)}))
	do(nil, engine.Plugins.Limit(ctx, "points", plugin.Limits{Units: 1}))
	do(engine.Sales.Add(ctx, core.NewOrder{Customer: of, Items: washes(1, 15_000)})) // its points wait
	day, err := later.Loyalty.NewDay(ctx)
	if do(day, err); day.Points == 0 || day.Birthdays != 1 {
		t.Errorf("a new day did %+v", day)
	}
	if failed != nil {
		t.Fatal(failed)
	}
}
