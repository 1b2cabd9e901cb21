package care

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/staff"
)

// TicketNumber is a ticket's dense number, from 1.
type TicketNumber uint64

// Type is what a ticket is about.
type Type string

// The types of ticket. An internal one is a department's request to another.
const (
	QuestionType Type = "question"
	Problem      Type = "problem"
	Request      Type = "request"
	Complaint    Type = "complaint"
	InternalType Type = "internal"
)

// Types lists the types of ticket.
func Types() []Type { return []Type{QuestionType, Problem, Request, Complaint, InternalType} }

// Status is where a ticket stands.
type Status string

// The statuses. A ticket that waits pauses its clock.
const (
	New             Status = "new"
	Working         Status = "open"
	WaitingCustomer Status = "waiting_customer"
	WaitingInternal Status = "waiting_internal"
	Resolved        Status = "resolved"
	Closed          Status = "closed"
)

// Resolution is how a ticket was resolved.
type Resolution string

// Resolutions lists how a ticket may be resolved.
func Resolutions() []Resolution {
	return []Resolution{"solved", "explained", "replaced", "refunded", "repaired", "cannot_solve_explained", "duplicate", "withdrawn"}
}

// CannotSolve is the resolution that needs an explanation and an alternative.
const CannotSolve Resolution = "cannot_solve_explained"

// Ticket is something that the shop owes an answer to.
type Ticket struct {
	Number       TicketNumber           `cbor:"1,keyasint"`            // the same as in the key
	Type         Type                   `cbor:"2,keyasint"`            // `question`, `problem`, `request`, `complaint` or `internal`
	Customer     people.Ordinal         `cbor:"3,keyasint,omitempty"`  // whose it is; none of an internal one
	From         staff.DepartmentNumber `cbor:"4,keyasint,omitempty"`  // of an internal one: the department that asks
	To           staff.DepartmentNumber `cbor:"5,keyasint,omitempty"`  // of an internal one: the department that is asked
	Title        string                 `cbor:"6,keyasint"`            // in a few words
	Asked        string                 `cbor:"7,keyasint,omitempty"`  // what was asked for
	Need         string                 `cbor:"8,keyasint,omitempty"`  // what is really needed
	Severity     int                    `cbor:"9,keyasint"`            // 1 low to 4 urgent
	Channel      people.Channel         `cbor:"10,keyasint,omitempty"` // how it came
	About        string                 `cbor:"11,keyasint,omitempty"` // code of the order or thing that it is about
	Status       Status                 `cbor:"12,keyasint"`           // `new`, `open`, `waiting_customer`, `waiting_internal`, `resolved` or `closed`
	Owner        staff.Number           `cbor:"13,keyasint"`           // who answers for it: exactly one, always
	Handoff      *Handoff               `cbor:"14,keyasint,omitempty"` // an offer to hand it over that is not answered yet
	Handoffs     []Handoff              `cbor:"15,keyasint,omitempty"` // those that were answered
	OpenedAt     time.Time              `cbor:"16,keyasint"`           // when it came
	Acknowledged time.Time              `cbor:"17,keyasint"`           // when the customer heard that somebody looks after it; none before
	Clock        promise.Timer          `cbor:"18,keyasint"`           // the time that it took, waiting left out
	Policy       Policy                 `cbor:"19,keyasint"`           // how fast it should go
	Actions      []Action               `cbor:"20,keyasint,omitempty"` // what was done
	Cause        string                 `cbor:"21,keyasint,omitempty"` // why it came to be
	Resolution   Resolution             `cbor:"22,keyasint,omitempty"` // how it was resolved
	Explanation  string                 `cbor:"23,keyasint,omitempty"` // what the customer was told
	Alternative  string                 `cbor:"24,keyasint,omitempty"` // what she was offered when it could not be solved
	Remedy       *Remedy                `cbor:"25,keyasint,omitempty"` // what makes up for it
	Accepted     *bool                  `cbor:"26,keyasint,omitempty"` // whether the customer is content with it; none while she was not asked
	Reopened     []Reopening            `cbor:"27,keyasint,omitempty"` // how often it was not settled after all
	Postponed    int                    `cbor:"28,keyasint,omitempty"` // how often it was put off
	Playbook     string                 `cbor:"29,keyasint,omitempty"` // the playbook that is followed
	Done         []int                  `cbor:"30,keyasint,omitempty"` // steps of the playbook that are done, from 1
	Earlier      []Remedy               `cbor:"31,keyasint,omitempty"` // remedies that were offered before the one that counts, oldest first
}

