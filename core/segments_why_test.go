package core_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// ago is a rule whose reason is another one every day.
const ago = `{"id": "ago", "name": {"id": "Kapan", "en": "Ago"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "reads": [{"field": "visits", "why": {"id": "a", "en": "b"}}, {"field": "last_visit_day", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "HERE", "rank": 2, "name": {"id": "Datang", "en": "Here"}}, {"code": "AWAY", "rank": 1, "name": {"id": "Pergi", "en": "Away"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "texts": [{"id": "{0} hari lalu", "en": "{0} days ago"}],
 "simple": [{"when": "visits > 0 && days_since(last_visit_day) < 10", "segment": "HERE", "text": 1, "args": ["days_since(last_visit_day)"]},
  {"segment": "AWAY", "text": 1, "args": ["days_since(last_visit_day)"]}]}`

// counting is a shop whose segments are those of ago, and what its store holds.
func counting(t *testing.T, now *movable) (*core.Engine, store.Store) {
	t.Helper()
	kept := memory.New()
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: []plugin.Source{{Manifest: []byte(ago)}}, Clock: now, Store: kept, CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	take(t, engine, "customer,date,amount\nSari,2026-03-01,50000\nBudi,2026-03-04,50000\n")
	must[core.Run](t)(engine.Segments.Run(context.Background(), core.RunOptions{}))
	return engine, kept
}

// holdings are all entries of a keyspace, one behind the other.
func holdings(t *testing.T, kept store.Store, in record.Space) []byte {
	t.Helper()
	var all bytes.Buffer
	err := kept.View(context.Background(), func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(in)}) {
			if err != nil {
				return err
			}
			all.Write(kv.Key)
			all.Write(kv.Value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.Bytes()
}

func TestTheReasonIsTodaysThoughNobodyMoved(t *testing.T) {
	now, ctx := march(5), context.Background()
	engine, kept := counting(t, now)
	before := holdings(t, kept, record.Decisions)
	for day := 5; day <= 9; day++ {
		now.at = march(day).at
		if err := engine.Segments.Refresh(ctx, nil); err != nil {
			t.Fatal(err)
		}
		why := must[core.Why](t)(engine.Segments.Why(ctx, 1))
		if want := string(rune('0'+day-1)) + " days ago"; why.ReasonEN != want || why.Then || why.Since.String() != "2026-03-05" {
			t.Errorf("on %d March: %q, of then: %v, since %s; want %q since the 5th", day, why.ReasonEN, why.Then, why.Since, want)
		}
	}
	if len(before) == 0 || !bytes.Equal(before, holdings(t, kept, record.Decisions)) {
		t.Error("a day on which nobody moved wrote decisions")
	}
	sound(t, engine)
}

func TestAReasonThatNobodyCanRenewIsOfWhenSheCame(t *testing.T) {
	now, ctx := march(5), context.Background()
	engine, _ := counting(t, now)
	of := func(t *testing.T, want string) {
		t.Helper()
		if why := must[core.Why](t)(engine.Segments.Why(ctx, 1)); why.Code != "HERE" || why.ReasonEN != want || !why.Then {
			t.Errorf("%s: %q, of then: %v; want %q of then", why.Code, why.ReasonEN, why.Then, want)
		}
	}
	t.Run("while the rule says a lower one", func(t *testing.T) {
		now.at = march(12).at
		if err := engine.Segments.Refresh(ctx, nil); err != nil {
			t.Fatal(err)
		}
		of(t, "4 days ago")
	})
	t.Run("when it is switched off", func(t *testing.T) {
		now.at = march(9).at
		must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))
		if why := must[core.Why](t)(engine.Segments.Why(ctx, 1)); why.ReasonEN != "8 days ago" || why.Then {
			t.Fatalf("%q, of then: %v", why.ReasonEN, why.Then)
		}
		if err := engine.Plugins.Disable(ctx, "ago"); err != nil {
			t.Fatal(err)
		}
		of(t, "4 days ago")
	})
}

// The thresholds of everybody are part of what the rule was asked: of whom it
// is asked again it says what it said in the run.
func TestAskedAgainTheRuleSaysWhatItSaidInTheRun(t *testing.T) {
	ctx := context.Background()
	engine := newShop(t, march(14))
	defer engine.Close()
	var file strings.Builder
	for customer := range 60 {
		for visit := range customer%7 + 1 {
			fmt.Fprintf(&file, "S%d,2026-%02d-%02d,%d\n", customer, visit%3+1, customer%13+1, 10_000*(customer%11+1))
		}
	}
	take(t, engine, "customer,date,amount\n"+file.String())
	run := must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))
	scores := map[int]int{}
	for customer := range 60 {
		why := must[core.Why](t)(engine.Segments.Why(ctx, people.Ordinal(customer+1)))
		if why.Then || why.Code == "" || why.ReasonID == "" {
			t.Errorf("customer %d: %+v", customer+1, why)
		}
		scores[int(why.Score/100)]++
	}
	if run.Cuts == nil || !maps.Equal(scores, run.Scores["r"]) {
		t.Errorf("asked again the scores are %v, in the run %v", scores, run.Scores["r"])
	}
}
