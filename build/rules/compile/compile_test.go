package compile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/build/rules/compile"
)

const root = "../../.."

func TestTheShippedRulesAreWhatTheirSourceBuilds(t *testing.T) {
	if err := compile.Check(root); err != nil {
		t.Error(err)
	}
}

func TestTheFolderDoesNotMatter(t *testing.T) {
	elsewhere := filepath.Join(t.TempDir(), "another", "place")
	for _, part := range []string{"go.mod", "go.sum", "plugins/sdk/go", "plugins/standard/afterhours"} {
		copyTree(t, filepath.Join(root, part), filepath.Join(elsewhere, part))
	}
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	if err := compile.Rule(elsewhere, "plugins/standard/afterhours", out); err != nil {
		t.Fatal(err)
	}
	there, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	here, err := os.ReadFile(filepath.Join(root, "plugins/standard/afterhours/plugin.wasm"))
	if err != nil || !bytes.Equal(there, here) {
		t.Errorf("built elsewhere it has %d bytes, here %d, and they differ (%v)", len(there), len(here), err)
	}
}

func TestARuleThatDoesNotCompileSaysWhy(t *testing.T) {
	if err := compile.Rule(root, "plugins/standard/none", filepath.Join(t.TempDir(), "out")); err == nil {
		t.Error("a folder that is not there compiled")
	}
}

// copyTree copies a file, or a folder with everything in it.
func copyTree(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
