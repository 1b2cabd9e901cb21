package stranger

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxShown is how much of a stranger's word stands in a sentence about it.
const maxShown = 60

// Words refuses words longer than most bytes, and letters that no eye sees and
// that change what it does see: control characters, which a terminal obeys,
// and those that turn the direction of writing.
func Words(text string, most int) error {
	if len(text) > most {
		return fmt.Errorf("has %d bytes, the most is %d", len(text), most)
	}
	if !utf8.ValidString(text) {
		return fmt.Errorf("%q is not UTF-8", Clean(text, maxShown))
	}
	for _, letter := range text {
		if unseen(letter) {
			return fmt.Errorf("%q holds the control character %U; leave it out", Clean(text, maxShown), letter)
		}
	}
	return nil
}

// Clean makes one line of at most most bytes of what somebody wrote: what
// Words refuses becomes a question mark, line ends become spaces.
func Clean(text string, most int) string {
	return clip(strings.Map(func(letter rune) rune {
		switch {
		case letter == '\n' || letter == '\t':
			return ' '
		case unseen(letter) || letter == utf8.RuneError:
			return '?'
		}
		return letter
	}, text[:min(len(text), most+utf8.UTFMax)]), most)
}

// Lines is Clean for text of many lines, whose line ends and tabs stay.
func Lines(text string, most int) string {
	return clip(strings.Map(func(letter rune) rune {
		if letter != '\n' && letter != '\t' && (unseen(letter) || letter == utf8.RuneError) {
			return '?'
		}
		return letter
	}, text), most)
}

// clip cuts text to most bytes, between two letters.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	most -= len("…")
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:max(0, most)] + "…"
}

func unseen(letter rune) bool {
	return unicode.In(letter, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control) || letter == '\ufeff'
}
