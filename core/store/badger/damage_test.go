package badger_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// files returns the files of a kind in dir, at least one.
func files(t *testing.T, dir, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no %s in %s: %v", pattern, dir, err)
	}
	return names
}

func TestOpenReportsDamageInsteadOfServingOrCrashing(t *testing.T) {
	damages := []struct {
		name string
		file string
		do   func(b []byte) []byte
	}{
		{"a table whose end was never written", "*.sst", func(b []byte) []byte { clear(b[len(b)/2:]); return b }},
		{"a table of zeros", "*.sst", func(b []byte) []byte { clear(b); return b }},
		{"a table cut short", "*.sst", func(b []byte) []byte { return b[:len(b)-100] }},
		{"an empty table", "*.sst", func([]byte) []byte { return nil }},
		{"a table that is gone", "*.sst", nil},
		{"a MANIFEST that is gone", "MANIFEST", nil},
		{"a MANIFEST with a bit flipped", "MANIFEST", func(b []byte) []byte { b[len(b)-3] ^= 4; return b }},
		{"a MANIFEST that is something else", "MANIFEST", func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) }},
	}
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			dir := filled(t)
			damage(t, files(t, dir, d.file)[0], d.do)
			if _, err := badger.Open(dir, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("Open = %v, want ErrCorrupt", err)
			}
		})
	}
}

func damage(t *testing.T, name string, do func([]byte) []byte) {
	t.Helper()
	if do == nil {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, do(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Each bit of a table's last 4,000 bits is flipped in turn: the index, its
// length, its checksum and the checksum's length all lie there.
func TestOpenNoticesEveryBitFlippedAtATablesEnd(t *testing.T) {
	dir := filled(t)
	name := files(t, dir, "*.sst")[0]
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for bit := range 4000 {
		flipped := bytes.Clone(whole)
		flipped[len(flipped)-1-bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(name, flipped, 0o600); err != nil {
			t.Fatal(err)
		}
		if db, err := badger.Open(dir, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
			if err == nil {
				_ = db.Close()
			}
			t.Fatalf("bit %d from the end: Open = %v, want ErrCorrupt", bit, err)
		}
	}
}

// A block in the middle of a table that is damaged on disk is an error of the
// disk, never a panic.
func TestADamagedBlockIsSaidToBeDamaged(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	random := rand.New(rand.NewPCG(5, 6))
	want := map[string]int{}
	for range 80 {
		churn(t, db, random, want)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range files(t, dir, "*.sst") {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for at := len(body) / 10; at < len(body)/2; at += 997 {
			body[at] ^= 0xff
		}
		if err := os.WriteFile(name, body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db = open(t, dir)
	defer db.Close()
	err := db.View(background, func(r store.Reader) error {
		for _, err := range r.Range(store.Range{}) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("a walk over damaged blocks: %v, want %v", err, store.ErrCorrupt)
	}
}
