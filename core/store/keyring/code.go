package keyring

import "strings"

// letters are Crockford's base 32: no I, L, O or U, so that a code can be
// copied from paper.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	codeLetters = 25 // 125 bits
	codeGroup   = 5
)

// newCode draws a recovery code, such as 7K2M9-….
func newCode() string {
	var code strings.Builder
	for i, b := range chance(codeLetters) {
		if i > 0 && i%codeGroup == 0 {
			code.WriteByte('-')
		}
		code.WriteByte(letters[b%32])
	}
	return code.String()
}

// tidyCode makes one text of the ways in which people copy a code.
func tidyCode(code string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'O', 'o':
			return '0'
		case 'I', 'i', 'L', 'l':
			return '1'
		case '-', ' ', '\t', '\n', '\r':
			return -1
		}
		return r
	}, strings.ToUpper(code))
}
