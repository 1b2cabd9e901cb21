package keyring

import (
	"fmt"
	"strings"
)

// Mistyped is the ErrSecret of a text that looks like a recovery code and
// opens nothing. Why says what is wrong with it, as far as it can be seen, and
// holds nothing of the text.
type Mistyped struct{ Why string }

// Error implements error.
func (m *Mistyped) Error() string { return ErrSecret.Error() + ": " + m.Why }

// Unwrap returns ErrSecret.
func (m *Mistyped) Unwrap() error { return ErrSecret }

// wrong returns the error of a secret that opened nothing. Only then is it
// looked at: a passphrase may look like a code.
func wrong(secret string) error {
	groups := codeParts(secret)
	if len(groups) == 1 {
		groups = cut(groups[0])
	}
	if beginsCode(groups) {
		return &Mistyped{fmt.Sprintf("it is too short: it has %d letters and not %d", len(strings.Join(groups, "")), codeGroups*codeGroup)}
	}
	if !looksLikeCode(groups) {
		return ErrSecret
	}
	return &Mistyped{mistake(groups)}
}

// cut parts a code that was typed without a pause.
func cut(text string) (groups []string) {
	runes, size := []rune(text), codeGroup
	if len(runes) == codeGroups*oldGroup {
		size = oldGroup
	}
	for ; len(runes) > size; runes = runes[size:] {
		groups = append(groups, string(runes[:size]))
	}
	return append(groups, string(runes))
}

// looksLikeCode tells a code from a passphrase of several words: few of those
// have digits, or as many words all of the right length.
func looksLikeCode(groups []string) bool {
	if len(groups) < codeGroups-1 || len(groups) > codeGroups+1 {
		return false
	}
	usual := 0
	for _, group := range groups {
		if len(group) == oldGroup || len(group) == codeGroup {
			usual++
		}
	}
	digits := strings.ContainsAny(strings.Join(groups, ""), "23456789") // 0 and 1 may be O and I
	return usual == codeGroups || digits && usual >= codeGroups-2
}

// beginsCode tells the beginning of a code, too short to look like one, by the
// check letters of its whole groups, of which there are two at least.
func beginsCode(groups []string) bool {
	if len(groups) >= codeGroups-1 {
		return false
	}
	whole := 0
	for i, group := range groups {
		switch {
		case mistakeIn(i+1, group, codeGroup) == "":
			whole++
		case i < len(groups)-1 || len(group) >= codeGroup:
			return false
		}
	}
	return whole >= 2
}

// mistake says what is wrong with the first group that is.
func mistake(groups []string) string {
	size := sizeOf(groups)
	for i, group := range groups {
		if why := mistakeIn(i+1, group, size); why != "" {
			return fmt.Sprintf("its group %d %s", i+1, why)
		}
	}
	switch {
	case len(groups) != codeGroups:
		return fmt.Sprintf("it has %d groups and not %d", len(groups), codeGroups)
	case size == oldGroup:
		return "each of its 25 letters may be mistyped, or a newer code has taken its place"
	}
	return "it is written right and is not this one's; a newer code may have taken its place"
}

// mistakeIn says what is wrong with one group, "" when nothing is.
func mistakeIn(number int, group string, size int) string {
	letter := func(r rune) bool { return strings.ContainsRune(letters, r) }
	switch {
	case strings.ContainsFunc(group, func(r rune) bool { return !letter(r) }):
		return "holds a sign that is in no code"
	case len(group) != size:
		return fmt.Sprintf("has %d letters and not %d", len(group), size)
	case number > codeGroups || size == oldGroup || checkOf(number, group[:size-1]) == strings.IndexByte(letters, group[size-1]):
		return ""
	}
	return "was mistyped"
}

// sizeOf is how long the groups are meant to be: those of earlier versions have
// no check letter.
func sizeOf(groups []string) int {
	old := 0
	for _, group := range groups {
		if len(group) == oldGroup {
			old++
		}
	}
	if 2*old > len(groups) {
		return oldGroup
	}
	return codeGroup
}
