package strict

import (
	"fmt"
	"slices"
	"strings"
)

// Instead ends a sentence about a word that is not known: the nearest known
// one where there is one, else all of them where they are few.
func Instead(word string, known []string) string {
	if near := Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	if len(known) == 0 || len(known) > 40 {
		return ""
	}
	return "; there is " + strings.Join(known, ", ")
}

// Nearest returns the known word that word was probably meant to be, "" for
// none: some letters wrong, or one a part of the other.
func Nearest(word string, known []string) string {
	word = strings.ToLower(word)
	best, least := "", 1+max(1, len(word)/3)
	for _, one := range known {
		if d := distance(word, strings.ToLower(one)); d < least {
			best, least = one, d
		}
	}
	if best != "" || len(word) < 3 {
		return best
	}
	at := slices.IndexFunc(known, func(one string) bool {
		lower := strings.ToLower(one)
		return len(one) > 2 && (strings.HasPrefix(lower, word) || strings.HasPrefix(word, lower))
	})
	if at < 0 {
		return ""
	}
	return known[at]
}

// distance is how many letters must be put in, taken out or changed.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, corner+1, row[j]+1)
		}
	}
	return row[len(b)] - swaps(a, b)
}

// swaps is how many neighbours only changed places: one slip each, not two.
func swaps(a, b string) (n int) {
	for i := 1; i < min(len(a), len(b)); i++ {
		if a[i] != b[i] && a[i] == b[i-1] && a[i-1] == b[i] {
			n++
		}
	}
	return n
}
