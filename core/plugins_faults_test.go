package core_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/trial"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/plugins/standard"
)

// order takes an order of the first customer over 30,000.
func order(t *testing.T, engine *core.Engine) core.Placed {
	t.Helper()
	placed, err := engine.Sales.Add(context.Background(), core.NewOrder{Customer: 1, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 30_000}}})
	if err != nil {
		t.Fatal(err)
	}
	return placed
}

// Three faults pause a rule also when the shop is opened anew for each of them,
// and what its owner changes about it gives it a fresh chance.
func TestAPauseOutlivesTheProcess(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	defer func() { engine.Close() }()
	if err := engine.Plugins.Limit(ctx, "points", plugin.Limits{Units: 1}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		order(t, engine)
		engine = reopened(t, engine, dir)
	}
	known, err := engine.Plugins.Get(ctx, "points")
	if want := march(14).Now().Add(time.Minute); err != nil || !known.Paused.Equal(want) || known.Paused.Location() != engine.Zone() {
		t.Errorf("paused until %v, %v; want %v in shop time", known.Paused, err, want)
	}
	if why := order(t, engine).Award.Fault; why == nil || !strings.Contains(why.Error(), "it is paused after 3 faults") {
		t.Errorf("the next order: %v, want that the rule is paused", why)
	}
	if err := engine.Plugins.Limit(ctx, "points", plugin.Limits{}); err != nil {
		t.Fatal(err)
	}
	if placed := order(t, engine); placed.Award.Fault != nil || placed.Award.Points != 3 {
		t.Errorf("with its limit back: %+v", placed.Award)
	}
	sound(t, engine)
}

// textless is the golden loyalty rule with none of the texts that it points at.
func textless(t *testing.T) *pack.Package {
	t.Helper()
	manifest, err := os.ReadFile("../plugins/golden/loyalty/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := string(manifest)[strings.Index(string(manifest), `"texts": [`):strings.Index(string(manifest), `"on_fault"`)]
	return golden(t, "loyalty", texts, "")
}

func replayOf(t *testing.T, file string) *trial.Replay {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	captured, err := trial.ReadReplay(text)
	if err != nil {
		t.Fatal(err)
	}
	return captured
}

// An answer that is refused is found among the faults, to be replayed.
func TestARefusedAnswerIsKeptAsAFault(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	install(t, engine, textless(t))
	placed := order(t, engine)
	kept, err := engine.Plugins.Faults(ctx, "stamps")
	if err != nil || len(kept) != 2 || placed.Award.Fault == nil { // of the tiers, at its installation, and of the order
		t.Fatalf("%+v, %v; award %+v", kept, err, placed.Award)
	}
	captured := replayOf(t, kept[0].File)
	pkg := textless(t)
	source, err := pkg.Source()
	if err != nil {
		t.Fatal(err)
	}
	seen, err := engine.Plugins.Preview(ctx, source, "loyalty", nil, nil)
	if err != nil || len(seen.Refused) != 2 || seen.Refused[0].Reason != "text 3, the manifest has 0" {
		t.Errorf("a preview: %+v, %v; want two refused", seen.Refused, err)
	}
	if all, err := engine.Plugins.Faults(ctx, "stamps"); err != nil || len(all) != 4 || seen.Kept != all[0].File || all[2].File != kept[0].File {
		t.Errorf("%d faults, %v; want two of the preview, the last in %s, after two of the same instant", len(all), err, seen.Kept)
	}
	again, err := captured.Run(ctx, plugintest.LoadSource(t, source, plugin.Options{CacheDir: cache()}))
	if err != nil || !again.Same || again.Case.Fault != "" || len(again.Case.Refused) != 1 {
		t.Errorf("asked again: %+v, %v; want the same refusal, and a case of it", again, err)
	}
	if one := kept[0]; !strings.Contains(one.Message, "row 0 is refused: text 1, the manifest has 0") || one.Row == nil || *one.Row != 0 {
		t.Errorf("kept %+v", one.Message)
	}
}

// Memory in which a rule does not start is refused, and where it was allowed by
// an older Raja the rule is shown as broken.
func TestALimitThatNoModuleStartsUnderIsRefused(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	defer func() { engine.Close() }()
	err := engine.Plugins.Limit(ctx, "points", plugin.Limits{MemoryPages: 1})
	if fault.KindOf(err) != fault.KindInvalid || !regexp.MustCompile(`cannot start with less than \d\d+ pages of memory, its limit is 1$`).MatchString(err.Error()) {
		t.Errorf("a page of memory: %v", err)
	}
	if known, err := engine.Plugins.Get(ctx, "points"); err != nil || known.Cap != (plugin.Limits{}) {
		t.Errorf("the cap is %+v, %v; want none", known.Cap, err)
	}
	sources := standard.Rules()
	sources[1].Manifest = bytes.Replace(sources[1].Manifest, []byte(`"memory_pages": 256`), []byte(`"memory_pages": 1`), 1)
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	if engine, err = core.Open(ctx, dir, core.Config{Rules: sources, Clock: march(14), CacheDir: cache(), Library: library()}); err != nil {
		t.Fatal(err)
	}
	if known, err := engine.Plugins.Get(ctx, "points"); err != nil || known.Broken == nil || !strings.Contains(known.Broken.Error(), "its limit is 1") {
		t.Errorf("broken %v, %v; want that it cannot start", known.Broken, err)
	}
}
