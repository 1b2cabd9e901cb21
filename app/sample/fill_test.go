package sample_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/app/sample"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/store/memory"
)

// Somebody looks at a sample whenever she likes: the shop has something to do
// at every hour, also where the invented one is closed.
func TestASampleCanBeMadeAtAnyHour(t *testing.T) {
	ctx := context.Background()
	for day := 1; day <= 7; day++ {
		at := time.Date(2026, 12, 22+day, 4*day%24, 59, 30, 0, time.UTC)
		shop, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Contoh", Preset: core.Laundry}, core.Config{Store: memory.New(), Clock: clock.Fixed(at)})
		if err != nil {
			t.Fatal(err)
		}
		contract, err := api.New(shop, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := sample.Fill(ctx, shop, contract); err != nil {
			t.Errorf("at %s: %v", at, err)
		}
		customers, orders, err := shop.Size(ctx)
		if err != nil || customers < 100 || orders < 500 {
			t.Errorf("at %s: %d customers, %d orders, %v", at, customers, orders, err)
		}
		if err := errors.Join(contract.Close(), shop.Close()); err != nil {
			t.Error(err)
		}
	}
}
