package badger_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// written makes a folder with five changes, one after another.
func written(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db := open(t, dir)
	for i := range 5 {
		err := db.Update(background, nil, func(x store.Txn) error { return x.Set(fmt.Appendf(nil, "%d", i), noise(200)) })
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// bytesIn are the files of a store that say what it holds.
func bytesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	held := map[string]string{}
	for _, pattern := range []string{"state", "checkpoint", "store.json", "log/*", "tables*"} {
		names, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, name := range names {
			body, err := os.ReadFile(name)
			if err != nil {
				body = []byte("a folder")
			}
			held[name] = string(body)
		}
	}
	return held
}

func flipped(at int) func([]byte) []byte {
	return func(b []byte) []byte { b[at] ^= 0xff; return b }
}

func TestAFailedOpenOfADoublyDamagedStoreChangesNothing(t *testing.T) {
	for _, d := range []struct {
		name string
		do   func(t *testing.T, dir string)
	}{
		{"the tables are gone", func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "tables.1")); err != nil {
				t.Fatal(err)
			}
		}},
		{"the tables are empty", func(t *testing.T, dir string) {
			if err := errors.Join(os.RemoveAll(filepath.Join(dir, "tables.1")), os.Mkdir(filepath.Join(dir, "tables.1"), 0o700)); err != nil {
				t.Fatal(err)
			}
		}},
		{"the tables are other ones", func(t *testing.T, dir string) {
			other := t.TempDir()
			if err := open(t, other).Close(); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(os.RemoveAll(filepath.Join(dir, "tables.1")), os.Rename(filepath.Join(other, "tables.1"), filepath.Join(dir, "tables.1"))); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(d.name, func(t *testing.T) {
			dir := written(t)
			damage(t, files(t, dir, "log/*")[0], flipped(200))
			d.do(t, dir)
			before := bytesIn(t, dir)
			for range 3 {
				if db, err := badger.Open(dir, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
					t.Fatalf("Open = %v, %v, want ErrCorrupt", db, err)
				}
				if after := bytesIn(t, dir); !maps.Equal(before, after) {
					t.Fatal("a failed Open changed the folder")
				}
			}
		})
	}
}

// A store that was killed is known by the state "open", which says how far its
// tables went when they were opened.
func TestEmptyTablesOfAStoreThatWasNotClosedAreNotBelieved(t *testing.T) {
	dir := written(t)
	db := open(t, dir)
	held := bytesIn(t, dir)[filepath.Join(dir, "state")]
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	damage(t, files(t, dir, "log/*")[0], flipped(200))
	damage(t, filepath.Join(dir, "state"), func([]byte) []byte { return []byte(held) })
	for _, name := range files(t, dir, "tables.1/*") {
		damage(t, name, nil)
	}
	for range 2 {
		if db, err := badger.Open(dir, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
			t.Fatalf("Open = %v, %v, want ErrCorrupt", db, err)
		}
	}
}

func TestAStoreOfTablesAloneIsNotTakenForANewOne(t *testing.T) {
	dir := written(t)
	for _, name := range []string{"store.json", "checkpoint", "log"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if db, err := badger.Open(dir, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
		t.Fatalf("Open = %v, %v, want ErrCorrupt", db, err)
	}
	if len(files(t, dir, "tables.1/*")) == 0 {
		t.Error("the tables were removed")
	}
}

func TestAChangeThatNoCopyHoldsIsCounted(t *testing.T) {
	dir := written(t)
	name := files(t, dir, "log/*")[0]
	damage(t, name, func(b []byte) []byte { // the last record reads as never written
		last := 0
		for at := 64; at+24 < len(b) && b[at] != 0; at += (24 + int(binary.LittleEndian.Uint32(b[at+4:])) + 7) &^ 7 {
			last = at
		}
		clear(b[last:])
		return b
	})
	if err := os.RemoveAll(filepath.Join(dir, "tables.1")); err != nil {
		t.Fatal(err)
	}
	db := open(t, dir)
	defer db.Close()
	if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].Lost != 1 {
		t.Errorf("Repairs = %+v, want one change that is lost", repairs)
	}
}

// Whoever puts back a log from an older copy, with what was noted then or with
// nothing noted, is told how much went with the tables.
func TestWhatTablesHeldBeyondAnOlderLogIsCounted(t *testing.T) {
	for name, older := range map[string][]string{
		"the log, and what was noted then": {"log", "state"},
		"the log, and nothing is noted":    {"log"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := written(t)
			before := copied(t, dir)
			db := open(t, dir)
			for i := range 3 {
				set(t, db, fmt.Sprint("later", i), "x")
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			err := errors.Join(os.RemoveAll(filepath.Join(dir, "log")), os.Remove(filepath.Join(dir, "state")))
			for _, part := range older {
				err = errors.Join(err, os.Rename(filepath.Join(before, part), filepath.Join(dir, part)))
			}
			if err != nil {
				t.Fatal(err)
			}
			db = open(t, dir)
			defer db.Close()
			if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].Lost != 3 {
				t.Errorf("Repairs = %+v, want three changes that are lost", repairs)
			}
		})
	}
}
