package plugin_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// moody is a rule that traps over some questions, and how it is asked.
func moody(t *testing.T, now *time.Time) (rule *plugin.Rule, ask func(asked int64) error) {
	t.Helper()
	rule = plugintest.LoadSource(t, source(honest("segment", trapWhenAsked(), answerAll())), plugin.Options{Clock: &movingClock{now}})
	return rule, func(asked int64) error {
		batch := facts(1)
		batch.Header.NowUnixMs = asked
		_, err := rule.Segment(context.Background(), batch)
		return err
	}
}

func TestThreeFaultsPauseARuleAndItComesBack(t *testing.T) {
	now := time.Date(2026, 3, 14, 21, 12, 0, 0, time.UTC)
	rule, ask := moody(t, &now)
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

func TestARuleThatAnswersNowAndThenIsPausedAgain(t *testing.T) {
	now := time.Date(2026, 3, 14, 21, 12, 0, 0, time.UTC)
	rule, ask := moody(t, &now)
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
