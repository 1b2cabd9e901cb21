package index

import "encoding/binary"

// gram is three bytes of a word, or a mark with the one or two bytes that
// begin a word or a text.
type gram [3]byte

// The marks. No letter or digit has their bytes.
const (
	startOfText byte = 1
	startOfWord byte = 2
)

// edge returns the gram of a word's beginning: its first two bytes, or the one
// that it has.
func edge(mark byte, word []byte) gram {
	if len(word) == 1 {
		return gram{mark, word[0]}
	}
	return gram{mark, word[0], word[1]}
}

// eachGram yields every gram by which a text is found, some more than once.
func eachGram(text []byte, yield func(gram)) {
	word := 0 // where the word at hand begins
	for i := 0; i <= len(text); i++ {
		if i < len(text) && !parts(text[i]) {
			continue
		}
		if word < i {
			eachGramOfWord(text[word:i], word == 0, yield)
		}
		word = i + 1
	}
}

func eachGramOfWord(word []byte, first bool, yield func(gram)) {
	for size := 1; size <= min(2, len(word)); size++ {
		yield(edge(startOfWord, word[:size]))
		if first {
			yield(edge(startOfText, word[:size]))
		}
	}
	for i := 0; i+len(gram{}) <= len(word); i++ {
		yield(gram(word[i:]))
	}
}

// posting lists the rows that hold a gram, as varint gaps.
type posting struct {
	gaps  []byte
	last  uint32
	count int
}

// add appends a row, which is none before the last one.
func (p *posting) add(row uint32) {
	if p.count > 0 && p.last == row {
		return
	}
	p.gaps = binary.AppendUvarint(p.gaps, uint64(row-p.last))
	p.last = row
	p.count++
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
