package workshop_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/build/rules/compile"
	"github.com/raja-crm/raja/plugins/workshop"
)

const root = "../.."

// tongue is a language, with what its tests need.
type tongue struct {
	language workshop.Language
	folder   string // of the rule in plugins/golden/<hook>
	rule     string
	mistake  string // a source that does not compile
	at       string // where its mistake is
	install  string // what a person without the compiler is told
}

func tongues() []tongue {
	return []tongue{
		{workshop.Go, "go", "rule.go", "package main\n\nvar n int = \"five\"\n\nfunc main() {}\n", "rule.go:3:13", "https://go.dev/dl"},
		{workshop.Rust, "rust", "rule.rs", "#![no_std]\nuse raja::Shop;\nconst N: u32 = \"five\";\n", "rule.rs:3:16", "apt-get install rustc libstd-rust-dev-wasm32 lld"},
		{workshop.C, "c", "rule.c", "#include \"raja.h\"\nint n = five;\n", "rule.c:2:9", "apt-get install clang lld"},
	}
}

// begun is a new rule of a language in a folder far away from Raja's source.
func begun(t *testing.T, in tongue, hook string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "a folder", "deep inside", "my-rule")
	if err := workshop.Begin(workshop.Beginning{Folder: folder, Language: in.language, Hook: hook}); err != nil {
		t.Fatal(err)
	}
	return folder
}

func build(t *testing.T, folder string) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	if err := workshop.BuildTo(context.Background(), folder, out); err != nil {
		t.Fatal(err)
	}
	return read(t, out)
}

func TestTheGoldenRulesAreWhatTheirSourceBuilds(t *testing.T) {
	t.Setenv("GOTOOLCHAIN", compile.Toolchain)
	for _, folder := range compile.Golden() {
		t.Run(folder, func(t *testing.T) {
			if !bytes.Equal(build(t, filepath.Join(root, folder)), read(t, filepath.Join(root, folder, "plugin.wasm"))) {
				t.Errorf("%s/plugin.wasm is not what its source builds with Debian 12's compilers; run go run ./build/rules", folder)
			}
		})
	}
}

// Of a rule in Go the name of its module gets into its module, so two folders
// of the same name are compared.
func TestTheSameRuleGivesTheSameBytesInAnotherFolder(t *testing.T) {
	for _, in := range tongues() {
		t.Run(in.rule, func(t *testing.T) {
			one, other := begun(t, in, "loyalty"), begun(t, in, "loyalty")
			if !bytes.Equal(build(t, one), build(t, other)) {
				t.Error("the module depends on where its source lies")
			}
		})
	}
}

func TestAMistakeNamesItsLine(t *testing.T) {
	for _, in := range tongues() {
		t.Run(in.rule, func(t *testing.T) {
			folder := begun(t, in, "segment")
			write(t, filepath.Join(folder, in.rule), in.mistake)
			_, err := workshop.Build(context.Background(), folder)
			if err == nil || !strings.Contains(err.Error(), in.at) {
				t.Errorf("error %v, want one at %s", err, in.at)
			}
			if _, err := os.Stat(filepath.Join(folder, "plugin.wasm")); err == nil {
				t.Error("a module was written all the same")
			}
		})
	}
}

func TestWithoutACompilerAPersonIsToldWhatToInstall(t *testing.T) {
	for _, in := range tongues() {
		t.Run(in.rule, func(t *testing.T) {
			folder := begun(t, in, "segment")
			t.Setenv("PATH", t.TempDir())
			_, err := workshop.Build(context.Background(), folder)
			if err == nil || !strings.Contains(err.Error(), in.install) {
				t.Errorf("error %v, want one with %q", err, in.install)
			}
		})
	}
}

func TestATestInCStaysOutOfTheModule(t *testing.T) {
	folder := filepath.Join(root, "plugins/golden/segment/c")
	mine := begun(t, tongues()[2], "segment")
	write(t, filepath.Join(mine, "rule_test.c"), "#include \"rule.c\"\nint main(void) { return 1; }\n")
	if !bytes.Equal(build(t, mine), read(t, filepath.Join(folder, "plugin.wasm"))) {
		t.Error("the module is another one than without a test")
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

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A rule's id may be a word that Go keeps for itself.
func TestARuleInGoMayBeCalledAsAPackageOfGoIs(t *testing.T) {
	t.Setenv("GOTOOLCHAIN", compile.Toolchain)
	for _, id := range []string{"fmt", "cmd", "std"} {
		folder := filepath.Join(t.TempDir(), id)
		if err := workshop.Begin(workshop.Beginning{Folder: folder, Language: workshop.Go, Hook: "segment"}); err != nil {
			t.Fatal(err)
		}
		if len(build(t, folder)) == 0 {
			t.Errorf("%s builds nothing", id)
		}
	}
}
