package badger_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/redo"
)

// shopOf is a closed store whose keys all tell whose they are, with something
// in the checkpoint and something in the log.
func shopOf(t *testing.T, owner string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db := open(t, dir)
	set(t, db, "first", owner)
	if err := db.Rotate(background, nil); err != nil { // which writes a checkpoint
		t.Fatal(err)
	}
	for i := range 3 {
		set(t, db, fmt.Sprint("later", i), owner)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// belongs fails unless the store holds what shopOf wrote, and nothing else.
func belongs(t *testing.T, db *badger.DB, owner string) {
	t.Helper()
	for _, key := range []string{"first", "later0", "later1", "later2"} {
		expectValue(t, db, key, owner)
	}
	if n := count(t, db); n != 4 {
		t.Errorf("there are %d keys, want 4", n)
	}
}

// putFrom puts what another folder has under a name, which may be a folder, into
// this one.
func putFrom(t *testing.T, other, dir, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(other, name)); err != nil {
		t.Fatal(err)
	} else if info.IsDir() {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(other, name))); err != nil {
			t.Fatal(err)
		}
		return
	}
	put(t, other, dir, name)
}

// Whoever tidies two shops' folders may put a file of the one into the other.
// By its own checksums it is whole.
func TestAFileOfAnotherStoreIsNeverBelieved(t *testing.T) {
	other := shopOf(t, "the other")
	for _, name := range []string{"checkpoint", "log", "store.json"} {
		t.Run(name, func(t *testing.T) {
			dir := shopOf(t, "mine")
			putFrom(t, other, dir, name)
			db := open(t, dir)
			belongs(t, db, "mine")
			if _, err := db.Heal(background, nil); err != nil {
				t.Fatal(err)
			}
			belongs(t, db, "mine")
			if len(db.Repairs()) == 0 {
				t.Error("Repairs is empty, want it to name what was foreign")
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(files(t, dir, "tables*")[0]); err != nil { // now the mended copy alone
				t.Fatal(err)
			}
			db = open(t, dir)
			belongs(t, db, "mine")
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestWithNothingButAFileOfAnotherStoreToRebuildFromOpenSaysSo(t *testing.T) {
	other := shopOf(t, "the other")
	for _, name := range []string{"checkpoint", "log", "store.json"} {
		dir := shopOf(t, "mine")
		putFrom(t, other, dir, name)
		if err := os.RemoveAll(files(t, dir, "tables*")[0]); err != nil {
			t.Fatal(err)
		}
		_, err := badger.Open(dir, badger.Options{})
		if !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), "another store") {
			t.Errorf("with the other's %s: Open = %v, want it refused as another store's", name, err)
		}
	}
}

// A backup has the form of a checkpoint, and not its place.
func TestABackupInTheCheckpointsPlaceIsRefused(t *testing.T) {
	dir, out := shopOf(t, "mine"), filepath.Join(t.TempDir(), "backup")
	db := open(t, dir)
	copyTo(t, db, out, nil)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(out, filepath.Join(dir, "checkpoint")); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	defer db.Close()
	repairs, err := db.Heal(background, nil)
	if all := db.Repairs(); err != nil || len(all) != 1 || all[0].What != store.PartCheckpoint || !strings.Contains(all[0].Why, "kind") {
		t.Errorf("Heal = %v, %v, all %v, want the checkpoint mended for its kind", repairs, err, all)
	}
	belongs(t, db, "mine")
}

// Whose file it is may have no other copy of it.
func TestAFileOfAnotherStoreIsKeptAsideWhereOnesOwnIsMadeAnew(t *testing.T) {
	other := shopOf(t, "the other")
	for name, kept := range map[string]string{"checkpoint": "checkpoint.foreign", "log": "0000000000000002.redo.foreign"} {
		t.Run(name, func(t *testing.T) {
			dir := shopOf(t, "mine")
			for _, want := range []string{kept, kept + ".2"} {
				putFrom(t, other, dir, name)
				theirs, err := os.ReadFile(files(t, dir, name+"*")[0])
				if name == "log" {
					theirs, err = os.ReadFile(files(t, dir, "log/*")[0])
				}
				if err != nil {
					t.Fatal(err)
				}
				db := open(t, dir)
				if _, err := db.Heal(background, nil); err != nil {
					t.Fatal(err)
				}
				repairs := db.Repairs()
				if len(repairs) != 1 || len(repairs[0].Kept) != 1 || repairs[0].Kept[0] != want {
					t.Fatalf("Repairs = %+v, want it to name %s", repairs, want)
				}
				if held, err := os.ReadFile(filepath.Join(dir, want)); err != nil || !bytes.Equal(held, theirs) {
					t.Errorf("%s is not as it was: %v", want, err)
				}
				belongs(t, db, "mine")
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// unnamed makes the segments of a log those of an earlier Raja, which did not
// say whose they are.
func unnamed(t *testing.T, dir string) {
	t.Helper()
	for _, name := range files(t, dir, "log/*.redo") {
		damage(t, name, func(b []byte) []byte {
			binary.LittleEndian.PutUint32(b[8:], 1)
			clear(b[28:44])
			rest := slices.Concat(b[:12], b[16:64])
			binary.LittleEndian.PutUint32(b[12:], crc32.Checksum(rest, crc32.MakeTable(crc32.Castagnoli)))
			return b
		})
	}
}

func TestALogOfAnotherStoreThatDoesNotSayWhoseItIsIsNotBelieved(t *testing.T) {
	for _, more := range []int{0, 3} { // as long as mine, and longer
		dir, other := shopOf(t, "mine"), shopOf(t, "the other")
		db := open(t, other)
		for i := range more {
			set(t, db, fmt.Sprint("more", i), "the other")
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		unnamed(t, other)
		putFrom(t, other, dir, "log")
		db = open(t, dir)
		belongs(t, db, "mine")
		if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartLog || !strings.Contains(repairs[0].Why, "another history") {
			t.Errorf("%d changes more: Repairs = %+v, want the log of another history named", more, repairs)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The store's own log of before is believed all the same.
func TestALogOfOnesOwnThatDoesNotSayWhoseItIsIsBelieved(t *testing.T) {
	dir := shopOf(t, "mine")
	unnamed(t, dir)
	for range 2 {
		db := open(t, dir)
		belongs(t, db, "mine")
		if len(db.Repairs()) > 0 {
			t.Errorf("Repairs = %v, want none", db.Repairs())
		}
		set(t, db, "later0", "mine")
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A file that somebody laid into the log is named, so that it can be taken out
// again.
func TestAStraySegmentIsNamed(t *testing.T) {
	for name, body := range map[string]func(own []byte) []byte{
		"a copy of one's own": func(own []byte) []byte { return own },
		"something else":      func([]byte) []byte { return noise(4_000) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := shopOf(t, "mine")
			own, err := os.ReadFile(files(t, dir, "log/*.redo")[0])
			if err != nil {
				t.Fatal(err)
			}
			stray := filepath.Join(dir, "log", "00000000000000ff.redo")
			if err := errors.Join(os.WriteFile(stray, body(own), 0o600), os.RemoveAll(files(t, dir, "tables*")[0])); err != nil {
				t.Fatal(err)
			}
			_, err = badger.Open(dir, badger.Options{})
			var named *redo.StrayError
			if !errors.As(err, &named) || named.Name != "00000000000000ff.redo" || !errors.Is(err, store.ErrCorrupt) {
				t.Fatalf("Open = %v, want the file named", err)
			}
			if err := os.Remove(stray); err != nil {
				t.Fatal(err)
			}
			db := open(t, dir)
			defer db.Close()
			belongs(t, db, "mine")
		})
	}
}
