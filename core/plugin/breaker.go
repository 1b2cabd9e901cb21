package plugin

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

// A rule that faults three times in five minutes is paused: for a minute at
// first, then twice as long each time, at most five minutes.
const (
	breakerFaults  = 3
	breakerWindow  = 5 * time.Minute
	shortestPause  = time.Minute
	longestPause   = 5 * time.Minute
	breakerSummary = "it is paused after %d faults in %s and is tried again in %s"
)

// Breaks is what is remembered of a rule's faults. The zero value is a rule
// that never failed.
type Breaks struct {
	Faults []time.Time   `json:"faults"` // the recent ones, the last one first
	Since  time.Time     `json:"since,omitzero"`
	End    time.Time     `json:"until,omitzero"`    // of the pause
	Pause  time.Duration `json:"pause_ns,omitzero"` // how long it was; 0 while the rule is sound
}

// Until returns the end of the pause that holds at now, zero for none. A clock
// that was set back ends it.
func (b *Breaks) Until(now time.Time) time.Time {
	if now.Before(b.End) && !now.Before(b.Since) {
		return b.End
	}
	return time.Time{}
}

// lately reports whether the rule failed within the window before now.
func (b *Breaks) lately(now time.Time) bool {
	return slices.ContainsFunc(b.Faults, func(at time.Time) bool { return now.Sub(at).Abs() < breakerWindow })
}

// Keeper remembers a rule's faults from one process to the next.
type Keeper interface {
	Recall() Breaks
	Keep(Breaks)
}

// breaker keeps a rule that keeps failing from being asked all the time.
type breaker struct {
	off    bool // of a rule that is only tried
	mu     sync.Mutex
	held   Breaks
	keeper Keeper // nil forgets with the process
}

func newBreaker(keeper Keeper, off bool) *breaker {
	b := &breaker{keeper: keeper, off: off}
	if keeper != nil {
		b.held = keeper.Recall()
	}
	return b
}

// ready returns an error while the rule is paused.
func (b *breaker) ready(now time.Time) error {
	if end := b.until(now); !end.IsZero() {
		return fmt.Errorf(breakerSummary, breakerFaults, breakerWindow, end.Sub(now).Round(time.Second))
	}
	return nil
}

// fault notes a fault. While the rule is on trial after a pause, one is enough
// to pause it again.
func (b *breaker) fault(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.off {
		return
	}
	recent := []time.Time{now}
	for _, at := range b.held.Faults {
		if now.Sub(at).Abs() < breakerWindow {
			recent = append(recent, at)
		}
	}
	b.held.Faults = recent
	if len(recent) >= breakerFaults || b.held.Pause > 0 {
		b.held.Pause = min(longestPause, max(shortestPause, 2*b.held.Pause))
		b.held.Since, b.held.End = now, now.Add(b.held.Pause)
	}
	b.keep()
}

// worked ends the trial after a pause, once no fault lies within the window:
// the rule is sound again. A rule that answers every other question is not.
func (b *breaker) worked(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.held.Pause > 0 && !b.held.lately(now) {
		b.held = Breaks{}
		b.keep()
	}
}

// forgive forgets every fault.
func (b *breaker) forgive() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held = Breaks{}
	b.keep()
}

func (b *breaker) keep() {
	if b.keeper != nil {
		b.keeper.Keep(b.held)
	}
}

// until returns the end of the pause the rule is in at now, zero for none.
func (b *breaker) until(now time.Time) time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.held.Until(now)
}
