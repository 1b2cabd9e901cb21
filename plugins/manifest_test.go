package plugins_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/simple"
	"github.com/raja-crm/raja/core/plugin/trial"
)

func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// rowed reports whether a table has a row for a key, alone or with others.
func rowed(page, key string) bool {
	for line := range strings.Lines(page) {
		first, _, _ := strings.Cut(strings.TrimPrefix(line, "|"), "|")
		if strings.HasPrefix(line, "|") && strings.Contains(first, "`"+key+"`") {
			return true
		}
	}
	return false
}

func TestEveryKeyStandsInATable(t *testing.T) {
	manifest, cases, found := strings.Cut(page(t, "MANIFEST.md"), "## A case")
	if !found {
		t.Fatal("the page says nothing of cases")
	}
	for _, of := range []struct {
		page string
		keys []any
	}{
		{manifest, []any{
			plugin.Manifest{}, plugin.Read{}, plugin.Write{}, plugin.Segment{}, plugin.Option{}, plugin.Named{}, plugin.Limits{}, simple.Line{},
		}},
		{cases, []any{trial.Case{}, trial.Shop{}, trial.Population{}}},
	} {
		for _, record := range of.keys {
			for _, field := range reflect.VisibleFields(reflect.TypeOf(record)) {
				key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
				if field.IsExported() && key != "-" && !rowed(of.page, key) {
					t.Errorf("%T: no table has a row for %q", record, key)
				}
			}
		}
	}
}

func TestEveryHookAndItsPoliciesStandOnThePage(t *testing.T) {
	text := page(t, "MANIFEST.md")
	for _, hook := range abi.Hooks() {
		row := "| `" + hook.Name + "` |"
		for n, policy := range plugin.Policies(hook.Name) {
			if n == 0 {
				row += " `" + policy + "`"
			} else if !strings.Contains(text, "`"+policy+"`: ") {
				t.Errorf("policy %s of %s is missing", policy, hook.Name)
			}
		}
		if !strings.Contains(text, row) {
			t.Errorf("%q is missing", row)
		}
	}
}

func TestTheSizesOfThePageAreThoseOfTheModules(t *testing.T) {
	text := page(t, "README.md")
	for language, folder := range map[string]string{"C": "c", "Rust": "rust", "AssemblyScript": "assemblyscript", "Go": "go"} {
		info, err := os.Stat(filepath.Join("golden/segment", folder, "plugin.wasm"))
		if err != nil {
			t.Fatal(err)
		}
		if row := fmt.Sprintf("| %s | %s |", language, grouped(info.Size())); !strings.Contains(text, row) {
			t.Errorf("README.md lacks %q", row)
		}
	}
}

func grouped(n int64) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
