package plugin_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

func faultOf(err error) *plugin.Fault {
	var f *plugin.Fault
	errors.As(err, &f)
	return f
}

func TestARuleThatFailsIsNamedWithItsReason(t *testing.T) {
	grabbing := honest("segment", grab())
	grabbing.pages = 8
	noMemory := honest("segment", answerAll())
	noMemory.alloc = i32(0)
	for _, c := range []struct {
		name  string
		guest module
		want  string
	}{
		{"a trap", honest("segment", trap()), "rule test-rule, hook segment at row 0: it gave up: the code holds an abort or a failed assertion there"},
		{"an error number", honest("segment", answer(-5)), "it answered error -5"},
		{"too many rows", honest("segment", answer(3)), "it says it wrote 3 rows, there was room for 2"},
		{"its own words, row and field", honest("segment", fail(1, 18)), "at row 1, field net: " + message},
		{"its own words alone", honest("segment", fail(-1, -1)), "hook segment: " + message},
		{"more memory than it may have", grabbing, "it answered error -64"},
		{"no memory for the question", noMemory, "raja_alloc gave 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(t, c.guest).Segment(context.Background(), facts(2))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if faultOf(err) == nil || fault.KindOf(err) != fault.KindUnavailable {
				t.Errorf("error %v is no fault of the rule", err)
			}
		})
	}
}

// A trap says nothing of rows; the one that does it is found, whichever it is,
// and the question is kept whole.
func TestATrapIsFoundAtItsRow(t *testing.T) {
	rule := load(t, honest("segment", divideAt(6), answerAll()))
	for _, rows := range []int{6, 7, 8} {
		_, err := rule.Segment(context.Background(), facts(rows))
		f := faultOf(err)
		if f == nil || f.Row != 5 || f.Message != "it divided a whole number by zero" {
			t.Fatalf("of %d rows: %v; want row 5", rows, err)
		}
		if whole := abi.HeaderSize + rows*abi.FactsSize; len(f.Input) < whole {
			t.Errorf("of %d rows %d bytes are kept, want %d or more", rows, len(f.Input), whole)
		}
	}
	if _, err := load(t, honest("segment", divideAt(6), answerAll())).Segment(context.Background(), facts(5)); err != nil {
		t.Errorf("without that row: %v", err)
	}
}

func TestAnEndlessLoopIsStopped(t *testing.T) {
	_, err := load(t, honest("segment", spin())).Segment(context.Background(), facts(1))
	f := faultOf(err)
	if f == nil || f.Message != "it spent its budget of 20,000,000 units on 1 row and was stopped" || f.Units != plugin.DefaultUnits {
		t.Errorf("error %v, want that it was stopped", err)
	}
}

func TestTheOwnerMayGiveLessThanTheManifestAsks(t *testing.T) {
	stingy := source(honest("segment", spin()))
	stingy.Cap = plugin.Limits{Units: 1000, MemoryPages: 40}
	rule := plugintest.LoadSource(t, stingy, plugin.Options{})
	_, err := rule.Segment(context.Background(), facts(1))
	if f := faultOf(err); f == nil || f.Units != 1000 {
		t.Errorf("error %v, want a budget of 1000", err)
	}
	if got := rule.Manifest().Limits.MemoryPages; got != 40 {
		t.Errorf("%d pages, want 40", got)
	}
}

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

// The rule counts its calls in its own memory. After a fault the count begins
// anew: the instance that failed is gone.
func TestAnInstanceThatFailedIsThrownAway(t *testing.T) {
	guest := honest("segment", count(16), trapWhenAsked(), answerAll())
	rule := plugintest.LoadSource(t, source(guest), plugin.Options{Instances: 1})
	for step, c := range []struct {
		now, count int64
	}{{0, 1}, {0, 2}, {13, 0}, {0, 1}, {0, 2}} {
		batch := facts(1)
		batch.Header.NowUnixMs = c.now
		rows, err := rule.Segment(context.Background(), batch)
		if failed := err != nil; failed != (c.count == 0) {
			t.Fatalf("step %d: %v", step, err)
		}
		if err == nil && rows.Rows[0].Args[0] != c.count {
			t.Errorf("step %d: call number %d, want %d", step, rows.Rows[0].Args[0], c.count)
		}
	}
}

func TestWhatARuleWritesIsCutAtItsLimit(t *testing.T) {
	_, err := load(t, honest("segment", log(1000), trap())).Segment(context.Background(), facts(1))
	f := faultOf(err)
	if f == nil || !strings.HasPrefix(f.Trace, message+"\n"+message) || len(f.Trace) > 8<<10 {
		t.Errorf("fault %v keeps %d bytes, want at most 8 KiB", err, len(f.Trace))
	}
}

func TestTheCallerMayGiveUp(t *testing.T) {
	rule := load(t, honest("segment", answerAll()))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := rule.Segment(ctx, facts(1))
	if !errors.Is(err, context.Canceled) || faultOf(err) != nil {
		t.Errorf("error %v, want that it was cancelled and no fault", err)
	}
}

