package core_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/raja-crm/raja/build/rules/compile"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// No copy of a rule lives in Go: with another .wasm in the place of one rule,
// its answer changes and the other two stay.
func TestWithAnotherModuleARuleAnswersOtherwise(t *testing.T) {
	shipped := answers(t, standard.Rules())
	for i, folder := range []string{"segment", "loyalty", "afterhours"} {
		t.Run(folder, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "plugin.wasm")
			if err := compile.Rule("..", "core/testdata/other/"+folder, out); err != nil {
				t.Fatal(err)
			}
			wasm, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			sources := standard.Rules()
			sources[i].Wasm = wasm
			swapped := answers(t, sources)
			for rule := range shipped {
				if changed := swapped[rule] != shipped[rule]; changed != (rule == i) {
					t.Errorf("with another %s rule, answer %d went from %q to %q", folder, rule, shipped[rule], swapped[rule])
				}
			}
		})
	}
}

// answers asks a new shop the three questions: of a segment, of points, of
// the night.
func answers(t *testing.T, rules []plugin.Source) [3]string {
	t.Helper()
	ctx := context.Background()
	engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry", Preset: core.Laundry}, core.Config{
		Rules: rules, Clock: march(14), Store: memory.New(), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	add(t, engine, "Sari") // who never bought is a prospect
	run, err := engine.Segments.Run(ctx, core.RunOptions{})
	if err != nil || run.Fault != nil {
		t.Fatal(err, run.Fault)
	}
	night, err := engine.AfterHours.Ask(ctx, core.Knock{At: time.Date(2026, 3, 14, 21, 12, 0, 0, engine.Zone())})
	if err != nil || night.Fault != nil {
		t.Fatal(err, night.Fault)
	}
	placed, err := engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 30_000}}})
	if err != nil || placed.Award.Fault != nil {
		t.Fatal(err, placed.Award.Fault)
	}
	return [3]string{fmt.Sprint(run.Counts), fmt.Sprint(placed.Award.Points), night.Decision}
}
