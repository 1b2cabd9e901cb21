// Package clock is the only place that reads the wall clock, and the home of
// the calendar day. It leaves opening hours to core/hours.
package clock

import (
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Clock tells the present. Rules never hold one: they take the time as an
// argument.
type Clock interface{ Now() time.Time }

// System is the wall clock.
type System struct{}

// Now returns the wall clock's time in UTC.
func (System) Now() time.Time { return time.Now().UTC() }

// Fixed is a clock that stands still.
type Fixed time.Time

// Now returns the moment the clock was fixed at.
func (f Fixed) Now() time.Time { return time.Time(f).UTC() }

// Parse returns a clock that stands still at an RFC 3339 text, and the wall clock for
// "".
func Parse(text string) (Clock, error) {
	if text == "" {
		return System{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return nil, fault.Invalid("now", "%q is not a time like 2026-03-14T21:12:00+07:00", text)
	}
	return Fixed(at), nil
}
