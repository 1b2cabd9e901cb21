package workshop

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const assemblyScriptSDK = "../sdk/assemblyscript"

func TestAssemblyScriptRulesAreWhatTheirSourceBuilds(t *testing.T) {
	for _, hook := range []string{"segment", "loyalty", "after_hours", "follow_up"} {
		t.Run(hook, func(t *testing.T) {
			folder, out := filepath.Join("../golden", hook, "assemblyscript"), filepath.Join(t.TempDir(), "plugin.wasm")
			if err := buildAssemblyScript(context.Background(), folder, assemblyScriptSDK, out); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(read(t, out), read(t, filepath.Join(folder, "plugin.wasm"))) {
				t.Errorf("%s/plugin.wasm is not what rule.ts builds", folder)
			}
		})
	}
}

func TestAnAssemblyScriptRuleBuildsTheSameAnywhere(t *testing.T) {
	const folder = "../golden/segment/assemblyscript"
	elsewhere := filepath.Join(t.TempDir(), "a folder", "deep inside")
	write(t, filepath.Join(elsewhere, "rule.ts"), read(t, filepath.Join(folder, "rule.ts")))
	out := filepath.Join(elsewhere, "plugin.wasm")
	if err := buildAssemblyScript(context.Background(), elsewhere, assemblyScriptSDK, out); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, out), read(t, filepath.Join(folder, "plugin.wasm"))) {
		t.Error("the module depends on where its source lies")
	}
}

func TestAMistakeInAssemblyScriptNamesItsLine(t *testing.T) {
	rule := t.TempDir()
	write(t, filepath.Join(rule, "rule.ts"), []byte("let n: i32 = 1;\nn = \"five\";\n"))
	out := filepath.Join(rule, "plugin.wasm")
	err := buildAssemblyScript(context.Background(), rule, assemblyScriptSDK, out)
	if err == nil || !strings.Contains(err.Error(), "rule.ts(2,5)") {
		t.Errorf("error %v, want one at rule.ts(2,5)", err)
	}
	if isFile(out) {
		t.Error("a module was written all the same")
	}
}

func TestWithoutNodeAPersonIsToldWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	rule := t.TempDir()
	err := buildAssemblyScript(context.Background(), rule, assemblyScriptSDK, filepath.Join(rule, "plugin.wasm"))
	if err == nil || !strings.Contains(err.Error(), "nodejs.org") {
		t.Errorf("error %v, want one that says where Node.js comes from", err)
	}
}

func TestTheCompilerNearestToTheRuleIsUsed(t *testing.T) {
	project := t.TempDir()
	own := filepath.Join(project, filepath.FromSlash(ascProgram))
	write(t, own, []byte("// the author's own compiler\n"))
	found, err := ordinary().findAsc(context.Background(), filepath.Join(project, "rules", "kings"), assemblyScriptSDK)
	if err != nil || found != own {
		t.Errorf("found %s, %v, want %s", found, err, own)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
