package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// face is a page that asks the contract of a shop.
type face struct {
	t        *testing.T
	contract *api.API
}

// cache is where compiled rules lie between tests, and library what all shops of
// the tests compile: a rule needs longer for it than most tests need for all else.
func cache() string { return filepath.Join(os.TempDir(), "raja-test-cache", "raja", "rules") }

var library = sync.OnceValue(plugin.NewLibrary)

func open(t *testing.T) *face {
	t.Helper()
	_, f := openOn(t, memory.New())
	return f
}

// openOn makes a shop on a store, and a page that asks it.
func openOn(t *testing.T, kept store.Store) (*core.Engine, *face) {
	t.Helper()
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: standard.Rules(), Store: kept,
		Clock:    clock.Fixed(time.Date(2026, 3, 14, 5, 0, 0, 0, time.UTC)),
		CacheDir: cache(), Library: library(),
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
	return engine, &face{t, contract}
}

// ask sends a request and reads the answer's JSON; body is sent as JSON
// unless it is bytes.
func (f *face) ask(method, path string, body any) (int, map[string]any) {
	f.t.Helper()
	raw, isFile := body.([]byte)
	if text, asItStands := body.(json.RawMessage); asItStands {
		raw = text
	} else if !isFile && body != nil {
		raw, _ = json.Marshal(body)
	}
	request := httptest.NewRequest(method, path, bytes.NewReader(raw))
	if body != nil && !isFile {
		request.Header.Set("Content-Type", "application/json")
	}
	answer := httptest.NewRecorder()
	f.contract.ServeHTTP(answer, request)
	var document map[string]any
	if err := json.Unmarshal(answer.Body.Bytes(), &document); err != nil {
		f.t.Fatalf("%s %s answered %d %q", method, path, answer.Code, answer.Body)
	}
	if strings.Contains(answer.Body.String(), ":null") && strings.Contains(path, "/customers") && answer.Code < 300 {
		f.t.Errorf("%s %s answers a null list: %s", method, path, answer.Body)
	}
	return answer.Code, document
}

// must is ask for requests that succeed.
func (f *face) must(method, path string, body any) map[string]any {
	f.t.Helper()
	status, document := f.ask(method, path, body)
	if status >= 300 {
		f.t.Fatalf("%s %s answered %d %v", method, path, status, document)
	}
	return document
}

// finish asks about a job until it has ended.
func (f *face) finish(job map[string]any) map[string]any {
	f.t.Helper()
	for job["state"] == "running" {
		job = f.must("GET", "/api/jobs/"+job["id"].(string), nil)
	}
	return job
}

// upload sends a file and returns its ticket.
func (f *face) upload(name, text string) string {
	f.t.Helper()
	return f.must("POST", "/api/uploads?name="+name, []byte(text))["ticket"].(string)
}

func TestACustomerGoesThroughTheContract(t *testing.T) {
	f := open(t)
	added := f.must("POST", "/api/customers", map[string]any{"name": "Sri Wahyuni", "phones": []string{"0812-3456-7890"}, "honorific": "ibu"})
	card := f.must("GET", "/api/customers/"+added["code"].(string), nil)
	if card["greeting_id"] != "Selamat siang, Bu Sri Wahyuni" {
		t.Errorf("greeting %v", card["greeting_id"])
	}
	order := f.must("POST", "/api/orders", map[string]any{
		"customer": "C-00001", "items": []map[string]any{{"name": "Cuci", "quantity": 3, "price": 10_000}},
	})
	if order["total"] != 30_000.0 || order["points"] != 3.0 {
		t.Errorf("order %v", order)
	}
	page := f.must("GET", "/api/customers?q=wahyuni", nil)
	if page["total"] != 1.0 {
		t.Errorf("page %v", page)
	}
	f.must("GET", "/api/customers/C-00001/orders", nil)
	statement := f.must("GET", "/api/customers/C-00001/loyalty", nil)
	if statement["points"] != 3.0 {
		t.Errorf("statement %v", statement)
	}
}

func TestMistakesAreAnsweredInOneShape(t *testing.T) {
	f := open(t)
	for name, ask := range map[string]struct {
		method, path string
		body         any
		status       int
		kind, field  string
	}{
		"an empty name":         {"POST", "/api/customers", map[string]any{"name": " "}, 422, "invalid", "name"},
		"a wrong kind":          {"POST", "/api/customers", map[string]any{"name": "A", "kind": "alien"}, 422, "invalid", "kind"},
		"a missing field":       {"POST", "/api/orders", map[string]any{"items": []any{}}, 422, "invalid", "body"},
		"nobody of that code":   {"GET", "/api/customers/C-00099", nil, 404, "not_found", "customer"},
		"a limit over the most": {"GET", "/api/customers?limit=501", nil, 422, "invalid", "limit"},
		"no such segment":       {"GET", "/api/customers?segment=NOBODY", nil, 404, "not_found", "segment"},
		"no such job":           {"GET", "/api/jobs/none", nil, 404, "not_found", "job"},
		"a file nobody holds":   {"POST", "/api/imports", map[string]any{"ticket": "none", "kind": "orders"}, 404, "not_found", "ticket"},
		"a time that is none":   {"POST", "/api/after-hours", map[string]any{"at": "later"}, 422, "invalid", "at"},
	} {
		t.Run(name, func(t *testing.T) {
			status, document := f.ask(ask.method, ask.path, ask.body)
			failure, _ := document["error"].(map[string]any)
			if status != ask.status || failure["kind"] != ask.kind || failure["field"] != ask.field || failure["message"] == "" {
				t.Errorf("got %d %v, want %d %s %s", status, document, ask.status, ask.kind, ask.field)
			}
		})
	}
}

