package promise

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
)

// Timer is a clock that runs in the shop's open hours. It keeps what happened,
// never a sum: every figure is computed anew from the intervals and the
// calendar, so that other hours, another priority or another policy change the
// figure and lose nothing.
type Timer struct {
	Start  time.Time `cbor:"1,keyasint"`           // when it began to run
	Pauses []Pause   `cbor:"2,keyasint,omitempty"` // in order, apart from each other
	Stop   time.Time `cbor:"3,keyasint"`           // when it ended; none while it runs
}

// Pause is a time in which the shop waits for somebody else.
type Pause struct {
	For  string    `cbor:"1,keyasint"` // for what: `customer`, `parts`, `payment` or `internal`
	From time.Time `cbor:"2,keyasint"` // when it began
	To   time.Time `cbor:"3,keyasint"` // when it ended; none while it lasts
}

// MaxPauses is how often a timer may pause.
const MaxPauses = 500

// Waits lists what a timer may wait for.
func Waits() []string { return []string{"customer", "parts", "payment", "internal"} }

// StartAt returns a timer that runs from an instant on.
func StartAt(at time.Time) Timer { return Timer{Start: at.UTC()} }

// Paused reports what the timer waits for, "" when it runs or has ended.
func (t *Timer) Paused() string {
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].To.IsZero() && t.Stop.IsZero() {
		return t.Pauses[n-1].For
	}
	return ""
}

// notBefore returns at, or the last thing that happened when the computer's
// clock was set back behind it: time in a timer only goes forward.
func (t *Timer) notBefore(at time.Time) time.Time {
	at = later(at.UTC(), t.Start)
	if n := len(t.Pauses); n > 0 {
		at = later(at, later(t.Pauses[n-1].From, t.Pauses[n-1].To))
	}
	return at
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Pause lets the timer wait. One that waits for something else waits for this
// from now on.
func (t *Timer) Pause(what string, at time.Time) error {
	switch {
	case !slices.Contains(Waits(), what):
		return fault.Invalid("for", "%q is not one of %v", what, Waits())
	case !t.Stop.IsZero():
		return fault.Conflict("timer", "has ended")
	case t.Paused() == what:
		return nil
	case len(t.Pauses) >= MaxPauses:
		return fault.Conflict("timer", "has paused %d times", MaxPauses)
	}
	at = t.notBefore(at)
	t.endPause(at)
	t.Pauses = append(slices.Clone(t.Pauses), Pause{For: what, From: at})
	return nil
}

// Resume lets the timer run again. One that runs goes on running.
func (t *Timer) Resume(at time.Time) {
	if t.Paused() != "" {
		t.endPause(t.notBefore(at))
	}
}

func (t *Timer) endPause(at time.Time) {
	if t.Paused() != "" {
		t.Pauses = slices.Clone(t.Pauses)
		t.Pauses[len(t.Pauses)-1].To = at
	}
}

// End stops the timer for good. One that has ended stays as it ended.
func (t *Timer) End(at time.Time) {
	if t.Stop.IsZero() {
		at = t.notBefore(at)
		t.endPause(at)
		t.Stop = at
	}
}

// Reopen lets a timer that ended go on: the time since then counts as a pause,
// so that the same clock continues.
func (t *Timer) Reopen(at time.Time) {
	if t.Stop.IsZero() {
		return
	}
	from := t.Stop
	t.Stop = time.Time{}
	t.Pauses = append(slices.Clone(t.Pauses), Pause{For: "customer", From: from, To: later(at.UTC(), from)})
}

// Elapsed returns the open time that ran up to an instant, pauses left out.
func (t *Timer) Elapsed(calendar hours.Calendar, at time.Time) (open time.Duration) {
	t.each(at, func(from, to time.Time) bool {
		open += calendar.Elapsed(from, to)
		return true
	})
	return open
}

// Due returns when so much open time has run. While the timer waits, or has
// ended before that, it is when that would be if it ran again at once. False is never: the shop does not open
// so long.
func (t *Timer) Due(calendar hours.Calendar, need time.Duration, at time.Time) (time.Time, bool) {
	end := later(at, t.notBefore(at))
	due, found := time.Time{}, false
	t.each(end, func(from, to time.Time) bool {
		if open := calendar.Elapsed(from, to); open < need {
			need -= open
			return true
		}
		due, found = calendar.Due(from, need)
		return false
	})
	if found {
		return due, true
	}
	return calendar.Due(end, need)
}

// Warning is how far a timer is on its way: 75, 90 or 100 percent of the time
// it has, and 0 before.
func (t *Timer) Warning(calendar hours.Calendar, need time.Duration, at time.Time) int {
	elapsed := t.Elapsed(calendar, at)
	for _, percent := range []int{100, 90, 75} {
		if need > 0 && elapsed*100 >= need*time.Duration(percent) {
			return percent
		}
	}
	return 0
}

// each gives the stretches in which the timer ran, up to an instant, until
// give says that it has enough.
func (t *Timer) each(until time.Time, give func(from, to time.Time) bool) {
	if !t.Stop.IsZero() && t.Stop.Before(until) {
		until = t.Stop
	}
	from := t.Start
	for _, pause := range t.Pauses {
		if !pause.From.Before(until) {
			break
		}
		if pause.From.After(from) && !give(from, pause.From) {
			return
		}
		if pause.To.IsZero() || !pause.To.Before(until) {
			return
		}
		from = later(from, pause.To)
	}
	if from.Before(until) {
		give(from, until)
	}
}
