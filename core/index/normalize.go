package index

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns the form in which texts are searched: compatibility
// decomposed, without marks, in lower case, letters and digits only, words
// parted by one space. Digits that only spaces, dashes, dots or brackets part
// are joined, so that a phone is found however it is written.
func Normalize(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	var last rune // the last rune written
	parted := false
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if parted && last != 0 && !(unicode.IsDigit(last) && unicode.IsDigit(r)) {
				out.WriteByte(' ')
			}
			last = unicode.ToLower(r)
			out.WriteRune(last)
			parted = false
		case r == '\'' || r == '’':
			// Nur'aini is one word.
		default:
			parted = true
		}
	}
	return out.String()
}
