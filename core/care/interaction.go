// Package care holds what happens between a shop and its customers: every
// contact, and the tickets that follow from some. Whom a record names, and
// storing it, is left to the engine's Interactions and Tickets.
package care

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// InteractionNumber is an interaction's dense number, from 1.
type InteractionNumber uint64

// Kind is why somebody was in contact.
type Kind string

// Kinds lists the kinds of interaction.
func Kinds() []Kind {
	return []Kind{"inquiry", "problem", "request", "complaint", "compliment", "suggestion", "order", "follow_up", "visit"}
}

// Limits of an interaction and a ticket.
const (
	MaxBody = 20_000 // bytes of a text
	MaxList = 100    // topics, key points, questions, actions
)

// Interaction is one contact with a customer, as it was noted.
type Interaction struct {
	Number    InteractionNumber `cbor:"1,keyasint"`            // the same as in the key
	Customer  people.Ordinal    `cbor:"2,keyasint"`            // with whom
	At        time.Time         `cbor:"3,keyasint"`            // when
	Kind      Kind              `cbor:"4,keyasint"`            // `inquiry`, `problem`, `request`, `complaint`, `compliment`, `suggestion`, `order`, `follow_up` or `visit`
	Channel   people.Channel    `cbor:"5,keyasint"`            // how
	Outgoing  bool              `cbor:"6,keyasint,omitempty"`  // the shop began it
	Body      string            `cbor:"7,keyasint,omitempty"`  // what was said, in the shop's words
	Quote     string            `cbor:"8,keyasint,omitempty"`  // what was said, in the customer's own words
	Topics    []string          `cbor:"9,keyasint,omitempty"`  // what it was about
	Item      string            `cbor:"10,keyasint,omitempty"` // the good or service that it was about
	Mood      int               `cbor:"11,keyasint,omitempty"` // 1 angry to 5 delighted; none is not known
	Patience  int               `cbor:"12,keyasint,omitempty"` // 1 none to 3 plenty; none is not known
	Signals   []Signal          `cbor:"13,keyasint,omitempty"` // what was seen and not said
	Points    []string          `cbor:"14,keyasint,omitempty"` // what stood out
	Questions []Question        `cbor:"15,keyasint,omitempty"` // what is to be asked back
	By        staff.Number      `cbor:"16,keyasint,omitempty"` // who noted it
	Ticket    TicketNumber      `cbor:"17,keyasint,omitempty"` // the ticket that it belongs to
	Moment    bool              `cbor:"18,keyasint,omitempty"` // a moment of truth: it may have changed how she sees the shop
	Minutes   int               `cbor:"19,keyasint,omitempty"` // how long it took
}

// Signal is something that was seen and not said.
type Signal string

// Signals lists the signals, each with what it weighs for the risk of losing
// somebody.
func Signals() []Signal {
	return []Signal{"sigh", "hurried", "price_hesitation", "silent_leave", "competitor_named", "complained_to_others", "delighted"}
}

// Question is something to ask back.
type Question struct {
	Text     string    `cbor:"1,keyasint" json:"text"`             // what to ask
	Answer   string    `cbor:"2,keyasint,omitempty" json:"answer"` // what she said
	Answered time.Time `cbor:"3,keyasint" json:"answered"`         // when; none while it is open
}

// Check tidies the texts and refuses what breaks a rule.
func (i *Interaction) Check() error {
	i.Body, i.Quote, i.Item = people.TidyLines(i.Body), people.TidyLines(i.Quote), people.Tidy(i.Item)
	switch {
	case i.Customer == 0:
		return fault.Invalid("customer", "is missing; name who it was")
	case !slices.Contains(Kinds(), i.Kind):
		return fault.Invalid("kind", "%q is not one of %v", i.Kind, Kinds())
	case !i.Channel.Known():
		return fault.Invalid("channel", "%q is not one of %v", i.Channel, people.Channels())
	case len(i.Body) > MaxBody || len(i.Quote) > MaxBody:
		return fault.Invalid("body", "is longer than %d bytes", MaxBody)
	case len(i.Item) > people.MaxName:
		return fault.Invalid("item", "is longer than %d bytes", people.MaxName)
	case i.Mood < 0 || i.Mood > 5:
		return fault.Invalid("mood", "%d is not from 1 to 5", i.Mood)
	case i.Patience < 0 || i.Patience > 3:
		return fault.Invalid("patience", "%d is not from 1 to 3", i.Patience)
	case i.Minutes < 0 || i.Minutes > 24*60:
		return fault.Invalid("minutes", "%d is not within a day", i.Minutes)
	}
	for _, signal := range i.Signals {
		if !slices.Contains(Signals(), signal) {
			return fault.Invalid("signal", "%q is not one of %v", signal, Signals())
		}
	}
	return i.checkLists()
}

func (i *Interaction) checkLists() error {
	if err := tidyList("topic", i.Topics); err != nil {
		return err
	}
	if err := tidyList("point", i.Points); err != nil {
		return err
	}
	if len(i.Questions) > MaxList {
		return fault.Invalid("question", "there are at most %d", MaxList)
	}
	for n := range i.Questions {
		asked := &i.Questions[n]
		asked.Text, asked.Answer = people.Tidy(asked.Text), people.TidyLines(asked.Answer)
		if asked.Text == "" || len(asked.Text) > people.MaxNote {
			return fault.Invalid("question", "is empty or longer than %d bytes", people.MaxNote)
		}
		if len(asked.Answer) > people.MaxNote {
			return fault.Invalid("answer", "is longer than %d bytes", people.MaxNote)
		}
	}
	return nil
}

func tidyList(field string, list []string) error {
	if len(list) > MaxList {
		return fault.Invalid(field, "there are at most %d", MaxList)
	}
	for n, text := range list {
		if list[n] = people.Tidy(text); list[n] == "" || len(list[n]) > people.MaxNote {
			return fault.Invalid(field, "is empty or longer than %d bytes", people.MaxNote)
		}
	}
	return nil
}

// Asks reports whether something is still to be asked back.
func (i *Interaction) Asks() bool {
	return slices.ContainsFunc(i.Questions, func(q Question) bool { return q.Answered.IsZero() })
}
