package index

import (
	"bytes"
	"strings"
)

// MaxQuery is the longest query that is looked at, in bytes; the rest of a
// longer one is passed over.
const MaxQuery = 200

// query is what is looked for: all of it, and word by word.
type query struct {
	whole []byte
	words [][]byte
}

func newQuery(text string) query {
	normal := []byte(Normalize(strings.ToValidUTF8(text[:min(len(text), MaxQuery)], "")))
	return query{whole: normal, words: bytes.Fields(normal)}
}

// short reports whether a word has no trigram.
func short(word []byte) bool { return len(word) < len(gram{}) }

// worst is the last rank that a row can have: short words stand inside no
// word.
func (q query) worst() int {
	for _, word := range q.words {
		if !short(word) {
			return RankInside
		}
	}
	return RankWord
}

// grams are what every row of a rank has.
func (q query) grams(rank int) []gram {
	var grams []gram
	if rank == RankStart {
		grams = append(grams, edge(startOfText, q.words[0]))
	}
	for _, word := range q.words {
		if rank != RankInside || short(word) {
			grams = append(grams, edge(startOfWord, word))
		}
		for i := 0; i+len(gram{}) <= len(word); i++ {
			grams = append(grams, gram(word[i:]))
		}
	}
	return grams
}

// matches reports whether a text has exactly this rank.
func (q query) matches(text []byte, rank int) bool {
	starts := bytes.HasPrefix(text, q.whole)
	if starts || rank == RankStart {
		return starts == (rank == RankStart)
	}
	best := RankWord
	for _, word := range q.words {
		switch {
		case startsWord(text, word):
		case !short(word) && bytes.Contains(text, word):
			best = RankInside
		default:
			return false
		}
	}
	return best == rank
}
