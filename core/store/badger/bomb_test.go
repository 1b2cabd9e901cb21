package badger_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/disk"
)

// shrinking is a disk that has room for so many looks, and then none.
type shrinking struct {
	disk.OS
	looks int
}

func (s *shrinking) Free(string) (int64, error) {
	if s.looks--; s.looks < 0 {
		return 1 << 20, nil
	}
	return 1 << 40, nil
}

// A file of zeros unpacks to far more than it takes on the disk.
func TestWhatUnpacksBeyondTheDiskIsStoppedOnTheWay(t *testing.T) {
	db, name := open(t, t.TempDir()), filepath.Join(t.TempDir(), "backup")
	err := db.Load(background, func(yield func(store.KV, error) bool) {
		for i := range 400 {
			if !yield(store.KV{Key: fmt.Appendf(nil, "%04d", i), Value: make([]byte, 100_000)}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	copyTo(t, db, name, nil)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	restored := filepath.Join(t.TempDir(), "restored")
	if _, err := badger.Restore(background, restored, badger.Backup{Names: []string{name}}, badger.Options{}); err != nil {
		t.Fatal(err)
	}
	db, err = badger.Open(restored, badger.Options{Disk: &shrinking{looks: 6}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Writable(); !errors.Is(err, store.ErrDiskFull) {
		t.Errorf("Writable = %v, want ErrDiskFull: 40 MB cannot have fitted", err)
	}
	if left, _ := filepath.Glob(filepath.Join(restored, "tables*")); len(left) > 0 {
		t.Errorf("half made tables are left: %v", left)
	}
}
