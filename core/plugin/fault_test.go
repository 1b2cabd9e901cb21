package plugin_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

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
// and it alone is kept.
func TestATrapIsFoundAtItsRow(t *testing.T) {
	rule := load(t, honest("segment", divideAt(6), answerAll()))
	for _, rows := range []int{6, 7, 8} {
		_, err := rule.Segment(context.Background(), facts(rows))
		f := faultOf(err)
		if f == nil || f.Row != 5 || f.Message != "it divided a whole number by zero" {
			t.Fatalf("of %d rows: %v; want row 5", rows, err)
		}
		if kept, err := abi.ReadBatch(f.Input); err != nil || kept.FactsCount() != 1 || f.First != 5 {
			t.Errorf("of %d rows %d are kept from row %d on (%v), want row 5", rows, kept.FactsCount(), f.First, err)
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

// A message is one line of the log, whatever it is made of: a rule that writes
// nothing but line ends, again and again or megabytes at once, fills its 8 KiB
// and no more, and pays for each word.
func TestAFloodOfLineEndsStaysInTheLogsLimit(t *testing.T) {
	for _, c := range []struct {
		name   string
		flood  []byte
		starts string
		lines  int
	}{
		{"line ends again and again", log(2000), strings.Repeat(`\n`, len(message)) + "\n" + `\n`, 8<<10/(2*len(message)+1) + 1},
		{"nothing again and again", slices.Repeat(logged(messageAt, 0), 9000), "\n\n\n", 8 << 10},
		{"a megabyte at once, and again", slices.Repeat(logged(0, 1<<20), 100), "????", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			guest := honest("segment", c.flood, trap())
			guest.message = strings.Repeat("\n", len(message))
			_, err := load(t, guest).Segment(context.Background(), facts(1))
			f := faultOf(err)
			if f == nil || len(f.Trace) > 8<<10 || !strings.HasPrefix(f.Trace, c.starts) || strings.Count(f.Trace, "\n") > c.lines {
				t.Fatalf("%v; %.80q… of %d bytes and %d lines, want it cut at 8 KiB", err, f.Trace, len(f.Trace), strings.Count(f.Trace, "\n"))
			}
			if calls := int64(len(c.flood) / len(logged(0, 1<<20))); f.Units < 1024*min(calls, 2000) {
				t.Errorf("%d units for %d words", f.Units, calls)
			}
		})
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

// What a rule spends is counted whatever comes of it: its start, what it did in
// vain, and what it was asked again to find a row.
func TestAllTheWorkOfARuleIsCounted(t *testing.T) {
	started := load(t, honest("segment", answerAll())).Work()
	for _, c := range []struct {
		name  string
		body  []byte
		least int64
	}{
		{"an answer", slices.Concat(work(1000), answerAll()), 70 * 1000},
		{"a budget spent on 64 rows, on 16 and on 4", spin(), 3 * plugin.DefaultUnits},
		{"a row that is looked for", slices.Concat(work(200_000), divideAt(6), answerAll()), 3 * 200_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			rule := load(t, honest("segment", c.body))
			_, _ = rule.Segment(context.Background(), facts(70))
			if got := rule.Work() - started; got < c.least {
				t.Errorf("%d units, want %d or more", got, c.least)
			}
		})
	}
}
