package badger_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/disk"
)

// tight is the system's disk with as much room as a test says.
type tight struct {
	disk.OS
	free atomic.Int64
}

// Free implements disk.Measurer.
func (d *tight) Free(string) (int64, error) { return d.free.Load(), nil }

func TestAFullDiskRefusesChangesAndGoesOnReading(t *testing.T) {
	d, dir := &tight{}, t.TempDir()
	d.free.Store(1 << 30)
	db, err := badger.Open(dir, badger.Options{Disk: d})
	if err != nil {
		t.Fatal(err)
	}
	set(t, db, "a", "1")
	d.free.Store(10 << 20)
	err = db.Update(background, nil, func(x store.Txn) error { return x.Set([]byte("b"), []byte("2")) })
	if !errors.Is(err, store.ErrDiskFull) {
		t.Errorf("Update = %v, want ErrDiskFull", err)
	}
	expectValue(t, db, "a", "1")
	d.free.Store(1 << 30)
	set(t, db, "b", "2")
	expectValue(t, db, "b", "2")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheBallastIsGivenUpToOpenAFullDisk(t *testing.T) {
	d, dir := &tight{}, t.TempDir()
	d.free.Store(1 << 30)
	options := badger.Options{Disk: d}
	reopen := func() {
		t.Helper()
		db, err := badger.Open(dir, options)
		if err == nil {
			err = db.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	reopen()
	ballast := filepath.Join(dir, "ballast")
	if info, err := os.Stat(ballast); err != nil || info.Size() != 32<<20 {
		t.Fatalf("the ballast is %v, %v", info, err)
	}
	d.free.Store(20 << 20)
	reopen()
	if _, err := os.Stat(ballast); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("on a full disk the ballast is still there: %v", err)
	}
	d.free.Store(1 << 20)
	if _, err := badger.Open(dir, options); !errors.Is(err, store.ErrDiskFull) {
		t.Errorf("Open with 1 MB = %v, want ErrDiskFull", err)
	}
	d.free.Store(1 << 30)
	reopen()
	if _, err := os.Stat(ballast); err != nil {
		t.Errorf("with room again the ballast is not laid anew: %v", err)
	}
}

// Badger cannot be closed on a disk without any room; the store can.
func TestAStoreIsClosedOnADiskWithoutRoom(t *testing.T) {
	d, dir := &tight{}, t.TempDir()
	d.free.Store(1 << 30)
	db, err := badger.Open(dir, badger.Options{Disk: d})
	if err != nil {
		t.Fatal(err)
	}
	set(t, db, "a", "1")
	d.free.Store(0)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir)
	defer again.Close()
	expectValue(t, again, "a", "1")
}
