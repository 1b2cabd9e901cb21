// Package golden_test holds the golden rules to each other: four hooks in four
// languages, which must answer their cases, and whatever else chance draws with
// the same bytes in every language.
package golden_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/trial"
)

var (
	hooks     = []string{"segment", "loyalty", "after_hours", "follow_up"}
	languages = []string{"go", "rust", "assemblyscript", "c"}
)

// load loads the golden rule of a hook as it was built from one language.
func load(t testing.TB, hook, language string) *plugin.Rule {
	t.Helper()
	return plugintest.LoadSource(t, plugin.Source{
		Manifest: read(t, hook, "manifest.json"),
		Schema:   read(t, hook, "config.schema.json"),
		Wasm:     read(t, hook, language, "plugin.wasm"),
	}, plugin.Options{Instances: 1})
}

func read(t testing.TB, path ...string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestEveryLanguageAnswersTheCases(t *testing.T) {
	for _, hook := range hooks {
		cases := casesOf(t, hook)
		for _, language := range languages {
			t.Run(hook+" in "+language, func(t *testing.T) {
				rule := load(t, hook, language)
				for _, one := range cases {
					for _, diff := range one.Run(context.Background(), rule).Diff {
						t.Errorf("%s: %s", one.File, diff)
					}
				}
				edges, err := trial.Edges(context.Background(), rule, cases, trial.Usual())
				if err != nil {
					t.Error(err)
				}
				for _, edge := range edges {
					t.Errorf("it fails at %s = %v: %s", edge.Setting, edge.Value, edge.Message)
				}
			})
		}
	}
}

func casesOf(t *testing.T, hook string) []trial.Case {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(hook, "tests", "*.json"))
	if err != nil || len(paths) < 8 {
		t.Fatalf("%s has %d cases, want at least eight (%v)", hook, len(paths), err)
	}
	files := map[string][]byte{}
	for _, path := range paths {
		files[path] = read(t, path)
	}
	cases := trial.ReadCases(files)
	return cases
}
