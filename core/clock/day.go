package clock

import (
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Day is a calendar date: days since 1970-01-01, which is day 0. It has no
// zone; DayOf asks for one.
type Day int32

const daySeconds = 24 * 60 * 60

// DayOf returns the date that the clock on the wall in zone shows at t.
func DayOf(t time.Time, zone *time.Location) Day {
	year, month, day := t.In(zone).Date()
	return date(year, month, day)
}

// ParseDay reads YYYY-MM-DD.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, fault.Invalid("date", "%q is not a date like 2026-03-14", text)
	}
	return date(t.Date()), nil
}

func date(year int, month time.Month, day int) Day {
	seconds := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return Day(seconds / daySeconds)
}

// At returns the instant at which the wall clock in zone shows hour:minute on
// this day, the first where it does twice. Where a change of clocks skips it,
// it is the moment of the change.
func (d Day) At(hour, minute int, zone *time.Location) time.Time {
	year, month, day := d.civil()
	wall := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
	at := time.Date(year, month, day, hour, minute, 0, 0, zone)
	from, until := at.ZoneBounds()
	switch shown := wallOf(at); {
	case shown.Before(wall): // time.Date took the offset of before the change
		return until.UTC()
	case shown.After(wall): // or that of after it
		return from.UTC()
	}
	return firstOf(at, from).UTC()
}

// firstOf returns the first of the two moments that show the same hour after
// clocks were set back, at from, to the offset in which at stands; else at.
func firstOf(at, from time.Time) time.Time {
	if from.IsZero() {
		return at
	}
	_, is := at.Zone()
	_, was := from.Add(-1).Zone()
	if first := at.Add(time.Duration(is-was) * time.Second); first.Before(from) && is < was {
		return first
	}
	return at
}

// wallOf is what the clock on the wall shows at t, as if it stood in UTC.
func wallOf(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// Noon returns 12:00 in zone: the time given to a date that came without one.
func (d Day) Noon(zone *time.Location) time.Time { return d.At(12, 0, zone) }

// End returns the first instant after the day.
func (d Day) End(zone *time.Location) time.Time { return (d + 1).At(0, 0, zone) }

// String returns YYYY-MM-DD.
func (d Day) String() string {
	return time.Unix(int64(d)*daySeconds, 0).UTC().Format(time.DateOnly)
}

func (d Day) civil() (int, time.Month, int) {
	return time.Unix(int64(d)*daySeconds, 0).UTC().Date()
}

// OfMonth returns which day of its month it is, from 1.
func (d Day) OfMonth() int {
	_, _, day := d.civil()
	return day
}

// NewYear returns 1 January of the day's year.
func (d Day) NewYear() Day {
	year, _, _ := d.civil()
	return date(year, time.January, 1)
}

// AddMonths returns the same day of the month n months on, and where that
// month is shorter its last day.
func (d Day) AddMonths(n int) Day {
	year, month, day := d.civil()
	first := time.Date(year, month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return date(first.Year(), first.Month(), min(day, last))
}
