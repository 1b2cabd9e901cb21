// Package sdk_test builds rules with the SDKs for C and Rust, as an author
// does, and asks them behind the checks of a shop. The SDKs for Go and
// AssemblyScript have such tests of their own.
package sdk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/plugins/workshop"
)

const manifest = `{"id": "stop", "name": {"id": "a", "en": "b"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1, "follow_up": 1},
 "reads": [{"field": "points", "why": {"id": "a", "en": "b"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}, {"what": "follow_up", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "A", "name": {"id": "a", "en": "b"}}],
 "options": [{"code": "A", "name": {"id": "a", "en": "b"}, "text": {"id": "a", "en": "b"}}]}`

const settings = `{"type": "object", "additionalProperties": false, "properties": {
 "often": {"type": "integer", "default": 5, "title": "b", "x-raja": {"title_id": "a"}},
 "away": {"type": "integer", "default": 60, "title": "b", "x-raja": {"title_id": "a"}}}}`

// january31 is the last day of January 2026.
const january31 = 20_484

// A rule in each language that ends in every way, as the points of a customer
// say, and that serves two hooks.
func TestRules(t *testing.T) {
	for language, mistake := range map[string]string{
		"c":    "it divided a whole number by zero",
		"rust": "attempt to divide by zero', rule.rs:21", // the panic with its line
	} {
		wasm := built(t, filepath.Join("testdata", "stop-"+language))
		source := plugin.Source{Manifest: []byte(manifest), Schema: []byte(settings), Wasm: wasm}
		load := func() *plugin.Rule { return plugintest.LoadSource(t, source, plugin.Options{Instances: 1}) }
		t.Run("in "+language+" say where and why they end", func(t *testing.T) { saysWhere(t, load) })
		t.Run("in "+language+" tell a mistake of the language", func(t *testing.T) {
			if got := fell(t, load(), 4); !strings.Contains(got.Message, mistake) {
				t.Errorf("message %q, want %q", got.Message, mistake)
			}
		})
		t.Run("in "+language+" are stopped when they call themselves without end", func(t *testing.T) {
			rule := load()
			fell(t, rule, 6)
			answers(t, rule)
		})
		t.Run("in "+language+" serve two hooks with every setting", func(t *testing.T) {
			rule := load()
			answers(t, rule)
			answersEvents(t, rule)
		})
	}
}

func built(t *testing.T, folder string) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	if err := workshop.BuildTo(context.Background(), folder, out); err != nil {
		t.Fatal(err)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

func saysWhere(t *testing.T, load func() *plugin.Rule) {
	for points, want := range map[int64]plugin.Fault{
		1: {Row: 1, Field: "points", Message: "one is a mistake"},
		2: {Row: -1, Message: "two is a mistake"},
		3: {Row: 1, Message: `there is no setting "oftn"; config.schema.json lacks it`},
		5: {Row: 7, Field: "visits", Message: "five is a mistake", Trace: "about to fall\npoints: -5\n"},
	} {
		got := fell(t, load(), points) // three faults of one would pause it
		if got.Row != want.Row || got.Field != want.Field || got.Message != want.Message || got.Trace != want.Trace {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

// answers asks about two ordinary customers, a month after 31 January.
func answers(t *testing.T, rule *plugin.Rule) {
	t.Helper()
	got, err := segments(rule, abi.Facts{}, abi.Facts{})
	row := abi.SegmentRow{Segment: 1, Args: [4]int64{5, 60, 2, 28}}
	if diff := cmp.Diff([]abi.SegmentRow{row, row}, got.Rows); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func answersEvents(t *testing.T, rule *plugin.Rule) {
	t.Helper()
	got, err := rule.FollowUp(context.Background(), &abi.Batch{
		Facts: [][]byte{plugintest.Page(abi.Facts{})}, Events: []abi.FollowUpContext{{Day: 9}, {Day: 10}},
	})
	want := []abi.FollowUpRow{{Action: 1, DueDay: 9}, {Action: 1, DueDay: 10}}
	if diff := cmp.Diff(want, got.Rows); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

// fell asks about an ordinary customer and one with points, and returns the
// fault.
func fell(t *testing.T, rule *plugin.Rule, points int64) *plugin.Fault {
	t.Helper()
	_, err := segments(rule, abi.Facts{}, abi.Facts{Points: points})
	var fault *plugin.Fault
	if !errors.As(err, &fault) {
		t.Fatalf("error %v, want a fault", err)
	}
	return fault
}

func segments(rule *plugin.Rule, facts ...abi.Facts) (plugin.Answer[abi.SegmentRow], error) {
	return rule.Segment(context.Background(), &abi.Batch{
		Header: abi.Header{AsOfDay: january31}, Facts: [][]byte{plugintest.Page(facts...)},
	})
}
