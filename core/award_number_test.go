package core_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store/memory"
)

// numberedShop is a shop whose loyalty rule gives as many points for an order as
// its number says.
func numberedShop(t *testing.T) *core.Engine {
	t.Helper()
	manifest := strings.ReplaceAll(shirts, "shirts", "numbered")
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{
		Rules: []plugin.Source{{Manifest: []byte(manifest), Wasm: built(t, "numbered")}}, Clock: march(14), Store: memory.New(), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close() })
	add(t, engine, "Sari")
	return engine
}

// The rule is asked about an order under the number that it gets, at the till,
// of a file and of a corrected file.
func TestARuleSeesTheNumberThatAnOrderGets(t *testing.T) {
	ctx, engine := context.Background(), numberedShop(t)
	bring(t, engine, "baju")
	take(t, engine, "order,customer,date,item,quantity,price\nN1,Budi,2026-03-10,baju,1,20000\nN2,Ani,2026-03-10,baju,1,20000\n")
	if placed := bring(t, engine, "baju"); placed.Order.Number != 4 || placed.Award.Points != 4 {
		t.Errorf("order %d has %d points", placed.Order.Number, placed.Award.Points)
	}
	take(t, engine, "order,customer,date,item,quantity,price\nN3,Budi,2026-03-11,baju,1,20000\nN2,Ani,2026-03-10,baju,2,20000\n")
	earnTheirNumber(ctx, t, engine, 5)
}

// Those who take orders at the same time get in each other's way, and still
// every order earns by its own number.
func TestARuleSeesTheNumberAlsoWhenAnotherOrderComesFirst(t *testing.T) {
	ctx, engine := context.Background(), numberedShop(t)
	const tills, each = 6, 8
	var all sync.WaitGroup
	for range tills {
		all.Go(func() {
			for range each {
				_, err := engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: []sale.Line{{Item: "baju", Quantity: 1, Price: 10_000}}})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	for before := -1; ; { // what was overtaken each time waits
		done, err := engine.Loyalty.Retry(ctx)
		if err != nil || done.Fault != nil || done.Waiting == before {
			t.Fatalf("%+v, %v", done, err)
		}
		if before = done.Waiting; before == 0 {
			break
		}
	}
	earnTheirNumber(ctx, t, engine, tills*each)
}

func earnTheirNumber(ctx context.Context, t *testing.T, engine *core.Engine, orders int) {
	t.Helper()
	for number := range sale.Number(orders) {
		order, err := engine.Sales.Get(ctx, number+1)
		if err != nil {
			t.Fatal(err)
		}
		got, err := engine.Loyalty.Earned(ctx, &order)
		if err != nil || got != loyalty.Points(order.Number) {
			t.Errorf("order %d has %d points, %v", order.Number, got, err)
		}
	}
	sound(t, engine)
}
