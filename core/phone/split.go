package phone

import (
	"regexp"
	"strings"
	"unicode"
)

// cuts finds what separates the numbers in a cell: signs, line breaks, and
// the words that people put before or between numbers. What stands before the
// group separates nothing: the slashes of links, and the comma in 8,12346E+10.
var cuts = regexp.MustCompile(`(?i)(?:https?://|wa\.me/|whatsapp://|tel:|api\.whatsapp\.com/)[^\s,;|]*|[0-9],[0-9]+E\+[0-9]+` +
	`|([/,;|\n\r／，；｜]|\b(?:atau|dan|or|and|wa|hp|telp|tlp|tel)\b)`)

// split cuts a text into parts with a number each. A part without digits is
// left out when another has some.
func split(text string) []string {
	var all, numbers []string
	start := 0
	add := func(end int) {
		part := text[start:end]
		if strings.TrimSpace(part) != "" {
			all = append(all, part)
		}
		if strings.IndexFunc(part, unicode.IsDigit) >= 0 {
			numbers = append(numbers, part)
		}
	}
	for _, m := range cuts.FindAllStringSubmatchIndex(text, -1) {
		if m[2] < 0 {
			continue // a link
		}
		add(m[0])
		start = m[1]
	}
	add(len(text))
	switch {
	case len(numbers) > 0:
		return numbers
	case len(all) > 0:
		return []string{text}
	case strings.TrimSpace(text) != "":
		return []string{text} // separators alone
	}
	return nil
}
