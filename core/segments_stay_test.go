package core_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/store/memory"
)

// stubborn is the manifest of the rule in testdata, which answers falsely of
// whoever came once: of everybody where it does not read visits.
const stubborn = `{"id": "stubborn", "name": {"id": "a", "en": "b"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "reads": [{"field": "visits", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "OFTEN", "rank": 2, "name": {"id": "a", "en": "b"}}, {"code": "GUEST", "rank": 1, "name": {"id": "a", "en": "b"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}], "texts": []}`

// guests is a shop where the golden rule put Sari and Budi among the guests,
// and Ani among the regulars.
func guests(t *testing.T) *core.Engine {
	t.Helper()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	t.Cleanup(func() { engine.Close() })
	take(t, engine, "customer,date,amount\nAni,2026-03-02,9000\nAni,2026-03-03,9000\nAni,2026-03-04,9000\nAni,2026-03-05,9000\nAni,2026-03-06,9000\n")
	install(t, engine, golden(t, "segment"))
	if got := counts(t, engine); got["GUEST"] != 2 || got["REGULAR"] != 1 {
		t.Fatalf("the golden rule says %v", got)
	}
	return engine
}

// folder opens a package of files.
func folder(t *testing.T, files map[string][]byte) *pack.Package {
	t.Helper()
	dir := t.TempDir()
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pkg, err := pack.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// placed is where everybody is, and since when.
func placed(t *testing.T, engine *core.Engine) string {
	t.Helper()
	var all []string
	for ordinal := range people.Ordinal(3) {
		why, err := engine.Segments.Why(context.Background(), ordinal+1)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, why.Code)
	}
	return strings.Join(all, " ")
}

// Who is refused stays where she is, whichever rule put her there, and a
// preview says what a run then does.
func TestWhoseAnswerIsRefusedStaysWhereSheIs(t *testing.T) {
	ctx, wasm := context.Background(), built(t, "stubborn")
	for _, c := range []struct {
		name, was, is string // in the manifest
		refused       int
		fault         string
		after         string
		changed       int
	}{
		{
			"every answer", `"reads": [{"field": "visits", "why": {"id": "a", "en": "b"}}],`, "", 3,
			"every answer of rule stubborn was refused, such as the one about C-00001: segment 99, the manifest has 2", "GUEST GUEST REGULAR", 0,
		},
		{
			"some, and the rule has no such segment", `"GUEST"`, `"RARE"`, 2,
			"the answer about C-00001 was refused, and rule stubborn has no segment GUEST for her to stay in", "GUEST GUEST REGULAR", 0,
		},
		{"some, and the rule has it", "", "", 2, "", "GUEST GUEST OFTEN", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			engine := guests(t)
			pkg := folder(t, map[string][]byte{"manifest.json": []byte(strings.Replace(stubborn, c.was, c.is, 1)), "plugin.wasm": wasm})
			source, err := pkg.Source()
			if err != nil {
				t.Fatal(err)
			}
			seen, err := engine.Plugins.Preview(ctx, source, "segment", nil, nil)
			if err != nil || len(seen.Refused) != c.refused || seen.Changed != c.changed || !says(seen.Fault, c.fault) {
				t.Errorf("preview: %d refused, %d changed, %v, %v", len(seen.Refused), seen.Changed, seen.Fault, err)
			}
			if c.changed == 0 && !maps.Equal(seen.Before, seen.After) {
				t.Errorf("preview: %v before and %v after", seen.Before, seen.After)
			}
			install(t, engine, pkg)
			for range 2 { // the second time it decides already, or still does not
				run, err := engine.Segments.Run(ctx, core.RunOptions{})
				if err != nil || run.Refused != c.refused || run.Changed != c.changed || !says(run.Fault, c.fault) {
					t.Errorf("run: %d refused, %d changed, %v, %v", run.Refused, run.Changed, run.Fault, err)
				}
				if got := placed(t, engine); got != c.after {
					t.Errorf("they are in %s, want %s", got, c.after)
				}
				c.changed = 0
				sound(t, engine)
			}
		})
	}
}

// says reports whether an error has these words in it; without words it is none.
func says(err error, words string) bool {
	if words == "" || err == nil {
		return words == "" && err == nil
	}
	return strings.Contains(err.Error(), words)
}

