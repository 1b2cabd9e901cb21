package promise

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/hours"
)

// Past is what the shop knows of how long a kind of work took, in open hours.
type Past struct {
	Took []time.Duration // from made to done, of those kept or broken lately
	Gaps []time.Duration // between one done and the next
	Open int             // how many are open now
	Then int             // how many were open when those of Took were made, at the median
}

// LeastPast is how many pieces of work are needed before the past says
// anything.
const LeastPast = 5

// Light is what a due time looks like.
type Light string

// The lights. Amber asks for a reason, red for a reason and a second thought.
const (
	Green Light = "green" // four of five were done in less
	Amber Light = "amber" // every other one was
	Red   Light = "red"   // fewer, or the shop is closed by then
	Grey  Light = "grey"  // the past does not say
)

// Feasible is what can honestly be promised.
type Feasible struct {
	Light    Light
	Earliest time.Time // the earliest honest time; none when the past does not say
	P50, P80 time.Duration
	Queue    time.Duration // what is waiting more than usual, in open hours
	Closed   bool          // the shop is closed at due
}

// Judge holds a due time against the calendar, the queue and the shop's own
// past: the 80th percentile of what such work took, and as much longer as more
// is waiting than usual.
func Judge(calendar hours.Calendar, past Past, start, due time.Time) Feasible {
	judged := Feasible{Light: Grey, Closed: !calendar.OpenAt(due) && !justClosed(calendar, due)}
	if len(past.Took) >= LeastPast {
		judged.P50, judged.P80 = Quantile(past.Took, 50), Quantile(past.Took, 80)
		judged.Queue = time.Duration(max(0, past.Open-past.Then)) * Quantile(past.Gaps, 50)
		if at, ever := calendar.Due(start, judged.P80+judged.Queue); ever {
			judged.Earliest = at
		}
		judged.Light = judged.light(calendar.Elapsed(start, due))
	}
	if judged.Closed || !due.After(start) {
		judged.Light = Red
	}
	return judged
}

func (f *Feasible) light(available time.Duration) Light {
	switch {
	case available >= f.P80+f.Queue:
		return Green
	case available >= f.P50+f.Queue:
		return Amber
	}
	return Red
}

// justClosed says whether the shop is open up to that very moment: what is due
// at closing time is due that day.
func justClosed(calendar hours.Calendar, at time.Time) bool {
	return calendar.OpenAt(at.Add(-time.Second))
}

// Quantile is the type-7 quantile of durations at a percentage, rounded down
// to a second; 0 of none.
func Quantile(all []time.Duration, percent int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	place := (len(sorted) - 1) * percent
	low, rest := sorted[place/100], time.Duration(place%100)
	if rest > 0 {
		low += (sorted[place/100+1] - low) / 100 * rest
	}
	return low.Truncate(time.Second)
}
