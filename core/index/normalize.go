package index

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns the form in which texts are searched: compatibility
// decomposed, without marks, in lower case, letters and digits only, words
// parted by one space. Digits that no letter parts are joined, so that a phone
// is found however it is written.
func Normalize(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	var last rune // the last rune written
	parted := false
	for _, r := range norm.NFKD.String(text) {
		switch {
		case isApostrophe(r): // Nur'aini is one word
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mc, r):
			if parted && last != 0 && !(unicode.IsDigit(last) && unicode.IsDigit(r)) {
				out.WriteByte(' ')
			}
			last = unicode.ToLower(r)
			out.WriteRune(last)
			parted = false
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf): // José is found as jose
		default:
			parted = true
		}
	}
	return out.String()
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '‘', '’', 'ʼ', 'ʻ':
		return true
	}
	return false
}