// A tier that is refused stays too, when another rule takes over that has it:
// it lies at another place of its list.
func TestWhoseTierIsRefusedKeepsIt(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	take(t, engine, "customer,date,amount\nAni,2026-03-10,1200000\nWati,2026-03-10,9000000\n")
	want := map[people.Ordinal]string{1: "", 3: "SILVER", 4: "GOLD"}
	stamps := golden(t, "loyalty", `    {"what": "points", "why": {"id": "Memberi cap untuk pesanan yang sudah dibayar.", "en": "Gives stamps for paid orders."}},`+"\n",
		"", `"what": "tier"`, `"what": "points"`)
	source, err := stamps.Source()
	if err != nil {
		t.Fatal(err)
	}
	seen, err := engine.Plugins.Preview(ctx, source, "loyalty", nil, nil)
	if err != nil || seen.After["SILVER"] != 1 || seen.After["GOLD"] != 1 || seen.After[""] != 2 {
		t.Errorf("preview: %v, %v", seen.After, err)
	}
	install(t, engine, stamps)
	for customer, tier := range want {
		if card, err := engine.People.Card(ctx, customer); err != nil || card.Tier != tier {
			t.Errorf("%d has tier %q, %v; want %q", customer, card.Tier, err, tier)
		}
	}
	sound(t, engine)
}

// A rule that takes over and says none of anybody ends every membership, and the
// run says how many.
func TestARuleThatSaysNoneOfAnybodyMovesThemAll(t *testing.T) {
	engine, ctx := guests(t), context.Background()
	nobody := strings.NewReplacer(`"lately"`, `"nobody"`, `"visits > 0"`, `"visits > 1000000"`, `, {"segment": "AWAY"}`, "").Replace(lately)
	install(t, engine, folder(t, map[string][]byte{"manifest.json": []byte(nobody)}))
	for _, want := range []int{3, 0} {
		if run := must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{})); run.Changed != want || run.Rule != "nobody" {
			t.Errorf("%d changed by %s, want %d", run.Changed, run.Rule, want)
		}
		sound(t, engine)
	}
	if got := placed(t, engine); strings.TrimSpace(got) != "" {
		t.Errorf("they are in %s", got)
	}
}

// Product bug 9: a rule that changes loses nobody. Everybody is in one segment
// before and after, and who still belongs to hers is in it since the day she came.
func TestARuleThatChangesLosesNobody(t *testing.T) {
	now, ctx := march(5), context.Background()
	engine := must[*core.Engine](t)(core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: []plugin.Source{{Manifest: []byte(kings), Schema: []byte(kingsSettings)}}, Clock: now, Store: memory.New(), CacheDir: cache(), Library: library(),
	}))
	t.Cleanup(func() { _ = engine.Close() })
	take(t, engine, "customer,date,amount\nAni,2026-03-01,30000\nBudi,2026-03-01,50000\nCitra,2026-03-01,100000\n")
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))
	spent, since := []int{30_000, 50_000, 100_000}, map[int]string{}
	for step, much := range []int{40_000, 60_000, 20_000, 200_000, 40_000} {
		now.at = march(5).at.AddDate(0, 0, 20*step)
		if err := engine.Plugins.Configure(ctx, "kings", fmt.Appendf(nil, `{"much": %d}`, much)); err != nil {
			t.Fatal(err)
		}
		refreshed(t, engine)
		now.at = now.at.AddDate(0, 0, 8) // a lower segment holds for seven days
		refreshed(t, engine)
		for i, total := range spent {
			want := "GUEST"
			if total >= much {
				want = "KING"
			}
			stays := must[[]core.Stayed](t)(engine.Segments.History(ctx, "", people.Ordinal(1+i)))
			is := stays[0]
			if is.Segment != want || is.Left != 0 {
				t.Errorf("from %d on: who spent %d is in %s until %s, want %s", much, total, is.Segment, is.Left, want)
			}
			if was := since[i]; strings.HasPrefix(was, want) && was != want+is.Entered.String() {
				t.Errorf("from %d on: who spent %d stayed in %s, since %s, want as before: %s", much, total, want, is.Entered, was)
			}
			since[i] = want + is.Entered.String()
		}
	}
	sound(t, engine)
}
