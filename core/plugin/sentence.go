package plugin

import (
	"fmt"
	"strings"
)

// sentence is a text with its placeholders found, in both languages.
type sentence struct{ id, en []piece }

// piece is literal words, or figure arg shown as kind.
type piece struct {
	words string
	arg   int
	kind  string // "" for literal words
}

// parseSentence refuses a text that holds a placeholder that means nothing, or
// too many. {0} is a number; {0:money} and the like say how to show
// it; a brace in any other form is a mistake.
func parseSentence(w Words) (s sentence, err error) {
	if s.id, err = pieces(w.ID); err != nil {
		return s, fmt.Errorf("id: %w", err)
	}
	if s.en, err = pieces(w.EN); err != nil {
		return s, fmt.Errorf("en: %w", err)
	}
	return s, nil
}

// maxPlaceholders keeps a sentence a sentence, however long its figures are.
const maxPlaceholders = 8

func pieces(text string) (found []piece, err error) {
	args := 0
	for text != "" {
		open := strings.IndexAny(text, "{}")
		if open < 0 {
			return append(found, piece{words: text}), nil
		}
		if open > 0 {
			found = append(found, piece{words: text[:open]})
		}
		body, rest, closed := strings.Cut(text[open:], "}")
		p, known := placeholder(strings.TrimPrefix(body, "{"))
		if !closed || !known || body == "" {
			return nil, fmt.Errorf("placeholder %q is unknown; there is {0} to {3}, plain or with :money, :date, :ago, :times, :minutes, :time, :datetime", strings.TrimSuffix(text[open:], rest))
		}
		if args++; args > maxPlaceholders {
			return nil, fmt.Errorf("it has more than %d placeholders", maxPlaceholders)
		}
		found, text = append(found, p), rest
	}
	return found, nil
}

// placeholder reads what stands between the braces: "1" or "1:money".
func placeholder(body string) (piece, bool) {
	number, kind, typed := strings.Cut(body, ":")
	if len(number) != 1 || number[0] < '0' || number[0] > '3' {
		return piece{}, false
	}
	if !typed {
		kind = "number"
	}
	switch kind {
	case "money", "date", "minutes", "time", "datetime", "ago", "times":
	case "number":
		if typed {
			return piece{}, false
		}
	default:
		return piece{}, false
	}
	return piece{arg: int(number[0] - '0'), kind: kind}, true
}
