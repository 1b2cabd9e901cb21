package api_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// calendar is a clock that a test turns on.
type calendar struct{ at time.Time }

func (c *calendar) Now() time.Time { return c.at }

// openAt opens a shop whose days go by.
func openAt(t *testing.T, now *calendar) *face {
	t.Helper()
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: standard.Rules(), Store: memory.New(), Clock: now, CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	contract, err := api.New(engine, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := contract.Close(); err != nil {
			t.Error(err)
		}
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return &face{t, contract}
}

// Nobody has run anything at night: the computer was off for months.
func TestSegmentsAreOfTheDayOnWhichTheyAreRead(t *testing.T) {
	now := &calendar{time.Date(2026, 3, 14, 5, 0, 0, 0, time.UTC)}
	f := openAt(t, now)
	f.must("POST", "/api/customers", map[string]any{"name": "Sari"})
	f.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []map[string]any{{"name": "Cuci", "quantity": 1, "price": 50_000}}})
	f.finish(f.must("POST", "/api/segments/run", map[string]any{}))
	then := f.must("GET", "/api/customers/C-00001/segment", nil)["code"]

	now.at = now.at.AddDate(0, 8, 0)
	var all sync.WaitGroup
	for _, path := range []string{"/api/segments", "/api/customers", "/api/customers/C-00001", "/api/segments/map", "/api/segments/moved", "/api/customers/C-00001/segments"} {
		all.Go(func() {
			if status, said := f.ask("GET", path, nil); status != 200 {
				t.Errorf("%s: %d %v", path, status, said)
			}
		})
	}
	all.Wait()
	if list := f.must("GET", "/api/segments", nil); list["as_of"] != "2026-11-14" {
		t.Errorf("as of %v, want today", list["as_of"])
	}
	why := f.must("GET", "/api/customers/C-00001/segment", nil)
	if why["as_of"] != "2026-11-14" || why["code"] == then {
		t.Errorf("eight months later she is %v as of %v; then she was %v", why["code"], why["as_of"], then)
	}
}
