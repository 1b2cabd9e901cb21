package money

import (
	"math"
	"strings"

	"github.com/raja-crm/raja/core/fault"
)

// Decimal says which character stands before the decimals of a written
// amount.
type Decimal byte

// Auto tells the decimal character from the text, and refuses a text that can
// be read both ways ("1.250" where the currency has decimals).
const (
	Auto  Decimal = 0
	Point Decimal = '.'
	Comma Decimal = ','
)

// DecimalOf reads "", "." or ",".
func DecimalOf(text string) (Decimal, error) {
	switch text {
	case "":
		return Auto, nil
	case ".", ",":
		return Decimal(text[0]), nil
	}
	return Auto, fault.Invalid("decimal", "%q is neither . nor ,", text)
}

// Parse reads a decimal amount in major units, such as "12.00", "1.250.000",
// "Rp 12.500" or "-3,5". Decimals beyond the currency's exponent are refused
// unless they are zeros.
func (c Currency) Parse(text string, decimal Decimal) (Amount, error) {
	digits := c.strip(text)
	negative := strings.HasPrefix(digits, "-")
	digits = strings.TrimPrefix(digits, "-")
	whole, fraction, err := split(digits, decimal, c.Exponent)
	if err != nil {
		return 0, fault.Invalid("amount", "%q %s", text, err.Message)
	}
	amount, ok := join(whole, fraction, c.Exponent)
	if !ok {
		return 0, fault.Invalid("amount", "%q is too large or has more than %d decimals", text, c.Exponent)
	}
	if negative {
		return -amount, nil
	}
	return amount, nil
}

// strip takes away the currency's code and sign and every space.
func (c Currency) strip(text string) string {
	for _, sign := range []string{c.Code, strings.ToLower(c.Code), "Rp", "rp", "RP", "$", "\u00a0", "\u202f", " "} {
		text = strings.ReplaceAll(text, sign, "")
	}
	return text
}

// split returns the digits before and after the decimal character.
func split(text string, decimal Decimal, exponent int) (whole, fraction string, _ *fault.Error) {
	if decimal == Auto {
		found, err := tell(text, exponent)
		if err != nil {
			return "", "", err
		}
		decimal = found
	}
	whole, fraction, _ = strings.Cut(text, string(rune(decimal)))
	group := string(rune('.' + ',' - byte(decimal)))
	if !grouped(whole, group) || !digitsOnly(fraction) || (whole == "" && fraction == "") {
		return "", "", fault.Invalid("amount", "is not an amount")
	}
	return strings.ReplaceAll(whole, group, ""), fraction, nil
}

// tell finds the decimal character of a text where nobody has said it.
func tell(text string, exponent int) (Decimal, *fault.Error) {
	point, comma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	switch {
	case point < 0 && comma < 0:
		return Point, nil
	case point >= 0 && comma >= 0 && point > comma:
		return Point, nil
	case point >= 0 && comma >= 0:
		return Comma, nil
	}
	last, mark := max(point, comma), Decimal(text[max(point, comma)])
	other := Decimal('.' + ',' - byte(mark))
	if strings.Count(text, string(rune(mark))) > 1 {
		return other, nil // only a group separator stands twice
	}
	if len(text)-last-1 != 3 {
		return mark, nil
	}
	if exponent == 0 {
		return other, nil // three digits, and the currency has no decimals
	}
	return Auto, fault.Invalid("amount", "can be read as thousands or as decimals; say which with the decimal setting")
}

// grouped accepts "1250000" and "1.250.000" and refuses "12.50.000".
func grouped(whole, group string) bool {
	parts := strings.Split(whole, group)
	for i, part := range parts {
		if !digitsOnly(part) || (i > 0 && len(part) != 3) || (i == 0 && len(parts) > 1 && (part == "" || len(part) > 3)) {
			return false
		}
	}
	return true
}

func digitsOnly(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}

// join returns the minor units of whole.fraction, or false when they do not
// fit.
func join(whole, fraction string, exponent int) (Amount, bool) {
	if len(fraction) > exponent {
		if strings.Trim(fraction[exponent:], "0") != "" {
			return 0, false
		}
		fraction = fraction[:exponent]
	}
	var amount Amount
	for _, digit := range whole + fraction + strings.Repeat("0", exponent-len(fraction)) {
		if amount > (math.MaxInt64-9)/10 {
			return 0, false
		}
		amount = amount*10 + Amount(digit-'0')
	}
	return amount, true
}
