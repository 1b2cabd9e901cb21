package standard_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/build/rules/compile"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/plugins/standard"
)

func TestEveryHookOfAShopHasOneShippedRule(t *testing.T) {
	hooks := map[string]int{}
	for _, source := range standard.Rules() {
		manifest, err := plugin.ParseManifest(source.Manifest)
		if err != nil {
			t.Fatal(err)
		}
		for hook := range manifest.Hooks {
			hooks[hook]++
		}
	}
	for _, hook := range []string{"segment", "loyalty", "after_hours"} {
		if hooks[hook] != 1 {
			t.Errorf("%d shipped rules answer %s, want 1", hooks[hook], hook)
		}
	}
}

// The rule is the file: with another .wasm the same manifest, host and
// customers give other answers.
func TestAnotherBinaryGivesOtherAnswers(t *testing.T) {
	shipped := standard.Rules()[0]
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	if err := compile.Rule("../..", "plugins/standard/testdata/everyone", out); err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	batch := &abi.Batch{Facts: [][]byte{plugintest.Page(abi.Facts{Ordinal: 1})}}
	for _, c := range []struct {
		name string
		wasm []byte
		want string
	}{{"the shipped rule", shipped.Wasm, "PROSPECTS"}, {"another rule in its place", other, "CHAMPIONS"}} {
		t.Run(c.name, func(t *testing.T) {
			rule := plugintest.LoadSource(t, plugin.Source{Manifest: shipped.Manifest, Wasm: c.wasm, Schema: shipped.Schema}, plugin.Options{})
			rows, err := rule.Segment(context.Background(), batch)
			if err != nil {
				t.Fatal(err)
			}
			if got := rule.Manifest().SegmentAt(rows.Rows[0].Segment).Code; got != c.want {
				t.Errorf("somebody who never bought is in %s, want %s", got, c.want)
			}
		})
	}
}
