package workshop

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// fenced returns the code blocks of a page in one language.
func fenced(t *testing.T, file, language string) []string {
	t.Helper()
	var blocks []string
	for _, part := range strings.Split(string(read(t, file)), "```"+language+"\n")[1:] {
		code, _, closed := strings.Cut(part, "```")
		if !closed {
			t.Fatalf("a block of %s does not end", file)
		}
		blocks = append(blocks, code)
	}
	return blocks
}

// The rule that stands in each SDK's README is pasted into a new folder, with
// the files of MANIFEST.md that it names, as both pages lie there; then it is
// built and its case is run.
func TestTheRuleOfEachReadmeIsOne(t *testing.T) {
	for _, c := range crafts() {
		t.Run(c.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "my-rule")
			if err := Begin(Beginning{Folder: folder, Language: c.language, Hook: "segment"}); err != nil {
				t.Fatal(err)
			}
			for _, other := range []string{"tests", "rule_test.go"} {
				if err := os.RemoveAll(filepath.Join(folder, other)); err != nil {
					t.Fatal(err)
				}
			}
			mark := map[Language]string{Go: "go", Rust: "rust", C: "c", AssemblyScript: "ts"}[c.language]
			beside := fenced(t, filepath.Join(folder, "sdk/MANIFEST.md"), "json")
			for name, text := range map[string]string{
				c.rule: fenced(t, filepath.Join(folder, "sdk/README.md"), mark)[0], "manifest.json": beside[0],
				"config.schema.json": beside[1], "tests/regulars.json": beside[2],
			} {
				write(t, filepath.Join(folder, name), []byte(text))
			}
			if _, err := Build(context.Background(), folder); err != nil {
				t.Fatal(err)
			}
			passes(t, folder)
		})
	}
}

// passes runs the cases of a built rule.
func passes(t *testing.T, folder string) {
	t.Helper()
	opened, err := pack.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	source, err := opened.Source()
	if err != nil {
		t.Fatal(err)
	}
	rule := plugintest.LoadSource(t, source, plugin.Options{})
	for _, one := range trial.ReadCases(opened.Tests()) {
		if got := one.Run(context.Background(), rule); !got.OK {
			t.Errorf("%s: %v", got.Name, got.Diff)
		}
	}
}

// A page in a new rule's folder names no file that is not there.
func TestANewRuleNamesOnlyPagesThatItHas(t *testing.T) {
	for _, c := range crafts() {
		folder := filepath.Join(t.TempDir(), "my-rule")
		if err := Begin(Beginning{Folder: folder, Language: c.language, Hook: "loyalty"}); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"sdk/README.md", "sdk/MANIFEST.md", "README.md"} {
			text := string(read(t, filepath.Join(folder, name)))
			for _, lost := range []string{"README of plugins", "plugins/README.md", "`js-host`"} {
				if strings.Contains(text, lost) {
					t.Errorf("%s: %s speaks of %s", c.name, name, lost)
				}
			}
		}
		for _, name := range []string{"ABI.md", "MANIFEST.md"} {
			if !isFile(filepath.Join(folder, "sdk", name)) {
				t.Errorf("%s: sdk/%s is missing", c.name, name)
			}
		}
	}
}
