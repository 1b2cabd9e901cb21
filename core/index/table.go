// Package index finds rows by any part of their text: an in-memory table of
// normalised names and phones with postings of their letters. It keeps nothing
// on disk and knows rows by number only.
package index

import (
	"bytes"
	"sync"
)

// Table holds the searchable text of rows, up to 4 GiB in all. The zero value
// is an empty table; all methods may be called from many goroutines.
type Table struct {
	mu       sync.RWMutex
	texts    []byte            // every row's text, one behind the other
	ends     []uint32          // where each row's text ends
	ids      []uint32          // the caller's number of each row
	old      []bool            // rows whose number has a newer row
	dead     int               // how many rows are old
	latest   map[uint32]uint32 // number → its row
	postings map[gram]*posting
}

// compactFrom is how many old rows are put up with before the table is made
// anew without them.
const compactFrom = 4096

// Put adds the text of row id, replacing what it had; "" takes the row out.
// Pass the text through Normalize first; lines part what belongs together less
// than words do.
func (t *Table) Put(id uint32, text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if row, ok := t.latest[id]; ok {
		if string(t.text(row)) == text {
			return
		}
		t.old[row] = true
		t.dead++
	}
	t.add(id, []byte(text))
	if t.dead > compactFrom && t.dead > len(t.ends)/2 {
		t.compact()
	}
}

func (t *Table) add(id uint32, text []byte) {
	if t.latest == nil {
		t.latest, t.postings = map[uint32]uint32{}, map[gram]*posting{}
	}
	row := uint32(len(t.ends))
	t.texts = append(t.texts, text...)
	t.ends = append(t.ends, uint32(len(t.texts)))
	t.ids = append(t.ids, id)
	t.old = append(t.old, false)
	t.latest[id] = row
	eachGram(text, func(g gram) {
		p := t.postings[g]
		if p == nil {
			p = &posting{}
			t.postings[g] = p
		}
		p.add(row)
	})
}

// compact makes the table anew without old rows and without rows that were
// taken out, so that many changes do not make it grow.
func (t *Table) compact() {
	var fresh Table
	for row, id := range t.ids {
		if text := t.text(uint32(row)); !t.old[row] && len(text) > 0 {
			fresh.add(id, text)
		}
	}
	t.texts, t.ends, t.ids, t.old, t.dead = fresh.texts, fresh.ends, fresh.ids, fresh.old, 0
	t.latest, t.postings = fresh.latest, fresh.postings
}

func (t *Table) text(row uint32) []byte {
	start := uint32(0)
	if row > 0 {
		start = t.ends[row-1]
	}
	return t.texts[start:t.ends[row]]
}

// Hit is one row that matches, with its rank: lower is better.
type Hit struct {
	ID   uint32
	Rank int
}

// The ranks: the text begins with the query, every word of the query begins a
// word, some stand inside.
const (
	RankStart = iota
	RankWord
	RankInside
)

// Search returns up to limit rows whose text holds every word of query, in any
// order of the words: best rank first, then in the order in which they were
// put. A word of one or two bytes is looked for at the beginning of words
// only. Each rank is searched by itself and no further than limit asks, so
// that a query that fits everybody costs no more than one that fits few.
func (t *Table) Search(text string, limit int) []Hit {
	q := newQuery(text)
	if len(q.words) == 0 || limit <= 0 {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	var hits []Hit
	for rank := RankStart; rank <= q.worst(); rank++ {
		rarest := t.rarest(q.grams(rank))
		if rarest == nil {
			continue
		}
		for row := range rarest.rows {
			if t.old[row] || !q.matches(t.text(row), rank) {
				continue
			}
			if hits = append(hits, Hit{ID: t.ids[row], Rank: rank}); len(hits) == limit {
				return hits
			}
		}
	}
	return hits
}

// rarest returns the posting with the fewest rows, or nil when no row has all
// the grams.
func (t *Table) rarest(grams []gram) *posting {
	var rarest *posting
	for _, g := range grams {
		p := t.postings[g]
		if p == nil {
			return nil
		}
		if rarest == nil || p.count < rarest.count {
			rarest = p
		}
	}
	return rarest
}

// startsWord reports whether word stands in text at the beginning of a word.
func startsWord(text, word []byte) bool {
	for from := 0; ; from++ {
		at := bytes.Index(text[from:], word)
		if at < 0 {
			return false
		}
		if from += at; from == 0 || parts(text[from-1]) {
			return true
		}
	}
}

// parts reports whether b stands between words.
func parts(b byte) bool { return b == ' ' || b == '\n' }
