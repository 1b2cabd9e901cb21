// Package sale holds what customers buy: orders, their lines and sums, and the
// history of the days on which they came. It leaves points to core/loyalty and
// storing to the engine's Sales.
package sale

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// ID names an order for ever.
type ID id.ID

// String returns the id's 36-character form.
func (i ID) String() string { return id.ID(i).String() }

// MarshalText writes it, for whoever reads a history.
func (i ID) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// MarshalBinary writes the id's 16 bytes.
func (i ID) MarshalBinary() ([]byte, error) { return id.ID(i).MarshalBinary() }

// UnmarshalBinary reads the id's 16 bytes.
func (i *ID) UnmarshalBinary(raw []byte) error { return (*id.ID)(i).UnmarshalBinary(raw) }

// Number is an order's dense number in the shop, from 1: its nota number.
type Number uint64

// Limits of one order.
const (
	MaxLines = 400
	MaxText  = 200 // bytes of an item's name
	// MaxTotal is inside what a page's numbers hold exactly (2^53), and it
	// takes 8,192 such orders for a sum to leave 64 bits.
	MaxTotal money.Amount = 1 << 50
)

// Order is one sale. Total is what the customer owes for it, after discount.
type Order struct {
	ID       ID             `cbor:"1,keyasint"`
	Number   Number         `cbor:"2,keyasint"`
	Customer people.Ordinal `cbor:"3,keyasint"`
	At       time.Time      `cbor:"4,keyasint"`
	DateOnly bool           `cbor:"5,keyasint,omitempty"` // the time of day is not known; At is noon
	Lines    []Line         `cbor:"6,keyasint,omitempty"`
	Discount money.Amount   `cbor:"7,keyasint,omitempty"`
	Total    money.Amount   `cbor:"8,keyasint"`
	Paid     money.Amount   `cbor:"9,keyasint,omitempty"`
	Source   string         `cbor:"10,keyasint,omitempty"` // where it was imported from
	Key      []byte         `cbor:"11,keyasint,omitempty"` // how an import knows it again
	Batch    uint64         `cbor:"12,keyasint,omitempty"` // the import that brought it, 0 for none

	Status   string             `cbor:"13,keyasint,omitempty"` // where its work stands, see Flow; "" of an import: done
	Moves    []Move             `cbor:"14,keyasint,omitempty"` // every change of Status, oldest first
	ReadyAt  time.Time          `cbor:"15,keyasint"`           // when it was ready first; rework does not change it
	TakenAt  time.Time          `cbor:"16,keyasint"`           // when the customer took it
	Delivery money.Amount       `cbor:"17,keyasint,omitempty"` // the fee for bringing it; earns no points
	Rounding money.Amount       `cbor:"18,keyasint,omitempty"` // what rounding of cash adds or takes off
	Refunded money.Amount       `cbor:"19,keyasint,omitempty"` // of Total, given back
	Void     *Voiding           `cbor:"20,keyasint,omitempty"` // it was a mistake
	Note     string             `cbor:"21,keyasint,omitempty"` // what to mind
	Answers  map[string]string  `cbor:"22,keyasint,omitempty"` // to the questions of the intake form
	Form     uint32             `cbor:"23,keyasint,omitempty"` // the version of that form
	By       staff.Number       `cbor:"24,keyasint,omitempty"` // who took it
	Asset    people.AssetNumber `cbor:"25,keyasint,omitempty"` // the thing that it is about
	Reminded []int              `cbor:"26,keyasint,omitempty"` // the steps of the ladder that were gone, in days
	Points   int64              `cbor:"27,keyasint,omitempty"` // points that paid a part of it
	Off      money.Amount       `cbor:"28,keyasint,omitempty"` // of Discount, what those took off
	Unearned bool               `cbor:"29,keyasint,omitempty"` // it earns no points, since points paid a part of it

	DeliveryBack money.Amount `cbor:"30,keyasint,omitempty"` // of Delivery, given back
	RoundTo      money.Amount `cbor:"31,keyasint,omitempty"` // the step to which cash was rounded; none was not
	Cancelled    bool         `cbor:"32,keyasint,omitempty"` // its work will not be done: nothing is owed, and what was paid waits to go back
	Codes        []CodeUsed   `cbor:"33,keyasint,omitempty"` // that took something off, in this order
	Asked        uint64       `cbor:"34,keyasint,omitempty"` // with Key: a digest of what was asked for
}

