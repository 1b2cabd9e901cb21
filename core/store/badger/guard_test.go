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
	"github.com/raja-crm/raja/core/store/checkpoint"
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

// Whatever state a full disk is found in, the shop can be read and copied to
// another one.
func TestAStoreOnADiskWithoutRoomIsReadAndCopied(t *testing.T) {
	for name, prepare := range map[string]func(dir string){
		"it was closed":             func(string) {},
		"its tables are gone":       func(dir string) { removeAll(t, files(t, dir, "tables*")...) },
		"nobody knows how it ended": func(dir string) { removeAll(t, filepath.Join(dir, "state")) },
	} {
		d, dir := &tight{}, filled(t)
		prepare(dir)
		for range 2 { // it leaves the folder as it was
			d.free.Store(0)
			db, err := badger.Open(dir, badger.Options{Disk: d})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if n := count(t, db); n != 2000 {
				t.Errorf("%s: %d keys are read, want 2000", name, n)
			}
			err = db.Update(background, nil, func(x store.Txn) error { return x.Set([]byte("b"), []byte("2")) })
			var full *store.FullError
			if !errors.As(err, &full) || full.Need != 64<<20 {
				t.Errorf("%s: Update = %v, want ErrDiskFull and what is needed", name, err)
			}
			if _, err := db.Copy(background, checkpoint.Order{Name: filepath.Join(t.TempDir(), "copy")}); err != nil {
				t.Errorf("%s: Copy = %v", name, err)
			}
			if err := db.Close(); err != nil {
				t.Errorf("%s: Close = %v", name, err)
			}
		}
		d.free.Store(1 << 30)
		db, err := badger.Open(dir, badger.Options{Disk: d})
		if err != nil {
			t.Fatalf("%s, with room again: %v", name, err)
		}
		set(t, db, "b", "2")
		if n := count(t, db); n != 2001 {
			t.Errorf("%s, with room again: %d keys, want 2001", name, n)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func removeAll(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
	}
}
