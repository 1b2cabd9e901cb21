package workshop_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/raja-crm/raja/plugins/workshop"
)

func TestWhatAnAuthorWritesIsKnownByName(t *testing.T) {
	for file, want := range map[string]bool{
		"rule.go": true, "go.mod": true, "help.rs": true, "rule.ts": true, "rule.c": true, "rule.h": true,
		"manifest.json": true, "config.schema.json": true, "tests/a.json": true,
		"plugin.wasm": false, "plugin.wasm-3f2a.tmp": false, "go-build123": false, "rule.go~": false, ".rule.go.swp": false,
		"rule_test.go": false, "tests/a.json.tmp": false, "package.json": false, "4913": false, "go.sum": false,
	} {
		if got := workshop.IsSource(filepath.Join("my-rule", filepath.FromSlash(file))); got != want {
			t.Errorf("%s: %t, want %t", file, got, want)
		}
	}
}

func TestAModuleOlderThanItsSourceIsStale(t *testing.T) {
	folder := begun(t, tongues()[0], "segment")
	if got := workshop.Stale(folder); got != "" {
		t.Errorf("before any build: %q", got)
	}
	write(t, filepath.Join(folder, "plugin.wasm"), "")
	later := func(name string) {
		t.Helper()
		soon := time.Now().Add(time.Minute)
		if err := os.Chtimes(filepath.Join(folder, name), soon, soon); err != nil {
			t.Fatal(err)
		}
	}
	for _, harmless := range []string{"manifest.json", "rule_test.go", "sdk/shop.go"} {
		later(harmless)
		if got := workshop.Stale(folder); got != "" {
			t.Errorf("after %s: %q is newer", harmless, got)
		}
	}
	later("rule.go")
	if got := workshop.Stale(folder); got != "rule.go" {
		t.Errorf("newer is %q, want rule.go", got)
	}
}
