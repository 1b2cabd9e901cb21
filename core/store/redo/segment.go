package redo

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

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
	store ID     // whose it is; zero where it does not say
}

func (s segment) name(dir string) string {
	return filepath.Join(dir, fmt.Sprintf("%016x%s", s.first, suffix))
}

func (s segment) head() []byte {
	data := make([]byte, segmentHead)
	copy(data, magic)
	form := uint32(version)
	if s.store == (ID{}) {
		form = unnamed
	}
	little.PutUint32(data[8:], form)
	little.PutUint64(data[16:], s.first)
	little.PutUint32(data[24:], s.prev)
	copy(data[28:], s.store[:])
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
		s.store = ID(data[28:44])
	}
	if s.isOf(mine) {
		return true, nil
	}
	return false, damaged("segment %016x is of another store", s.first)
}

// isOf says whether the segment may be one of mine: who does not say is believed.
func (s *segment) isOf(mine ID) bool { return s.store == mine || s.store == (ID{}) || mine == (ID{}) }

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
