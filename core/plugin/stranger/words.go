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
// those that turn the direction of writing, those that show as nothing or only
// choose the look of another, and private ones, which each computer shows as it
// likes.
func Words(text string, most int) error {
	if len(text) > most {
		return fmt.Errorf("has %d bytes, the most is %d", len(text), most)
	}
	if !utf8.ValidString(text) {
		return fmt.Errorf("%q is not UTF-8", Clean(text, maxShown))
	}
	for _, letter := range text {
		if letter == utf8.RuneError { // what JSON makes of half a letter
			return fmt.Errorf("%q holds what is no letter, as of a file that is not UTF-8; write it anew", Clean(text, maxShown))
		}
		if unseen(letter) {
			return fmt.Errorf("%q holds the %s %U; leave it out", Clean(text, maxShown), kind(letter), letter)
		}
	}
	return nil
}

// mostMarks is how many marks may stand on one letter; more of them climb into
// the lines above and below.
const mostMarks = 3

// Sentence is Words for what stands on a screen between our own words, such as
// the reasons that an owner reads before she installs a rule: there is
// something to see, and nothing in it can pass for another line or reach one.
func Sentence(text string, most int) error {
	if err := Words(text, most); err != nil {
		return err
	}
	marks, before := 0, ' '
	for _, letter := range text {
		if unicode.IsSpace(letter) && unicode.IsSpace(before) {
			return fmt.Errorf("%q has a space at its beginning or two in a row; leave them out", Clean(text, maxShown))
		}
		if marks++; !unicode.Is(unicode.M, letter) {
			marks = 0
		}
		if marks > mostMarks {
			return fmt.Errorf("%q has more than %d marks on one letter; leave them out", Clean(text, maxShown), mostMarks)
		}
		before = letter
	}
	if unicode.IsSpace(before) && text != "" {
		return fmt.Errorf("%q ends with a space; leave it out", Clean(text, maxShown))
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

func kind(unseen rune) string {
	if unicode.In(unseen, unicode.Cc, unicode.Bidi_Control) {
		return "control character"
	}
	if unicode.Is(unicode.Co, unseen) {
		return "private letter"
	}
	return "unseen letter"
}

// joiner makes one picture of two, such as a cook of a woman and a pan.
const joiner = '\u200d'

// blank is the Braille letter without a dot.
const blank = '\u2800'

func unseen(letter rune) bool {
	return letter == blank || letter != joiner &&
		unicode.In(letter, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}
