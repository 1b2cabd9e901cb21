// Package index finds rows by any part of their text: an in-memory table of
// normalised names and phones with trigram postings. It keeps nothing on disk
// and knows rows by number only.
package index

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
)

// MaxQuery is the longest query that is looked at, in bytes; the rest of a
// longer one is passed over.
const MaxQuery = 200

// Table holds the searchable text of rows. The zero value is an empty table;
// all methods may be called from many goroutines.
type Table struct {
	mu       sync.RWMutex
	texts    []byte            // every row's text, one behind the other
	ends     []uint32          // where each row's text ends
	ids      []uint32          // the caller's number of each row
	latest   map[uint32]uint32 // number → its row; a changed number has a newer row
	postings map[[3]byte]*posting
}

// posting lists the rows that hold a trigram, as varint gaps.
type posting struct {
	gaps  []byte
	last  uint32
	count int
}

// Hit is one row that matches, with its rank: lower is better.
type Hit struct {
	ID   uint32
	Rank int
}

// The ranks: the text begins with the query, a word does, it stands inside.
const (
	RankStart = iota
	RankWord
	RankInside
)

// Put adds the text of row id, replacing what it had. Pass it through
// Normalize first.
func (t *Table) Put(id uint32, text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.latest == nil {
		t.latest, t.postings = map[uint32]uint32{}, map[[3]byte]*posting{}
	}
	row := uint32(len(t.ends))
	t.texts = append(t.texts, text...)
	t.ends = append(t.ends, uint32(len(t.texts)))
	t.ids = append(t.ids, id)
	t.latest[id] = row
	for i := 0; i+3 <= len(text); i++ {
		t.post([3]byte{text[i], text[i+1], text[i+2]}, row)
	}
}

func (t *Table) post(gram [3]byte, row uint32) {
	p := t.postings[gram]
	if p == nil {
		p = &posting{}
		t.postings[gram] = p
	} else if p.last == row {
		return
	}
	p.gaps = binary.AppendUvarint(p.gaps, uint64(row-p.last))
	p.last = row
	p.count++
}

// Search returns up to limit rows whose text holds every word of query, best
// rank first, then by number.
func (t *Table) Search(query string, limit int) []Hit {
	words := strings.Fields(Normalize(query[:min(len(query), MaxQuery)]))
	if len(words) == 0 || limit <= 0 {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	var hits []Hit
	for row := range t.candidates(words) {
		if rank, ok := t.match(row, words); ok {
			hits = append(hits, Hit{ID: t.ids[row], Rank: rank})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID))
	})
	return hits[:min(limit, len(hits))]
}

// candidates yields the rows that hold the rarest trigram of the words, or
// every row where all words are shorter than three bytes.
func (t *Table) candidates(words []string) func(func(uint32) bool) {
	var rarest *posting
	for _, word := range words {
		for i := 0; i+3 <= len(word); i++ {
			p := t.postings[[3]byte{word[i], word[i+1], word[i+2]}]
			if p == nil {
				return func(func(uint32) bool) {}
			}
			if rarest == nil || p.count < rarest.count {
				rarest = p
			}
		}
	}
	if rarest == nil {
		return t.every
	}
	return rarest.rows
}

func (t *Table) every(yield func(uint32) bool) {
	for row := range t.ends {
		if !yield(uint32(row)) {
			return
		}
	}
}

func (p *posting) rows(yield func(uint32) bool) {
	row := uint64(0)
	for at := 0; at < len(p.gaps); {
		gap, n := binary.Uvarint(p.gaps[at:])
		row, at = row+gap, at+n
		if !yield(uint32(row)) {
			return
		}
	}
}

// match reports whether a row that is not outdated holds every word, and the
// worst rank among them.
func (t *Table) match(row uint32, words []string) (rank int, ok bool) {
	if t.latest[t.ids[row]] != row {
		return 0, false
	}
	start := uint32(0)
	if row > 0 {
		start = t.ends[row-1]
	}
	text := string(t.texts[start:t.ends[row]])
	for _, word := range words {
		at := strings.Index(text, word)
		switch {
		case at < 0:
			return 0, false
		case at == 0:
		case strings.Contains(text, " "+word) || strings.Contains(text, "\n"+word):
			rank = max(rank, RankWord)
		default:
			rank = RankInside
		}
	}
	return rank, true
}
