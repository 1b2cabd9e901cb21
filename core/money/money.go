// Package money holds amounts as whole minor units of one currency. No float
// ever touches one. It leaves totals and discounts to core/sale.
package money

import (
	"math"
	"math/bits"

	"golang.org/x/text/currency"

	"github.com/raja-crm/raja/core/fault"
)

// Amount is a number of minor units: cents, sen, and for the rupiah, which is
// kept without sen, whole rupiah.
type Amount int64

// Currency is an ISO 4217 code with the number of digits after its decimal
// point.
type Currency struct {
	Code     string `cbor:"1,keyasint" json:"code"`
	Exponent int    `cbor:"2,keyasint" json:"exponent"`
}

// Rupiah has no minor unit in daily life: its exponent here is 0, not the 2
// of the standard.
var rupiah = Currency{Code: "IDR", Exponent: 0}

// CurrencyOf returns the currency named by an ISO 4217 code in any case.
func CurrencyOf(code string) (Currency, error) {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return Currency{}, fault.Invalid("currency", "%q is not an ISO 4217 code like IDR or USD", code)
	}
	if unit.String() == rupiah.Code {
		return rupiah, nil
	}
	exponent, _ := currency.Standard.Rounding(unit)
	return Currency{Code: unit.String(), Exponent: exponent}, nil
}

// Add returns a+b, or false when the sum leaves 64 bits.
func Add(a, b Amount) (Amount, bool) {
	sum := a + b
	return sum, (sum > a) == (b > 0)
}

// Times returns price × quantity, both ≥ 0, or false when it leaves 64 bits.
func Times(price Amount, quantity int64) (Amount, bool) {
	high, low := bits.Mul64(uint64(price), uint64(quantity))
	return Amount(low), price >= 0 && quantity >= 0 && high == 0 && low <= math.MaxInt64
}

// TimesMilli returns price × thousandths / 1000, rounded half up; both ≥ 0.
// It returns false when the product leaves 64 bits.
func TimesMilli(price Amount, thousandths int64) (Amount, bool) {
	product, ok := Times(price, thousandths)
	return product/1000 + product%1000/500, ok
}
