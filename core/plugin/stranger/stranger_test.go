package stranger_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/plugin/stranger"
)

func TestJSONThatMeansOneThingIsTaken(t *testing.T) {
	for _, text := range []string{
		`{"a": 1, "b": [true, null, -9223372036854775808, "Rp 5.000 – “é”"]}`,
		strings.Repeat("[", 16) + strings.Repeat("]", 16),
	} {
		if err := stranger.JSON([]byte(text), 500); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestJSONThatMeansTwoThingsIsRefused(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a key twice", `{"a": 1, "a": 2}`, "a stands twice"},
		{"a key in capitals", `{"x": {"reads": 1, "READS": 2}}`, "x: READS stands twice"},
		{"more behind the end", `{} {}`, "there is more behind its end"},
		{"nothing", ``, "unexpected EOF"},
		{"half an object", `{"a"`, "EOF"},
		{"a value in seventeen others", strings.Repeat("[", 17), "nested more than 16 deep"},
		{"a number that fills the memory", `{"most": 1e999999999}`, "most: the number 1e999999999 is too long"},
		{"a number that is almost nothing", `[1E-0999]`, "number 1: the number 1E-0999 is too long"},
		{"a long number", strings.Repeat("9", 25), "is too long"},
		{"a text too long", `["123456789012"]`, "number 1: has 12 bytes, the most is 10"},
		{"a terminal's command", `["\u001b[2K"]`, "holds the control character U+001B; leave it out"},
		{"writing from the right", `["a\u202eb"]`, `"a?b" holds the control character U+202E`},
		{"an end of the text", `["a\u0000"]`, "U+0000"},
		{"a command as a key", `{"\u009b1m": 1}`, "a key: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := stranger.JSON([]byte(c.text), 10); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("JSON says %v, want %q", err, c.want)
			}
		})
	}
}

func TestASentenceCanPassForNoOtherLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain words", "Rp\u00a05.000 – “é” 👩\u200d🍳", ""},
		{"nothing at all", "", ""},
		{"a space of no width", "a\u200bb", "holds the unseen letter U+200B"},
		{"a hyphen that is not shown", "\u00ad", "unseen letter U+00AD"},
		{"a letter that fills a place", "\u3164", "unseen letter U+3164"},
		{"Braille without a dot", "\u2800", "unseen letter U+2800"},
		{"a choice of look", "a\ufe0f", "unseen letter U+FE0F"},
		{"another, far behind", "a\U000e0100", "unseen letter U+E0100"},
		{"a private letter", "a\ue000", "private letter U+E000"},
		{"half a letter, as JSON reads it", "a\ufffd", "holds what is no letter, as of a file that is not UTF-8"},
		{"letters behind a flag", "a\U000e0041", "unseen letter U+E0041"},
		{"only a space", " ", "a space at its beginning"},
		{"only a wide space", "\u2003", "a space at its beginning"},
		{"spaces up to the next line of a terminal", "Counts." + strings.Repeat(" ", 60) + "Proposes nothing.", "two in a row"},
		{"the same with others", "Counts." + strings.Repeat("\u00a0 ", 60), "two in a row"},
		{"a space at its end", "Counts. ", "ends with a space"},
		{"marks that climb into other lines", "a" + strings.Repeat("\u0336", 4), "more than 3 marks on one letter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := stranger.Sentence(c.text, 500)
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("Sentence says %v, want %q", err, c.want)
			}
		})
	}
}

func TestWordsAreCleanedToOneLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain words stay", "Rp 5.000 é", "Rp 5.000 é"},
		{"a terminal's command is seen", "\x1b[2Jgone\x07", "?[2Jgone?"},
		{"line ends become spaces", "one\ntwo\tthree\r", "one two three?"},
		{"what is no text is seen", "a\xff\xfe", "a??"},
		{"what is long is cut between letters", "12345678901éé", "12345678901…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := stranger.Clean(c.text, 14); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
	if got, want := stranger.Lines("a\n\tb\x1bc\r", 20), "a\n\tb?c?"; got != want {
		t.Errorf("Lines = %q, want %q", got, want)
	}
}

func FuzzCleanWordsAreTaken(f *testing.F) {
	f.Add("\x1b[2J\u202e\xff", 5)
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = max(3, most%1000)
		got := stranger.Clean(text, most)
		if err := stranger.Words(got, most); err != nil || !utf8.ValidString(got) {
			t.Errorf("Clean(%q, %d) = %q: %v", text, most, got, err)
		}
	})
}
