package core_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/build/rules/compile"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store/memory"
)

const shirts = `{"id": "shirts", "name": {"id": "Kemeja", "en": "Shirts"}, "version": "1.0.0", "abi": 1, "hooks": {"loyalty": 1},
 "reads": [{"field": "lines", "why": {"id": "a", "en": "b"}}], "writes": [{"what": "points", "why": {"id": "a", "en": "b"}}],
 "texts": [{"id": "Kemeja {0:money}", "en": "Shirts for {0:money}"}]}`

// built compiles a rule of core/testdata.
func built(t *testing.T, folder string) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	if err := compile.Rule("..", "core/testdata/"+folder, out); err != nil {
		t.Fatal(err)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

// A rule that reads the lines of orders gets them, at the till and of a file;
// one that does not read them gets none.
func TestALoyaltyRuleSeesTheLinesOfAnOrder(t *testing.T) {
	wasm := built(t, "shirts")
	for _, c := range []struct {
		name, manifest string
		points         []int64
		reason         string
	}{
		{"it reads lines", shirts, []int64{3, 2, 0, 5}, "Shirts for Rp54,000"},
		{"it does not", strings.Replace(shirts, `"reads": [{"field": "lines", "why": {"id": "a", "en": "b"}}],`, "", 1), []int64{0, 0, 0, 0}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{
				Rules: []plugin.Source{{Manifest: []byte(c.manifest), Wasm: wasm}}, Clock: march(14), Store: memory.New(), CacheDir: cache(), Library: library(),
			})
			if err != nil {
				t.Fatal(err)
			}
			defer engine.Close()
			sari := add(t, engine, "Sari")
			placed, err := engine.Sales.Add(ctx, core.NewOrder{
				Customer: sari, Discount: 10_000,
				Items: []sale.Line{{Item: "selimut", Quantity: 1, Price: 40_000}, {Item: "kemeja", Quantity: 3, Price: 20_000}},
			})
			if err != nil || placed.Award.Fault != nil {
				t.Fatal(err, placed.Award.Fault)
			}
			take(t, engine, "order,customer,date,item,quantity,price\nN1,Sari,2026-03-10,kemeja,2,20000\nN1,Sari,2026-03-10,celana,4,10000\n"+
				"N2,Budi,2026-03-10,celana,1,10000\nN3,Budi,2026-03-11,kemeja,5,20000\n")
			for i, want := range c.points {
				order, err := engine.Sales.Get(ctx, sale.Number(i+1))
				if err != nil {
					t.Fatal(err)
				}
				if got, err := engine.Loyalty.Earned(ctx, &order); int64(got) != want || err != nil {
					t.Errorf("%s earned %d, %v; want %d", core.Nota(order.Number), got, err, want)
				}
			}
			if _, reason := engine.Loyalty.Reason("shirts", placed.Award.Text, placed.Award.Args); reason != c.reason {
				t.Errorf("reason %q, want %q", reason, c.reason)
			}
			sound(t, engine)
		})
	}
}
