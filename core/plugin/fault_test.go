package plugin_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

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
		{"a trap", honest("segment", trap()), "rule test-rule, hook segment: wasm error: unreachable"},
		{"an error number", honest("segment", answer(-5)), "it answered error -5"},
		{"too few rows", honest("segment", answer(1)), "it wrote 1 rows, asked were 2"},
		{"too many rows", honest("segment", answer(3)), "it wrote 3 rows, asked were 2"},
		{"a segment beyond the list", honest("segment", store32(48, 3), answerAll()), "at row 1: segment 3, the manifest has 2"},
		{"a text beyond the list", honest("segment", store32(8, 3), answerAll()), "at row 0: text 3, the manifest has 2"},
		{"a mode beyond the list", honest("segment", store32(4, 9), answerAll()), "mode 9, the manifest has 2"},
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

func TestAnEndlessLoopIsStopped(t *testing.T) {
	rule := plugintest.LoadSource(t, source(honest("segment", spin())), plugin.Options{CallTimeout: 50 * time.Millisecond})
	_, err := rule.Segment(context.Background(), facts(1))
	if f := faultOf(err); f == nil || f.Message != "it did not answer within 50ms and was stopped" {
		t.Errorf("error %v, want that it was stopped", err)
	}
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
			if _, err := load(t, honest("loyalty", body, answer(1))).Loyalty(context.Background(), batch); faultOf(err) == nil {
				t.Errorf("error %v, want a fault", err)
			}
		})
	}
	t.Run("points without an order", func(t *testing.T) {
		if _, err := load(t, honest("loyalty", store64(0, 1), answer(1))).Loyalty(context.Background(), facts(1)); faultOf(err) == nil {
			t.Errorf("error %v, want a fault", err)
		}
	})
	t.Run("an option that is none", func(t *testing.T) {
		visit := &abi.Batch{Visits: []abi.AfterHoursContext{{FactsRow: -1}}}
		if _, err := load(t, honest("after_hours", answer(1))).AfterHours(context.Background(), visit); faultOf(err) == nil {
			t.Errorf("error %v, want a fault", err)
		}
	})
	t.Run("nine options", func(t *testing.T) {
		visit := &abi.Batch{Visits: []abi.AfterHoursContext{{FactsRow: -1}}}
		if _, err := load(t, honest("after_hours", answer(9))).AfterHours(context.Background(), visit); faultOf(err) == nil {
			t.Errorf("error %v, want a fault", err)
		}
	})
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
		if err == nil && rows[0].Args[0] != c.count {
			t.Errorf("step %d: call number %d, want %d", step, rows[0].Args[0], c.count)
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
	rule := load(t, honest("segment", spin()))
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	_, err := rule.Segment(ctx, facts(1))
	if !errors.Is(err, context.DeadlineExceeded) || faultOf(err) != nil {
		t.Errorf("error %v, want the caller's deadline and no fault", err)
	}
}

func TestManyMayAskAtOnce(t *testing.T) {
	rule := load(t, honest("segment", echo(abi.FactsAtPresent, 16), answerAll()), "points")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				rows, err := rule.Segment(context.Background(), facts(1))
				if err != nil || uint64(rows[0].Args[0])&abi.FactsHasPoints == 0 {
					t.Errorf("rows %v, error %v", rows, err)
					return
				}
			}
		})
	}
	group.Wait()
}
