package phone

import (
	"strings"
	"unicode"

	"github.com/raja-crm/raja/core/fault"
)

// Masking says how much of a number a reader may see.
type Masking string

// The maskings.
const (
	MaskNone   Masking = "none"   // all of it
	MaskMiddle Masking = "middle" // 0812-••••-7890
	MaskLast4  Masking = "last4"  // ••••-••••-7890: the last four are left
)

// ParseMasking reads one of the maskings; empty is MaskNone.
func ParseMasking(text string) (Masking, error) {
	switch m := Masking(text); m {
	case "":
		return MaskNone, nil
	case MaskNone, MaskMiddle, MaskLast4:
		return m, nil
	}
	return "", fault.Invalid("mask", "%q is not none, middle or last4", text)
}

// Mask hides digits of a number written for people, each behind a dot. At
// least four are always hidden, all of them when there are no more.
func Mask(display string, m Masking) string {
	if m == MaskNone {
		return display
	}
	digits := 0
	for _, r := range display {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	head, tail := ends(digits, m)
	seen := 0
	return strings.Map(func(r rune) rune {
		if !unicode.IsDigit(r) {
			return r
		}
		if seen++; seen <= head || seen > digits-tail {
			return r
		}
		return '•'
	}, display)
}

// ends says how many digits stay at the head and at the tail.
func ends(digits int, m Masking) (head, tail int) {
	spare := max(0, digits-4)
	if m == MaskLast4 {
		return 0, min(4, spare)
	}
	return min(4, spare/2), min(4, spare/2)
}
