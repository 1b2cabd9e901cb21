package plugin_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// Go collects its garbage within a call, now and then. That one looks into all
// of its memory, and must fit into the budget like the others.
func TestARuleInGoMayCollectItsGarbageWithinACall(t *testing.T) {
	const folder = "../../plugins/golden/after_hours"
	wasm, err := os.ReadFile(filepath.Join(folder, "go/plugin.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := os.ReadFile(filepath.Join(folder, "config.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	rule := plugintest.LoadSource(t, plugin.Source{Manifest: manifest, Wasm: wasm, Schema: schema}, plugin.Options{Instances: 1})
	question := &abi.Batch{Facts: [][]byte{make([]byte, abi.FactsSize)}, Visits: []abi.AfterHoursContext{{}}}
	usual, dearest := int64(1<<62), int64(0)
	for range 50_000 {
		said, err := rule.AfterHours(context.Background(), question)
		if err != nil {
			t.Fatal(err)
		}
		usual, dearest = min(usual, said.Dearest), max(dearest, said.Dearest)
	}
	if dearest < 50*usual {
		t.Errorf("no call cost more than %d units, the least %d: nothing was collected", dearest, usual)
	}
	if dearest > plugin.DefaultUnits*8/10 {
		t.Errorf("a call cost %d units, too near to the budget", dearest)
	}
}
