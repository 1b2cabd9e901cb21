package redo

import (
	"errors"
	"path/filepath"

	"github.com/raja-crm/raja/core/store/disk"
)

// Replay gives the records after the sequence after, in order, up to Head as
// it is now. A body is good until give returns. It returns ErrGone when the
// first of them was dropped, store.ErrCorrupt at the first that cannot be
// read, and what give returns.
func (l *Log) Replay(after uint64, give func(seq uint64, body []byte) error) error {
	return l.replay(after, l.Head(), give)
}

// Older reads the records up to seq that are kept for who wants to know what
// has changed. It returns store.ErrCorrupt when one cannot be read.
func (l *Log) Older(seq uint64) error {
	segments, err := list(l.disk, l.dir)
	if err != nil || len(segments) == 0 {
		return err
	}
	return l.replay(segments[0].first-1, min(seq, l.Head()), func(uint64, []byte) error { return nil })
}

// Since returns how many bytes the records after seq take, about: a segment
// counts whole, but for the zeros that are written ahead. It is for who
// appends.
func (l *Log) Since(seq uint64) (bytes int64, err error) {
	segments, err := list(l.disk, l.dir)
	for i, s := range segments {
		switch {
		case i+1 == len(segments) && l.Head() > seq:
			bytes += l.end - segmentHead
		case i+1 < len(segments) && segments[i+1].first > seq+1:
			bytes += s.size
		}
	}
	return bytes, err
}

// LastSegment returns the sequence of the first record of the last segment in
// dir, 0 where there is none. It looks at names alone.
func LastSegment(d disk.Disk, dir string) (first uint64, err error) {
	segments, err := list(d, dir)
	if err != nil || len(segments) == 0 {
		return 0, err
	}
	return segments[len(segments)-1].first, nil
}

// FirstSegment returns the sequence of the first record that is kept in dir, 0
// where there is no segment. It looks at names alone.
func FirstSegment(d disk.Disk, dir string) (first uint64, err error) {
	segments, err := list(d, dir)
	if err != nil || len(segments) == 0 {
		return 0, err
	}
	return segments[0].first, nil
}

// Reach returns the highest sequence of which a trace is found in the log of
// dir, whatever is damaged before it: up to there it is known to have gone.
// Segments that say that they are of another store than mine are none. It is 0
// for a log that holds nothing.
func Reach(d disk.Disk, dir string, mine ID) (uint64, error) {
	segments, err := list(d, dir)
	if err != nil {
		return 0, err
	}
	for i := len(segments) - 1; i >= 0; i-- {
		last := segments[i]
		data, err := last.read(d, dir)
		if err != nil {
			return 0, err
		}
		if _, err := last.readHead(data, mine); err != nil && !last.isOf(mine) {
			continue
		}
		reach := last.first - 1
		for at := segmentHead; at+headSize <= len(data); at += alignment {
			if h, ok := readHead(data[at:]); ok {
				reach = max(reach, h.seq)
			}
		}
		return reach, nil
	}
	return 0, nil
}

// Sum returns what names the history up to the record seq: two logs that have
// one sum there have the same records up to it. It returns ErrGone when the
// log no longer reaches back to it.
func (l *Log) Sum(seq uint64) (uint32, error) {
	segments, err := list(l.disk, l.dir)
	if err != nil {
		return 0, err
	}
	for i := len(segments) - 1; i >= 0; i-- {
		s := segments[i]
		if s.first > seq+1 {
			continue
		}
		data, err := s.read(l.disk, l.dir)
		if err != nil {
			return 0, err
		}
		if begun, err := s.readHead(data, l.mine); err != nil || !begun {
			return 0, errors.Join(err, ErrGone)
		}
		at := newScan(s, data)
		for at.seq <= seq {
			if _, _, ok := at.next(); !ok {
				return 0, damaged("record %d cannot be read", at.seq)
			}
		}
		return at.prev, nil
	}
	return 0, ErrGone
}

func (l *Log) replay(after, head uint64, give func(uint64, []byte) error) error {
	if after >= head {
		return nil
	}
	segments, err := list(l.disk, l.dir)
	if err != nil {
		return err
	}
	from := -1
	for i, s := range segments {
		if s.first <= after+1 {
			from = i
		}
	}
	if from < 0 {
		return ErrGone
	}
	next, prev := segments[from].first, uint32(0)
	for i, s := range segments[from:] {
		data, err := s.read(l.disk, l.dir)
		if err != nil {
			return err
		}
		begun, err := s.readHead(data, l.mine)
		if err != nil {
			return err
		}
		if !begun || s.first != next || (i > 0 && s.prev != prev) {
			return &StrayError{filepath.Base(s.name("")), next}
		}
		at := newScan(s, data)
		for at.seq <= head {
			seq, body, ok := at.next()
			if !ok {
				break
			}
			if seq > after {
				if err := give(seq, body); err != nil {
					return err
				}
			}
		}
		if at.seq > head {
			return nil
		}
		if _, err := at.ended(); err != nil {
			return err
		}
		next, prev = at.seq, at.prev
	}
	return damaged("record %d is missing", next)
}
