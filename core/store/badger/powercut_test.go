package badger_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

func set(t *testing.T, db *badger.DB, key, value string) {
	t.Helper()
	err := db.Update(background, nil, func(x store.Txn) error { return x.Set([]byte(key), []byte(value)) })
	if err != nil {
		t.Fatal(err)
	}
}

// copied is the folder as it lies on the disk now, elsewhere.
func copied(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// afterPowerCut opens what a cut leaves of an open folder when nothing that
// was not synced reaches the disk: the tables are zeros, or gone.
func afterPowerCut(t *testing.T, db *badger.DB, dir string) *badger.DB {
	t.Helper()
	dir = copied(t, dir)
	for _, name := range files(t, dir, "tables*/*") {
		damage(t, name, func(b []byte) []byte { clear(b); return b })
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := badger.Open(dir, badger.Options{Boot: "the next one"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Close() })
	return again
}

func TestAPowerCutCostsARebuildAndNothingElse(t *testing.T) {
	dir := filled(t)
	db := open(t, dir)
	set(t, db, "later", "1")
	set(t, db, "later", "2")
	set(t, db, "0000", "changed")
	db = afterPowerCut(t, db, dir)
	if n := count(t, db); n != 2001 {
		t.Errorf("%d keys are left, want 2001", n)
	}
	expectValue(t, db, "later", "2")
	expectValue(t, db, "0000", "changed")
	if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartTables {
		t.Errorf("Repairs = %v, want one of the tables", repairs)
	}
}

func expectValue(t *testing.T, db *badger.DB, key, want string) {
	t.Helper()
	err := db.View(background, func(r store.Reader) error {
		got, err := r.Get([]byte(key))
		if string(got) != want {
			t.Errorf("Get(%q) = %q, want %q", key, got, want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A deletion after the checkpoint stays one, and an idempotency key stays
// used.
func TestARebuildBringsNothingBack(t *testing.T) {
	dir := filled(t)
	db := open(t, dir)
	err := db.Update(background, []byte("once"), func(x store.Txn) error { return x.Delete([]byte("0007")) })
	if err != nil {
		t.Fatal(err)
	}
	db = afterPowerCut(t, db, dir)
	if n := count(t, db); n != 1999 {
		t.Errorf("%d keys are left, want 1999", n)
	}
	err = db.Update(background, []byte("once"), func(x store.Txn) error { return x.Set([]byte("twice"), nil) })
	if n := count(t, db); err != nil || n != 1999 {
		t.Errorf("the key worked twice: %d keys, %v", n, err)
	}
}

// A kill leaves the machine on: what was written is there, and no rebuild is
// needed.
func TestAKillCostsNoRebuild(t *testing.T) {
	dir := filled(t)
	db := open(t, dir)
	set(t, db, "later", "1")
	state, err := os.ReadFile(filepath.Join(dir, "state"))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "state"), state, 0o600); err != nil { // as the kill left it
		t.Fatal(err)
	}
	db = open(t, dir)
	defer db.Close()
	expectValue(t, db, "later", "1")
	if repairs := db.Repairs(); len(repairs) != 0 {
		t.Errorf("Repairs = %v, want none", repairs)
	}
}

// A folder that is copied while it is open holds tables of many moments.
func TestACopyOfAnOpenFolderIsRebuilt(t *testing.T) {
	dir := filled(t)
	db := open(t, dir)
	defer db.Close()
	set(t, db, "later", "1")
	other := open(t, copied(t, dir))
	defer other.Close()
	if n := count(t, other); n != 2001 {
		t.Errorf("%d keys are in the copy, want 2001", n)
	}
	if repairs := other.Repairs(); len(repairs) != 1 {
		t.Errorf("Repairs = %v, want one", repairs)
	}
}

// With small limits checkpoints follow each other while groups are written;
// whatever lies on the disk in between is enough.
func TestCheckpointsComeAndTheLogGoes(t *testing.T) {
	dir := t.TempDir()
	db, err := badger.Open(dir, badger.Options{CheckpointAfter: 20_000, Segment: 16 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		set(t, db, string(rune('a'+i%26)), string(noise(300+i)))
	}
	last := string(noise(599))
	for range 50 { // a cut at any moment
		set(t, db, "z", last)
	}
	if n := len(files(t, dir, "log/*")); n > 20 {
		t.Errorf("%d segments are left of about 12 before any was dropped", n)
	}
	db = afterPowerCut(t, db, dir)
	if n := count(t, db); n != 26 {
		t.Errorf("%d keys are left, want 26", n)
	}
	expectValue(t, db, "z", last)
}

// From the command line each change opens the store and closes it: no checkpoint
// has the time to be written in the background.
func TestTheLogIsBoundedWhereEachChangeOpensTheStoreAnew(t *testing.T) {
	dir, options := t.TempDir(), badger.Options{CheckpointAfter: 200_000, Segment: 32 << 10}
	change := func(key string, size int) {
		t.Helper()
		db, err := badger.Open(dir, options)
		if err != nil {
			t.Fatal(err)
		}
		set(t, db, key, string(noise(size)))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	db := open(t, dir)
	err := db.Load(background, func(yield func(store.KV, error) bool) {
		for i := range 5_000 { // enough for a checkpoint to take longer than a change
			if !yield(store.KV{Key: fmt.Appendf(nil, "%04d", i), Value: noise(100)}, nil) {
				return
			}
		}
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		change(fmt.Sprint("k", i), 20_000+i)
		var size int64
		for _, name := range files(t, dir, "log/*") {
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			size += info.Size()
		}
		if size > 200_000+2*400_000 { // what stays behind, and twice what is late
			t.Fatalf("after %d changes the log has %d bytes", i, size)
		}
	}
}

func TestWhenNoCopyIsWholeOpenSaysSo(t *testing.T) {
	dir := filled(t)
	damage(t, files(t, dir, "checkpoint")[0], func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	damage(t, files(t, dir, "tables*/MANIFEST")[0], nil)
	if _, err := badger.Open(dir, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("Open = %v, want ErrCorrupt", err)
	}
}
