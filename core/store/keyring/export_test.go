package keyring

import "errors"

// NewCode draws a code.
func NewCode() string { return newCode() }

// MistakeIn is what is said of a secret that opened nothing.
func MistakeIn(secret string) string {
	var told *Mistyped
	_ = errors.As(wrong(secret), &told)
	if told == nil {
		return ""
	}
	return told.Why
}
