package api_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/plugins/standard"
)

// Orders that waited for their points have them once a shop is open and its
// rules are warm, with nobody asking for it.
func TestWaitingPointsComeWhenTheShopIsOpened(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()+"/shop"
	config := core.Config{
		Rules: standard.Rules(), Clock: clock.Fixed(time.Date(2026, 3, 14, 5, 0, 0, 0, time.UTC)),
		CacheDir: cache(), Library: library(),
	}
	starved := config
	starved.Rules = standard.Rules()
	starved.Rules[1].Manifest = bytes.Replace(starved.Rules[1].Manifest, []byte(`"units": 20000000`), []byte(`"units": 1`), 1)
	engine, err := core.Create(ctx, dir, core.Business{Name: "Laundry"}, starved)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := engine.People.Add(ctx, core.NewCustomer{Name: "Sari"}); err != nil {
		t.Fatal(err)
	}
	placed, err := engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 30_000}}})
	if err != nil || !placed.Waits {
		t.Fatalf("%+v, %v; want an order that waits", placed, err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	if engine, err = core.Open(ctx, dir, config); err != nil {
		t.Fatal(err)
	}
	contract, err := api.New(engine, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := contract.Prepare(engine); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(3 * time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if points, err := engine.Loyalty.Earned(ctx, &placed.Order); err != nil || points == 3 {
			break
		}
	}
	if points, err := engine.Loyalty.Earned(ctx, &placed.Order); err != nil || points != 3 {
		t.Errorf("%d points, %v; want 3", points, err)
	}
	if err := contract.Close(); err != nil {
		t.Error(err)
	}
	if err := engine.Close(); err != nil {
		t.Error(err)
	}
}
