package badger_test

import (
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/disk"
)

// saving is a disk that counts the checkpoints that were begun, and those that
// took their place.
type saving struct {
	disk.OS
	begun, finished atomic.Int64
}

func (s *saving) Open(name string, to disk.Mode) (disk.File, error) {
	if filepath.Base(name) == "checkpoint"+disk.Unfinished && to == disk.Anew {
		s.begun.Add(1)
	}
	return s.OS.Open(name, to)
}

func (s *saving) Rename(from, to string) error {
	if filepath.Base(to) == "checkpoint" {
		s.finished.Add(1)
	}
	return s.OS.Rename(from, to)
}

// A command opens the store for one change: the checkpoint that it begins it
// also ends, and while the log may still grow it begins none.
func TestNoCheckpointIsBegunThatTheEndOfACommandCutsOff(t *testing.T) {
	dir, counting := t.TempDir(), &saving{}
	options := badger.Options{Disk: counting, CheckpointAfter: 200_000, Segment: 32 << 10}
	for i := range 50 {
		db, err := badger.Open(dir, options)
		if err != nil {
			t.Fatal(err)
		}
		set(t, db, fmt.Sprint("k", i), string(noise(20_000+i)))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	begun, finished := counting.begun.Load(), counting.finished.Load()
	if begun != finished || begun < 2 || begun > 4 { // one for a new store, and one for each 400,000 bytes
		t.Errorf("%d checkpoints were begun and %d finished, want as many, and 2 to 4", begun, finished)
	}
}
