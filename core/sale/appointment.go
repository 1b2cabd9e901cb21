package sale

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// AppointmentNumber is an appointment's dense number, from 1.
type AppointmentNumber uint64

// Booking is where an appointment stands.
type Booking string

// The bookings. Those that are cancelled or missed keep nobody from the chair.
const (
	Booked    Booking = "booked"
	Confirmed Booking = "confirmed"
	Arrived   Booking = "arrived"
	Served    Booking = "served"
	NoShow    Booking = "no_show"
	CalledOff Booking = "cancelled"
)

// Bookings lists where an appointment may stand.
func Bookings() []Booking { return []Booking{Booked, Confirmed, Arrived, Served, NoShow, CalledOff} }

// Appointment is a time that is kept for a customer. What the customer sees is
// Start and Minutes; the buffers before and after are the shop's own.
type Appointment struct {
	Number   AppointmentNumber `cbor:"1,keyasint"`            // the same as in the key
	Customer people.Ordinal    `cbor:"2,keyasint"`            // whose
	Item     ItemNumber        `cbor:"3,keyasint,omitempty"`  // for what
	What     string            `cbor:"4,keyasint"`            // for what, in words
	Resource string            `cbor:"5,keyasint,omitempty"`  // which chair or room; none needs none
	Staff    staff.Number      `cbor:"6,keyasint,omitempty"`  // by whom
	Start    time.Time         `cbor:"7,keyasint"`            // when
	Minutes  int               `cbor:"8,keyasint"`            // how long
	Before   int               `cbor:"9,keyasint,omitempty"`  // minutes to prepare
	After    int               `cbor:"10,keyasint,omitempty"` // minutes to clean up
	Status   Booking           `cbor:"11,keyasint"`           // `booked`, `confirmed`, `arrived`, `served`, `no_show` or `cancelled`
	Note     string            `cbor:"12,keyasint,omitempty"` // what to mind
	MadeAt   time.Time         `cbor:"13,keyasint"`           // when it was made
}

// MaxMinutes is how long an appointment may take, each buffer too.
const MaxMinutes = 24 * 60

// Check tidies the texts and refuses what breaks a rule.
func (a *Appointment) Check() error {
	a.What, a.Resource, a.Note = people.Tidy(a.What), people.Tidy(a.Resource), people.TidyLines(a.Note)
	switch {
	case a.Customer == 0:
		return fault.Invalid("customer", "is missing; name whose it is")
	case a.What == "" || len(a.What) > MaxText:
		return fault.Invalid("what", "is empty or longer than %d bytes", MaxText)
	case len(a.Resource) > MaxText:
		return fault.Invalid("resource", "is longer than %d bytes", MaxText)
	case a.Start.IsZero():
		return fault.Invalid("start", "is missing; say when")
	case !slices.Contains(Bookings(), a.Status):
		return fault.Invalid("status", "%q is not one of %v", a.Status, Bookings())
	case len(a.Note) > people.MaxNote:
		return fault.Invalid("note", "is longer than %d bytes", people.MaxNote)
	}
	return a.CheckTimes()
}

// CheckTimes refuses lengths that no appointment can have.
func (a *Appointment) CheckTimes() error {
	switch {
	case a.Minutes < 1 || a.Minutes > MaxMinutes:
		return fault.Invalid("minutes", "%d is not from 1 to %d", a.Minutes, MaxMinutes)
	case a.Before < 0 || a.Before > MaxMinutes:
		return fault.Invalid("before", "%d is not from 0 to %d minutes", a.Before, MaxMinutes)
	case a.After < 0 || a.After > MaxMinutes:
		return fault.Invalid("after", "%d is not from 0 to %d minutes", a.After, MaxMinutes)
	}
	return nil
}

// Takes reports whether the appointment keeps its chair and staff busy.
func (a *Appointment) Takes() bool { return a.Status != NoShow && a.Status != CalledOff }

// Happened reports whether its status says what only its day can show.
func (a *Appointment) Happened() bool {
	return a.Status == Arrived || a.Status == Served || a.Status == NoShow
}

// Busy is the time in which chair and staff are busy, buffers included: from
// begin up to, but not at, end.
func (a *Appointment) Busy() (begin, end time.Time) {
	begin = a.Start.Add(-time.Duration(a.Before) * time.Minute)
	return begin, a.Start.Add(time.Duration(a.Minutes+a.After) * time.Minute)
}

// Collides reports whether two appointments need the same chair or member of
// staff at the same time. "Kursi 1" and "KURSI1" are one chair.
func (a *Appointment) Collides(other *Appointment) bool {
	if !a.Takes() || !other.Takes() || a.Number == other.Number {
		return false
	}
	shared := (a.Resource != "" && people.SameWord(a.Resource, other.Resource)) || (a.Staff != 0 && a.Staff == other.Staff)
	begin, end := a.Busy()
	from, to := other.Busy()
	return shared && begin.Before(to) && from.Before(end)
}
