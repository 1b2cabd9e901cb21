package core_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/raja-crm/raja/build/rules/compile"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// cache is where compiled rules lie between tests: compiling costs seconds.
func cache() string { return filepath.Join(os.TempDir(), "raja-test-cache", "raja", "rules") }

// broken returns one rule that answers for all the shipped ones, in their
// names, by breaking.
func broken(t *testing.T) []plugin.Source {
	t.Helper()
	merged := map[string]any{}
	for _, source := range standard.Rules() {
		var manifest map[string]any
		if err := json.Unmarshal(source.Manifest, &manifest); err != nil {
			t.Fatal(err)
		}
		for key, value := range manifest {
			if _, there := merged[key]; !there || key == "id" {
				merged[key] = value
			}
		}
	}
	merged["hooks"] = map[string]int{"segment": 1, "loyalty": 1, "after_hours": 1}
	delete(merged, "on_fault")
	manifest, err := json.Marshal(merged)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	if err := compile.Rule("..", "core/testdata/broken", out); err != nil {
		t.Fatal(err)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return []plugin.Source{{Manifest: manifest, Wasm: wasm}}
}

// A rule that breaks costs no order and no membership, and is said so.
func TestARuleThatBreaksLosesNothing(t *testing.T) {
	ctx, kept, dir := context.Background(), memory.New(), t.TempDir()+"/shop"
	keep := &undying{kept}
	engine, err := core.Create(ctx, dir, core.Business{Name: "Laundry", Preset: core.Laundry}, core.Config{
		Rules: standard.Rules(), Clock: march(14), Store: keep, CacheDir: cache(),
	})
	if err != nil {
		t.Fatal(err)
	}
	take(t, engine, "customer,date,amount\nSari,2026-03-10,50000\nBudi,2026-03-11,20000\n")
	if _, err := engine.Segments.Run(ctx, core.RunOptions{}); err != nil {
		t.Fatal(err)
	}
	before, _, err := engine.Segments.List(ctx)
	if err := errors.Join(err, engine.Close()); err != nil {
		t.Fatal(err)
	}

	engine, err = core.Open(ctx, dir, core.Config{Rules: broken(t), Clock: march(14), Store: keep, CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	run, err := engine.Segments.Run(ctx, core.RunOptions{})
	if err != nil || run.Fault == nil {
		t.Fatalf("a run of a broken rule: %v, fault %v; want a fault", err, run.Fault)
	}
	after, _, err := engine.Segments.List(ctx)
	for i := range before {
		if err != nil || before[i] != after[i] {
			t.Errorf("segment %s went from %d to %d members (%v)", before[i].Code, before[i].Members, after[i].Members, err)
		}
	}
	placed, err := engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: money.Amount(30_000)}}})
	if err != nil || placed.Award.Fault == nil || placed.Order.Total != 30_000 {
		t.Errorf("an order under a broken rule: %+v, %v; want it recorded and the fault told", placed, err)
	}
	night := time.Date(2026, 3, 14, 21, 12, 0, 0, engine.Zone())
	answer, err := engine.AfterHours.Ask(ctx, core.Knock{At: night, Customer: 1})
	if err != nil || answer.Decision != core.DecisionAskOwner || answer.Fault == nil {
		t.Errorf("after hours under a broken rule: %+v, %v; want to ask the owner", answer, err)
	}
	sound(t, engine)
	if err := engine.Close(); err != nil {
		t.Error(err)
	}
}

// undying is a store that outlives the engines that close it.
type undying struct{ *memory.DB }

func (u *undying) Close() error { return nil }