// A heavy rule is asked about few rows at a time; it sees every row once.
func TestABatchIsCutToWhatTheRuleCanDo(t *testing.T) {
	for name, n := range map[string]int{"heavy rows": 1000, "rows too heavy for one call": 40} {
		t.Run(name, func(t *testing.T) {
			turns := int32(5_000)
			if n == 40 {
				turns = 100_000
			}
			rule := load(t, honest("segment", work(turns), echo(abi.FactsAtOrdinal, 16), answerAll()), "ordinal")
			answer, err := rule.Segment(context.Background(), facts(n))
			if err != nil || len(answer.Rows) != n || len(answer.Refused) != 0 {
				t.Fatal(len(answer.Rows), answer.Refused, err)
			}
		})
	}
}

func TestThreeFaultsPauseARuleAndItComesBack(t *testing.T) {
	now := time.Date(2026, 3, 14, 21, 12, 0, 0, time.UTC)
	rule := plugintest.LoadSource(t, source(honest("segment", trapWhenAsked(), answerAll())), plugin.Options{Clock: &movingClock{&now}})
	ask := func(asked int64) error {
		batch := facts(1)
		batch.Header.NowUnixMs = asked
		_, err := rule.Segment(context.Background(), batch)
		return err
	}
	for range 3 {
		if faultOf(ask(13)) == nil {
			t.Fatal("no fault")
		}
	}
	if err := ask(0); err == nil || faultOf(err) != nil || !strings.Contains(err.Error(), "it is paused after 3 faults in 5m0s") {
		t.Fatalf("error %v, want a pause", err)
	}
	for _, pause := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute} {
		if got := rule.Paused(); !got.Equal(now.Add(pause)) {
			t.Fatalf("paused until %v, want %v", got, now.Add(pause))
		}
		now = now.Add(pause)
		if faultOf(ask(13)) == nil {
			t.Fatal("one fault after the pause is enough for the next")
		}
	}
	now = now.Add(-time.Hour)
	if err := ask(0); err != nil {
		t.Errorf("a clock that was set back: %v", err)
	}
	for range 2 {
		if faultOf(ask(13)) == nil {
			t.Error("no fault")
		}
	}
	if err := ask(0); err != nil {
		t.Errorf("after it worked again, two faults pause nothing: %v", err)
	}
}

// memory is a breaker's memory that outlives its rule.
type memory struct{ held plugin.Breaks }

func (m *memory) Recall() plugin.Breaks { return m.held }
func (m *memory) Keep(b plugin.Breaks)  { m.held = b }

// Each command is a process of its own: three of them in which a rule fails
// pause it as well.
func TestFaultsAreRememberedFromProcessToProcess(t *testing.T) {
	now := time.Date(2026, 3, 14, 21, 12, 0, 0, time.UTC)
	failing := source(honest("segment", trap()))
	failing.Breaks = &memory{}
	ask := func() (*plugin.Rule, error) {
		rule := plugintest.LoadSource(t, failing, plugin.Options{Clock: &movingClock{&now}})
		_, err := rule.Segment(context.Background(), facts(1))
		return rule, err
	}
	for range 3 {
		if _, err := ask(); faultOf(err) == nil {
			t.Fatal(err)
		}
		now = now.Add(time.Second)
	}
	rule, err := ask()
	if err == nil || faultOf(err) != nil || !strings.Contains(err.Error(), "tried again in 59s") {
		t.Errorf("error %v, want a pause", err)
	}
	rule.Forgive()
	if rule, err = ask(); faultOf(err) == nil || !rule.Paused().IsZero() {
		t.Errorf("forgiven, it is asked again: %v, paused until %v", err, rule.Paused())
	}
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

func TestARuleThatAnswersNowAndThenIsPausedAgain(t *testing.T) {
	now := time.Date(2026, 3, 14, 21, 12, 0, 0, time.UTC)
	rule := plugintest.LoadSource(t, source(honest("segment", trapWhenAsked(), answerAll())), plugin.Options{Clock: &movingClock{&now}})
	ask := func(asked int64) error {
		batch := facts(1)
		batch.Header.NowUnixMs = asked
		_, err := rule.Segment(context.Background(), batch)
		return err
	}
	for range 3 {
		_ = ask(13)
	}
	for _, pause := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute} {
		if got := rule.Paused(); !got.Equal(now.Add(pause)) {
			t.Fatalf("paused until %v, want %v", got, now.Add(pause))
		}
		now = now.Add(pause)
		if err := ask(0); err != nil {
			t.Fatalf("after the pause: %v", err)
		}
		if faultOf(ask(13)) == nil {
			t.Fatal("no fault")
		}
	}
	now = now.Add(10 * time.Minute)
	if err := ask(0); err != nil {
		t.Fatal(err)
	}
	if _ = ask(13); !rule.Paused().IsZero() {
		t.Error("after ten good minutes one fault pauses nothing")
	}
}

// movingClock is a clock that the test moves.
type movingClock struct{ at *time.Time }

func (n *movingClock) Now() time.Time { return *n.at }

func TestManyMayAskAtOnce(t *testing.T) {
	rule := load(t, honest("segment", echo(abi.FactsAtPresent, 16), answerAll()), "points")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				rows, err := rule.Segment(context.Background(), facts(1))
				if err != nil || uint64(rows.Rows[0].Args[0])&abi.FactsHasPoints == 0 {
					t.Errorf("rows %v, error %v", rows, err)
					return
				}
			}
		})
	}
	group.Wait()
}
