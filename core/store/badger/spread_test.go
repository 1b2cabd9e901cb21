package badger_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// A bit that is wrong in the middle of a table must not get into the
// checkpoint, where it would be right from then on.
func TestDamageDoesNotSpreadIntoTheCheckpoint(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	err := db.Load(background, func(yield func(store.KV, error) bool) {
		for i := range 2_000 {
			if !yield(store.KV{Key: []byte{'k', byte(i >> 8), byte(i)}, Value: noise(500 + i%9)}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if db, err = badger.Open(dir, badger.Options{CheckpointAfter: 40_000, Segment: 16 << 10}); err != nil {
		t.Fatal(err)
	}
	defer func() { db.Close() }()
	damageOpen(t, files(t, dir, "tables*/*.sst")[0], func(b []byte) []byte { b[len(b)/3] ^= 1; return b })
	before, err := os.Stat(filepath.Join(dir, "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	for range 300 { // until a checkpoint has been written
		set(t, db, "later", string(noise(5_000)))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(filepath.Join(dir, "checkpoint")); err != nil || after.ModTime().Equal(before.ModTime()) {
		t.Fatalf("no checkpoint was written, %v: this test proves nothing", err)
	}
	db = open(t, dir)
	if _, err := db.Heal(background, nil); err != nil {
		t.Fatal(err)
	}
	if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartTables {
		t.Errorf("Repairs = %v, want the tables mended", repairs)
	}
	for i := range 2_000 {
		expectValue(t, db, string([]byte{'k', byte(i >> 8), byte(i)}), string(noise(500+i%9)))
	}
}
