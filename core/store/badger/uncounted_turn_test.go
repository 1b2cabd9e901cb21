package badger_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/keyring"
	"github.com/raja-crm/raja/core/store/redo"
)

// uncountedRotation is a folder that was encrypted, and the same after an
// earlier Raja, which did not count its rotations, has taken the key away.
func uncountedRotation(t *testing.T) (before, after string) {
	t.Helper()
	dir, _ := encrypted(t)
	before = copied(t, dir)
	db := unlocked(t, dir, passphrase)
	if err := db.Rotate(background, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "checkpoint")
	r, err := checkpoint.Open(disk.OS{}, name)
	if err != nil {
		t.Fatal(err)
	}
	meta := r.Meta()
	meta.Notes = nil
	if _, err := checkpoint.Write(disk.OS{}, name+".uncounted", meta, nil, r.Entries(nil)); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+".uncounted", name); err != nil {
		t.Fatal(err)
	}
	return before, dir
}

// Only the checkpoint was written: the log is still the old one, and goes as far.
func TestARotationThatNobodyCountedIsFinishedFromItsCheckpointOn(t *testing.T) {
	before, after := uncountedRotation(t)
	put(t, after, before, "checkpoint")
	expectValue(t, unlocked(t, before, ""), "sri", telling)
}

// The log was begun anew as well; that the tables are unsure was said before.
func TestARotationThatNobodyCountedIsFinishedFromItsLogOn(t *testing.T) {
	before, after := uncountedRotation(t)
	put(t, before, after, "store.json")
	if err := os.Remove(filepath.Join(after, "state")); err != nil {
		t.Fatal(err)
	}
	state := filepath.Join(after, "state")
	if err := os.WriteFile(state, unsure(), 0o600); err != nil {
		t.Fatal(err)
	}
	expectValue(t, unlocked(t, after, ""), "sri", telling)
}

// Without that word the log that was begun anew may be a shop's that goes on.
func TestAnIdentityFromBeforeARotationThatNobodyCountedIsRefused(t *testing.T) {
	before, after := uncountedRotation(t)
	put(t, before, after, "store.json")
	refused(t, after, "of different keys", passphrase, "")
}

// The log begins behind the checkpoint: that one is the older.
func TestACheckpointFromBeforeARotationThatNobodyCountedIsRefused(t *testing.T) {
	before, after := uncountedRotation(t)
	old := copied(t, after)
	db := unlocked(t, before, passphrase)
	for range 3 {
		set(t, db, "later", "x")
	}
	if err := db.Rewrap(background, noChange); err != nil { // which writes a checkpoint
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range files(t, before, "log/*") { // as if it had been dropped up to there
		damage(t, name, nil)
	}
	segment(t, before, 100)
	put(t, old, before, "checkpoint")
	refused(t, before, "store/checkpoint is older than store/store.json", passphrase, "")
}

func noChange(*keyring.Ring) error { return nil }

// unsure is the state that a rotation says first.
func unsure() []byte {
	said := append([]byte(`{"state":"unsure"}`), bytes.Repeat([]byte(" "), 508-18)...)
	return binary.LittleEndian.AppendUint32(said, crc32.Checksum(said, crc32.MakeTable(crc32.Castagnoli)))
}

// segment lays a log into dir that begins with a record.
func segment(t *testing.T, dir string, first uint64) {
	t.Helper()
	log, err := redo.Open(disk.OS{}, filepath.Join(dir, "log"), redo.Options{After: first - 1})
	if err == nil {
		_, err = log.Append([]byte("x"))
	}
	if err == nil {
		err = log.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}