func TestAFileIsPreviewedTriedAndTakenIn(t *testing.T) {
	f := open(t)
	ticket := f.upload("nota.csv", "Pelanggan;Tanggal;Total\nSari;01/03/2026;15.000\nBudi;99/03/2026;5.000\n")
	preview := f.must("POST", "/api/imports/preview", map[string]any{"ticket": ticket, "kind": "orders"})
	if preview["delimiter"] != ";" || fmt.Sprint(preview["columns"]) != "[customer date amount]" || preview["has_header"] != true {
		t.Errorf("preview %v", preview)
	}
	tried := f.finish(f.must("POST", "/api/imports", map[string]any{"ticket": ticket, "kind": "orders", "dry_run": true}))
	if result := tried["result"].(map[string]any); result["created"] != 1.0 || result["rejected"] != 1.0 || result["batch"] != "" {
		t.Errorf("tried %v", tried)
	}
	if page := f.must("GET", "/api/customers", nil); page["total"] != 0.0 {
		t.Errorf("a dry run left %v", page)
	}
	taken := f.finish(f.must("POST", "/api/imports", map[string]any{"ticket": ticket, "kind": "orders"}))
	result := taken["result"].(map[string]any)
	if result["created"] != 1.0 || taken["state"] != "done" {
		t.Fatalf("taken %v", taken)
	}
	rejects := httptest.NewRecorder()
	f.contract.ServeHTTP(rejects, httptest.NewRequest("GET", "/api/downloads/"+result["rejects_ticket"].(string), nil))
	if !strings.Contains(rejects.Body.String(), "3,bad_date") {
		t.Errorf("rejects %q", rejects.Body)
	}
}

func TestAnExportIsHandedOverOnce(t *testing.T) {
	f := open(t)
	f.must("POST", "/api/customers", map[string]any{"name": "Sari"})
	done := f.finish(f.must("POST", "/api/exports", map[string]any{"format": "csv-machine"}))
	result := done["result"].(map[string]any)
	path := "/api/downloads/" + result["ticket"].(string)
	first := httptest.NewRecorder()
	f.contract.ServeHTTP(first, httptest.NewRequest("GET", path, nil))
	if first.Code != http.StatusOK || !strings.Contains(first.Body.String(), "Sari") {
		t.Errorf("first %d %q", first.Code, first.Body)
	}
	if status, _ := f.ask("GET", path, nil); status != http.StatusNotFound {
		t.Errorf("a second download answers %d", status)
	}
}

func TestALongImportIsCancelled(t *testing.T) {
	f := open(t)
	var file strings.Builder
	file.WriteString("customer,date,amount\n")
	for i := range 20_000 {
		fmt.Fprintf(&file, "P%d,2026-01-01,10000\n", i)
	}
	job := f.must("POST", "/api/imports", map[string]any{"ticket": f.upload("long.csv", file.String()), "kind": "orders"})
	f.must("DELETE", "/api/jobs/"+job["id"].(string), nil)
	if ended := f.finish(job); ended["state"] != "cancelled" {
		t.Errorf("the job ended as %v", ended["state"])
	}
}

func TestSegmentsAndTheNightAreAnswered(t *testing.T) {
	f := open(t)
	f.must("POST", "/api/customers", map[string]any{"name": "Sari"})
	ran := f.finish(f.must("POST", "/api/segments/run", map[string]any{}))
	if ran["state"] != "done" {
		t.Fatalf("run %v", ran)
	}
	list := f.must("GET", "/api/segments", nil)
	if list["none"] != 0.0 || list["as_of"] != "2026-03-14" {
		t.Errorf("segments %v", list)
	}
	night := f.must("POST", "/api/after-hours", map[string]any{"customer": "C-00001", "at": "2026-03-14T21:12"})
	if night["open"] != false || len(night["options"].([]any)) == 0 || night["reason_id"] == "" {
		t.Errorf("night %v", night)
	}
	f.must("GET", "/api/business", nil)
	f.must("GET", "/api/hours", nil)
	f.must("GET", "/api/exports/columns", nil)
}

func TestTooManyJobsAreRefusedNotPiledUp(t *testing.T) {
	f := open(t)
	var file strings.Builder
	file.WriteString("customer,date,amount\n")
	for i := range 5_000 {
		fmt.Fprintf(&file, "P%d,2026-01-01,10000\n", i)
	}
	ticket := f.upload("long.csv", file.String())
	refused := 0
	var jobs []map[string]any
	for range 30 {
		status, job := f.ask("POST", "/api/imports", map[string]any{"ticket": ticket, "kind": "orders"})
		if status == http.StatusServiceUnavailable {
			refused++
			continue
		}
		jobs = append(jobs, job)
	}
	if refused == 0 {
		t.Error("30 imports at once were all taken")
	}
	for _, job := range jobs {
		f.must("DELETE", "/api/jobs/"+job["id"].(string), nil)
	}
	for _, job := range jobs {
		f.finish(job)
	}
}
