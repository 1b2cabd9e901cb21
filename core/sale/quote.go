package sale

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// QuoteNumber is a quote's dense number, from 1.
type QuoteNumber uint64

// Answer is what became of a quote.
type Answer string

// The answers to a quote.
const (
	Considering Answer = "considering"
	TakenUp     Answer = "accepted"
	Declined    Answer = "declined"
)

// Quote is a price that holds until a day.
type Quote struct {
	Number   QuoteNumber    `cbor:"1,keyasint"`            // the same as in the key
	Customer people.Ordinal `cbor:"2,keyasint"`            // for whom
	At       time.Time      `cbor:"3,keyasint"`            // when it was made
	Until    time.Time      `cbor:"4,keyasint"`            // how long it holds
	Lines    []Line         `cbor:"5,keyasint"`            // what is offered
	Discount money.Amount   `cbor:"6,keyasint,omitempty"`  // off the lines
	Total    money.Amount   `cbor:"7,keyasint"`            // what it would come to
	Answer   Answer         `cbor:"8,keyasint"`            // `considering`, `accepted` or `declined`
	Why      string         `cbor:"9,keyasint,omitempty"`  // why it was declined, also to whom she went instead
	Order    Number         `cbor:"10,keyasint,omitempty"` // the order that came of it
	By       staff.Number   `cbor:"11,keyasint,omitempty"` // who made it
	Agreed   bool           `cbor:"12,keyasint,omitempty"` // she accepted it before it became an order
}

// Settle computes the quote's total and refuses what breaks a rule.
func (q *Quote) Settle() error {
	q.Why = people.Tidy(q.Why)
	as := Order{Lines: slices.Clone(q.Lines), Discount: q.Discount}
	if len(q.Lines) == 0 {
		return fault.Invalid("item", "a quote needs at least one item")
	}
	if err := as.Settle(); err != nil {
		return err
	}
	q.Lines, q.Total = as.Lines, as.Total
	switch {
	case q.Customer == 0:
		return fault.Invalid("customer", "is missing; name for whom it is")
	case !q.Until.After(q.At):
		return fault.Invalid("until", "is in the past; say how long it holds")
	case len(q.Why) > people.MaxNote:
		return fault.Invalid("why", "is longer than %d bytes", people.MaxNote)
	}
	return nil
}

// WaitNumber is a waiting customer's dense number, from 1.
type WaitNumber uint64

// Wait is a customer who wants something that is sold out.
type Wait struct {
	Number   WaitNumber     `cbor:"1,keyasint"`           // the same as in the key
	Item     ItemNumber     `cbor:"2,keyasint"`           // for what
	Customer people.Ordinal `cbor:"3,keyasint"`           // who
	At       time.Time      `cbor:"4,keyasint"`           // since when
	Expected time.Time      `cbor:"5,keyasint"`           // when it is expected; none is not known
	Told     time.Time      `cbor:"6,keyasint"`           // when she was told that it is there; none before
	Over     bool           `cbor:"7,keyasint,omitempty"` // she bought it, or wants it no more
	Note     string         `cbor:"8,keyasint,omitempty"` // size, colour, how many
}

// Check tidies the note and refuses what breaks a rule.
func (w *Wait) Check() error {
	w.Note = people.TidyLines(w.Note)
	switch {
	case w.Customer == 0:
		return fault.Invalid("customer", "is missing; name who waits")
	case w.Item == 0:
		return fault.Invalid("item", "is missing; name what she waits for")
	case len(w.Note) > people.MaxNote:
		return fault.Invalid("note", "is longer than %d bytes", people.MaxNote)
	}
	return nil
}
