package workshop_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// blocks returns the code of a page in one language, in order.
func blocks(t *testing.T, page, language string) []string {
	t.Helper()
	var all []string
	for rest := page; ; {
		_, after, found := strings.Cut(rest, "```"+language+"\n")
		if !found {
			break
		}
		code, next, closed := strings.Cut(after, "```")
		if !closed {
			t.Fatalf("a block of %s does not end", language)
		}
		all, rest = append(all, code), next
	}
	return all
}

// typed runs what a page says to type. Debian's own compilers come first, as
// they do in the workshop.
func typed(t *testing.T, folder, commands string) {
	t.Helper()
	shell := exec.Command("sh", "-ec", commands)
	shell.Dir = folder
	shell.Env = append(os.Environ(), "PATH=/usr/bin:"+os.Getenv("PATH"), "GOFLAGS=", "GOWORK=off")
	if said, err := shell.CombinedOutput(); err != nil {
		t.Fatalf("%s\n%v\n%s", commands, err, said)
	}
}

func page(t *testing.T, in tongue) string {
	t.Helper()
	return string(read(t, filepath.Join(root, "plugins/sdk", in.folder, "README.md")))
}

func TestByHandComesTheSameModule(t *testing.T) {
	for _, in := range tongues() {
		if in.folder == "rust" {
			continue // the workshop gives rustc more flags, for the same bytes anywhere
		}
		t.Run(in.folder, func(t *testing.T) {
			folder := begun(t, in, "follow_up")
			want := build(t, folder)
			typed(t, folder, blocks(t, page(t, in), "sh")[0])
			if !bytes.Equal(read(t, filepath.Join(folder, "plugin.wasm")), want) {
				t.Error("the page's command gives another module than raja plugin build")
			}
		})
	}
}

func TestTheTestInCOfThePageRuns(t *testing.T) {
	in := tongues()[2]
	folder, code := begun(t, in, "segment"), blocks(t, page(t, in), "c")
	write(t, filepath.Join(folder, "rule.c"), code[0])
	write(t, filepath.Join(folder, "rule_test.c"), code[1])
	typed(t, folder, blocks(t, page(t, in), "sh")[1])
}

func TestTheTestInRustOfThePageRuns(t *testing.T) {
	in := tongues()[1]
	folder, code := begun(t, in, "segment"), blocks(t, page(t, in), "rust")
	write(t, filepath.Join(folder, "rule.rs"), code[0])
	typed(t, folder, blocks(t, page(t, in), "sh")[0])
	write(t, filepath.Join(folder, "rule.rs"), code[0]+code[1])
	typed(t, folder, `
rustc --edition 2021 --crate-name raja --crate-type rlib -o libraja.rlib sdk/src/lib.rs
rustc --edition 2021 -D warnings --test --extern raja=libraja.rlib -o rule_test rule.rs
./rule_test | grep -q '1 passed'`)
}
