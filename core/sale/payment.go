package sale

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// PaymentNumber is a payment's dense number, from 1.
type PaymentNumber uint64

// PaymentKind is what moved money.
type PaymentKind string

// The kinds of payment. Nothing changes a payment: what was wrong is reversed
// by another one.
const (
	Paid     PaymentKind = "payment"       // for an order
	Refund   PaymentKind = "refund"        // back to the customer
	Reversal PaymentKind = "reversal"      // of a payment that was a mistake
	TopUp    PaymentKind = "deposit"       // into the customer's wallet
	PayOut   PaymentKind = "deposit_back"  // out of her wallet, to her
	Spent    PaymentKind = "deposit_spent" // out of her wallet, for an order
)

// Payment is one movement of money.
type Payment struct {
	Number   PaymentNumber  `cbor:"1,keyasint"`            // the same as in the key
	Kind     PaymentKind    `cbor:"2,keyasint"`            // `payment`, `refund`, `reversal`, `deposit`, `deposit_back` or `deposit_spent`
	Customer people.Ordinal `cbor:"3,keyasint"`            // whose
	Order    Number         `cbor:"4,keyasint,omitempty"`  // for which order
	Amount   money.Amount   `cbor:"5,keyasint"`            // in minor units, above nothing
	Method   Method         `cbor:"6,keyasint"`            // `cash`, `transfer`, `qris`, `card`, `ewallet`, `deposit` or `other`
	At       time.Time      `cbor:"7,keyasint"`            // when
	By       staff.Number   `cbor:"8,keyasint,omitempty"`  // who took it
	Reason   string         `cbor:"9,keyasint,omitempty"`  // of a refund or reversal
	Reverses PaymentNumber  `cbor:"10,keyasint,omitempty"` // which payment, of a reversal
	Reversed bool           `cbor:"11,keyasint,omitempty"` // another one took it back
	Key      string         `cbor:"12,keyasint,omitempty"` // the caller's own: the same key is the same payment
}

// Check tidies the texts and refuses what breaks a rule.
func (p *Payment) Check() error {
	p.Reason = people.Tidy(p.Reason)
	switch {
	case p.Amount < 0 || p.Amount > MaxTotal || (p.Amount == 0 && p.Kind != Refund): // of a return that took off a debt nothing goes back
		return fault.Invalid("amount", "is not above nothing, or too large")
	case !slices.Contains(Methods(), p.Method):
		return fault.Invalid("method", "%q is not one of %v", p.Method, Methods())
	case p.needsReason() && p.Reason == "":
		return fault.Invalid("reason", "is empty; money is not given back without a reason")
	case len(p.Reason) > people.MaxNote:
		return fault.Invalid("reason", "is longer than %d bytes", people.MaxNote)
	case len(p.Key) > MaxText:
		return fault.Invalid("key", "is longer than %d bytes", MaxText)
	}
	return nil
}

// Again reports whether a payment that is asked for is one that was made: of the
// same kind and method, by the same customer, for the same order, and as much;
// an amount of nothing and no method are those that are not known yet.
func (p *Payment) Again(made *Payment) bool {
	kind := made.Kind
	if kind == Spent {
		kind = Paid
	}
	return p.Kind == kind && (p.Method == "" || p.Method == made.Method) && p.Customer == made.Customer && p.Order == made.Order && (p.Amount == 0 || p.Amount == made.Amount)
}

func (p *Payment) needsReason() bool { return p.Kind == Refund || p.Kind == Reversal }

// Wallet is what a payment adds to the customer's wallet.
func (p *Payment) Wallet() money.Amount {
	switch {
	case p.Kind == TopUp, p.Kind == Refund && p.Method == Wallet, p.Kind == Reversal && p.Method == Wallet:
		return p.Amount
	case p.Kind == PayOut, p.Kind == Spent:
		return -p.Amount
	}
	return 0
}

// Bucket is how old a debt is.
type Bucket struct {
	From, To int // days, To 0 for no end
	Orders   int
	Amount   money.Amount
}

// Ages returns the empty buckets of debts.
func Ages() []Bucket {
	return []Bucket{{From: 0, To: 7}, {From: 8, To: 30}, {From: 31, To: 60}, {From: 61, To: 90}, {From: 91}}
}

// Age puts a debt of so many days into its bucket.
func Age(buckets []Bucket, days int, amount money.Amount) {
	for i := range buckets {
		if days <= buckets[i].To || buckets[i].To == 0 {
			buckets[i].Orders++
			buckets[i].Amount += amount
			return
		}
	}
}

// Rest is what is asked for all that is owed by a method, and what of that is
// rounding: cash comes in steps, see CashStep.
func (o *Order) Rest(method Method, shop money.Amount) (asked, rounding money.Amount) {
	if method == Cash {
		rounding = Rounding(o.Owed(), o.CashStep(shop))
	}
	return o.Owed() + rounding, rounding
}

// CashStep is to what cash for an order is rounded: as it was before, else as
// the shop rounds now.
func (o *Order) CashStep(shop money.Amount) money.Amount {
	if o.RoundTo > 0 {
		return o.RoundTo
	}
	return shop
}

// Rounding is what makes an amount of cash a multiple of step: to the nearer
// one, up from the middle; 0 for a step of nothing.
func Rounding(amount, step money.Amount) money.Amount {
	if step <= 0 {
		return 0
	}
	rest := amount % step
	if 2*rest >= step {
		return step - rest
	}
	return -rest
}
