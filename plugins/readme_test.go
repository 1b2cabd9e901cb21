// Package plugins_test keeps plugins/README.md true: its first plugin is
// compiled and asked as it stands on the page.
package plugins_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/build/rules/compile"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

func TestTheFirstPluginWorksAsWritten(t *testing.T) {
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	project := t.TempDir()
	write(t, project, "plugins/regulars/main.go", block(t, string(page), "```go\n"))
	for _, file := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			t.Fatal(err)
		}
		write(t, project, file, string(text))
	}
	if err := os.CopyFS(filepath.Join(project, "plugins/sdk/go"), os.DirFS("sdk/go")); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(project, "plugins/regulars")
	write(t, folder, "manifest.json", block(t, string(page), "```json\n"))
	if err := compile.Rule(project, "plugins/regulars", filepath.Join(folder, "plugin.wasm")); err != nil {
		t.Fatal(err)
	}
	rule := plugintest.Load(t, folder)
	rows, err := rule.Segment(context.Background(), &abi.Batch{
		Facts: [][]byte{plugintest.Page(abi.Facts{Visits: 4}, abi.Facts{Visits: 5})},
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = "Came 4 times; 5 visits make a regular."
	if got := rule.Manifest().Reason(rows.Rows[0].Text, rows.Rows[0].Args, plugin.Voice{Lang: "en"}); got != want || rows.Rows[1].Segment != 1 {
		t.Errorf("reason %q, want %q; rows %+v", got, want, rows)
	}
}

// block returns the first code block that begins with mark.
func block(t *testing.T, page, mark string) string {
	t.Helper()
	_, rest, found := strings.Cut(page, mark)
	text, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatalf("the page has no block %q", mark)
	}
	return text
}

func write(t *testing.T, folder, name, text string) {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
