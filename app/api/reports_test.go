package api_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// happened are the codes on a timeline, over all of its pages.
func (f *face) happened(query string, limit int) []string {
	f.t.Helper()
	var codes []string
	for after := ""; ; {
		page := f.must("GET", fmt.Sprintf("/api/customers/C-00001/timeline?limit=%d&after=%s%s", limit, after, query), nil)
		for _, one := range items(page, "items") {
			happening, _ := one.(map[string]any)
			codes = append(codes, happening["code"].(string))
		}
		if after, _ = page["next"].(string); after == "" {
			return codes
		}
	}
}

func TestATimelineTellsEverythingOnceWhateverThePage(t *testing.T) {
	f := counter(t)
	for i := range 3 {
		f.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []map[string]any{{"name": "Cuci", "quantity": 1, "price": 1000 + i}}})
		f.must("POST", "/api/interactions", map[string]any{"customer": "C-00001", "kind": "visit", "channel": "walk_in", "body": "datang"})
	}
	f.must("POST", "/api/messages", map[string]any{"customer": "C-00001", "purpose": "other", "text": "Halo"})
	whole := f.happened("", 50)
	if len(whole) != 7 {
		t.Fatalf("%v, want 3 orders, 3 contacts and a message", whole)
	}
	for _, limit := range []int{1, 2, 3} {
		if diff := cmp.Diff(whole, f.happened("", limit)); diff != "" {
			t.Errorf("%d at a time (-whole +pages):\n%s", limit, diff)
		}
	}
	if got := f.happened("&kind=message", 1); !cmp.Equal(got, []string{"M-000001"}) {
		t.Errorf("only messages: %v", got)
	}
	if status, _ := f.ask("GET", "/api/customers/C-00001/timeline?after=xx", nil); status != 422 && status != 400 {
		t.Errorf("a cursor that is none answered %d", status)
	}
}

func TestAReportOfSalesSumsItsParts(t *testing.T) {
	f := counter(t)
	f.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []map[string]any{{"name": "Cuci", "quantity": 2, "price": 5000}}})
	for _, by := range []string{"day", "week", "month"} {
		from := map[string]string{"day": "2026-03-01", "week": "2026-02-01", "month": ""}[by]
		report := f.must("GET", "/api/reports/sales?by="+by+"&from="+from, nil)
		net, in := 0.0, 0.0
		for _, one := range items(report, "parts") {
			part, _ := one.(map[string]any)
			net, in = net+part["net"].(float64), in+part["in"].(float64)
		}
		if net != report["net"] || in != report["in"] || net != 10_000 || in != 10_000 {
			t.Errorf("by %s: %v", by, report)
		}
	}
}

func TestReportsOfAnEmptyShopAreEmptyAndNotNull(t *testing.T) {
	f := open(t)
	for path, list := range map[string]string{
		"/api/reports/after-hours": "taken", "/api/reports/worth": "customers", "/api/loyalty/liability": "expiring", "/api/reports/promises": "months",
	} {
		if _, there := f.must("GET", path, nil)[list].([]any); !there {
			t.Errorf("%s: %s is no list", path, list)
		}
	}
}
