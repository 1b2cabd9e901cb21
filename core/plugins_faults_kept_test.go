package core_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
)

// failing is a shop in which points fails at every order, and the folder of
// its faults.
func failing(t *testing.T) (engine *core.Engine, faults string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	engine = twoBuyers(t, dir)
	t.Cleanup(func() { engine.Close() })
	if err := engine.Plugins.Limit(context.Background(), "points", plugin.Limits{Units: 1}); err != nil {
		t.Fatal(err)
	}
	return engine, filepath.Join(dir, "faults")
}

// more writes n faults of a rule like the one there is, each size bytes longer.
// They happened after it, and after any other: the clock stands still.
func more(t *testing.T, faults, rule string, n, size int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(faults, "*-points-loyalty.rjreplay"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	text = []byte(strings.Replace(string(text), `"rule": "points"`, `"rule": "`+rule+`"`, 1) + strings.Repeat(" ", size))
	for i := range n {
		name := fmt.Sprintf("20260315T000000-%09d-%s-loyalty.rjreplay", i, rule)
		if err := os.WriteFile(filepath.Join(faults, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func keptOf(t *testing.T, engine *core.Engine, rule string) int {
	t.Helper()
	kept, err := engine.Plugins.Faults(context.Background(), rule)
	if err != nil {
		t.Fatal(err)
	}
	return len(kept)
}

// Faults of one instant are kept apart, in their order.
func TestFaultsOfOneInstantAreKeptApart(t *testing.T) {
	engine, faults := failing(t)
	for range 2 {
		if _, err := engine.Sales.Add(context.Background(), core.NewOrder{Customer: 1, Items: []sale.Line{{Item: "cuci", Quantity: 1, Price: 10_000}}}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(faults, "*-points-loyalty.rjreplay"))
	if kept := keptOf(t, engine, "points"); err != nil || kept != len(files) || kept < 2 {
		t.Errorf("%d faults are listed, files %v, %v; want one for each", kept, files, err)
	}
}

// The question is a thousand times as long as what is said about it, and stays
// where it is: one that was cut off is listed.
func TestTheListOfFaultsReadsHeadsOnly(t *testing.T) {
	engine, faults := failing(t)
	order(t, engine)
	kept, err := engine.Plugins.Faults(context.Background(), "points")
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	text, err := os.ReadFile(kept[0].File)
	if err != nil {
		t.Fatal(err)
	}
	before, _, found := strings.Cut(string(text), `"input": "`)
	if err := os.WriteFile(filepath.Join(faults, "20260315T000000-000000000-points-loyalty.rjreplay"), []byte(before+`"input": "UkpC`), 0o600); err != nil || !found {
		t.Fatal(found, err)
	}
	again, err := engine.Plugins.Faults(context.Background(), "")
	if err != nil || len(again) != 2 || again[0].Message != kept[0].Message || again[0].Units != kept[0].Units {
		t.Errorf("listed %+v, %v; want the same twice", again, err)
	}
}

// A rule that fails all day does not push out what another did.
func TestARuleThatFailsOftenHidesNoOther(t *testing.T) {
	engine, faults := failing(t)
	order(t, engine)
	more(t, faults, "noisy-rule", 150, 0)
	order(t, engine)
	if points, noisy := keptOf(t, engine, "points"), keptOf(t, engine, "noisy-rule"); points != 2 || noisy != 98 {
		t.Errorf("%d faults of points and %d of the noisy rule are kept, want 2 and 98", points, noisy)
	}
}

func TestFaultsDoNotFillTheDisk(t *testing.T) {
	engine, faults := failing(t)
	order(t, engine)
	more(t, faults, "noisy-rule", 50, 1<<20)
	order(t, engine)
	if points, noisy := keptOf(t, engine, "points"), keptOf(t, engine, "noisy-rule"); points != 2 || noisy != 31 {
		t.Errorf("%d small faults and %d of a megabyte are kept, want 2 and 31", points, noisy)
	}
}
