package phone

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var (
	// chatLink finds the number in a link that opens a chat; it is written
	// with its country code and no plus.
	chatLink = regexp.MustCompile(`(?i)(?:wa\.me/|(?:api\.whatsapp\.com|whatsapp:/)/send/?\?phone=)(?:\+|%2b)?([0-9 ().-]+)`)
	// telLink finds the number in a tel: link, written either way.
	telLink = regexp.MustCompile(`(?i)\btel:(?://)?(\+?[0-9 ().-]+)`)

	// doubleZero is 0062 for +62; trunkZero is +62 (0)8 for +628, the zero
	// that is dialled at home and never from abroad.
	doubleZero = regexp.MustCompile(`^0 ?0 ?62`)
	trunkZero  = regexp.MustCompile(`^(?:\+ ?|0 ?0 ?)62[ ().-]*0[ ).-]*8`)
	// bare is 628 and 6208, which the library takes for landlines of the
	// area 062 when they are short.
	bare = regexp.MustCompile(`^62[ ().-]*(?:0[ ).-]*)?8`)
)

// Clean returns the plain ASCII of one number: marks that cannot be seen are
// gone, digits of every script, dashes and spaces are plain ones, links give
// up their number, and 0062, +62 (0)8, 6208 and 628 are written +62. A letter of
// another script becomes a question mark. Cleaning twice is cleaning once.
func Clean(text, region string) string {
	text = ascii(text)
	if m := chatLink.FindStringSubmatch(text); m != nil {
		text = international(m[1])
	} else if m := telLink.FindStringSubmatch(text); m != nil {
		text = strings.TrimSpace(m[1])
	}
	text = trunkZero.ReplaceAllString(text, "+628")
	if regionOf(region) == DefaultRegion {
		text = bare.ReplaceAllString(text, "+628")
	}
	return doubleZero.ReplaceAllString(text, "+62")
}

// international puts the plus before a number that a chat link left it out
// of. Links with a 0 are wrong, but common, and mean a number at home.
func international(number string) string {
	number = strings.TrimSpace(number)
	if number == "" || number[0] < '1' || number[0] > '9' {
		return number
	}
	return "+" + number
}

// ascii writes text in printable ASCII with single spaces.
func ascii(text string) string {
	plain := strings.Map(plainRune, norm.NFKC.String(text))
	return strings.Join(strings.Fields(plain), " ")
}

// plainRune maps a rune to the ASCII that it stands for; -1 drops it.
func plainRune(r rune) rune {
	switch {
	case r < unicode.MaxASCII && unicode.IsPrint(r):
		return r
	case unicode.IsSpace(r):
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.M):
		return -1 // marks of direction, zero-width joiners, soft hyphens, accents
	case unicode.Is(unicode.Nd, r):
		return digitOf(r)
	case unicode.Is(unicode.Pd, r), r == '\u2212', r == '\u2043':
		return '-' // a minus and a bullet serve as dashes too
	default:
		return '?'
	}
}

// digitOf returns the ASCII digit for a decimal digit of any script. Unicode
// keeps each script's digits together, from 0 to 9.
func digitOf(r rune) rune {
	first := r
	for unicode.Is(unicode.Nd, first-1) && r-first < 9 {
		first--
	}
	return '0' + r - first
}
