package loyalty

import (
	"cmp"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
)

// Counted is what counts for a tier. Points that are spent count as before: a
// reward never costs a tier.
type Counted string

// What can count.
const (
	Spending Counted = "spending" // net amount of what is paid
	Earned   Counted = "points"   // points that orders earned
	Visits   Counted = "visits"   // days with an order
)

func (c Counted) check() error {
	switch c {
	case Spending, Earned, Visits:
		return nil
	}
	return fault.Invalid("tiers.by", "%.40q is not one of spending, points, visits", c)
}

// Window is the time over which it counts.
type Window string

// The windows.
const (
	Rolling      Window = "rolling" // the last 365 days
	CalendarYear Window = "year"    // from 1 January
	Ever         Window = "ever"    // all of it
)

func (w Window) check() error {
	switch w {
	case Rolling, CalendarYear, Ever:
		return nil
	}
	return fault.Invalid("tiers.window", "%.40q is not one of rolling, year, ever", w)
}

// rollingDays is how long a rolling year is.
const rollingDays = 365

// orUsual is t with what was left out, as it is in what an earlier Raja wrote.
func (t Tiers) orUsual() Tiers {
	usual := UsualTiers()
	t.By, t.Window = cmp.Or(t.By, usual.By), cmp.Or(t.Window, usual.Window)
	return t
}

// From is the first day that counts on a day, 0 for all days.
func (t Tiers) From(day clock.Day) clock.Day {
	switch t.Window {
	case CalendarYear:
		return day.NewYear()
	case Ever:
		return 0
	}
	return day - rollingDays + 1
}

// FromAt is From for who is asked to earn her tier again since a review: a year
// that was reviewed on its last day goes on counting while the days of grace do,
// or they would begin with nothing.
func (t Tiers) FromAt(day, review clock.Day) clock.Day {
	if t.Window == CalendarYear && review != 0 && review <= day && day <= review+clock.Day(t.Grace) {
		return review.NewYear()
	}
	return t.From(day)
}

// ReviewFrom is the day on which a tier is reviewed that began, or was
// reviewed, on a day: months later, and where calendar years count on the last
// day of that year.
func (t Tiers) ReviewFrom(day clock.Day) clock.Day {
	review := day.AddMonths(t.Months)
	if t.Window == CalendarYear {
		return review.NewYear().AddMonths(12) - 1
	}
	return review
}
