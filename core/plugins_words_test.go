package core_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/plugins/standard"
)

// golden opens one of the golden rules, in C, with parts of its manifest
// replaced: what was, what is, and so on.
func golden(t testing.TB, hook string, swaps ...string) *pack.Package {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"manifest.json", "config.schema.json", "c/plugin.wasm"} {
		body, err := os.ReadFile(filepath.Join("../plugins/golden", hook, name))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; name == "manifest.json" && i < len(swaps); i += 2 {
			if !strings.Contains(string(body), swaps[i]) {
				t.Fatalf("%q is not in the manifest", swaps[i])
			}
			body = []byte(strings.Replace(string(body), swaps[i], swaps[i+1], 1))
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	opened, err := pack.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// install takes a package into the shop, trusting nobody's signature.
func install(t testing.TB, engine *core.Engine, pkg *pack.Package) core.Known {
	t.Helper()
	known, err := engine.Plugins.Install(context.Background(), pkg, core.InstallOptions{Trust: true})
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// reopened closes a shop on disk and opens it again.
func reopened(t *testing.T, engine *core.Engine, dir string) *core.Engine {
	t.Helper()
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	engine, err := core.Open(context.Background(), dir, core.Config{Rules: standard.Rules(), Clock: march(14), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// A segment that holds is read with the words of the rule that decided it, also
// when the rule was removed since.
func TestWhatARemovedRuleDecidedStaysReadable(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	defer func() { engine.Close() }()
	install(t, engine, golden(t, "segment"))
	counts(t, engine)
	before, err := engine.Segments.Why(ctx, 2)
	if err != nil || before.Code != "GUEST" || !strings.HasPrefix(before.ReasonEN, "Came once") {
		t.Fatalf("%+v, %v", before, err)
	}
	if err := engine.Plugins.Remove(ctx, "kings"); err != nil {
		t.Fatal(err)
	}
	before.Then = true // nobody can be asked any more
	for range 2 {
		after, err := engine.Segments.Why(ctx, 2)
		if err != nil || after != before {
			t.Errorf("why, once it is removed: %+v, %v; want %+v", after, err, before)
		}
		list, none, err := engine.Segments.List(ctx)
		if err != nil || len(list) != 5 || none != 0 || list[2].Code != "GUEST" || list[2].Members != 2 {
			t.Errorf("list %+v, %d in none, %v; want two guests", list, none, err)
		}
		if _, err := engine.Plugins.Get(ctx, "kings"); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("the removed rule is still there: %v", err)
		}
		sound(t, engine)
		engine = reopened(t, engine, dir)
	}
	if got := counts(t, engine); len(got) != 11 {
		t.Errorf("the next run: %v, want the shipped rule's segments", got)
	}
	sound(t, engine)
}

// The ledger is history: its reasons are read for ever.
func TestTheReasonsOfARemovedLoyaltyRuleStay(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	defer func() { engine.Close() }()
	install(t, engine, golden(t, "loyalty"))
	placed, err := engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 30_000}}})
	if err != nil || placed.Award.Rule != "stamps" || placed.Award.Points == 0 {
		t.Fatalf("%+v, %v", placed.Award, err)
	}
	_, before := engine.Loyalty.Reason(placed.Award.Rule, placed.Award.Text, placed.Award.Args)
	if err := engine.Plugins.Remove(ctx, "stamps"); err != nil {
		t.Fatal(err)
	}
	engine = reopened(t, engine, dir)
	if _, after := engine.Loyalty.Reason(placed.Award.Rule, placed.Award.Text, placed.Award.Args); after != before || before == "" {
		t.Errorf("reason %q, was %q", after, before)
	}
	misread := golden(t, "loyalty", `"texts": [`, `"texts": [{"id": "Halo", "en": "Hello"}, `)
	if _, err := engine.Plugins.Install(ctx, misread, core.InstallOptions{Trust: true}); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("its id with other texts: %v, want a conflict", err)
	}
	if known := install(t, engine, golden(t, "loyalty")); strings.Join(known.Answers, "") != "loyalty" {
		t.Errorf("installed again it answers %v", known.Answers)
	}
	sound(t, engine)
}

// Lists that are stored by position are appended to and never shuffled; after
// a downgrade the longer lists are still read.
func TestAnUpdateRelabelsNobody(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	defer func() { engine.Close() }()
	install(t, engine, golden(t, "segment"))
	const guest = `{"code": "GUEST", "rank": 3, "name": {"id": "Tamu", "en": "Guest"}},`
	shuffled := golden(t, "segment", `"1.0.0"`, `"1.1.0"`, guest, "", `"segments": [`, `"segments": [`+guest)
	_, err := engine.Plugins.Install(ctx, shuffled, core.InstallOptions{Trust: true})
	if fault.KindOf(err) != fault.KindConflict || !strings.Contains(err.Error(), "segments: ROYAL was 1st in 1.0.0 and is 2nd now; append new ones at the end") {
		t.Errorf("shuffled segments: %v", err)
	}
	longer := golden(t, "segment", `"1.0.0"`, `"1.2.0"`, `"en": "Prospect"}}`, `"en": "Prospect"}}, {"code": "LOST", "rank": 0, "name": {"id": "Hilang", "en": "Lost"}}`)
	install(t, engine, longer)
	if _, err := engine.Plugins.Install(ctx, golden(t, "segment"), core.InstallOptions{Trust: true, Downgrade: true}); err != nil {
		t.Errorf("back to the shorter lists: %v", err)
	}
	counts(t, engine)
	engine = reopened(t, engine, dir)
	if list, _, err := engine.Segments.List(ctx); err != nil || len(list) != 6 {
		t.Errorf("%d segments, %v; want the six of the longest list", len(list), err)
	}
	renamed := golden(t, "segment", `"1.0.0"`, `"1.3.0"`, `"en": "Prospect"}}`, `"en": "Prospect"}}, {"code": "GONE", "rank": 0, "name": {"id": "Hilang", "en": "Lost"}}`)
	if _, err := engine.Plugins.Install(ctx, renamed, core.InstallOptions{Trust: true}); err == nil || !strings.Contains(err.Error(), "LOST was 6th in 1.2.0 and is gone now") {
		t.Errorf("another sixth segment: %v", err)
	}
	sound(t, engine)
}
