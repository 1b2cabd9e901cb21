package trial_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// golden is a golden rule in C, whose manifest lies in the folder above.
func golden(t *testing.T, hook string) *plugin.Rule {
	t.Helper()
	shared, folder := filepath.Join("../../../plugins/golden", hook), filepath.Join("../../../plugins/golden", hook, "c")
	read := func(path ...string) []byte { return readFile(t, filepath.Join(path...)) }
	return plugintest.LoadSource(t, plugin.Source{
		Manifest: read(shared, "manifest.json"), Wasm: read(folder, "plugin.wasm"), Schema: read(shared, "config.schema.json"),
	}, plugin.Options{})
}

func TestARuleWithoutCasesIsMeasuredOnMadeUpCustomers(t *testing.T) {
	rules := map[string]*plugin.Rule{"segment in words": rule(t)}
	for _, hook := range []string{"segment", "loyalty", "after_hours", "follow_up"} {
		rules[hook] = golden(t, hook)
	}
	for name, one := range rules {
		t.Run(name, func(t *testing.T) {
			measured, err := trial.Measure(context.Background(), one, nil, time.Nanosecond)
			if err != nil || len(measured) != 1 || !measured[0].Made || measured[0].Questions < 100 || measured[0].UnitsPerRow < 1 {
				t.Fatalf("%+v, %v", measured, err)
			}
			if rows := measured[0].Batch; rows != 1024 && strings.HasPrefix(name, "segment") {
				t.Errorf("%d rows at once, want 1024", rows)
			}
		})
	}
}

// Whoever has no case yet is shown one that can be asked as it stands.
func TestAFirstCaseForEachHookCanBeAsked(t *testing.T) {
	for _, hook := range []string{"segment", "loyalty", "after_hours", "follow_up"} {
		one := golden(t, hook)
		c, err := trial.ReadCase([]byte(trial.Example(one.Manifest())))
		if err != nil {
			t.Fatalf("%s: %v", trial.Example(one.Manifest()), err)
		}
		if err := c.Ask(context.Background(), one); err != nil {
			t.Errorf("%s: %v", trial.Example(one.Manifest()), err)
		}
		for _, diff := range c.Run(context.Background(), one).Diff {
			if !strings.HasPrefix(diff, "row ") && !strings.HasPrefix(diff, "want ") {
				t.Errorf("%s: %s; want it understood", trial.Example(one.Manifest()), diff)
			}
		}
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
