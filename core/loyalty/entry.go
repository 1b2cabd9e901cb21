// Package loyalty holds the points ledger: its entries, their postings and the
// lots that follow from them. How many points an order earns, and which tier a
// customer has, is decided by a plugin.
package loyalty

import (
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

// Points are whole; there is no half point.
type Points int64

// MaxPoints bounds one movement, so that no sum of a shop's life overflows.
const MaxPoints Points = 1 << 40

// EntryKind says what moved points.
type EntryKind string

// The kinds of entry.
const (
	Accrue         EntryKind = "ACCRUE"          // an order earned them
	PromoAccrue    EntryKind = "PROMO_ACCRUE"    // a birthday or a referral brought them
	Release        EntryKind = "RELEASE"         // what was pending can be spent
	Redeem         EntryKind = "REDEEM"          // spent on an order or a reward
	RedeemReversal EntryKind = "REDEEM_REVERSAL" // what was spent is given back
	AccrueReversal EntryKind = "ACCRUE_REVERSAL" // an order was changed: takes its own points back
	Expire         EntryKind = "EXPIRE"          // their day came
	Reinstate      EntryKind = "REINSTATE"       // spent ones given back, with a new day, since theirs had come
	Adjust         EntryKind = "ADJUST"          // somebody said so, with a reason
)

// EntryNumber counts the entries that no order's earnings brought, 1 is E-000001.
type EntryNumber uint64

// Entry is one movement of points, never changed once written.
type Entry struct {
	Kind     EntryKind    `cbor:"1,keyasint"`
	Points   Points       `cbor:"2,keyasint"` // what the customer has more, pending ones too; negative for less
	At       time.Time    `cbor:"3,keyasint"`
	Order    sale.Number  `cbor:"4,keyasint,omitempty"`
	Expires  clock.Day    `cbor:"5,keyasint,omitempty"` // the first day on which they are gone; 0 never
	Rule     string       `cbor:"6,keyasint,omitempty"`
	Text     uint32       `cbor:"7,keyasint,omitempty"` // the rule's reason, 1-based; 0 none
	Args     [4]int64     `cbor:"8,keyasint"`
	Moves    Lots         `cbor:"9,keyasint,omitempty"`  // what it does to each lot; empty is one lot of its own day
	Lapsed   Points       `cbor:"10,keyasint,omitempty"` // of a reversal: those that had expired before, and cost the customer nothing
	Number   EntryNumber  `cbor:"11,keyasint,omitempty"`
	Reverses EntryNumber  `cbor:"12,keyasint,omitempty"`
	Reward   RewardNumber `cbor:"13,keyasint,omitempty"` // what they were spent on
	Reason   string       `cbor:"14,keyasint,omitempty"`
	By       staff.Number `cbor:"15,keyasint,omitempty"`
	Key      string       `cbor:"16,keyasint,omitempty"` // names what it came from, or the caller's own: the same key twice is one entry

	Customer people.Ordinal `cbor:"17,keyasint,omitempty"` // whose they are, where Number is not 0
	Begins   clock.Day      `cbor:"18,keyasint,omitempty"` // the first day on which they count; 0 is the day of At
	Sale     time.Time      `cbor:"19,keyasint,omitzero"`  // when the order was, of entries that follow from one
	Returned Lots           `cbor:"20,keyasint,omitempty"` // of what is given back: the lots that it was taken from
}

// Lots returns what the entry does to each lot, in a shop whose days are those
// of zone. Its points are the sum.
func (e *Entry) Lots(zone *time.Location) Lots {
	if len(e.Moves) > 0 {
		return e.Moves
	}
	if e.Points == 0 {
		return nil
	}
	return Lots{{Earned: e.begins(zone), Expires: e.Expires, Points: e.Points}}
}

func (e *Entry) begins(zone *time.Location) clock.Day {
	if e.Begins != 0 {
		return e.Begins
	}
	return clock.DayOf(e.At, zone)
}

// Emptied reports whether an entry moves nothing any more: it came with a day
// that was not yet there.
func (e *Entry) Emptied() bool {
	return (e.Kind == Expire || e.Kind == PromoAccrue) && e.Points == 0 && len(e.Moves) == 0
}

// SaleDay is the day of the order that an entry follows from.
func (e *Entry) SaleDay(zone *time.Location) clock.Day {
	if e.Sale.IsZero() {
		return clock.DayOf(e.At, zone)
	}
	return clock.DayOf(e.Sale, zone)
}

// EarnedBy returns what the entries of one order, oldest first, say that it
// has earned: points by the day they expire, from the day on which they count.
func EarnedBy(entries []Entry, zone *time.Location) Lots {
	var lots Lots
	for i := range entries {
		one := &entries[i]
		switch one.Kind {
		case Accrue, AccrueReversal:
			lots = lots.Add(Lot{one.begins(zone), one.Expires, one.Points - one.Lapsed})
		case Release:
			lots = lots.Plus(one.Moves)
		}
	}
	return lots
}

// Earning reports whether an entry is about what an order earned.
func (e *Entry) Earning() bool {
	return e.Kind == Accrue || e.Kind == AccrueReversal || e.Kind == Release
}

// MaxKey bounds a caller's own key, in bytes.
const MaxKey = 100

// Check refuses an entry that breaks a limit.
func (e *Entry) Check() error {
	switch {
	case e.Points > MaxPoints || e.Points < -MaxPoints:
		return fault.Invalid("points", "are more than %d at once", MaxPoints)
	case len(e.Key) > MaxKey:
		return fault.Invalid("key", "is longer than %d bytes", MaxKey)
	case len(e.Reason) > people.MaxNote:
		return fault.Invalid("reason", "is longer than %d bytes", people.MaxNote)
	}
	return nil
}

// Again reports whether an entry asks for what another one did.
func (e *Entry) Again(known *Entry) bool {
	return e.Kind == known.Kind && e.Customer == known.Customer && e.Points == known.Points && e.Order == known.Order && e.Reward == known.Reward
}

// SpentOn returns the entry of points that an order was paid with, and of its
// moves those that were not given back since. Its Number is 0 where there was
// none.
func SpentOn(entries []Entry) (spent Entry, left Lots) {
	for _, one := range entries {
		switch one.Kind {
		case Redeem:
			spent, left = one, left.Plus(one.Moves)
		case RedeemReversal, Reinstate:
			left = left.Plus(one.Returned)
		}
	}
	return spent, left
}
