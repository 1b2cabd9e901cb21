package people

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Telling names apart: product.md says what counts as the same name written in
// another way, and what must never be taken for it. Names are folded first,
// because similarity alone takes Agus for Bagus and misses Budi in Boedi.

// titles are what stands before a name and is no part of it; degrees stand
// behind: St. Aminah is Siti, Aminah, S.T. an engineer.
var (
	titles = words(`bapak bpk pak ibu bu sdr sdri saudara saudari kak kakak mas mbak mba bang abang ko koh koko ci cici om tante
		haji hajah h hj dr drs dra ir prof`)
	degrees = words(`skom se sh spd st mm msi amd mba`)
)

// spellings are short or foreign forms of a name, and the name.
var spellings = map[string]string{
	"m": "muhammad", "moh": "muhammad", "mohd": "muhammad", "muh": "muhammad", "mhd": "muhammad", "mohammad": "muhammad",
	"mohamad": "muhammad", "muhamad": "muhammad", "mochamad": "muhammad", "mochammad": "muhammad", "mohammed": "muhammad",
	"abd": "abdul", "st": "siti",
}

func words(text string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(text) {
		set[word] = true
	}
	return set
}

// NameTokens returns the words of a name for comparison: in small letters
// without accents, points and titles, short forms written out, and the letters
// that Indonesians write either way folded into one. A name of titles alone
// keeps them.
func NameTokens(name string) []string {
	plain := plainWords(name)
	kept := slices.DeleteFunc(slices.Clone(plain), func(word string) bool { return titles[word] })
	for len(kept) > 1 && degrees[kept[len(kept)-1]] {
		kept = kept[:len(kept)-1]
	}
	if len(kept) == 0 {
		kept = plain
	}
	for i, word := range kept {
		if whole, short := spellings[word]; short {
			word = whole
		}
		kept[i] = foldSpelling(word)
	}
	return kept
}

// plainWords splits a name into words of small ASCII letters and digits where
// it can. A point or an apostrophe inside a word parts nothing: s.kom is one.
func plainWords(name string) []string {
	var text strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			text.WriteRune(r)
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’', r == '`':
		default:
			text.WriteByte(' ')
		}
	}
	return strings.Fields(text.String())
}

// foldings are letters that stand for the same sound, oldest spelling first:
// that of before 1972 goes before single letters.
var foldings = strings.NewReplacer(
	"oe", "u", "dj", "i", "tj", "c", "nj", "ni", "sj", "si", "ch", "h", "kh", "h",
	"ph", "p", "f", "p", "v", "p", "z", "s", "q", "k", "x", "ks", "th", "t", "dh", "d", "y", "i", "j", "i",
)

// foldSpelling writes a word so that its usual spellings are one: rizky and
// riski, yuni and juni, boedi and budi, ahmad and achmad.
func foldSpelling(word string) string {
	folded := slices.Compact([]byte(foldings.Replace(word)))
	if n := len(folded); n > 3 && folded[n-1] == 'e' && folded[n-2] == 'i' {
		folded = folded[:n-1] // yunie
	}
	return string(folded)
}
