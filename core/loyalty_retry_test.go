package core_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store/memory"
)

// pickyShop is a shop whose loyalty rule breaks over sacks.
func pickyShop(t *testing.T, now *movable) *core.Engine {
	t.Helper()
	manifest := strings.ReplaceAll(shirts, "shirts", "picky")
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{
		Rules: []plugin.Source{{Manifest: []byte(manifest), Wasm: built(t, "picky")}}, Clock: now, Store: memory.New(), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close() })
	add(t, engine, "Sari")
	return engine
}

// bring takes an order of one thing.
func bring(t *testing.T, engine *core.Engine, item string) core.Placed {
	t.Helper()
	placed, err := engine.Sales.Add(context.Background(), core.NewOrder{Customer: 1, Items: []sale.Line{{Item: item, Quantity: 1, Price: 10_000}}})
	if err != nil {
		t.Fatal(err)
	}
	return placed
}

// points are those of the first customer.
func points(t *testing.T, engine *core.Engine) int64 {
	t.Helper()
	statement, err := engine.Loyalty.Statement(context.Background(), 1, engine.Now().Add(time.Hour), 0)
	if err != nil {
		t.Fatal(err)
	}
	return int64(statement.Points)
}

// Orders that the rule fails about again go behind the others, and a pause
// holds for them as well.
func TestABadOrderBlocksNoOther(t *testing.T) {
	ctx, now := context.Background(), march(14)
	engine := pickyShop(t, now)
	if err := engine.Plugins.Limit(ctx, "picky", plugin.Limits{Units: 1}); err != nil {
		t.Fatal(err)
	}
	for _, item := range []string{"karung", "karung", "karung", "karung", "baju", "baju", "baju"} {
		if placed := bring(t, engine, item); !placed.Waits {
			t.Fatalf("%s does not wait: %+v", item, placed.Award)
		}
	}
	if err := engine.Plugins.Limit(ctx, "picky", plugin.Limits{}); err != nil {
		t.Fatal(err)
	}
	if known, err := engine.Plugins.Get(ctx, "picky"); err != nil || known.Paused.IsZero() || points(t, engine) != 0 {
		t.Errorf("three sacks pause the rule again: paused until %v, %v, %d points", known.Paused, err, points(t, engine))
	}
	if done, err := engine.Loyalty.Retry(ctx); err != nil || done.Waiting != 7 || done.Fault == nil {
		t.Errorf("during the pause: %+v, %v; want that all wait", done, err)
	}
	now.at = now.at.Add(2 * time.Minute)
	bring(t, engine, "baju")
	if got := points(t, engine); got != 1 { // a sack came first and paused the rule again
		t.Errorf("%d points after the next order, want its own", got)
	}
	now.at = now.at.Add(6 * time.Minute)
	bring(t, engine, "baju")
	if got := points(t, engine); got != 5 {
		t.Errorf("%d points after five quiet minutes, want those of two orders and of the three that waited", got)
	}
	if done, err := engine.Loyalty.Retry(ctx); err != nil || done.Answered != 0 || done.Waiting != 4 {
		t.Errorf("by hand: %+v, %v; want that only the sacks wait", done, err)
	}
	sound(t, engine)
}

// An order that was corrected while it waited has its points from that.
func TestAWaitingOrderThatIsCorrectedEarnsOnce(t *testing.T) {
	ctx := context.Background()
	engine := pickyShop(t, march(14))
	take(t, engine, "order,customer,date,item,quantity,price\nN1,Budi,2026-03-10,karung,1,20000\n")
	take(t, engine, "order,customer,date,item,quantity,price\nN1,Budi,2026-03-10,baju,1,20000\n")
	if done, err := engine.Loyalty.Retry(ctx); err != nil || done != (core.Retried{}) {
		t.Errorf("%+v, %v; want that nobody waits", done, err)
	}
	order, err := engine.Sales.Get(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := engine.Loyalty.Earned(ctx, &order); got != 1 || err != nil {
		t.Errorf("%d points, %v; want 1", got, err)
	}
	sound(t, engine)
}

// An answer that is refused costs no points: the order waits, and they come once
// the rule is repaired.
func TestAnOrderWhoseAnswerIsRefusedWaitsForTheRepair(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	defer engine.Close()
	had, wasm := points(t, engine), built(t, "picky")
	version := func(number, writes string) *pack.Package {
		manifest := strings.NewReplacer("shirts", "picky", "1.0.0", number, `"what": "points"`, writes).Replace(shirts)
		return folder(t, map[string][]byte{"manifest.json": []byte(manifest), "plugin.wasm": wasm})
	}
	install(t, engine, version("1.0.0", `"what": "tier"`))
	for range 2 {
		placed := bring(t, engine, "baju")
		told := placed.Award.Fault
		if !placed.Waits || told == nil || !strings.Contains(told.Error(), "order "+core.Nota(placed.Order.Number)+" of customer C-00001: the answer is refused: it proposes points") {
			t.Errorf("waits %v, %v", placed.Waits, told)
		}
	}
	if done, err := engine.Loyalty.Retry(ctx); err != nil || done.Refused != 2 || done.Waiting != 2 || done.Answered != 0 || done.Fault == nil {
		t.Errorf("asked again: %+v, %v", done, err)
	}
	if got := points(t, engine); got != had {
		t.Errorf("%d points, want the %d of before", got, had)
	}
	install(t, engine, version("1.0.1", `"what": "points"`))
	if got := points(t, engine); got != had+2 {
		t.Errorf("%d points once it is repaired, want %d", got, had+2)
	}
	if done, err := engine.Loyalty.Retry(ctx); err != nil || done.Waiting != 0 {
		t.Errorf("%+v, %v; want that nobody waits", done, err)
	}
	sound(t, engine)
}
