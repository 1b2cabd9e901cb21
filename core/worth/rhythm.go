// Package worth computes when a customer is expected again and what she is
// worth to the shop. It looks at days and amounts; where they come from, and
// whom to call, is left to others.
package worth

import (
	"slices"

	"github.com/raja-crm/raja/core/clock"
)

// RhythmVisits is how many visits show a rhythm of her own.
const RhythmVisits = 3

// Rhythm is a number of days in quarters, exactly: the median of an even number
// of gaps may lie between two days, and the shop's between two such medians. 0 is
// none.
type Rhythm int64

// day is one day of a rhythm.
const day Rhythm = 4

// Days returns whole days as a rhythm.
func Days(days int) Rhythm { return day * Rhythm(days) }

// Float returns the days for display, which is exact.
func (r Rhythm) Float() float64 { return float64(r) / float64(day) }

// Own is the median of the gaps between the distinct days of visits, which
// rise; 0 with fewer than RhythmVisits of them.
func Own(days []clock.Day) Rhythm {
	if len(days) < RhythmVisits {
		return 0
	}
	gaps := make([]Rhythm, len(days)-1)
	for i := range gaps {
		gaps[i] = Days(int(days[i+1] - days[i]))
	}
	return Middle(gaps)
}

// Middle is the median of values, which it sorts; 0 of none. Of gaps of whole
// days, and of what it returns for those, it is exact.
func Middle(values []Rhythm) Rhythm {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	at := len(values) / 2
	if len(values)%2 == 1 {
		return values[at]
	}
	return (values[at-1] + values[at]) / 2
}

// Source is where a rhythm comes from.
type Source string

// The sources, the best first.
const (
	FromVisits Source = "visits" // her own
	FromItem   Source = "item"   // how long what she bought last usually lasts
	FromShop   Source = "shop"   // the median of the shop's customers
	FromNone   Source = ""       // nobody knows yet
)

// State is how far beyond her day a customer is.
type State string

// The states. The words are those of the shop: time to come back, at risk.
const (
	InTime State = "in_time" // up to one and a half times her rhythm
	Due    State = "due"     // beyond it
	AtRisk State = "at_risk" // beyond two and a half times
	NoIdea State = ""        // no rhythm is known
)

// Next is when a customer is expected.
type Next struct {
	Rhythm   Rhythm
	Source   Source
	Last     clock.Day // her last visit
	Expected clock.Day // rounded up to whole days; means nothing without a rhythm
	Since    int       // days since the last visit
}

// Expect returns when a customer is expected who came on days, which rise and
// are not empty, as of today: by her own rhythm, else the days that what she
// bought last usually lasts, else the shop's rhythm; 0 is not known.
func Expect(days []clock.Day, today clock.Day, item int, shop Rhythm) Next {
	last := days[len(days)-1]
	next := Next{Last: last, Since: int(today - last)}
	own := Own(days)
	switch {
	case own > 0:
		next.Rhythm, next.Source = own, FromVisits
	case item > 0:
		next.Rhythm, next.Source = Days(item), FromItem
	case shop > 0:
		next.Rhythm, next.Source = shop, FromShop
	}
	next.Expected = last + clock.Day((next.Rhythm+day-1)/day)
	return next
}

// Hundredths is the days since the last visit as a part of the rhythm, in
// hundredths, rounded down: 150 is one and a half times. It is 0 without one.
func (n Next) Hundredths() int64 {
	if n.Rhythm == 0 {
		return 0
	}
	return 100 * int64(Days(n.Since)) / int64(n.Rhythm)
}

// State says how far beyond her day she is, exactly.
func (n Next) State() State {
	since, rhythm := 2*Days(n.Since), n.Rhythm
	switch {
	case n.Rhythm == 0:
		return NoIdea
	case since > 5*rhythm:
		return AtRisk
	case since > 3*rhythm:
		return Due
	}
	return InTime
}
