package plugin

import (
	"fmt"
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
	Faults []time.Time   `json:"faults"` // the recent ones
	Since  time.Time     `json:"since,omitzero"`
	End    time.Time     `json:"until,omitzero"`    // of the pause
	Pause  time.Duration `json:"pause_ns,omitzero"` // how long the last one was; 0 for none lately
}

// Until returns the end of the pause that holds at now, zero for none. A clock
// that was set back ends it.
func (b *Breaks) Until(now time.Time) time.Time {
	if now.Before(b.End) && !now.Before(b.Since) {
		return b.End
	}
	return time.Time{}
}

// Keeper remembers a rule's faults from one process to the next.
type Keeper interface {
	Recall() Breaks
	Keep(Breaks)
}

// breaker keeps a rule that keeps failing from being asked all the time.
type breaker struct {
	mu     sync.Mutex
	held   Breaks
	keeper Keeper // nil forgets with the process
}

func newBreaker(keeper Keeper) *breaker {
	b := &breaker{keeper: keeper}
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
	recent := []time.Time{now}
	for _, at := range b.held.Faults {
		if now.Sub(at).Abs() < breakerWindow {
			recent = append(recent, at)
		}
	}
	b.held.Faults = recent
	onTrial := !b.held.End.IsZero()
	if !onTrial && now.Sub(b.held.Since).Abs() >= b.held.Pause+breakerWindow {
		b.held.Pause = 0 // long ago
	}
	if len(recent) >= breakerFaults || onTrial {
		b.held.Pause = min(longestPause, max(shortestPause, 2*b.held.Pause))
		b.held.Since, b.held.End = now, now.Add(b.held.Pause)
	}
	b.keep()
}

// worked ends the trial after a pause: three faults are needed again for the
// next. How long the pause was is remembered for a window longer, so that a
// rule which answers now and then pauses longer each time.
func (b *breaker) worked() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.held.End.IsZero() {
		b.held.Faults, b.held.End = nil, time.Time{}
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
