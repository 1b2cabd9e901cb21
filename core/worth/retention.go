package worth

import (
	"slices"

	"github.com/raja-crm/raja/core/clock"
)

// A shop's retention differs from month to month. It is looked at twelve
// times, thirty days apart: of those who came in the year before a day, how
// many came in the year after it.
const (
	year       = 365
	looks      = 12
	lookApart  = 30
	leastOfAll = 20 // fewer customers than this say nothing about a look
)

// Retained counts who came again.
type Retained struct{ came, again [looks]int64 }

// Add counts a customer who came on days, which rise, as of today.
func (r *Retained) Add(days []clock.Day, today clock.Day) {
	for look := range looks {
		split := today - year - clock.Day(look*lookApart)
		if !within(days, split-year, split) {
			continue
		}
		r.came[look]++
		if within(days, split, split+year) {
			r.again[look]++
		}
	}
}

// within reports whether one of days lies behind from and not behind to.
func within(days []clock.Day, from, to clock.Day) bool {
	at, _ := slices.BinarySearch(days, from+1)
	return at < len(days) && days[at] <= to
}

// Retention returns the figures at 20 and 80 % of the looks, between the two
// nearest, rounded down; Assumed where none has enough customers.
func (r *Retained) Retention() Retention {
	var rates []int64
	for look := range looks {
		if r.came[look] >= leastOfAll {
			rates = append(rates, 1000*r.again[look]/r.came[look])
		}
	}
	if len(rates) == 0 {
		return Assumed()
	}
	slices.Sort(rates)
	return Retention{Low: fifth(rates, 1), High: fifth(rates, 4), Measured: true}
}

// fifth is the type-7 quantile at so many fifths, rounded down.
func fifth(sorted []int64, fifths int) int64 {
	place := (len(sorted) - 1) * fifths
	low, rest := sorted[place/5], int64(place%5)
	if rest == 0 {
		return low
	}
	return low + rest*(sorted[place/5+1]-low)/5
}
