package plugin

import (
	"fmt"
	"sync"
	"time"
)

// A rule that faults three times in five minutes is paused: for a second at
// first, then twice as long each time, at most five minutes.
const (
	breakerFaults  = 3
	breakerWindow  = 5 * time.Minute
	shortestPause  = time.Second
	longestPause   = 5 * time.Minute
	breakerSummary = "it is paused after %d faults in %s and is tried again at %s"
)

// breaker keeps a rule that keeps failing from being asked all the time.
type breaker struct {
	mu         sync.Mutex
	faults     []time.Time // within the window, the last one first
	since, end time.Time   // of the pause
	pause      time.Duration
}

// ready returns an error while the rule is paused. A clock that was set back
// ends the pause.
func (b *breaker) ready(now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Before(b.end) && !now.Before(b.since) {
		return fmt.Errorf(breakerSummary, breakerFaults, breakerWindow, b.end.Format(time.TimeOnly))
	}
	return nil
}

// fault notes a fault. While the rule is on trial after a pause, one is enough
// to pause it again.
func (b *breaker) fault(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	recent := []time.Time{now}
	for _, at := range b.faults {
		if now.Sub(at).Abs() < breakerWindow {
			recent = append(recent, at)
		}
	}
	b.faults = recent
	if len(b.faults) < breakerFaults && b.pause == 0 {
		return
	}
	b.pause = min(longestPause, max(shortestPause, 2*b.pause))
	b.since, b.end = now, now.Add(b.pause)
}

// worked ends the trial after a pause, once no fault lies within the window:
// the rule is sound again. A rule that answers every other question is not.
func (b *breaker) worked(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.pause > 0 && now.Sub(b.faults[0]).Abs() >= breakerWindow {
		b.faults, b.pause, b.end = nil, 0, time.Time{}
	}
}

// until returns the end of the pause the rule is in at now, zero for none.
func (b *breaker) until(now time.Time) time.Time {
	if b.ready(now) == nil {
		return time.Time{}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.end
}
