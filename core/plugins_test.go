package core_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/plugins/standard"
)

// kings is a rule of expressions: whoever spent much is a king.
const kings = `{"id": "kings", "name": {"id": "Raja", "en": "Kings"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "reads": [{"field": "net_total", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "KING", "rank": 2, "name": {"id": "Raja", "en": "King"}}, {"code": "GUEST", "rank": 1, "name": {"id": "Tamu", "en": "Guest"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "texts": [{"id": "Belanja {0:money}", "en": "Spent {0:money}"}],
 "simple": [{"when": "net_total >= much", "segment": "KING", "text": 1, "args": ["net_total"]}, {"segment": "GUEST"}]}`

const kingsSettings = `{"type": "object", "additionalProperties": false, "properties": {
 "much": {"type": "integer", "minimum": 1, "default": 40000, "title": "b", "x-raja": {"type": "money", "title_id": "a"}}}}`

// packed makes a package of kings in some version; key "" leaves it unsigned.
func packed(t *testing.T, version, key string) *pack.Package {
	t.Helper()
	dir := t.TempDir()
	text := strings.Replace(kings, "1.0.0", version, 1)
	for name, body := range map[string]string{"manifest.json": text, "config.schema.json": kingsSettings} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	opened, err := pack.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if key == "" {
		return opened
	}
	return signed(t, opened, key)
}

// signed puts a publisher's name on a package.
func signed(t *testing.T, pkg *pack.Package, key string) *pack.Package {
	t.Helper()
	private, err := pack.ReadKey(key)
	if err == nil {
		err = pkg.Sign(private)
	}
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func publisher(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "key")
	if _, err := pack.NewKey(file, rand.Reader); err != nil {
		t.Fatal(err)
	}
	return file
}

