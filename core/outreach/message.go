package outreach

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// MessageNumber is a message's dense number, from 1.
type MessageNumber uint64

// State is where a message stands. There is no "sent": Raja cannot know.
type State string

// The states of a message.
const (
	Prepared  State = "prepared"
	Opened    State = "opened"    // the chat was opened with it
	Confirmed State = "confirmed" // a person says that it went out
	Skipped   State = "skipped"   // it is not to go out, and why
)

// Message is words prepared for one customer.
type Message struct {
	Number    MessageNumber  `cbor:"1,keyasint"`            // the same as in the key
	Customer  people.Ordinal `cbor:"2,keyasint"`            // to whom
	Purpose   Purpose        `cbor:"3,keyasint"`            // what it is for
	Phone     string         `cbor:"4,keyasint,omitempty"`  // to which number, in E.164; none where it goes another way
	Text      string         `cbor:"5,keyasint"`            // the words
	State     State          `cbor:"6,keyasint"`            // `prepared`, `opened`, `confirmed` or `skipped`
	At        time.Time      `cbor:"7,keyasint"`            // when it was prepared
	NotBefore time.Time      `cbor:"8,keyasint"`            // not before the end of the quiet hours; none is at once
	OpenedAt  time.Time      `cbor:"9,keyasint"`            // when the chat was opened last; none before
	EndedAt   time.Time      `cbor:"10,keyasint"`           // when it was confirmed or skipped; none before
	By        staff.Number   `cbor:"11,keyasint,omitempty"` // who confirmed or skipped it
	Why       string         `cbor:"12,keyasint,omitempty"` // why it was skipped
	About     string         `cbor:"13,keyasint,omitempty"` // code of what it is about
	Again     int            `cbor:"14,keyasint,omitempty"` // how often it was opened anew after it was confirmed
}

// Check refuses what breaks a rule.
func (m *Message) Check() error {
	m.Text, m.Why, m.About = people.TidyLines(m.Text), people.Tidy(m.Why), people.Tidy(m.About)
	switch {
	case m.Customer == 0:
		return fault.Invalid("customer", "is missing; name to whom it goes")
	case !slices.Contains(Purposes(), m.Purpose):
		return fault.Invalid("purpose", "%q is not one of %v", m.Purpose, Purposes())
	case m.Text == "" || len(m.Text) > MaxText:
		return fault.Invalid("text", "is empty or longer than %d bytes", MaxText)
	case len(m.Why) > people.MaxNote:
		return fault.Invalid("why", "is longer than %d bytes", people.MaxNote)
	case len(m.About) > people.MaxName:
		return fault.Invalid("about", "is longer than %d bytes", people.MaxName)
	}
	return nil
}

// Open notes that the chat was opened. Before the end of the quiet hours it is
// refused; one that was confirmed may be opened again, as a resend.
func (m *Message) Open(at time.Time) error {
	switch {
	case m.State == Skipped:
		return fault.Conflict("message", "was skipped: %s", m.Why)
	case at.Before(m.NotBefore):
		return fault.Conflict("message", "waits for the end of the quiet hours")
	case m.State == Confirmed:
		m.Again++
	default:
		m.State = Opened
	}
	m.OpenedAt = at.UTC()
	return nil
}

// Confirm notes that a person says it went out.
func (m *Message) Confirm(by staff.Number, at time.Time) error {
	if m.State != Opened {
		return fault.Conflict("message", "is %s; open it first", m.State)
	}
	m.State, m.By, m.EndedAt = Confirmed, by, at.UTC()
	return nil
}

// Skip notes that it is not to go out, and why.
func (m *Message) Skip(why string, by staff.Number, at time.Time) error {
	why = people.Tidy(why)
	switch {
	case m.State == Confirmed || m.State == Skipped:
		return fault.Conflict("message", "is %s already", m.State)
	case why == "":
		return fault.Invalid("why", "is empty; say why it is not to go out")
	}
	m.State, m.Why, m.By, m.EndedAt = Skipped, why, by, at.UTC()
	return nil
}

// Quiet are the hours in which nobody is disturbed, as minutes after midnight
// in the shop's zone; from the evening into the morning.
type Quiet struct {
	From, To int
}

// StandardQuiet is from eight in the evening to eight in the morning.
func StandardQuiet() Quiet { return Quiet{From: 20 * 60, To: 8 * 60} }

// Until returns when the quiet hours around a moment end, and false when it is
// not in them.
func (q Quiet) Until(at time.Time) (time.Time, bool) {
	minute := at.Hour()*60 + at.Minute()
	midnight := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
	inside := minute >= q.From && minute < q.To
	if q.From > q.To {
		inside = minute >= q.From || minute < q.To
	}
	if !inside {
		return time.Time{}, false
	}
	if q.From > q.To && minute >= q.From {
		midnight = midnight.AddDate(0, 0, 1)
	}
	return midnight.Add(time.Duration(q.To) * time.Minute), true
}
