// Package hours knows when a shop is open: weekly hours, days that differ,
// holidays, nights that run past midnight. It answers when the next opening
// is and when work that takes so many open hours is due. It leaves what to
// promise a customer to core/promise and core/care.
//
// Intervals are half open: a shop that opens at 10:00 and closes at 21:00 is
// open at 10:00:00 and shut at 21:00:00. Local times become instants first
// and all sums are done on instants, so that a day on which the clocks change
// has its true length. A local time that the clocks skip, or show twice,
// stands for the first moment at which the clock shows it or a later one.
package hours

import (
	"slices"
	"time"
	_ "time/tzdata" // Windows has no zones of its own
)

// Horizon is how many days Due, NextOpen and LastClose search before they say
// never.
const Horizon = 400

// Calendar is a shop's opening hours in its zone. It does not change once
// made. The zero Calendar is never open.
type Calendar struct {
	zone       *time.Location
	week       Week
	exceptions map[Date]Hours // replace the day; no hours means closed
	holidays   []Holiday      // by date
	cutNights  bool
}

// Holiday is a day on which the shop is closed, unless an exception gives the
// day hours. Source says who set the date, such as a ministerial decree.
type Holiday struct {
	Date   Date   `json:"date"`
	Name   string `json:"name"`
	Source string `json:"source,omitempty"`
}

// New returns a calendar with weekly hours only. zone is an IANA name.
func New(zone string, week Week) (Calendar, error) {
	loc, err := loadZone(zone)
	return Calendar{zone: loc, week: week}, err
}

// Zone returns the shop's zone, never nil.
func (c Calendar) Zone() *time.Location {
	if c.zone == nil {
		return time.UTC
	}
	return c.zone
}

// Week returns the hours of an ordinary week.
func (c Calendar) Week() Week { return c.week }

// On returns the hours that begin on a date: the exception's, none on a
// holiday, else the weekday's.
func (c Calendar) On(d Date) Hours {
	if h, ok := c.exceptions[d]; ok {
		return h
	}
	if _, ok := c.HolidayOn(d); ok {
		return nil
	}
	return c.week[d.Weekday()]
}

// HolidayOn returns the holiday on a date, and whether there is one.
func (c Calendar) HolidayOn(d Date) (Holiday, bool) {
	i, found := slices.BinarySearchFunc(c.holidays, d, func(h Holiday, d Date) int { return h.Date.Compare(d) })
	if !found {
		return Holiday{}, false
	}
	return c.holidays[i], true
}

// OpenAt says whether the shop is open at t.
func (c Calendar) OpenAt(t time.Time) bool {
	for _, s := range c.spansAround(t) {
		if !t.Before(s.open) && t.Before(s.close) {
			return true
		}
	}
	return false
}

// NextOpen returns the first moment after t at which the shop opens, and
// false when there is none within the horizon. A shop that never closes never
// opens.
func (c Calendar) NextOpen(t time.Time) (time.Time, bool) {
	today := dateOf(t, c.Zone())
	for i := -reach; i <= Horizon; i++ {
		for _, s := range c.spans(today.Add(i)) {
			if s.open.After(t) && !c.OpenAt(s.open.Add(-1)) {
				return s.open, true
			}
		}
	}
	return time.Time{}, false
}

// LastClose returns the last moment at or before t at which the shop closed,
// and false when there is none within the horizon.
func (c Calendar) LastClose(t time.Time) (time.Time, bool) {
	today := dateOf(t, c.Zone())
	for i := 0; i <= Horizon+reach; i++ {
		for _, s := range slices.Backward(c.spans(today.Add(-i))) {
			if !s.close.After(t) && !c.OpenAt(s.close) {
				return s.close, true
			}
		}
	}
	return time.Time{}, false
}