// twoBuyers is a shop where Sari spent 50,000 and Budi 20,000.
func twoBuyers(t *testing.T, dir string) *core.Engine {
	t.Helper()
	engine, err := core.Create(context.Background(), dir, core.Business{Name: "Laundry", Preset: core.Laundry},
		core.Config{Rules: standard.Rules(), Clock: march(14), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	take(t, engine, "customer,date,amount\nSari,2026-03-10,50000\nBudi,2026-03-11,20000\n")
	return engine
}

func counts(t *testing.T, engine *core.Engine) map[string]int {
	t.Helper()
	run, err := engine.Segments.Run(context.Background(), core.RunOptions{})
	if err := errors.Join(err, run.Fault); err != nil {
		t.Fatal(err)
	}
	return run.Counts
}

func TestAnInstalledRuleDecidesAndLeavesAgain(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	installed, err := engine.Plugins.Install(ctx, packed(t, "1.0.0", ""), core.InstallOptions{Trust: true})
	if err != nil || strings.Join(installed.Answers, " ") != "segment" {
		t.Fatalf("%+v, %v", installed, err)
	}
	if got := counts(t, engine); got["KING"] != 1 || got["GUEST"] != 1 {
		t.Errorf("counts %v, want one king and one guest", got)
	}
	if err := engine.Plugins.Configure(ctx, "kings", []byte(`{"much": 60000}`)); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	engine, err = core.Open(ctx, dir, core.Config{Rules: standard.Rules(), Clock: march(14), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	if got := counts(t, engine); got["KING"] != 0 || got["GUEST"] != 2 {
		t.Errorf("after opening again, with another setting: %v, want two guests", got)
	}
	sound(t, engine)
	if err := engine.Plugins.Remove(ctx, "kings"); err != nil {
		t.Fatal(err)
	}
	if got := counts(t, engine); len(got) != 11 {
		t.Errorf("after it was removed: %v, want the shipped rule's segments", got)
	}
	sound(t, engine)
	if err := engine.Close(); err != nil {
		t.Error(err)
	}
}

func TestTrustIsGivenOnceAndToOnePublisher(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	mine, other := publisher(t), publisher(t)
	install := func(version, key string, options core.InstallOptions) error {
		_, err := engine.Plugins.Install(ctx, packed(t, version, key), options)
		return err
	}
	for _, step := range []struct {
		name    string
		version string
		key     string
		options core.InstallOptions
		want    fault.Kind
	}{
		{"a stranger is not let in", "1.0.0", mine, core.InstallOptions{}, fault.KindForbidden},
		{"with trust she is", "1.0.0", mine, core.InstallOptions{Trust: true}, ""},
		{"and needs it no more", "1.1.0", mine, core.InstallOptions{}, ""},
		{"somebody else under her name is refused", "1.2.0", other, core.InstallOptions{Trust: true}, fault.KindForbidden},
		{"so is nobody", "1.2.0", "", core.InstallOptions{Trust: true}, fault.KindForbidden},
		{"an older version is refused", "1.0.9", mine, core.InstallOptions{}, fault.KindConflict},
		{"unless it is wanted", "1.0.9", mine, core.InstallOptions{Downgrade: true}, ""},
	} {
		err := install(step.version, step.key, step.options)
		if err == nil != (step.want == "") || err != nil && fault.KindOf(err) != step.want {
			t.Errorf("%s: %v", step.name, err)
		}
	}
	if err := engine.Close(); err != nil {
		t.Error(err)
	}
}

func TestAShippedRuleCannotBeReplacedUnderItsName(t *testing.T) {
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	dir := t.TempDir()
	text := strings.Replace(kings, `"kings"`, `"rfm-segments"`, 1)
	text = strings.Replace(text, "much", "40000", 1)
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	opened, err := pack.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = engine.Plugins.Install(context.Background(), opened, core.InstallOptions{Trust: true})
	if fault.KindOf(err) != fault.KindConflict {
		t.Errorf("error %v, want a conflict", err)
	}
	if err := engine.Plugins.Remove(context.Background(), "rfm-segments"); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("removing a shipped rule: %v", err)
	}
}

// A package that was changed on disk does not run, and no other rule steps in
// by itself.
func TestADamagedPackageIsSaidAndDecidesNothing(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	installed, err := engine.Plugins.Install(ctx, packed(t, "1.0.0", ""), core.InstallOptions{Trust: true})
	if err := errors.Join(err, engine.Close()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "plugins", installed.Sum+pack.Ext)
	var other bytes.Buffer
	if err := packed(t, "6.6.6", "").Write(&other); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, other.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	engine, err = core.Open(ctx, dir, core.Config{Rules: standard.Rules(), Clock: march(14), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	if _, err := engine.Segments.Run(ctx, core.RunOptions{}); err == nil || !strings.Contains(err.Error(), "is damaged; install rule kings again") {
		t.Errorf("error %v, want that the package is damaged", err)
	}
}

func TestAPreviewWritesNothing(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	before := counts(t, engine)
	source := plugin.Source{Manifest: []byte(kings), Schema: []byte(kingsSettings)}
	seen, err := engine.Plugins.Preview(ctx, source, "segment", []byte(`{"much": 10000}`), nil)
	if err != nil || seen.Customers != 2 || seen.Changed != 2 || seen.After["KING"] != 2 || seen.Before["NEW"] != before["NEW"] {
		t.Errorf("%+v, %v", seen, err)
	}
	if got := seen.Examples[0].ReasonID; got != "Belanja Rp50.000" {
		t.Errorf("reason %q", got)
	}
	list, _, err := engine.Segments.List(ctx)
	for _, one := range list {
		if err != nil || one.Members != before[one.Code] {
			t.Errorf("%s has %d members, had %d (%v)", one.Code, one.Members, before[one.Code], err)
		}
	}
	if _, err := engine.Plugins.Preview(ctx, source, "loyalty", nil, nil); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("a hook it does not answer: %v", err)
	}
}

// Points that a rule could not give wait, and come once it works again.
func TestPointsOfAFailingRuleComeLater(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	sari, err := engine.People.Find(ctx, "C-00001")
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Plugins.Limit(ctx, "points", plugin.Limits{Units: 1}); err != nil {
		t.Fatal(err)
	}
	placed, err := engine.Sales.Add(ctx, core.NewOrder{Customer: sari.Ordinal, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 30_000}}})
	if err != nil || placed.Award.Fault == nil {
		t.Fatalf("award %+v, %v; want a fault", placed.Award, err)
	}
	kept, err := engine.Plugins.Faults(ctx, "points")
	if err != nil || len(kept) != 1 || !strings.Contains(kept[0].Message, "spent its budget") {
		t.Errorf("faults %+v, %v", kept, err)
	}
	if done, err := engine.Loyalty.Retry(ctx); done.Answered != 0 || done.Waiting != 1 || done.Fault == nil || err != nil {
		t.Errorf("while it fails: %+v, %v", done, err)
	}
	if err := engine.Plugins.Limit(ctx, "points", plugin.Limits{}); err != nil {
		t.Fatal(err)
	}
	if points, err := engine.Loyalty.Earned(ctx, &placed.Order); points != 3 || err != nil {
		t.Errorf("%d points, %v; want 3", points, err)
	}
	if done, err := engine.Loyalty.Retry(ctx); done != (core.Retried{}) || err != nil {
		t.Errorf("a second time: %+v, %v", done, err)
	}
	sound(t, engine)
}

// Tiers are positions in the rule's own list: when another rule takes over, it
// decides every one of them anew, and so does the old one when it comes back.
func TestAnotherLoyaltyRuleDecidesEveryTierAnew(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	tiers := func() string {
		list, _, err := engine.People.List(ctx, core.Pick{}, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, one := range list {
			all = append(all, one.Customer.Name+" "+one.Tier)
		}
		slices.Sort(all)
		return strings.Join(all, ", ")
	}
	before := tiers()
	if before != "Budi MEMBER, Sari MEMBER" {
		t.Fatal(before)
	}
	if err := engine.Plugins.Disable(ctx, "points"); err != nil {
		t.Fatal(err)
	}
	opened, err := pack.Open("../plugins/golden/loyalty/c")
	if err == nil {
		_, err = engine.Plugins.Install(ctx, opened, core.InstallOptions{Trust: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Plugins.Configure(ctx, opened.Manifest().ID, []byte(`{"silver": 40000, "gold": 90000}`)); err != nil {
		t.Fatal(err)
	}
	if got := tiers(); got != "Budi , Sari SILVER" {
		t.Errorf("under the other rule: %s", got)
	}
	sound(t, engine)
	err = errors.Join(engine.Plugins.Remove(ctx, opened.Manifest().ID), engine.Plugins.Enable(ctx, "points"))
	if got := tiers(); got != before || err != nil {
		t.Errorf("under the old one again: %s (%v), want %s", got, err, before)
	}
}

func TestWarmingCompilesEveryRuleThatAnswers(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	var told []int
	if err := engine.Plugins.Warm(ctx, func(done, _ int) { told = append(told, done) }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(told, []int{0, 1, 2, 3}) {
		t.Errorf("progress %v", told)
	}
	for _, one := range engine.Plugins.List(ctx) {
		if !one.Ready {
			t.Errorf("%s is not ready", one.ID)
		}
	}
}
