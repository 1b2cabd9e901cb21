package core_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
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

// library is what all shops of the tests compile: a rule needs longer for it
// than most tests need for all else.
var library = sync.OnceValue(plugin.NewLibrary)

// broken returns one rule that answers for all the shipped ones by breaking. It
// bears the id of the segment rule, so that what that one decided is its own.
func broken(t *testing.T) []plugin.Source {
	t.Helper()
	merged := map[string]any{}
	for _, source := range standard.Rules() {
		var manifest map[string]any
		if err := json.Unmarshal(source.Manifest, &manifest); err != nil {
			t.Fatal(err)
		}
		for key, value := range manifest {
			if _, there := merged[key]; !there {
				merged[key] = value
			}
		}
	}
	words := map[string]string{"id": "kata", "en": "words"}
	merged["writes"] = []map[string]any{{"what": "segment", "why": words}, {"what": "points", "why": words}, {"what": "after_hours", "why": words}}
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

// A corrected order is judged instead of the old one, not beside it.
func TestACorrectedOrderCountsOnceForTheTier(t *testing.T) {
	engine := newShop(t, march(14))
	take(t, engine, "order,customer,date,amount\nN1,Sari,2026-03-01,600000\n")
	take(t, engine, "order,customer,date,amount\nN1,Sari,2026-03-01,610000\n")
	card, err := engine.People.Card(context.Background(), 1)
	if err != nil || card.Tier != "MEMBER" || card.Facts.NetTotal != 610_000 || card.Facts.Points != 61 {
		t.Errorf("tier %s, net %d, points %d, %v; want MEMBER, 610000, 61", card.Tier, card.Facts.NetTotal, card.Facts.Points, err)
	}
	sound(t, engine)
}

// Another rule's segments replace the old ones: no membership of the first
// rule is left to be misread as one of the second.
func TestAnotherRuleTakesOverTheSegments(t *testing.T) {
	ctx, keep, dir := context.Background(), &undying{memory.New()}, t.TempDir()+"/shop"
	engine, err := core.Create(ctx, dir, core.Business{Name: "Laundry"}, core.Config{
		Rules: standard.Rules(), Clock: march(14), Store: keep, CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	var file strings.Builder
	file.WriteString("customer,date,amount\n")
	for i := range 1500 {
		fmt.Fprintf(&file, "P%d,2026-0%d-01,%d\n", i%1200, i%3+1, i*1000)
	}
	take(t, engine, file.String())
	if _, err := engine.Segments.Run(ctx, core.RunOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	renamed := standard.Rules()
	renamed[0].Manifest = bytes.Replace(renamed[0].Manifest, []byte(`"rfm-segments"`), []byte(`"other-segments"`), 1)
	renamed[0].Manifest = bytes.ReplaceAll(renamed[0].Manifest, []byte(`"DORMANT"`), []byte(`"ASLEEP"`))
	engine, err = core.Open(ctx, dir, core.Config{Rules: renamed, Clock: march(14), Store: keep, CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	run, err := engine.Segments.Run(ctx, core.RunOptions{})
	if err != nil || run.Fault != nil || run.Changed != 1200 {
		t.Errorf("the other rule's run: %d changed, %v, %v; want all 1200", run.Changed, run.Fault, err)
	}
	list, none, err := engine.Segments.List(ctx)
	members := 0
	for _, segment := range list {
		members += segment.Members
	}
	if err != nil || members != 1200 || none != 0 {
		t.Errorf("%d members and %d in none (%v), want 1200 and 0", members, none, err)
	}
	sound(t, engine)
	if err := engine.Close(); err != nil {
		t.Error(err)
	}
}

// A rule that breaks costs no order and no membership, and is said so.
func TestARuleThatBreaksLosesNothing(t *testing.T) {
	ctx, kept, dir := context.Background(), memory.New(), t.TempDir()+"/shop"
	keep := &undying{kept}
	engine, err := core.Create(ctx, dir, core.Business{Name: "Laundry", Preset: core.Laundry}, core.Config{
		Rules: standard.Rules(), Clock: march(14), Store: keep, CacheDir: cache(), Library: library(),
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
