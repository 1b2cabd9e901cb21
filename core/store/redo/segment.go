package redo

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/disk"
)

const (
	magic       = "RAJAREDO"
	version     = 2
	unnamed     = 1 // the version that did not say whose it is
	segmentHead = 64
	suffix      = ".redo"
	largest     = 64 << 20 // bytes: more than any segment has; what is behind them nobody wrote
)

// segment is a file of records.
type segment struct {
	first uint64 // sequence of its first record
	prev  uint32 // sum of the record before that
	size  int64  // of the file
	owner ID     // whose it is; zero where it does not say
}

func (s segment) name(dir string) string {
	return filepath.Join(dir, fmt.Sprintf("%016x%s", s.first, suffix))
}

func (s segment) head() []byte {
	data := make([]byte, segmentHead)
	copy(data, magic)
	form := uint32(version)
	if s.owner == (ID{}) {
		form = unnamed
	}
	little.PutUint32(data[8:], form)
	little.PutUint64(data[16:], s.first)
	little.PutUint32(data[24:], s.prev)
	copy(data[28:], s.owner[:])
	little.PutUint32(data[12:], sumHead(data))
	return data
}

func sumHead(data []byte) uint32 {
	return sum(append(append([]byte{}, data[:12]...), data[16:segmentHead]...))
}

// readHead fills in prev, and refuses a segment of another store than mine. It returns whether the segment was ever begun: one
// with no whole head and nothing behind it was cut off before anybody was told
// of a record in it.
func (s *segment) readHead(data []byte, mine ID) (begun bool, err error) {
	if len(data) < segmentHead || string(data[:8]) != magic || little.Uint32(data[12:]) != sumHead(data) || little.Uint64(data[16:]) != s.first {
		if allZero(data[min(len(data), segmentHead):]) {
			return false, nil
		}
		return false, damaged("the head of segment %016x cannot be read", s.first)
	}
	found := little.Uint32(data[8:])
	if found > version || found < unnamed {
		return false, fmt.Errorf("redo: segment %016x is of version %d, this Raja reads %d; update it", s.first, found, version)
	}
	s.prev = little.Uint32(data[24:])
	if found > unnamed {
		s.owner = ID(data[28:44])
	}
	if s.isOf(mine) {
		return true, nil
	}
	return false, damaged("segment %016x is of another store", s.first)
}

// isOf says whether the segment may be one of mine: who does not say is believed.
func (s *segment) isOf(mine ID) bool { return s.owner == mine || s.owner == (ID{}) || mine == (ID{}) }

// StrayError is damage of a log of which one file does not follow the others:
// it does not belong there, or some between are gone.
type StrayError struct {
	Name string // of the file, without the folder
	Want uint64 // the record that should come next
}

// Error names the file and what comes before it.
func (e *StrayError) Error() string {
	return fmt.Sprintf("redo: the segment %s does not follow the one before it, after which record %d comes: %s", e.Name, e.Want, store.ErrCorrupt)
}

// Unwrap returns store.ErrCorrupt.
func (e *StrayError) Unwrap() error { return store.ErrCorrupt }

// stray says of a last segment that cannot be read whether it follows the one
// before it.
func stray(d disk.Disk, dir string, before, last segment, why error) error {
	data, err := before.read(d, dir)
	if err != nil {
		return errors.Join(why, err)
	}
	if begun, err := before.readHead(data, before.owner); err != nil || !begun {
		return why
	}
	at := newScan(before, data)
	for {
		if _, _, ok := at.next(); !ok {
			break
		}
	}
	if at.seq == last.first {
		return why
	}
	return fmt.Errorf("%w: %w", &StrayError{filepath.Base(last.name("")), at.seq}, why)
}

// Foreign lists the files of dir that say that they are of another store than
// mine, by their whole names.
func Foreign(d disk.Disk, dir string, mine ID) (names []string, err error) {
	segments, err := list(d, dir)
	for _, s := range segments {
		data, readErr := s.read(d, dir)
		if readErr != nil {
			err = errors.Join(err, readErr)
			continue
		}
		if _, headErr := s.readHead(data, mine); headErr != nil && !s.isOf(mine) {
			names = append(names, s.name(dir))
		}
	}
	return names, err
}

// list returns the segments of dir in order; their heads are not read.
func list(d disk.Disk, dir string) ([]segment, error) {
	files, err := d.List(dir)
	if err != nil {
		return nil, err
	}
	var found []segment
	for _, file := range files {
		digits, isOne := strings.CutSuffix(file.Name, suffix)
		first, err := strconv.ParseUint(digits, 16, 64)
		if isOne && err == nil && len(digits) == 16 {
			found = append(found, segment{first: first, size: file.Size})
		}
	}
	return found, nil
}

// read returns the bytes of a segment.
func (s segment) read(d disk.Disk, dir string) ([]byte, error) {
	f, err := d.Open(s.name(dir), disk.Read)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	data := make([]byte, min(s.size, largest))
	n, err := f.ReadAt(data, 0)
	if errors.Is(err, io.EOF) {
		err = nil // it was cut short since it was listed; the rest is missing, not zeros
	}
	return data[:n], err
}
