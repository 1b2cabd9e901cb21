package people

import (
	"slices"
	"strings"
)

// one reports whether word is one of a list.
func one[T ~string](word T, list []T) bool { return slices.Contains(list, word) }

// among lists words for a sentence: "a, b, c".
func among[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, word := range list {
		words[i] = string(word)
	}
	return strings.Join(words, ", ")
}

// TidyLines is Tidy for a text of several lines: each line is tidied, and
// empty ones at either end are dropped.
func TidyLines(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = Tidy(line)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// SameWord reports whether two texts name the same, however they were typed:
// case and blanks make no difference.
func SameWord(a, b string) bool {
	return strings.EqualFold(strings.ReplaceAll(Tidy(a), " ", ""), strings.ReplaceAll(Tidy(b), " ", ""))
}
