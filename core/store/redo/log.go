package redo

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/disk"
)

// defaultSegment is where a segment ends, in bytes, unless Options say
// otherwise.
const defaultSegment = 8 << 20

// Options say how a log is opened. The zero Options are right for a shop.
type Options struct {
	// After is the sequence that a new log goes on from, for a store that
	// has the records up to it already. A log that exists knows its own.
	After uint64
	// Store names whose log it is; segments say it in their heads, and those of
	// another are damage. Zero asks and says nothing.
	Store ID
	// Segment is the size at which a segment is full, in bytes; 0 is 8 MiB.
	// Zeros are written an eighth of it ahead, so that a sync moves data
	// alone.
	Segment int64
}

// ID is the name of a store, of chance.
type ID [16]byte

// ErrGone is returned for records that were dropped.
var ErrGone = errors.New("redo: these records are no longer kept")

// Log is an open log. Append and Drop are for one goroutine at a time; Head
// and Replay for any.
type Log struct {
	disk disk.Disk
	dir  string
	full int64 // size of a segment
	mine ID

	file   disk.File // of the last segment
	last   segment
	end    int64 // where the next record goes
	filled int64 // up to where the file is known to hold zeros or records
	prev   uint32
	broken error // what ended the log
	head   atomic.Uint64
}

// Open opens the log in the folder dir, which exists. A torn last record is
// dropped. Damage in the last segment is store.ErrCorrupt; what lies further
// back is seen by Replay.
func Open(d disk.Disk, dir string, options Options) (*Log, error) {
	l := &Log{disk: d, dir: dir, full: options.Segment, mine: options.Store}
	if l.full == 0 {
		l.full = defaultSegment
	}
	segments, err := list(d, dir)
	if err != nil {
		return nil, err
	}
	for len(segments) > 0 {
		begun, err := l.resume(segments[len(segments)-1])
		if last := len(segments) - 1; last > 0 && errors.Is(err, store.ErrCorrupt) {
			err = stray(d, dir, segments[last-1], segments[last], err)
		}
		if err != nil {
			return nil, err
		}
		if begun {
			return l, nil
		}
		unborn := segments[len(segments)-1]
		if err := errors.Join(d.Remove(unborn.name(dir)), d.SyncDir(dir)); err != nil {
			return nil, err
		}
		segments = segments[:len(segments)-1]
	}
	l.head.Store(options.After)
	if err := l.begin(); err != nil {
		return nil, err
	}
	return l, nil
}

// resume continues the segment s, unless it was never begun.
func (l *Log) resume(s segment) (begun bool, err error) {
	data, err := s.read(l.disk, l.dir)
	if err != nil {
		return false, err
	}
	if begun, err = s.readHead(data, l.mine); err != nil || !begun {
		return false, err
	}
	at, last := newScan(s, data), 0
	for from := at.at; ; from = at.at {
		if _, _, ok := at.next(); !ok {
			break
		}
		last = from
	}
	torn, err := at.ended()
	if err != nil {
		return false, err
	}
	l.file, err = l.disk.Open(s.name(l.dir), disk.Write)
	if err != nil {
		return false, err
	}
	l.last, l.prev = s, at.prev
	l.end, l.filled = int64(at.at), int64(len(data))
	l.head.Store(at.seq - 1)
	if torn {
		err = l.cut()
	}
	if err == nil {
		err = l.settle(data[last:at.at], int64(last))
	}
	if err != nil {
		return false, errors.Join(err, l.file.Close())
	}
	return true, nil
}

// settle makes durable what is taken over from whoever had the log before:
// they may have ended between the write of the last record, or of the
// segment's name, and its sync, and what is acknowledged next follows upon it.
// The last piece is written once more: after a sync that failed the system
// takes it for written, and a sync alone would not.
func (l *Log) settle(last []byte, at int64) error {
	if _, err := l.file.WriteAt(last, at); err != nil {
		return err
	}
	return errors.Join(l.file.Sync(), l.disk.SyncDir(l.dir))
}

