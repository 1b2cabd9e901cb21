// Package plugintest loads rules for tests and makes the rows they read. It
// leaves what a rule should answer to the test.
package plugintest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Load loads the rule in folder, manifest.json and plugin.wasm, and closes it
// with the test.
func Load(t testing.TB, folder string) *plugin.Rule {
	t.Helper()
	return LoadSource(t, Source(t, folder), plugin.Options{})
}

// LoadSource loads a rule with options and closes it with the test.
func LoadSource(t testing.TB, source plugin.Source, options plugin.Options) *plugin.Rule {
	t.Helper()
	host := Host(t, options)
	rule, err := host.Load(context.Background(), source)
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return rule
}

// Host makes a host that closes with the test.
func Host(t testing.TB, options plugin.Options) *plugin.Host {
	t.Helper()
	host, err := plugin.NewHost(options)
	if err != nil {
		t.Fatalf("host: %v", err)
	}
	t.Cleanup(func() {
		if err := host.Close(context.Background()); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return host
}

// Source reads the files of a rule.
func Source(t testing.TB, folder string) plugin.Source {
	t.Helper()
	manifest, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	wasm, err := os.ReadFile(filepath.Join(folder, "plugin.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := os.ReadFile(filepath.Join(folder, "config.schema.json"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return plugin.Source{Manifest: manifest, Wasm: wasm, Schema: schema}
}

// Page lays facts out as one page of rows. A row without a presence mask is
// given with every field present.
func Page(rows ...abi.Facts) []byte {
	page := make([]byte, len(rows)*abi.FactsSize)
	for i := range rows {
		if rows[i].Present == 0 {
			rows[i].Present = abi.FactsAll
		}
		rows[i].Put(page[i*abi.FactsSize:])
	}
	return page
}
