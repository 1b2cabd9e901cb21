package money

import (
	"strconv"
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

// other is the character that parts groups where d parts decimals.
func (d Decimal) other() Decimal { return Point + Comma - d }

func (d Decimal) mark() string { return string(rune(d)) }

// maxText is the longest text that can be an amount, in bytes.
const maxText = 64

// Parse reads a decimal amount in major units, such as "12.00", "1.250.000",
// "Rp 12.500,-" or "-3,5". Groups have three digits. Decimals beyond the
// currency's exponent are refused unless they are zeros, and so is the sign of
// another currency.
func (c Currency) Parse(text string, decimal Decimal) (Amount, error) {
	if len(text) > maxText {
		return 0, fault.Invalid("amount", "%q… is too long for an amount", strings.ToValidUTF8(text[:maxText/2], ""))
	}
	digits, negative := c.strip(text)
	whole, fraction, err := split(digits, decimal, c.Exponent)
	if err != nil {
		return 0, fault.Invalid("amount", "%q %s", text, err.Message)
	}
	sign := ""
	if negative {
		sign = "-"
	}
	amount, ok := join(sign+"0"+whole, fraction, c.Exponent)
	if !ok {
		return 0, fault.Invalid("amount", "%q is too large or has more than %d decimals", text, c.Exponent)
	}
	return amount, nil
}

// spaces are what may stand between the groups and around the sign.
var spaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\t", " ")

// strip takes away the minus, the currency's sign before or behind, and the
// ",-" that Indonesian price tags end with.
func (c Currency) strip(text string) (digits string, negative bool) {
	text = strings.TrimSpace(spaces.Replace(text))
	text, outer := strings.CutPrefix(text, "-")
	text = c.stripSign(text)
	text, inner := strings.CutPrefix(text, "-")
	if outer && inner {
		return "", false // two minuses are no amount
	}
	if tag, ok := strings.CutSuffix(text, ",-"); ok {
		text = tag
	}
	return strings.TrimSpace(text), outer || inner
}

// stripSign takes away one sign of the currency, in any case.
func (c Currency) stripSign(text string) string {
	for _, sign := range c.signs() {
		if sign == "" || len(text) < len(sign) {
			continue
		}
		if rest := len(text) - len(sign); strings.EqualFold(text[rest:], sign) {
			return strings.TrimSpace(text[:rest])
		}
		if strings.EqualFold(text[:len(sign)], sign) {
			return strings.TrimSpace(text[len(sign):])
		}
	}
	return text
}

// signs are the ways to name the currency, the longest first.
func (c Currency) signs() []string {
	switch c.Code {
	case "IDR":
		return []string{"IDR", "Rp.", "Rp"}
	case "USD":
		return []string{"USD", "US$", "$"}
	}
	return []string{c.Code}
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
	whole, fraction, _ = strings.Cut(text, decimal.mark())
	group := decimal.other().mark()
	if strings.Contains(whole, " ") {
		group = " "
	}
	if !grouped(whole, group) || !digitsOnly(fraction) || whole+fraction == "" {
		return "", "", fault.Invalid("amount", "is not an amount")
	}
	return strings.ReplaceAll(whole, group, ""), fraction, nil
}

// tell finds the decimal character of a text where nobody has said it.
func tell(text string, exponent int) (Decimal, *fault.Error) {
	last := strings.LastIndexAny(text, ".,")
	if last < 0 {
		return Point, nil
	}
	mark := Decimal(text[last])
	switch {
	case strings.Contains(text, mark.other().mark()):
		return mark, nil // of two marks, the decimals stand behind the last
	case strings.Count(text, mark.mark()) > 1:
		return mark.other(), nil // only a group separator stands twice
	case len(text)-last-1 != 3 || !leads(text[:last]):
		return mark, nil
	case exponent == 0:
		return mark.other(), nil // three digits, and the currency has no decimals
	}
	return Auto, fault.Invalid("amount", "can be read as thousands or as decimals; say which with the decimal setting")
}

// leads reports whether digits can stand before a group of three.
func leads(digits string) bool {
	return digits != "" && len(digits) <= 3 && digits[0] != '0'
}

// grouped accepts "1250000" and "1.250.000" and refuses "12.50.000".
func grouped(whole, group string) bool {
	parts := strings.Split(whole, group)
	for i, part := range parts {
		switch {
		case !digitsOnly(part):
			return false
		case i > 0 && len(part) != 3:
			return false
		case i == 0 && len(parts) > 1 && !leads(part):
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
	amount, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", exponent-len(fraction)), 10, 64)
	return Amount(amount), err == nil
}
