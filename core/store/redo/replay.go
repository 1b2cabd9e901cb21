package redo

import (
	"github.com/raja-crm/raja/core/store/disk"
)

// Replay gives the records after the sequence after, in order, up to Head as
// it is now. A body is good until give returns. It returns ErrGone when the
// first of them was dropped, store.ErrCorrupt at the first that cannot be
// read, and what give returns.
func (l *Log) Replay(after uint64, give func(seq uint64, body []byte) error) error {
	return replay(l.disk, l.dir, after, l.Head(), give)
}

func replay(d disk.Disk, dir string, after, head uint64, give func(uint64, []byte) error) error {
	if after >= head {
		return nil
	}
	segments, err := list(d, dir)
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
		data, err := s.read(d, dir)
		if err != nil {
			return err
		}
		begun, err := s.readHead(data)
		if err != nil {
			return err
		}
		if !begun || s.first != next || (i > 0 && s.prev != prev) {
			return damaged("record %d cannot be read", next)
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
