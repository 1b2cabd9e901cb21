package plugin_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// manifest declares one hook, two of everything it may answer but eight options,
// and reads.
func manifest(hook string, reads ...string) []byte {
	words := map[string]string{"id": "kata", "en": "words"}
	named := []map[string]any{{"code": "ONE", "name": words}, {"code": "TWO", "name": words}}
	options := []map[string]any{}
	for _, code := range []string{"ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT"} {
		options = append(options, map[string]any{"code": code, "name": words, "text": words})
	}
	fields := []map[string]any{}
	for _, field := range reads {
		fields = append(fields, map[string]any{"field": field, "why": words})
	}
	writes := []map[string]any{{"what": hook, "why": words}}
	if hook == "loyalty" {
		writes = []map[string]any{{"what": "points", "why": words}, {"what": "tier", "why": words}}
	}
	text, _ := json.Marshal(map[string]any{
		"id": "test-rule", "name": words, "version": "1.0.0", "abi": 1, "hooks": map[string]int{hook: 1},
		"reads": fields, "segments": named, "options": options, "tiers": named, "modes": named,
		"texts": []any{words, words}, "writes": writes, "limits": map[string]int{"memory_pages": 64},
	})
	return text
}

func source(m module, reads ...string) plugin.Source {
	return plugin.Source{Manifest: manifest(m.hook, reads...), Wasm: m.bytes()}
}

func load(t *testing.T, m module, reads ...string) *plugin.Rule {
	t.Helper()
	return plugintest.LoadSource(t, source(m, reads...), plugin.Options{})
}

// facts makes a batch of n rows.
func facts(n int) *abi.Batch {
	rows := make([]abi.Facts, n)
	for i := range rows {
		rows[i].Ordinal = uint32(i + 1)
	}
	return &abi.Batch{Facts: [][]byte{plugintest.Page(rows...)}}
}

func TestARuleAnswersEachHook(t *testing.T) {
	ctx := context.Background()
	t.Run("segment", func(t *testing.T) {
		rule := load(t, honest("segment", store32(0, 2), store32(4, 1), store32(8, 1), store64(16, -7), answerAll()))
		answer, err := rule.Segment(ctx, facts(1))
		got := answer.Rows
		want := []abi.SegmentRow{{Segment: 2, Mode: 1, Text: 1, Args: [4]int64{-7}}}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(err, diff)
		}
	})
	t.Run("loyalty", func(t *testing.T) {
		rule := load(t, honest("loyalty", store64(0, 12), store32(8, 20_000), store32(12, 2), answer(1)))
		batch := facts(3)
		batch.Orders = []abi.OrderContext{{FactsRow: 2}}
		answer, err := rule.Loyalty(ctx, batch)
		got := answer.Rows
		if diff := cmp.Diff([]abi.LoyaltyRow{{Points: 12, ExpiresDay: 20_000, Tier: 2}}, got); diff != "" || err != nil {
			t.Error(err, diff)
		}
	})
	t.Run("after_hours", func(t *testing.T) {
		rule := load(t, honest("after_hours", store32(0, 2), store32(40, 1), answer(2)))
		answer, err := rule.AfterHours(ctx, &abi.Batch{Visits: []abi.AfterHoursContext{{FactsRow: -1}}})
		got := answer.Rows
		if diff := cmp.Diff([]abi.AfterHoursRow{{Option: 2}, {Option: 1}}, got); diff != "" || err != nil {
			t.Error(err, diff)
		}
	})
	t.Run("follow_up", func(t *testing.T) {
		rule := load(t, honest("follow_up", store32(0, 1), store32(8, 20_001), answerAll()))
		answer, err := rule.FollowUp(ctx, facts(1))
		got := answer.Rows
		if diff := cmp.Diff([]abi.FollowUpRow{{Action: 1, DueDay: 20_001}}, got); diff != "" || err != nil {
			t.Error(err, diff)
		}
	})
}

func TestAHookThatIsNotDeclaredIsRefused(t *testing.T) {
	rule := load(t, honest("segment", answerAll()))
	if _, err := rule.Loyalty(context.Background(), facts(1)); err == nil {
		t.Error("a segment rule answered about loyalty")
	}
}

func TestMistakesOfTheCallerAreNotTheRules(t *testing.T) {
	rule := load(t, honest("loyalty", answerAll()))
	for name, batch := range map[string]*abi.Batch{
		"more rows than a call takes":     facts(abi.MaxRows + 1),
		"half a row":                      {Facts: [][]byte{make([]byte, abi.FactsSize/2)}},
		"a stride that is too short":      {Facts: [][]byte{make([]byte, 64)}, Stride: 64},
		"an order of a row that is not":   {Orders: []abi.OrderContext{{FactsRow: 0}}},
		"an order of lines that are not":  {Facts: facts(1).Facts, Orders: []abi.OrderContext{{LinesCount: 1}}},
		"more bytes than an input may be": {Facts: [][]byte{make([]byte, 2<<20)}, Stride: 2 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rule.Loyalty(context.Background(), batch)
			if f := faultOf(err); err == nil || f != nil {
				t.Errorf("error %v, fault of the rule %v", err, f)
			}
		})
	}
}

func TestSettingsReachTheRule(t *testing.T) {
	text := []byte(`{"id":"r2","name":{"id":"a","en":"b"},"version":"1.0.0","abi":1,"hooks":{"segment":1},
		"segments":[{"code":"A","name":{"id":"a","en":"b"}}],"writes":[{"what":"segment","why":{"id":"a","en":"b"}}]}`)
	schema := []byte(`{"type":"object","additionalProperties":false,"properties":{"price":{"type":"integer",
		"default":100,"title":"b","x-raja":{"type":"money","title_id":"a","defaults":{"IDR":10000}}}}}`)
	m := honest("segment", []byte{0x20, 2, 0x20, 0, 0x20, 0, 0x28, 2, 64, 0x6a, 0x29, 3, 16, 0x37, 3, 16}, answerAll())
	rule := plugintest.LoadSource(t, plugin.Source{Manifest: text, Wasm: m.bytes(), Schema: schema}, plugin.Options{})
	for _, c := range []struct {
		name, currency string
		own            []abi.Config
		want           int64
	}{
		{"the default of the shop's currency", "IDR", nil, 10_000},
		{"the default of every other currency", "EUR", nil, 100},
		{"the owner's own", "IDR", []abi.Config{{Key: "price", Value: 7}}, 7},
	} {
		t.Run(c.name, func(t *testing.T) {
			batch := facts(1)
			batch.Header.Currency, batch.Config = abi.PackCurrency(c.currency), c.own
			got, err := rule.Segment(context.Background(), batch)
			if err != nil || got.Rows[0].Args[0] != c.want {
				t.Errorf("%v %v, want %d", got, err, c.want)
			}
		})
	}
}
