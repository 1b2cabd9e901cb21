package badger_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
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
