package care

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// VisitNumber is a visit's dense number, from 1.
type VisitNumber uint64

// Visit is somebody who stood at the door when the shop was closed: what was
// suggested, what was done, and what she said to it. There is no right answer;
// the owner sees afterwards who came back.
type Visit struct {
	Number   VisitNumber    `cbor:"1,keyasint"`            // the same as in the key
	Customer people.Ordinal `cbor:"2,keyasint,omitempty"`  // who; 0 a stranger
	At       time.Time      `cbor:"3,keyasint"`            // when she knocked
	Minutes  int            `cbor:"4,keyasint"`            // since the shop had closed; -1 when it never was open
	Service  string         `cbor:"5,keyasint,omitempty"`  // `drop_off`, `wait` or `pick_up`; none is not known
	Staff    string         `cbor:"6,keyasint,omitempty"`  // `willing` or `gone`; none is not known
	Unsafe   bool           `cbor:"7,keyasint,omitempty"`  // somebody's safety was in doubt
	Offered  []string       `cbor:"8,keyasint,omitempty"`  // codes of what the rule suggested, best first
	Rule     string         `cbor:"9,keyasint,omitempty"`  // id of the rule; none when the owner was to be asked
	Taken    string         `cbor:"10,keyasint"`           // code of what was done
	Why      string         `cbor:"11,keyasint,omitempty"` // why it was not the first suggestion
	Accepted bool           `cbor:"12,keyasint,omitempty"` // she took it
	By       staff.Number   `cbor:"13,keyasint,omitempty"` // who decided
}

// Overridden reports whether something else was done than the rule suggested
// first.
func (v *Visit) Overridden() bool { return len(v.Offered) == 0 || v.Offered[0] != v.Taken }

// MaxOffers is how many options one visit may have had.
const MaxOffers = 8

// Check tidies the reason and refuses what breaks a rule. Doing something else
// than what was suggested needs a reason.
func (v *Visit) Check() error {
	v.Why, v.Taken = people.Tidy(v.Why), people.Tidy(v.Taken)
	switch {
	case v.Taken == "" || len(v.Taken) > people.MaxName:
		return fault.Invalid("taken", "is empty; say what was done")
	case len(v.Offered) > MaxOffers:
		return fault.Invalid("offered", "there are at most %d options", MaxOffers)
	case v.Rule != "" && v.Overridden() && v.Why == "":
		return fault.Invalid("why", "is empty; say why it was not what was suggested first, %s", v.Offered[0])
	case len(v.Why) > people.MaxNote:
		return fault.Invalid("why", "is longer than %d bytes", people.MaxNote)
	case v.Rule != "" && !slices.Contains(v.Offered, v.Taken) && v.Why == "":
		return fault.Invalid("taken", "%q was not offered", v.Taken)
	}
	return nil
}

// Return is how many of those who knocked came back.
type Return struct {
	Visits, Strangers int
	Back              int // of those who are known, bought something within ReturnDays
}

// ReturnDays is within how many days somebody must buy something to have come
// back.
const ReturnDays = 30
