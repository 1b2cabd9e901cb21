package redo

import (
	"fmt"

	"github.com/raja-crm/raja/core/store"
)

const sector = 512 // bytes that a disk writes together or not at all

// damaged returns an error that is store.ErrCorrupt.
func damaged(format string, args ...any) error {
	return fmt.Errorf("redo: %s: %w", fmt.Sprintf(format, args...), store.ErrCorrupt)
}

// scan walks the records of one segment's bytes.
type scan struct {
	data []byte
	at   int
	seq  uint64 // of the next record
	prev uint32 // sum of the last one
}

func newScan(s segment, data []byte) *scan {
	return &scan{data: data, at: segmentHead, seq: s.first, prev: s.prev}
}

// next returns the next record, and false where the records end: see ended.
func (s *scan) next() (seq uint64, body []byte, ok bool) {
	if s.at >= len(s.data) {
		return 0, nil, false
	}
	h, ok := readHead(s.data[s.at:])
	if !ok || h.seq != s.seq || h.prev != s.prev {
		return 0, nil, false
	}
	body, ok = h.body(s.data[s.at:])
	if !ok {
		return 0, nil, false
	}
	s.at += extent(len(body))
	s.seq, s.prev = h.seq+1, h.sum
	return h.seq, body, true
}

// ended says how the records end: with nothing behind them, with a torn
// record, or with store.ErrCorrupt.
func (s *scan) ended() (torn bool, err error) {
	rest := s.data[min(s.at, len(s.data)):]
	if allZero(rest) {
		return false, nil
	}
	if !s.unfinished(rest) || s.follows(rest) {
		return false, damaged("record %d cannot be read", s.seq)
	}
	return true, nil
}

// unfinished says whether what stands where the next record should be can be
// a record of which only some sectors were written.
func (s *scan) unfinished(rest []byte) bool {
	length := headSize
	if h, ok := readHead(rest); ok {
		if h.seq != s.seq || h.prev != s.prev {
			return false
		}
		length = extent(int(h.length))
	}
	for from := 0; from < length; {
		to := min(length, (s.at+from)/sector*sector+sector-s.at)
		if from >= len(rest) || allZero(rest[from:min(to, len(rest))]) {
			return true
		}
		from = to
	}
	return false
}

// follows says whether a later record stands further on.
func (s *scan) follows(rest []byte) bool {
	for at := alignment; at+headSize <= len(rest); at += alignment {
		if h, ok := readHead(rest[at:]); ok && h.seq > s.seq {
			return true
		}
	}
	return false
}