// Handoff is an offer to another member of staff to take a ticket over.
type Handoff struct {
	From     staff.Number `cbor:"1,keyasint"`           // who owns it
	To       staff.Number `cbor:"2,keyasint"`           // who is asked
	Reason   string       `cbor:"3,keyasint"`           // why
	At       time.Time    `cbor:"4,keyasint"`           // when she was asked
	Answered time.Time    `cbor:"5,keyasint"`           // when she answered; none before
	Accepted bool         `cbor:"6,keyasint,omitempty"` // whether she took it
}

// Policy is how fast a ticket should go, in open time.
type Policy struct {
	Acknowledge time.Duration `cbor:"1,keyasint,omitempty"` // nanoseconds until the customer should hear something; none is no limit
	Resolve     time.Duration `cbor:"2,keyasint,omitempty"` // nanoseconds until it should be resolved; none is no limit
}

// Action is something that was done about a ticket.
type Action struct {
	What   string       `cbor:"1,keyasint"`           // what
	By     staff.Number `cbor:"2,keyasint,omitempty"` // by whom
	At     time.Time    `cbor:"3,keyasint"`           // when
	Cost   money.Amount `cbor:"4,keyasint,omitempty"` // what it cost the shop
	Result string       `cbor:"5,keyasint,omitempty"` // what came of it
}

// Remedy makes up for what went wrong.
type Remedy struct {
	Apology  string       `cbor:"1,keyasint,omitempty"` // what was said
	What     string       `cbor:"2,keyasint"`           // what she gets
	Cost     money.Amount `cbor:"3,keyasint,omitempty"` // what it costs the shop
	By       staff.Number `cbor:"4,keyasint,omitempty"` // who offers it
	Approved staff.Number `cbor:"5,keyasint,omitempty"` // who allowed the cost; none when it needed nobody
	At       time.Time    `cbor:"6,keyasint"`           // when it was offered
}

// Reopening is one time that a ticket was not settled after all.
type Reopening struct {
	At     time.Time    `cbor:"1,keyasint"`           // when
	By     staff.Number `cbor:"2,keyasint,omitempty"` // who opened it again
	Reason string       `cbor:"3,keyasint"`           // why
}

// MaxCost is the most that an action or a remedy may cost, in minor units.
const MaxCost money.Amount = 1 << 50

// ReopenFor is how long a closed ticket can be opened again; later it is a new
// one.
const ReopenFor = 30 * 24 * time.Hour

// Check tidies the texts and refuses what breaks a rule.
func (k *Ticket) Check() error {
	k.Title, k.Cause, k.About = people.Tidy(k.Title), people.Tidy(k.Cause), people.Tidy(k.About)
	k.Asked, k.Need = people.TidyLines(k.Asked), people.TidyLines(k.Need)
	k.Explanation, k.Alternative = people.TidyLines(k.Explanation), people.TidyLines(k.Alternative)
	switch {
	case !slices.Contains(Types(), k.Type):
		return fault.Invalid("type", "%q is not one of %v", k.Type, Types())
	case k.Type == InternalType && k.From == 0:
		return fault.Invalid("from", "is missing; an internal request names the department that asks")
	case k.Type == InternalType && k.To == 0:
		return fault.Invalid("to", "is missing; an internal request names the department that is asked")
	case k.Type != InternalType && k.Customer == 0:
		return fault.Invalid("customer", "is missing; name whose it is")
	case k.Title == "" || len(k.Title) > people.MaxName:
		return fault.Invalid("title", "is empty or longer than %d bytes", people.MaxName)
	case k.Owner == 0:
		return fault.Invalid("owner", "is missing; exactly one member of staff answers for a ticket")
	case k.Severity < 1 || k.Severity > 4:
		return fault.Invalid("severity", "%d is not from 1 to 4", k.Severity)
	case k.Channel != "" && !k.Channel.Known():
		return fault.Invalid("channel", "%q is not one of %v", k.Channel, people.Channels())
	case k.Policy.Acknowledge < 0 || k.Policy.Resolve < 0:
		return fault.Invalid("policy", "is negative")
	}
	return k.checkTexts()
}

func (k *Ticket) checkTexts() error {
	for _, text := range []struct{ field, text string }{
		{"asked", k.Asked}, {"need", k.Need}, {"explanation", k.Explanation}, {"alternative", k.Alternative}, {"cause", k.Cause},
	} {
		if len(text.text) > MaxBody {
			return fault.Invalid(text.field, "is longer than %d bytes", MaxBody)
		}
	}
	if len(k.About) > people.MaxName {
		return fault.Invalid("about", "is longer than %d bytes", people.MaxName)
	}
	if len(k.Actions) > MaxList {
		return fault.Invalid("action", "there are at most %d", MaxList)
	}
	return nil
}

// Over reports whether nothing more is to be done.
func (k *Ticket) Over() bool { return k.Status == Resolved || k.Status == Closed }
