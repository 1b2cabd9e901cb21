package outreach

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// FollowUpNumber is a follow-up's dense number, from 1.
type FollowUpNumber uint64

// FollowUp is getting back to somebody.
type FollowUp struct {
	Number   FollowUpNumber `cbor:"1,keyasint"`            // the same as in the key
	Customer people.Ordinal `cbor:"2,keyasint"`            // to whom
	Purpose  Purpose        `cbor:"3,keyasint"`            // what for
	Text     string         `cbor:"4,keyasint"`            // what to do or say
	Channel  people.Channel `cbor:"5,keyasint,omitempty"`  // how
	Due      time.Time      `cbor:"6,keyasint"`            // when
	Owner    staff.Number   `cbor:"7,keyasint,omitempty"`  // by whom; none is whoever can
	About    string         `cbor:"8,keyasint,omitempty"`  // code of what it is about
	Every    int            `cbor:"9,keyasint,omitempty"`  // days after which it comes again once done; none is never
	MadeAt   time.Time      `cbor:"10,keyasint"`           // when it was noted
	DoneAt   time.Time      `cbor:"11,keyasint"`           // when it was done or dropped; none before
	Dropped  bool           `cbor:"12,keyasint,omitempty"` // it was not done, and Outcome says why
	Outcome  string         `cbor:"13,keyasint,omitempty"` // what came of it
	By       staff.Number   `cbor:"14,keyasint,omitempty"` // who did it
	Snoozed  int            `cbor:"15,keyasint,omitempty"` // how often it was put off
	Rule     string         `cbor:"16,keyasint,omitempty"` // the rule that proposed it; none is a person
	Action   uint32         `cbor:"17,keyasint,omitempty"` // what it proposed, a position in its options
	Reason   uint32         `cbor:"18,keyasint,omitempty"` // why, a position in its texts
	Args     [4]int64       `cbor:"19,keyasint,omitzero"`  // figures for both
}

// Check tidies the texts and refuses what breaks a rule.
func (f *FollowUp) Check() error {
	f.Text, f.Outcome, f.About = people.TidyLines(f.Text), people.TidyLines(f.Outcome), people.Tidy(f.About)
	switch {
	case f.Customer == 0:
		return fault.Invalid("customer", "is missing; name to whom")
	case !slices.Contains(Purposes(), f.Purpose):
		return fault.Invalid("purpose", "%q is not one of %v", f.Purpose, Purposes())
	case f.Text == "" || len(f.Text) > people.MaxNote:
		return fault.Invalid("text", "is empty or longer than %d bytes", people.MaxNote)
	case f.Channel != "" && !f.Channel.Known():
		return fault.Invalid("channel", "%q is not one of %v", f.Channel, people.Channels())
	case f.Due.IsZero():
		return fault.Invalid("due", "is missing; say when")
	case f.Every < 0 || f.Every > 3660:
		return fault.Invalid("every", "%d days is negative or too long", f.Every)
	case len(f.Outcome) > people.MaxNote:
		return fault.Invalid("outcome", "is longer than %d bytes", people.MaxNote)
	case len(f.About) > people.MaxName:
		return fault.Invalid("about", "is longer than %d bytes", people.MaxName)
	}
	return nil
}

// Finish notes what came of it. An outcome is needed.
func (f *FollowUp) Finish(outcome string, dropped bool, by staff.Number, at time.Time) error {
	outcome = people.TidyLines(outcome)
	switch {
	case !f.DoneAt.IsZero():
		return fault.Conflict("followup", "was ended already")
	case outcome == "":
		return fault.Invalid("outcome", "is empty; say what came of it")
	}
	f.Outcome, f.Dropped, f.By, f.DoneAt = outcome, dropped, by, at.UTC()
	return f.Check()
}

// Snooze puts it off.
func (f *FollowUp) Snooze(until, at time.Time) error {
	switch {
	case !f.DoneAt.IsZero():
		return fault.Conflict("followup", "was ended already")
	case !until.After(at):
		return fault.Invalid("until", "is in the past")
	}
	f.Due, f.Snoozed = until.UTC(), f.Snoozed+1
	return nil
}

// Next is the follow-up that comes after one that was done, and false when
// none does.
func (f *FollowUp) Next(at time.Time) (FollowUp, bool) {
	if f.Every == 0 || f.Dropped {
		return FollowUp{}, false
	}
	return FollowUp{
		Customer: f.Customer, Purpose: f.Purpose, Text: f.Text, Channel: f.Channel, Owner: f.Owner, About: f.About, Every: f.Every,
		Due: at.UTC().AddDate(0, 0, f.Every), MadeAt: at.UTC(),
	}, true
}
