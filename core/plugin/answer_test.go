package plugin_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

func TestARowThatDoesNotFitIsRefusedAndTheRestStands(t *testing.T) {
	for _, c := range []struct {
		name, want string
		body       []byte
	}{
		{"a segment beyond the list", "segment 3, the manifest has 2", store32(48, 3)},
		{"a text beyond the list", "text 3, the manifest has 2", store32(48+8, 3)},
		{"a score of nine", "score 945 is not three digits from 1 to 5", store32(48+12, 945)},
		{"a score of four digits", "score 1111 is not three digits from 1 to 5", store32(48+12, 1111)},
		{"a score without money", "score 540 is not three digits from 1 to 5", store32(48+12, 540)},
		{"a mode beyond the list", "mode 9, the manifest has 2", store32(48+4, 9)},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer, err := load(t, honest("segment", store32(0, 1), c.body, store32(96, 2), answerAll())).Segment(context.Background(), facts(3))
			want := plugin.Answer[abi.SegmentRow]{
				Rows: []abi.SegmentRow{{Segment: 1}, {}, {Segment: 2}}, Units: answer.Units, Dearest: answer.Dearest,
				Refused: []plugin.Refusal{{Row: 1, Reason: c.want}},
			}
			if diff := cmp.Diff(want, answer); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
	t.Run("a row that is missing", func(t *testing.T) {
		answer, err := load(t, honest("segment", store32(0, 1), fixed(2))).Segment(context.Background(), facts(3))
		if err != nil || len(answer.Rows) != 3 || len(answer.Refused) != 1 || answer.Refused[0].Row != 2 {
			t.Error(answer, err)
		}
	})
}

func TestPointsAndDaysStayInRange(t *testing.T) {
	for name, body := range map[string][]byte{
		"negative points":   store64(0, -1),
		"absurd points":     store64(0, 1<<50),
		"a day before 1970": store32(8, -1),
		"an unknown tier":   store32(12, 3),
	} {
		t.Run(name, func(t *testing.T) {
			batch := facts(1)
			batch.Orders = []abi.OrderContext{{}}
			answer, err := load(t, honest("loyalty", body, answer(1))).Loyalty(context.Background(), batch)
			if err != nil || len(answer.Refused) != 1 || answer.Rows[0] != (abi.LoyaltyRow{}) {
				t.Errorf("%+v %v, want the row refused", answer, err)
			}
		})
	}
	t.Run("points without an order", func(t *testing.T) {
		answer, err := load(t, honest("loyalty", store64(0, 1), answer(1))).Loyalty(context.Background(), facts(1))
		if err != nil || len(answer.Refused) != 1 {
			t.Errorf("%+v %v, want the row refused", answer, err)
		}
	})
	t.Run("an option that is none", func(t *testing.T) {
		visit := &abi.Batch{Visits: []abi.AfterHoursContext{{FactsRow: -1}}}
		answer, err := load(t, honest("after_hours", store32(40, 2), answer(2))).AfterHours(context.Background(), visit)
		if diff := cmp.Diff([]abi.AfterHoursRow{{Option: 2}}, answer.Rows); diff != "" || err != nil || len(answer.Refused) != 1 {
			t.Error(answer.Refused, err, diff)
		}
	})
	t.Run("an option twice", func(t *testing.T) {
		visit := &abi.Batch{Visits: []abi.AfterHoursContext{{FactsRow: -1}}}
		rule := load(t, honest("after_hours", store32(0, 2), store32(40, 2), answer(2)))
		for range 2 { // what was offered before is another question
			answer, err := rule.AfterHours(context.Background(), visit)
			if err != nil || len(answer.Rows) != 1 || len(answer.Refused) != 1 || answer.Refused[0].Reason != "option 2 is offered twice" {
				t.Errorf("%+v, %v", answer, err)
			}
		}
	})
	t.Run("nine options", func(t *testing.T) {
		visit := &abi.Batch{Visits: []abi.AfterHoursContext{{FactsRow: -1}}}
		if _, err := load(t, honest("after_hours", answer(9))).AfterHours(context.Background(), visit); faultOf(err) == nil {
			t.Errorf("error %v, want a fault", err)
		}
	})
}

// Only what the manifest's writes name may be proposed.
func TestWhatIsNotDeclaredIsNotTaken(t *testing.T) {
	plain := source(honest("loyalty", store64(0, 5), store32(12, 1), answer(1)))
	for _, c := range []struct{ drop, want string }{
		{"points", "it proposes points, which its manifest's writes do not name"},
		{"tier", "it proposes tier, which its manifest's writes do not name"},
	} {
		rule := plugintest.LoadSource(t, plugin.Source{Wasm: plain.Wasm, Manifest: without(t, plain.Manifest, c.drop)}, plugin.Options{})
		batch := facts(1)
		batch.Orders = []abi.OrderContext{{}}
		answer, err := rule.Loyalty(context.Background(), batch)
		if err != nil || len(answer.Refused) != 1 || answer.Refused[0].Reason != c.want {
			t.Errorf("%+v %v, want %q", answer, err, c.want)
		}
	}
}

// without drops one entry of the manifest's writes.
func without(t *testing.T, manifest []byte, what string) []byte {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(manifest, &m); err != nil {
		t.Fatal(err)
	}
	m["writes"] = slices.DeleteFunc(m["writes"].([]any), func(w any) bool { return w.(map[string]any)["what"] == what })
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Rows that are refused are told with their question, and pause nothing.
func TestARefusedRowIsToldWithItsQuestion(t *testing.T) {
	var told []*plugin.Fault
	rule := plugintest.LoadSource(t, source(honest("loyalty", store64(0, -5), answer(1))), plugin.Options{
		OnFault: func(f *plugin.Fault) { told = append(told, f) },
	})
	batch := facts(1)
	batch.Orders = []abi.OrderContext{{}}
	for range 4 {
		if _, err := rule.Loyalty(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
	}
	if len(told) != 4 || told[0].Row != 0 || told[0].Message != "row 0 is refused: -5 points, want 0 to 1000000000000" || len(told[0].Input) == 0 {
		t.Errorf("told %d, the first %+v", len(told), told[0])
	}
}
