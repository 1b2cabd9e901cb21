package promo

import (
	"encoding/binary"
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/raja-crm/raja/core/fault"
)

// alphabet are the letters of a personal code: none that looks or sounds like
// another (0 O Q D, 1 I L, 2 Z, 5 S, 8 B, U V). There are 23, a prime, so that
// the check letter notices every wrong letter and every two that changed places.
const alphabet = "34679ACEFGHJKMNPRTVWXYD"

// codeLength is how many letters a personal code has, the last of which checks
// the others.
const codeLength = 8

// Draw makes a personal code of random letters.
func Draw(entropy io.Reader) (string, error) {
	code := make([]byte, 0, codeLength)
	for len(code) < codeLength-1 {
		var raw [4]byte
		if _, err := io.ReadFull(entropy, raw[:]); err != nil {
			return "", err
		}
		// The bias of a remainder of 2^32 by 23 is below one in a hundred million.
		code = append(code, alphabet[binary.BigEndian.Uint32(raw[:])%uint32(len(alphabet))])
	}
	return string(append(code, alphabet[checkOf(code)])), nil
}

// checkOf is the place of the letter that checks code: with it the sum of all
// places, each times its position, is a multiple of 23 (the scheme of ISBN-10,
// ISO 2108 before 2005, over another prime).
func checkOf(code []byte) int {
	sum := 0
	for i, letter := range code {
		sum += (i + 2) * strings.IndexByte(alphabet, letter)
	}
	return (len(alphabet) - sum%len(alphabet)) % len(alphabet)
}

// Written is a personal code as it is printed: AC34-79EF.
func Written(code string) string {
	if len(code) != codeLength {
		return code
	}
	return code[:codeLength/2] + "-" + code[codeLength/2:]
}

// Typed is a code without what people add to it: in capitals, without blanks
// and dashes.
func Typed(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -–—_.\t\u00a0", r) {
			return -1
		}
		return r
	}, strings.ToUpper(norm.NFKC.String(text)))
}

// Read says what is wrong with the form of a code that nobody knows: a letter
// that no code has, a length, a letter that was mistyped. A code whose form is
// right is nobody's here. It suggests none.
func Read(code string) error {
	switch {
	case code == "":
		return fault.Invalid("code", "is empty")
	case strings.Trim(code, alphabet) != "":
		return fault.NotFound("code", "is no code of this shop; personal codes have only the letters %s", alphabet)
	case len(code) != codeLength:
		return fault.NotFound("code", "is no code of this shop; personal codes have %d letters, not %d", codeLength, len(code))
	case checkOf([]byte(code[:codeLength-1])) != strings.IndexByte(alphabet, code[codeLength-1]):
		return fault.Invalid("code", "has a letter that was mistyped")
	}
	return fault.NotFound("code", "is written rightly and was never given out here")
}
