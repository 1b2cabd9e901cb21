package hours

import (
	"cmp"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Date is a day on the shop's wall calendar.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// dateOf returns the date that a calendar in the zone shows at t.
func dateOf(t time.Time, zone *time.Location) Date {
	y, m, d := t.In(zone).Date()
	return Date{y, m, d}
}

// ParseDate reads YYYY-MM-DD.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fault.Invalid("date", "%q is not a date like 2026-03-20", text)
	}
	return dateOf(t, time.UTC), nil
}

// Add returns the date n days later, earlier when n is negative.
func (d Date) Add(n int) Date {
	d.Day += n
	return dateOf(d.midnight(), time.UTC)
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// Compare is negative when d is before e, 0 when they are the same.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// String returns YYYY-MM-DD.
func (d Date) String() string { return d.midnight().Format(time.DateOnly) }

// MarshalText and UnmarshalText make JSON see YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

func (d Date) midnight() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// at returns the first moment at which a clock in the zone, counting on from
// this date, shows m or later. It never falls as m rises.
func (d Date) at(m Minute, zone *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, 0, int(m), 0, 0, zone)
	wall := d.midnight().Add(time.Duration(m) * time.Minute)
	start, end := t.ZoneBounds()
	switch shown := wallOf(t); {
	case shown.Before(wall):
		return end // the clocks skip wall: they do so here
	case shown.After(wall):
		return start
	case start.IsZero():
		return t
	}
	// The clocks may have shown the same before they were put back.
	_, before := start.Add(-1).Zone()
	if earlier := wall.Add(-time.Duration(before) * time.Second); earlier.Before(start) {
		return earlier.In(zone)
	}
	return t
}

// wallOf returns what the clock shows at t, as if it stood in UTC.
func wallOf(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}
