// Package goldentest asks the golden rules of every language the same random
// questions and holds their answers to each other and to the rule's function
// in Go, run natively. It knows the rules' settings and nothing of what they
// decide.
package goldentest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// Same tests the golden rules of a hook: it is called in the folder of the one
// in Go, whose rows natively returns as bytes.
func Same(t *testing.T, hook string, natively func(*Question) [][]byte) {
	t.Helper()
	rules := map[string]*plugin.Rule{}
	for _, language := range []string{"go", "rust", "assemblyscript", "c"} {
		rules[language] = load(t, language)
	}
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuestion(t, hook)
		q.Shop = shopOf(&q.batch, rules["go"])
		want := ask(rules["go"], hook, &q.batch)
		for language, rule := range rules {
			if diff := cmp.Diff(want, ask(rule, hook, &q.batch)); diff != "" {
				t.Fatalf("-go +%s: %s", language, diff)
			}
		}
		compare(t, want, natively(q))
	})
}

func load(t *testing.T, language string) *plugin.Rule {
	t.Helper()
	read := func(path ...string) []byte {
		text, err := os.ReadFile(filepath.Join(path...))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	return plugintest.LoadSource(t, plugin.Source{
		Manifest: read("..", "manifest.json"), Schema: read("..", "config.schema.json"),
		Wasm: read("..", language, "plugin.wasm"),
	}, plugin.Options{Instances: 1})
}

// answer is what a module said, in bytes.
type answer struct {
	Rows    [][]byte
	Refused []plugin.Refusal
	Error   string
}

// compare holds the modules' answer to the native one, but for the rows that
// the host refused and did not hand on.
func compare(t *rapid.T, got answer, native [][]byte) {
	if got.Error != "" {
		t.Fatalf("a fault: %s", got.Error)
	}
	if len(native) != len(got.Rows) {
		t.Fatalf("%d rows, natively %d", len(got.Rows), len(native))
	}
	refused := map[int]bool{}
	for _, refusal := range got.Refused {
		refused[refusal.Row] = true
	}
	for i := range native {
		if !refused[i] && !bytes.Equal(native[i], got.Rows[i]) {
			t.Fatalf("row %d is %x, natively %x", i, got.Rows[i], native[i])
		}
	}
}

func ask(rule *plugin.Rule, hook string, in *abi.Batch) answer {
	ctx := context.Background()
	switch hook {
	case "segment":
		a, err := rule.Segment(ctx, in)
		return answered(a, err, abi.SegmentRowSize)
	case "loyalty":
		a, err := rule.Loyalty(ctx, in)
		return answered(a, err, abi.LoyaltyRowSize)
	case "after_hours":
		a, err := rule.AfterHours(ctx, in)
		return answered(a, err, abi.AfterHoursRowSize)
	}
	a, err := rule.FollowUp(ctx, in)
	return answered(a, err, abi.FollowUpRowSize)
}

func answered[R any, P interface {
	*R
	Put([]byte)
}](a plugin.Answer[R], err error, size int) answer {
	if err != nil {
		return answer{Error: err.Error()}
	}
	said := answer{Refused: a.Refused, Rows: make([][]byte, len(a.Rows))}
	for i := range a.Rows {
		said.Rows[i] = make([]byte, size)
		P(&a.Rows[i]).Put(said.Rows[i])
	}
	return said
}