// CodeUsed is a code that took something off an order.
type CodeUsed struct {
	Promo    uint64       `cbor:"1,keyasint"`           // the promotion
	Coupon   uint64       `cbor:"2,keyasint,omitempty"` // by which coupon; none is by its word
	Off      money.Amount `cbor:"3,keyasint,omitempty"` // of Discount, what it took off
	Delivery money.Amount `cbor:"4,keyasint,omitempty"` // what it took off the delivery, which Delivery is less
}

// Move is one change of where an order's work stands.
type Move struct {
	Status string       `cbor:"1,keyasint"`           // from then on
	At     time.Time    `cbor:"2,keyasint"`           // when
	By     staff.Number `cbor:"3,keyasint,omitempty"` // by whom
}

// Voiding is why an order counts as never taken.
type Voiding struct {
	At     time.Time    `cbor:"1,keyasint"`           // when
	By     staff.Number `cbor:"2,keyasint,omitempty"` // by whom
	Reason string       `cbor:"3,keyasint"`           // why
}

// Payable is what the customer has to pay in all: goods and services, the
// delivery, the rounding, less what was given back; nothing of what is void,
// and of what is cancelled what was paid.
func (o *Order) Payable() money.Amount {
	switch {
	case o.Void != nil:
		return 0
	case o.Cancelled:
		return o.Paid
	}
	return o.worth()
}

func (o *Order) worth() money.Amount {
	return o.Total - o.Refunded + o.Delivery - o.DeliveryBack + o.Rounding
}

// Net is what goods and services came to, less what was given back: what
// counts for segments and points.
func (o *Order) Net() money.Amount {
	if o.Over() {
		return 0
	}
	return o.Total - o.Refunded
}

// Over reports whether nothing comes of the order: it is void or cancelled.
func (o *Order) Over() bool { return o.Void != nil || o.Cancelled }

// PointsBack is how many of the points that paid a part of it are due back: as
// large a part, rounded down, as was given back of the rest; all of those of an
// order of which nothing is left.
func (o *Order) PointsBack() int64 {
	if o.Net() == 0 && (o.Over() || o.Refunded > 0) {
		return o.Points
	}
	if o.Total == 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(o.Points), uint64(o.Refunded))
	part, _ := bits.Div64(high, low, uint64(o.Total))
	return int64(part)
}

// Owed is what is still to be paid.
func (o *Order) Owed() money.Amount { return max(0, o.Payable()-o.Paid) }

// Counts reports whether the order is a visit: one that is void, cancelled or
// given back whole is none.
func (o *Order) Counts() bool { return !o.Over() && (o.Refunded == 0 || o.Net() > 0) }

// Line is one item of an order.
type Line struct {
	Item     string       `cbor:"1,keyasint,omitempty" json:"item"`
	Quantity int64        `cbor:"2,keyasint" json:"quantity"`
	Price    money.Amount `cbor:"3,keyasint,omitempty" json:"price"` // of one; 0 when only the sum is known
	Net      money.Amount `cbor:"4,keyasint,omitempty" json:"net"`   // after its share of the discount

	Milli    int64        `cbor:"5,keyasint,omitempty" json:"milli,omitempty"`    // what is charged, in thousandths of the unit, where it is not whole pieces
	Measured int64        `cbor:"6,keyasint,omitempty" json:"measured,omitempty"` // what was weighed or measured, before the least and the rounding
	Unit     Unit         `cbor:"7,keyasint,omitempty" json:"unit,omitempty"`     // of Price; none is pieces
	Offer    ItemNumber   `cbor:"8,keyasint,omitempty" json:"-"`                  // the item of the catalogue that it was
	Back     money.Amount `cbor:"9,keyasint,omitempty" json:"back,omitempty"`     // of Net, given back

	BackMilli int64        `cbor:"11,keyasint,omitempty" json:"back_milli,omitempty"` // thousandths of the unit given back
	Off       money.Amount `cbor:"12,keyasint,omitempty" json:"off,omitempty"`        // of its price, what codes took off
}

// Thousandths is how much of its unit the line is, in thousandths.
func (l *Line) Thousandths() int64 {
	if l.Milli > 0 {
		return l.Milli
	}
	return l.Quantity * 1000
}

