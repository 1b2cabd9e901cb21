package workshop

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

const readmeManifest = `{"id": "readme", "name": {"id": "a", "en": "b"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "reads": [{"field": "visits", "why": {"id": "a", "en": "b"}}], "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "REGULAR", "name": {"id": "a", "en": "b"}}, {"code": "GUEST", "name": {"id": "a", "en": "b"}}],
 "texts": [{"id": "a", "en": "b"}, {"id": "a", "en": "b"}]}`

const readmeSettings = `{"type": "object", "additionalProperties": false, "properties": {
 "often": {"type": "integer", "minimum": 1, "default": 5, "title": "b", "x-raja": {"title_id": "a"}}}}`

// The rule that stands in each SDK's README is built in a folder of its own,
// by `raja plugin build`, and asked.
func TestTheRuleOfEachReadmeIsOne(t *testing.T) {
	for _, c := range crafts() {
		t.Run(c.name, func(t *testing.T) {
			page := string(read(t, filepath.Join("..", "sdk", c.folder, "README.md")))
			mark := map[Language]string{Go: "```go\n", Rust: "```rust\n", C: "```c\n", AssemblyScript: "```ts\n"}[c.language]
			_, rest, found := strings.Cut(page, mark)
			rule, _, closed := strings.Cut(rest, "```")
			if !found || !closed {
				t.Fatal("the page has no rule")
			}
			folder := filepath.Join(t.TempDir(), "readme-rule")
			if err := Begin(Beginning{Folder: folder, Language: c.language, Hook: "segment"}); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(folder, "rule_test.go")); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			write(t, filepath.Join(folder, c.rule), []byte(rule))
			built, err := Build(context.Background(), folder)
			if err != nil {
				t.Fatal(err)
			}
			source := plugin.Source{Manifest: []byte(readmeManifest), Schema: []byte(readmeSettings), Wasm: read(t, built)}
			asked := plugintest.LoadSource(t, source, plugin.Options{})
			answer, err := asked.Segment(context.Background(), &abi.Batch{Facts: [][]byte{plugintest.Page(abi.Facts{Visits: 5}, abi.Facts{Visits: 4})}})
			if err != nil || answer.Rows[0].Segment != 1 || answer.Rows[1].Segment != 2 || answer.Rows[1].Args[1] != 1 {
				t.Errorf("%+v, %v", answer, err)
			}
		})
	}
}
