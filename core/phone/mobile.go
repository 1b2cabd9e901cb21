package phone

// homeMobile reads what nearly every number in a shop is: an Indonesian mobile
// number, 0812…, 62812… or +62812…, with nothing but digits, dots, dashes and
// spaces. The library says the same of these texts at a hundred times the cost,
// which an import of a million customers feels; a test holds the two together.
func homeMobile(text string) (e164 string, ok bool) {
	var digits [16]byte
	n := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9' && n < len(digits):
			digits[n] = c
			n++
		case i == 0 && c == '+' && len(text) > 1 && text[1] == '6':
		case i > 0 && (c == '-' || c == '.' || c == ' '):
		default:
			return "", false
		}
	}
	national := digits[:n]
	switch {
	case n > 1 && national[0] == '0':
		national = national[1:]
	case n > 2 && national[0] == '6' && national[1] == '2':
		national = national[2:]
	default:
		return "", false
	}
	if !isHomeMobile(national) {
		return "", false
	}
	return "+62" + string(national), true
}

// isHomeMobile says whether digits, without the 0 or the country code, are an
// Indonesian mobile number: 8, a digit but 0 and 4, and 9 to 12 in all.
func isHomeMobile[T string | []byte](digits T) bool {
	n := len(digits)
	return n >= 9 && n <= 12 && digits[0] == '8' && digits[1] != '0' && digits[1] != '4'
}
