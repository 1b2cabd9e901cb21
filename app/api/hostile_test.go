package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/store/memory"
)

// Every attack of hostile_attacks_test.go is a module that is installed in a
// real shop, from the page, and asked about its customers. It is refused, or
// stopped, or its answer is not taken; meanwhile the page is answered, and
// afterwards the shop is what it was.

// victim is a shop under attack.
type victim struct {
	*face
	engine *core.Engine
	slow   atomic.Int64 // the slowest answer that the page got, nanoseconds
}

func newVictim(t *testing.T) *victim {
	t.Helper()
	engine, f := openOn(t, memory.New())
	v := &victim{face: f, engine: engine}
	for _, name := range []string{"Sari", "Budi", "Dewi", "Agus"} {
		code := v.must("POST", "/api/customers", map[string]any{"name": name})["code"]
		v.must("POST", "/api/orders", map[string]any{"customer": code, "items": []map[string]any{{"name": "Cuci", "quantity": 3, "price": 10_000}}})
	}
	return v
}

// state is all that the shop knows of its customers, as the shipped rules see
// them.
func (v *victim) state() string {
	run := v.finish(v.must("POST", "/api/segments/run", map[string]any{}))
	if run["state"] != "done" {
		v.t.Fatalf("the shipped rule's run: %v", run)
	}
	var all []any
	for _, path := range []string{"/api/customers?limit=100", "/api/segments", "/api/customers/C-00001/loyalty", "/api/customers/C-00002/orders"} {
		document := v.must("GET", path, nil)
		delete(document, "took_us")
		all = append(all, document)
	}
	text, err := json.Marshal(all)
	if err != nil {
		v.t.Fatal(err)
	}
	return string(text)
}

// watch asks as the page does until it is told to stop; each answer must come.
func (v *victim) watch(t *testing.T, until <-chan struct{}) {
	for {
		select {
		case <-until:
			return
		default:
		}
		request := httptest.NewRequest("GET", "/api/business", nil)
		answer, began := httptest.NewRecorder(), time.Now()
		v.contract.ServeHTTP(answer, request)
		took := time.Since(began).Nanoseconds()
		for slowest := v.slow.Load(); took > slowest && !v.slow.CompareAndSwap(slowest, took); {
			slowest = v.slow.Load()
		}
		if answer.Code != http.StatusOK {
			t.Errorf("the page was answered %d %s", answer.Code, answer.Body)
			return
		}
	}
}

// suffer installs a package and asks it, while the page is watched. It returns
// all that was said about it.
func (v *victim) suffer(t *testing.T, a attack, body []byte) string {
	t.Helper()
	until := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() { v.watch(t, until) })
	defer group.Wait()
	defer close(until)
	var said []any
	ticket := v.upload("hostile.rajaplugin", string(body))
	status, installed := v.ask("POST", "/api/plugins/install", map[string]any{"ticket": ticket, "trust": true})
	said = append(said, installed)
	if status < 300 {
		installed = v.finish(installed)
		said = append(said, installed)
	}
	if installed["state"] == "done" {
		said = append(said, v.finish(v.must("POST", "/api/segments/run", map[string]any{})))
		if a.previewed {
			said = append(said, v.finish(v.must("POST", "/api/plugins/preview", map[string]any{"ticket": ticket})))
		}
		if err := v.engine.Plugins.Remove(context.Background(), "hostile"); err != nil {
			t.Error(err)
		}
	}
	text, err := json.Marshal(said)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// hostilePackage makes a .rajaplugin of a module.
func hostilePackage(t *testing.T, a attack, wasm []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	manifest := hostileManifest
	if a.manifest != nil {
		manifest = a.manifest(manifest)
	}
	files := map[string]string{"manifest.json": manifest, "plugin.wasm": string(wasm)}
	if a.schema != "" {
		files["config.schema.json"] = a.schema
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	opened, err := pack.Open(dir)
	if err != nil {
		return rawPackage(t, files)
	}
	var out bytes.Buffer
	if err := opened.Write(&out); err != nil {
		t.Fatal(err)
	}
	if a.change != nil {
		return a.change(out.Bytes())
	}
	return out.Bytes()
}

// compiled builds an attack with clang.
func compiled(t *testing.T, a attack) []byte {
	t.Helper()
	if a.module != nil {
		return a.module(t)
	}
	source, out := filepath.Join(t.TempDir(), "hostile.c"), filepath.Join(t.TempDir(), "hostile.wasm")
	if err := os.WriteFile(source, []byte(a.source()), 0o600); err != nil {
		t.Fatal(err)
	}
	words := append([]string{"--target=wasm32", "-nostdlib", "-O1", "-fno-builtin", "-Wno-everything", "-Wl,--no-entry", "-Wl,--allow-undefined", "-o", out, source}, a.flags...)
	if said, err := exec.Command("clang", words...).CombinedOutput(); err != nil {
		t.Fatalf("clang: %v; apt-get install clang lld\n%s", err, said)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

func TestNoHostilePluginHurtsTheShop(t *testing.T) {
	v := newVictim(t)
	before := v.state()
	if n := len(attacks()); n < 30 {
		t.Fatalf("%d attacks, want at least thirty", n)
	}
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			said := v.suffer(t, a, hostilePackage(t, a, compiled(t, a)))
			if !strings.Contains(said, a.want) {
				t.Errorf("%s\nwant %q", said, a.want)
			}
			if strings.Contains(said, "something went wrong inside Raja") {
				t.Errorf("Raja stumbled: %s", said)
			}
			if diff := cmp.Diff(before, v.state()); diff != "" {
				t.Errorf("the shop is another:\n%s", diff)
			}
			report, err := v.engine.Health.Check(context.Background(), nil)
			if err != nil || len(report.Findings) > 0 {
				t.Errorf("check: %v %v", report.Findings, err)
			}
		})
	}
	t.Logf("%d attacks; the slowest answer that the page got meanwhile took %.1f ms", len(attacks()), float64(v.slow.Load())/1e6)
}

// The suite would notice: a rule that is allowed to give points changes what
// the shop knows.
func TestTheSuiteNoticesAChange(t *testing.T) {
	v := newVictim(t)
	before := v.state()
	v.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []map[string]any{{"name": "Cuci", "quantity": 1, "price": 10_000}}})
	if v.state() == before {
		t.Error("an order more and the state is the same")
	}
}
