package promo

import (
	"crypto/sha256"
	"time"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

// CouponNumber counts coupons, 1 is KU-00001.
type CouponNumber uint64

// Coupon is a personal code, good for one order. The code itself is shown once,
// when it is made; what is kept tells whether one that is typed is it.
type Coupon struct {
	Number   CouponNumber   `cbor:"1,keyasint"`            // the same as in the key
	Promo    Number         `cbor:"2,keyasint"`            // what it takes off
	Hash     []byte         `cbor:"3,keyasint,omitempty"`  // of the code, see Hash; none until one is drawn
	Last     string         `cbor:"4,keyasint,omitempty"`  // the last letters of the code, to know it by
	Customer people.Ordinal `cbor:"5,keyasint,omitempty"`  // whose; none is who brings it
	Order    sale.Number    `cbor:"6,keyasint,omitempty"`  // that it was given for
	At       time.Time      `cbor:"7,keyasint"`            // when it was made
	Until    time.Time      `cbor:"8,keyasint"`            // until when it holds; none is no end
	Used     sale.Number    `cbor:"9,keyasint,omitempty"`  // the order that it was redeemed for
	Revoked  bool           `cbor:"10,keyasint,omitempty"` // it counts no more
}

// lastLetters is how many letters a coupon is known by.
const lastLetters = 4

// Issue gives a coupon a code, in place of the one that it had.
func (c *Coupon) Issue(code string) { c.Hash, c.Last = Hash(code), code[len(code)-lastLetters:] }

// Hash is what is kept of a code.
func Hash(code string) []byte {
	sum := sha256.Sum256([]byte("raja coupon " + code))
	return sum[:]
}

// UseNumber counts uses, 1 is U-000001.
type UseNumber uint64

// UseState is what became of a use.
type UseState string

// The states of a use.
const (
	Reserved UseState = "reserved" // for an order that is being taken, for half an hour
	Redeemed UseState = "redeemed"
	Released UseState = "released" // it was let go, or its order never was
)

// Reservation is how long a code is kept for an order that is being taken.
const Reservation = 30 * time.Minute

// Use is one time that a promotion was used, or is kept to be.
type Use struct {
	Number   UseNumber      `cbor:"1,keyasint"`            // the same as in the key
	Promo    Number         `cbor:"2,keyasint"`            // which
	Coupon   CouponNumber   `cbor:"3,keyasint,omitempty"`  // by which coupon; none is by its word
	Customer people.Ordinal `cbor:"4,keyasint"`            // by whom
	Order    sale.Number    `cbor:"5,keyasint,omitempty"`  // for which order
	Amount   money.Amount   `cbor:"6,keyasint,omitempty"`  // what it took off, in minor units
	At       time.Time      `cbor:"7,keyasint"`            // when
	Until    time.Time      `cbor:"8,keyasint"`            // how long it is kept, of reserved
	State    UseState       `cbor:"9,keyasint"`            // `reserved`, `redeemed` or `released`
	By       staff.Number   `cbor:"10,keyasint,omitempty"` // by whom it was taken
}

// Holds reports whether a use counts at an instant: it was redeemed, or is
// reserved still.
func (u *Use) Holds(at time.Time) bool {
	return u.State == Redeemed || (u.State == Reserved && at.Before(u.Until))
}
