package loyalty

import (
	"cmp"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
)

// Period is what became of a customer's points in some days: what she had,
// each change of it, and what she has. Points that she cannot spend yet count;
// those whose day has come do not, whether an entry says so or not.
type Period struct {
	From, To         clock.Day // both within
	Opening, Closing Points
	Pending          Points // of Closing: those that cannot be spent yet
	Changes          []Change
	Soon             Lots // those that go within SoonDays after To
}

// Change is one change of what she has; it is never none.
type Change struct {
	Day    clock.Day
	Points Points
	Has    Points // after it
	Entry  *Entry // nil: their day came
}

// SoonDays is how far ahead a statement says what goes.
const SoonDays = 30

// PeriodOf draws up the days of a customer's entries, oldest first: the
// opening and all changes are the closing.
func PeriodOf(entries []Entry, from, to clock.Day, zone *time.Location) Period {
	a := &accountant{Period: Period{From: from, To: to}, day: from - 1}
	for i := range entries {
		entry := &entries[i]
		at := clock.DayOf(entry.At, zone)
		if at > to {
			break
		}
		if at < from {
			a.lots = a.lots.Plus(entry.Lots(zone))
			continue
		}
		a.open()
		a.advance(at)
		a.lots = a.lots.Plus(entry.Lots(zone))
		a.note(a.lots.held(at)-a.has, entry)
	}
	a.open()
	a.advance(to)
	a.Closing, a.Pending = a.has, a.has-a.lots.Balance(to)
	for _, lot := range a.lots.Expiring(to) {
		if lot.Expires <= to+SoonDays {
			a.Soon = append(a.Soon, lot)
		}
	}
	return a.Period
}

// accountant goes through the days of a period.
type accountant struct {
	Period
	day    clock.Day
	lots   Lots
	has    Points
	opened bool
}

func (a *accountant) open() {
	if !a.opened {
		a.opened, a.has = true, a.lots.held(a.day)
		a.Opening = a.has
	}
}

// advance goes on to a day, over those on which points were gone.
func (a *accountant) advance(to clock.Day) {
	gone := slices.Clone(a.lots)
	slices.SortStableFunc(gone, func(x, y Lot) int { return cmp.Compare(x.Expires, y.Expires) })
	for _, lot := range gone {
		if lot.gone(to) && a.day < lot.Expires {
			a.day = lot.Expires
			a.note(a.lots.held(a.day)-a.has, nil)
		}
	}
	a.day = max(a.day, to)
}

func (a *accountant) note(points Points, entry *Entry) {
	if points == 0 {
		return
	}
	a.has += points
	a.Changes = append(a.Changes, Change{Day: a.day, Points: points, Has: a.has, Entry: entry})
}

// held are the points that somebody has on a day, those that she cannot spend
// yet too, less what she owes.
func (l Lots) held(day clock.Day) (sum Points) {
	for _, lot := range l {
		if !lot.gone(day) {
			sum += lot.Points
		}
	}
	return sum
}