// Much writes thousandths of a unit with a point: 3.25.
func Much(thousandths int64) string {
	text := fmt.Sprintf("%d.%03d", thousandths/1000, thousandths%1000)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Settle computes the order's total from its lines and discount and shares the
// discount over the lines, so that their nets sum to the total exactly.
func (o *Order) Settle() error {
	if err := o.checkLines(); err != nil {
		return err
	}
	gross, err := o.gross()
	if err != nil {
		return err
	}
	if o.Discount < 0 || o.Discount > gross {
		return fault.Invalid("discount", "is negative or larger than the order")
	}
	o.Total = gross - o.Discount
	o.ShareTotal()
	return o.Check()
}

// ShareTotal gives each line its net: its part of a total that is known, by
// what the lines cost; where none has a price, by their quantities; and where
// there are none either, in equal parts. The nets sum to the total exactly.
func (o *Order) ShareTotal() {
	for i, share := range Share(o.Total, o.weights()) {
		o.Lines[i].Net = share
	}
}

// weights are the lines before any discount, each at most MaxTotal, and
// quantities or ones where that is nothing.
func (o *Order) weights() []money.Amount {
	ways := []func(Line) money.Amount{
		func(l Line) money.Amount { return max(0, l.gross()-l.Off) },
		func(l Line) money.Amount { return money.Amount(max(l.Thousandths(), 0)) },
		func(Line) money.Amount { return 1 },
	}
	list := make([]money.Amount, len(o.Lines))
	for _, way := range ways {
		for i, line := range o.Lines {
			list[i] = min(way(line), MaxTotal)
		}
		if slices.ContainsFunc(list, func(weight money.Amount) bool { return weight > 0 }) {
			break
		}
	}
	return list
}

// Check refuses an order that breaks a limit.
func (o *Order) Check() error {
	switch {
	case o.Total < 0:
		return fault.Invalid("amount", "is negative; record a refund instead")
	case o.Total > MaxTotal:
		return fault.Invalid("amount", "is larger than an order can be")
	case o.Delivery < 0 || o.Delivery > MaxTotal:
		return fault.Invalid("delivery", "is negative or larger than an order can be")
	case o.Refunded < 0 || o.Refunded > o.Total:
		return fault.Invalid("refund", "is negative or more than the order")
	case o.DeliveryBack < 0 || o.DeliveryBack > o.Delivery:
		return fault.Invalid("delivery", "that went back is negative or more than the fee")
	case o.worth() < 0:
		return fault.Invalid("rounding", "is more than the order")
	case o.Paid < 0 || o.Paid > o.worth() || (o.Void != nil && o.Paid > 0):
		return fault.Invalid("pay", "is negative or more than the total")
	case len(o.Note) > people.MaxNote:
		return fault.Invalid("note", "is longer than %d bytes", people.MaxNote)
	}
	return o.checkLines()
}

func (o *Order) checkLines() error {
	if len(o.Lines) > MaxLines {
		return fault.Invalid("item", "an order has at most %d lines", MaxLines)
	}
	for i := range o.Lines {
		if err := o.Lines[i].check(); err != nil {
			return err
		}
	}
	return nil
}

func (l *Line) check() error {
	l.Item = people.Tidy(l.Item)
	switch {
	case len(l.Item) > MaxText:
		return fault.Invalid("item", "is longer than %d bytes", MaxText)
	case l.Quantity < 0 || l.Quantity > 1<<40:
		return fault.Invalid("quantity", "is negative or too large")
	case l.Milli < 0 || l.Milli > 1<<50 || l.Measured < 0:
		return fault.Invalid("quantity", "is negative or too large")
	case l.Price < 0:
		return fault.Invalid("price", "is negative")
	case l.Off < 0 || l.Off > l.gross():
		return fault.Invalid("discount", "of a line is negative or more than its price")
	case l.gross() > MaxTotal:
		return fault.Invalid("price", "times the quantity is larger than an order can be")
	}
	return nil
}

func (o *Order) gross() (money.Amount, error) {
	var sum money.Amount
	for _, line := range o.Lines {
		if sum += line.gross(); sum > MaxTotal {
			return 0, fault.Invalid("price", "times the quantity is larger than an order can be")
		}
	}
	return sum, nil
}

// Gross is the line before any discount, in minor units; at most just over
// MaxTotal.
func (l Line) Gross() money.Amount { return l.gross() }

// gross is the line before any discount. What an order cannot be is just over
// MaxTotal, and less than nothing is nothing.
func (l Line) gross() money.Amount {
	times, much := money.Times, l.Quantity
	if l.Milli > 0 {
		times, much = money.TimesMilli, l.Milli
	}
	gross, ok := times(max(l.Price, 0), max(much, 0))
	if !ok {
		return MaxTotal + 1
	}
	return min(gross, MaxTotal+1)
}
