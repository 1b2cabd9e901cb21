// Package sale holds what customers buy: orders, their lines and sums, and the
// history of the days on which they came. It leaves points to core/loyalty and
// storing to the engine's Sales.
package sale

import (
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
)

// ID names an order for ever.
type ID id.ID

// String returns the id's 36-character form.
func (i ID) String() string { return id.ID(i).String() }

// MarshalBinary writes the id's 16 bytes.
func (i ID) MarshalBinary() ([]byte, error) { return id.ID(i).MarshalBinary() }

// UnmarshalBinary reads the id's 16 bytes.
func (i *ID) UnmarshalBinary(raw []byte) error { return (*id.ID)(i).UnmarshalBinary(raw) }

// Number is an order's dense number in the shop, from 1: its nota number.
type Number uint64

// Limits of one order.
const (
	MaxLines = 500
	MaxText  = 200 // bytes of an item's name
	// MaxTotal keeps every sum of a shop's orders inside 64 bits and inside
	// what a page's numbers hold exactly (2^53).
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
}

// Line is one item of an order.
type Line struct {
	Item     string       `cbor:"1,keyasint,omitempty" json:"item"`
	Quantity int64        `cbor:"2,keyasint" json:"quantity"`
	Price    money.Amount `cbor:"3,keyasint,omitempty" json:"price"` // of one; 0 when only the sum is known
	Net      money.Amount `cbor:"4,keyasint,omitempty" json:"net"`   // after its share of the discount
}

// Settle computes the order's total from its lines and discount and shares the
// discount over the lines, so that their nets sum to the total exactly.
func (o *Order) Settle() error {
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
// what the lines cost; a lone line without a price takes it all.
func (o *Order) ShareTotal() {
	weights := o.grosses()
	if len(weights) == 1 {
		weights[0] = 1
	}
	for i, share := range Share(o.Total, weights) {
		o.Lines[i].Net = share
	}
}

// Check refuses an order that breaks a limit.
func (o *Order) Check() error {
	switch {
	case o.Total < 0:
		return fault.Invalid("amount", "is negative; record a refund instead")
	case o.Total > MaxTotal:
		return fault.Invalid("amount", "is larger than an order can be")
	case o.Paid < 0 || o.Paid > o.Total:
		return fault.Invalid("pay", "is negative or more than the total")
	case len(o.Lines) > MaxLines:
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
	case l.Price < 0:
		return fault.Invalid("price", "is negative")
	}
	return nil
}

func (o *Order) gross() (money.Amount, error) {
	var sum money.Amount
	for _, line := range o.Lines {
		gross, ok := money.Times(line.Price, line.Quantity)
		if !ok || gross > MaxTotal {
			return 0, fault.Invalid("price", "times the quantity is larger than an order can be")
		}
		if sum += gross; sum > MaxTotal {
			return 0, fault.Invalid("item", "the order is larger than an order can be")
		}
	}
	return sum, nil
}

// grosses are the lines before any discount.
func (o *Order) grosses() []money.Amount {
	list := make([]money.Amount, len(o.Lines))
	for i, line := range o.Lines {
		list[i] = line.Price * money.Amount(line.Quantity)
	}
	return list
}
