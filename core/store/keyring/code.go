package keyring

import "strings"

// letters are Crockford's base 32: no I, L, O or U, so that a code can be
// copied from paper.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// A code is groups of letters of chance, 25 bits each, with a check letter
// behind them.
const (
	codeGroups = 5
	oldGroup   = 5 // of the codes of earlier versions, which have no check letters
	codeGroup  = 6
)

// newCode draws a recovery code, such as 7K2M9D-….
func newCode() string {
	var groups []string
	for number := 1; number <= codeGroups; number++ {
		groups = append(groups, newGroup(number))
	}
	return strings.Join(groups, "-")
}

// newGroup draws a group whose check is one of the letters: Crockford's has
// five signs more, which nobody wants to write by hand.
func newGroup(number int) string {
	for {
		var group strings.Builder
		for _, b := range chance(codeGroup - 1) {
			group.WriteByte(letters[b%32])
		}
		if check := checkOf(number, group.String()); check < len(letters) {
			return group.String() + letters[check:check+1]
		}
	}
}

// checkOf is Crockford's check, the remainder by 37, over the group's number
// and its letters: it finds every wrong letter, every two that changed places,
// and groups that changed places.
func checkOf(number int, group string) int {
	for _, letter := range group {
		number = (number*32 + strings.IndexRune(letters, letter)) % 37
	}
	return number
}

// tidyCode makes one text of the ways in which people copy a code.
func tidyCode(code string) string {
	return strings.Join(codeParts(code), "")
}

// codeParts are the groups as they were written, in letters of a code where
// they are any.
func codeParts(code string) []string {
	return strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch r {
		case 'O':
			return '0'
		case 'I', 'L':
			return '1'
		}
		return r
	}, strings.ToUpper(code)), func(r rune) bool { return strings.ContainsRune("-–— \t\r\n", r) })
}
