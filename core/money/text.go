package money

import (
	"strconv"
	"strings"
)

// Plain returns the amount in major units for machines: no groups, a point
// before the decimals, as many decimals as the currency has ("12.00", "12500").
func (c Currency) Plain(amount Amount) string {
	return c.write(amount, "", ".")
}

// Text returns the amount for people. lang is "id" or "en": "Rp12.500" and
// "Rp12,500", "$12.00", and behind their code all others, "SGD 12.00".
func (c Currency) Text(amount Amount, lang string) string {
	group, point := ",", "."
	if lang == "id" {
		group, point = ".", ","
	}
	sign := c.Code + "\u00a0"
	switch c.Code {
	case "IDR":
		sign = "Rp"
	case "USD":
		sign = "$"
	}
	if amount < 0 {
		return "-" + sign + strings.TrimPrefix(c.write(amount, group, point), "-")
	}
	return sign + c.write(amount, group, point)
}

func (c Currency) write(amount Amount, group, point string) string {
	digits := strconv.FormatInt(int64(amount), 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	for len(digits) <= c.Exponent {
		digits = "0" + digits
	}
	whole, fraction := digits[:len(digits)-c.Exponent], digits[len(digits)-c.Exponent:]
	if group != "" {
		for at := len(whole) - 3; at > 0; at -= 3 {
			whole = whole[:at] + group + whole[at:]
		}
	}
	if fraction == "" {
		return sign + whole
	}
	return sign + whole + point + fraction
}
