// Package promise holds what a shop promises to one customer: what, until
// when, what was said when it had to change, and whether it was kept. Its
// timers run in open hours. Which record a promise is about, and storing it,
// is left to the engine's Promises.
package promise

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// Number is a promise's dense number in the shop, from 1.
type Number uint64

// Kind is what is promised.
type Kind string

// The kinds of promise.
const (
	Ready    Kind = "ready"    // something is done by then
	Delivery Kind = "delivery" // something is brought by then
	Internal Kind = "internal" // one department's to another
	Callback Kind = "callback" // somebody calls or writes by then
	Answer   Kind = "answer"   // a question or complaint is answered by then
	Other    Kind = "other"
)

// Kinds lists the kinds of promise.
func Kinds() []Kind { return []Kind{Ready, Delivery, Callback, Answer, Internal, Other} }

// Status is where a promise stands.
type Status string

// The statuses. Broken is one that was not kept in time, also when it was kept
// later; withdrawn one that the customer no longer wants.
const (
	Open      Status = "open"
	Kept      Status = "kept"
	Broken    Status = "broken"
	Withdrawn Status = "withdrawn"
)

// Promise is what one customer may rely on.
type Promise struct {
	Number    Number         `cbor:"1,keyasint"`            // the same as in the key
	Customer  people.Ordinal `cbor:"2,keyasint"`            // to whom; 0 of an internal one
	Kind      Kind           `cbor:"3,keyasint"`            // `ready`, `delivery`, `callback`, `answer`, `internal` or `other`
	Text      string         `cbor:"4,keyasint"`            // what, in words she would know again
	About     string         `cbor:"5,keyasint,omitempty"`  // code of the record that it is about, such as N-000123
	Due       time.Time      `cbor:"6,keyasint"`            // until when, as it holds now; a pause moves it when it ends
	FirstDue  time.Time      `cbor:"7,keyasint"`            // until when, as it was made
	MadeAt    time.Time      `cbor:"8,keyasint"`            // when it was made
	By        staff.Number   `cbor:"9,keyasint,omitempty"`  // who made it
	Why       string         `cbor:"10,keyasint,omitempty"` // why it was made though it was known to be tight
	Status    Status         `cbor:"11,keyasint"`           // `open`, `kept`, `broken` or `withdrawn`
	ClosedAt  time.Time      `cbor:"12,keyasint"`           // when it was kept, given up or withdrawn; none while it is open
	Revisions []Revision     `cbor:"13,keyasint,omitempty"` // every change of Due, oldest first
	Timer     Timer          `cbor:"14,keyasint"`           // the time that the shop had for it
	MissedAt  time.Time      `cbor:"15,keyasint"`           // when it was noticed that Due had passed; it stays when a clock is set back
	Unseen    bool           `cbor:"16,keyasint,omitempty"` // Due passed while Raja was closed
	Warned    int            `cbor:"17,keyasint,omitempty"` // the last warning that was given: 75 or 90 percent
	Outcome   string         `cbor:"18,keyasint,omitempty"` // what came of it, in words

	Department staff.DepartmentNumber `cbor:"19,keyasint,omitempty"` // to whom, of an internal one
	Agreed     time.Time              `cbor:"20,keyasint"`           // the time by which it is judged: what she knew of before it had passed
	GivenUp    bool                   `cbor:"21,keyasint,omitempty"` // it is broken because the shop gave it up
}

// Revision is one change of a promise.
type Revision struct {
	At       time.Time    `cbor:"1,keyasint"`           // when
	By       staff.Number `cbor:"2,keyasint,omitempty"` // by whom
	From     time.Time    `cbor:"3,keyasint"`           // until when it was promised before
	To       time.Time    `cbor:"4,keyasint"`           // until when from then on
	Reason   string       `cbor:"5,keyasint"`           // why
	Informed time.Time    `cbor:"6,keyasint"`           // when the customer was told; none when she was not
	InTime   bool         `cbor:"7,keyasint,omitempty"` // she was told before the time that she knew of had passed
}

// MaxRevisions is how often a promise may be changed.
const MaxRevisions = 100

// Check tidies the texts and refuses what breaks a rule.
func (p *Promise) Check() error {
	p.Text, p.Why, p.Outcome = people.TidyLines(p.Text), people.Tidy(p.Why), people.TidyLines(p.Outcome)
	p.About = people.Tidy(p.About)
	switch {
	case (p.Kind == Internal) != (p.Department != 0):
		return fault.Invalid("department", "is for promises between departments")
	case p.Customer == 0 && p.Kind != Internal:
		return fault.Invalid("customer", "is missing; a promise is made to somebody")
	case !slices.Contains(Kinds(), p.Kind):
		return fault.Invalid("kind", "%q is not one of %v", p.Kind, Kinds())
	case p.Text == "":
		return fault.Invalid("text", "is empty; say what is promised")
	case len(p.Text) > people.MaxNote:
		return fault.Invalid("text", "is longer than %d bytes", people.MaxNote)
	case len(p.Why) > people.MaxNote:
		return fault.Invalid("why", "is longer than %d bytes", people.MaxNote)
	case len(p.Outcome) > people.MaxNote:
		return fault.Invalid("outcome", "is longer than %d bytes", people.MaxNote)
	case len(p.About) > people.MaxName:
		return fault.Invalid("about", "is longer than %d characters", people.MaxName)
	case p.Due.IsZero():
		return fault.Invalid("due", "is missing; say until when")
	case p.Status == Open && p.Due.Before(p.MadeAt):
		return fault.Invalid("due", "is in the past")
	case p.Due.Sub(p.MadeAt) > maxAhead:
		return fault.Invalid("due", "is more than ten years ahead")
	}
	return nil
}

const maxAhead = 10 * 366 * 24 * time.Hour
