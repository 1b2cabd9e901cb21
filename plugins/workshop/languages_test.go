package workshop

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/build/rules/compile"
)

// tongue is one language of the workshop, with what its tests need.
type tongue struct {
	name, sdk, rule string
	build           func(ctx context.Context, rule, sdk, out string) error
	compiler        string // that committed modules were built with
	mistake         string // a source that does not compile
	at              string // where its mistake is
	install         string // what a person without the compiler is told
}

func tongues() []tongue {
	return []tongue{
		{"go", "../sdk/go", "rule.go", buildGo, compile.Toolchain, "package rule\n\nvar n int = \"five\"\n", "rule.go:3:13", "https://go.dev/dl"},
		{"rust", "../sdk/rust", "rule.rs", buildRust, "rustc 1.63.0 of Debian 12", "#![no_std]\nuse raja::Shop;\nconst N: u32 = \"five\";\n", "rule.rs:3:16", "apt-get install rustc libstd-rust-dev-wasm32 lld"},
		{"c", "../sdk/c", "rule.c", buildC, "clang 14.0.6 of Debian 12", "#include \"raja.h\"\nint n = five;\n", "rule.c:2:9", "apt-get install clang lld"},
	}
}

// pinned makes the compilers those that committed modules were built with.
func pinned(t *testing.T) {
	t.Helper()
	t.Setenv("GOTOOLCHAIN", compile.Toolchain)
	t.Setenv("RUSTC", "/usr/bin/rustc")
}

func TestGoldenRulesAreWhatTheirSourceBuilds(t *testing.T) {
	pinned(t)
	for _, in := range tongues() {
		for _, hook := range []string{"segment", "loyalty", "after_hours", "follow_up"} {
			t.Run(hook+" in "+in.name, func(t *testing.T) {
				folder, out := filepath.Join("../golden", hook, in.name), filepath.Join(t.TempDir(), "plugin.wasm")
				if err := in.build(context.Background(), folder, in.sdk, out); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(read(t, out), read(t, filepath.Join(folder, "plugin.wasm"))) {
					t.Errorf("%s/plugin.wasm is not what %s builds with %s", folder, in.rule, in.compiler)
				}
			})
		}
	}
}

func TestTheSameBytesComeFromAnyFolder(t *testing.T) {
	pinned(t)
	for _, in := range tongues() {
		t.Run(in.name, func(t *testing.T) {
			folder := filepath.Join("../golden/loyalty", in.name)
			elsewhere := filepath.Join(t.TempDir(), "a folder", "deep inside")
			write(t, filepath.Join(elsewhere, in.rule), read(t, filepath.Join(folder, in.rule)))
			if err := os.CopyFS(filepath.Join(elsewhere, "sdk"), os.DirFS(in.sdk)); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(elsewhere, "plugin.wasm")
			if err := in.build(context.Background(), elsewhere, filepath.Join(elsewhere, "sdk"), out); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(read(t, out), read(t, filepath.Join(folder, "plugin.wasm"))) {
				t.Error("the module depends on where its source lies")
			}
		})
	}
}

func TestAMistakeNamesItsLine(t *testing.T) {
	for _, in := range tongues() {
		t.Run(in.name, func(t *testing.T) {
			rule := t.TempDir()
			write(t, filepath.Join(rule, in.rule), []byte(in.mistake))
			out := filepath.Join(rule, "plugin.wasm")
			err := in.build(context.Background(), rule, in.sdk, out)
			if err == nil || !strings.Contains(err.Error(), in.at) {
				t.Errorf("error %v, want one at %s", err, in.at)
			}
			if isFile(out) {
				t.Error("a module was written all the same")
			}
		})
	}
}

func TestWithoutACompilerAPersonIsToldWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("RUSTC", "no-such-compiler")
	for _, in := range tongues() {
		t.Run(in.name, func(t *testing.T) {
			rule := t.TempDir()
			err := in.build(context.Background(), rule, in.sdk, filepath.Join(rule, "plugin.wasm"))
			if err == nil || !strings.Contains(err.Error(), in.install) {
				t.Errorf("error %v, want one with %q", err, in.install)
			}
		})
	}
}

func TestTestsBesideARuleStayOutOfIt(t *testing.T) {
	pinned(t)
	for _, in := range tongues() {
		if in.name == "rust" {
			continue // its tests stand in rule.rs itself
		}
		t.Run(in.name, func(t *testing.T) {
			rule, folder := t.TempDir(), filepath.Join("../golden/segment", in.name)
			write(t, filepath.Join(rule, in.rule), read(t, filepath.Join(folder, in.rule)))
			write(t, filepath.Join(rule, strings.Replace(in.rule, ".", "_test.", 1)), []byte("this is no program"))
			out := filepath.Join(rule, "plugin.wasm")
			if err := in.build(context.Background(), rule, in.sdk, out); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(read(t, out), read(t, filepath.Join(folder, "plugin.wasm"))) {
				t.Error("the module is another one")
			}
		})
	}
}

func TestACommandInGoIsARuleToo(t *testing.T) {
	rule := t.TempDir()
	text := strings.Replace(string(read(t, "../golden/segment/go/rule.go")), "package rule\n", "package main\n", 1) + "\nfunc main() {}\n"
	write(t, filepath.Join(rule, "rule.go"), []byte(text))
	if err := buildGo(context.Background(), rule, "../sdk/go", filepath.Join(rule, "plugin.wasm")); err != nil {
		t.Error(err)
	}
}