// begin starts a segment. Its head is durable before a record follows.
func (l *Log) begin() error {
	next := segment{first: l.head.Load() + 1, prev: l.prev, owner: l.mine}
	file, err := l.disk.Open(next.name(l.dir), disk.Write)
	if err != nil {
		return err
	}
	err = file.Truncate(0)
	if err == nil {
		_, err = file.WriteAt(next.head(), 0)
	}
	if err == nil {
		if err = errors.Join(file.Sync(), l.disk.SyncDir(l.dir)); err != nil {
			l.broken = err
		}
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	if l.file != nil {
		_ = l.file.Close() // all in it is synced
	}
	l.file, l.last = file, next
	l.end, l.filled = segmentHead, segmentHead
	return nil
}

// Head returns the sequence of the last record that is safe, 0 for none.
func (l *Log) Head() uint64 { return l.head.Load() }

// Link returns what names the history up to Head, as Sum does. It is for who
// appends.
func (l *Log) Link() uint32 { return l.prev }

// Broken returns what ended the log, nil while it goes on.
func (l *Log) Broken() error { return l.broken }

// Append writes body as the next record and returns once it would survive a
// power cut. An error before the sync leaves the log as it was. When the sync
// itself fails nobody knows what the disk holds: then this and every later
// Append returns that error.
func (l *Log) Append(body []byte) (seq uint64, err error) {
	if l.broken != nil {
		return 0, l.broken
	}
	if len(body) > MaxBody {
		return 0, fmt.Errorf("redo: a record of %d bytes, the most is %d", len(body), MaxBody)
	}
	if l.end >= l.full {
		if err := l.begin(); err != nil {
			return 0, fmt.Errorf("redo: begin a segment: %w", err)
		}
	}
	data, h := frame(l.head.Load()+1, l.prev, body)
	if err := l.write(data); err != nil {
		return 0, fmt.Errorf("redo: write: %w", errors.Join(err, l.cut()))
	}
	if err := l.file.Sync(); err != nil {
		l.broken = fmt.Errorf("redo: the disk did not take record %d: %w", h.seq, err)
		return 0, l.broken
	}
	l.end += int64(len(data))
	l.prev = h.sum
	l.head.Store(h.seq)
	return h.seq, nil
}

// write puts data at the end, with zeros ahead of the next records.
func (l *Log) write(data []byte) error {
	past, ahead := l.end+int64(len(data)), l.full/8
	if past > l.filled && int64(len(data)) < ahead { // a larger one is written as it is
		if _, err := l.file.WriteAt(make([]byte, ahead), l.filled); err != nil {
			return err
		}
		l.filled += ahead
	}
	if _, err := l.file.WriteAt(data, l.end); err != nil {
		return err
	}
	l.filled = max(l.filled, past)
	return nil
}

// cut makes the last segment end where its records end. Bytes that were not
// taken back would mix with the next record and read as damage one day, so a
// cut that fails ends the log.
func (l *Log) cut() error {
	err := l.file.Truncate(l.end)
	if err == nil {
		err = l.file.Sync()
	}
	if err != nil {
		l.broken = fmt.Errorf("redo: take back what was half written: %w", err)
		return l.broken
	}
	l.filled = l.end
	return nil
}

// Drop removes the oldest segments while every record in them is before seq
// and the segments that are left hold at least spare bytes.
func (l *Log) Drop(seq uint64, spare int64) error {
	segments, err := list(l.disk, l.dir)
	if err != nil {
		return err
	}
	var left int64
	for _, s := range segments {
		left += s.size
	}
	dropped := false
	for i := 0; i+1 < len(segments) && segments[i+1].first <= seq; i++ {
		if left -= segments[i].size; left < spare {
			break
		}
		if err := l.disk.Remove(segments[i].name(l.dir)); err != nil {
			return err
		}
		dropped = true
	}
	if !dropped {
		return nil
	}
	return l.disk.SyncDir(l.dir)
}

// Close closes the file; everything in it is safe already.
func (l *Log) Close() error { return l.file.Close() }
