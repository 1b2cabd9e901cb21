package api_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/app/api"
	invented "github.com/raja-crm/raja/app/sample"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/plugins/standard"
)

// threshold is a page before a folder in which there may be a shop.
type threshold struct {
	t   *testing.T
	dir string
	*api.Foyer
}

func (h *threshold) come() {
	h.t.Helper()
	house := api.House{
		Dir: h.dir,
		Config: core.Config{
			Rules: standard.Rules(), Clock: clock.Fixed(time.Date(2026, 3, 14, 5, 0, 0, 0, time.UTC)),
			CacheDir: cache(), Library: library(),
		},
		Tend:   func(*api.API, *core.Engine) (io.Closer, error) { return io.NopCloser(nil), nil },
		Invent: invented.Fill,
	}
	foyer, err := api.NewFoyer(house, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	h.Foyer = foyer
}

func (h *threshold) leave() {
	h.t.Helper()
	if err := h.Close(); err != nil {
		h.t.Error(err)
	}
}

// asks sends a request and returns the status and the answer's words.
func (h *threshold) asks(method, path, body string) (int, string) {
	h.t.Helper()
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, request)
	return answer.Code, strings.TrimSpace(answer.Body.String())
}

func (h *threshold) hears(method, path, body string, status int, words string) {
	h.t.Helper()
	if got, said := h.asks(method, path, body); got != status || !strings.Contains(said, words) {
		h.t.Errorf("%s %s %s answered %d %s; want %d %s", method, path, body, got, said, status, words)
	}
}

func arrive(t *testing.T) *threshold {
	t.Helper()
	h := &threshold{t: t, dir: filepath.Join(t.TempDir(), "shop")}
	h.come()
	t.Cleanup(h.leave)
	return h
}

func TestAShopIsMadeByThePage(t *testing.T) {
	h := arrive(t)
	h.hears("GET", "/api/shops", "", 200, `{"own":false,"sample":false}`)
	h.hears("GET", "/api/business", "", 404, `"field":"shop"`)
	for _, wrong := range [][2]string{
		{`{"name": " ", "preset": "laundry"}`, "name"},
		{`{"name": "A", "preset": "bank"}`, "preset"},
		{`{"name": "A", "preset": "laundry", "timezone": "Mars"}`, "timezone"},
		{`{"preset": "laundry"}`, "name"},
		{`{`, "body"},
	} {
		if status, said := h.asks("POST", "/api/shops", wrong[0]); status < 400 || status >= 500 || !strings.Contains(said, wrong[1]) {
			t.Errorf("%s answered %d %s", wrong[0], status, said)
		}
		if left, err := os.ReadDir(filepath.Dir(h.dir)); err != nil || len(left) != 0 {
			t.Fatalf("%s left %v behind, %v", wrong[0], left, err)
		}
	}
	h.hears("POST", "/api/shops", `{"name": "Salon Ayu", "preset": "salon", "timezone": "Asia/Makassar"}`, 201, `{"own":true,"sample":false}`)
	h.hears("GET", "/api/business", "", 200, `"preset":"salon","timezone":"Asia/Makassar"`)
	h.hears("POST", "/api/shops", `{"name": "Salon Dua", "preset": "salon"}`, 409, "is there already")
	h.hears("GET", "/api/business", "", 200, "Salon Ayu")
}

func TestASampleIsLookedAtAndLeavesNothing(t *testing.T) {
	h := arrive(t)
	h.hears("POST", "/api/shops/sample", "", 201, `{"own":false,"sample":true}`)
	var business struct{ Customers, Orders int }
	_, said := h.asks("GET", "/api/business", "")
	if err := json.Unmarshal([]byte(said), &business); err != nil || business.Customers < 100 || business.Orders < 500 {
		t.Errorf("the sample: %s", said)
	}
	for path, words := range map[string]string{
		"/api/promises": "karpet", "/api/tickets": "Jas belum rapi", "/api/followups": "wangi", "/api/segments": `"count"`,
	} {
		h.hears("GET", path, "", 200, words)
	}
	h.leave()
	h.come()
	h.hears("GET", "/api/shops", "", 200, `{"own":false,"sample":true}`) // also after the window was closed over it
	h.hears("DELETE", "/api/shops/sample", "", 200, `{"own":false,"sample":false}`)
	h.hears("GET", "/api/business", "", 404, `"field":"shop"`)
	if left, err := os.ReadDir(filepath.Dir(h.dir)); err != nil || len(left) != 0 {
		t.Errorf("the sample left %v behind, %v", left, err)
	}
	h.hears("DELETE", "/api/shops/sample", "", 200, `{"own":false,"sample":false}`)
}

func TestASampleIsNeverMixedWithTheOwnersShop(t *testing.T) {
	h := arrive(t)
	h.hears("POST", "/api/shops", `{"name": "Salon Ayu", "preset": "salon"}`, 201, "")
	h.hears("POST", "/api/customers", `{"name": "Sri"}`, 201, "C-00001")
	h.hears("POST", "/api/shops/sample", "", 201, `{"own":true,"sample":true}`)
	h.hears("POST", "/api/customers", `{"name": "Tuti of the sample"}`, 201, "")
	h.hears("DELETE", "/api/shops/sample", "", 200, `{"own":true,"sample":false}`)
	h.hears("GET", "/api/business", "", 200, `"customers":1,`)
}

// A folder that only looks like a sample is somebody's own.
func TestAFolderWithoutTheMarkIsNotTouched(t *testing.T) {
	h := arrive(t)
	if err := os.MkdirAll(h.dir+".sample/letters", 0o700); err != nil {
		t.Fatal(err)
	}
	h.hears("POST", "/api/shops/sample", "", 409, "is no sample of Raja's")
	if _, err := os.Stat(h.dir + ".sample/letters"); err != nil {
		t.Errorf("it was touched: %v", err)
	}
}

// A shop that another opened is carried to and closed by that one.
func TestAnOpenShopIsEntered(t *testing.T) {
	engine, _ := openOn(t, nil)
	tended := 0
	house := api.House{Dir: t.TempDir(), Tend: func(*api.API, *core.Engine) (io.Closer, error) {
		tended++
		return io.NopCloser(nil), nil
	}}
	foyer, err := api.NewFoyer(house, engine)
	if err != nil {
		t.Fatal(err)
	}
	h := &threshold{t: t, dir: house.Dir, Foyer: foyer}
	h.hears("GET", "/api/shops", "", 200, `{"own":true,"sample":false}`)
	h.hears(http.MethodGet, "/api/business", "", 200, "Laundry Melati")
	h.leave()
	if _, _, err := engine.Size(context.Background()); err != nil || tended != 1 {
		t.Errorf("the engine was closed (%v) or tended %d times", err, tended)
	}
}
