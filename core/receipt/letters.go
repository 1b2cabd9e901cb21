package receipt

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// lost stands for a letter that the PDF's typeface does not have.
const lost = '?'

// latin writes a text in the letters of the PDF's typeface, as its bytes, and
// says whether it has all of them. A letter with a mark that is missing loses
// the mark (ā is a); any other is replaced, so that nothing vanishes.
func latin(text string) (written string, whole bool) {
	var into strings.Builder
	whole = true
	for _, letter := range norm.NFC.String(text) {
		code, known := encode(letter)
		if !known && !unicode.In(letter, unicode.Mn, unicode.Cf) {
			code, whole = lost, false
		} else if !known {
			continue // a mark or joiner without a letter of its own
		}
		into.WriteByte(code)
	}
	return into.String(), whole
}

func encode(letter rune) (code byte, known bool) {
	if letter < ' ' {
		return 0, false
	}
	if code, known = charmap.Windows1252.EncodeRune(letter); known {
		return code, true
	}
	plain := []rune(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(string(letter))))
	if len(plain) != 1 {
		return 0, false
	}
	return charmap.Windows1252.EncodeRune(plain[0])
}
