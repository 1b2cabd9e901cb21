package badger_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

func TestDamagedTablesAreMadeAgain(t *testing.T) {
	damages := []struct {
		name string
		file string
		do   func(b []byte) []byte
	}{
		{"a table whose end was never written", "tables*/*.sst", func(b []byte) []byte { clear(b[len(b)/2:]); return b }},
		{"a table of zeros", "tables*/*.sst", func(b []byte) []byte { clear(b); return b }},
		{"a table cut short", "tables*/*.sst", func(b []byte) []byte { return b[:len(b)-100] }},
		{"an empty table", "tables*/*.sst", func([]byte) []byte { return nil }},
		{"a table that is gone", "tables*/*.sst", nil},
		{"a MANIFEST that is gone", "tables*/MANIFEST", nil},
		{"a MANIFEST with a bit flipped", "tables*/MANIFEST", func(b []byte) []byte { b[len(b)-3] ^= 4; return b }},
		{"a MANIFEST that is something else", "tables*/MANIFEST", func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) }},
	}
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			dir := filled(t)
			damage(t, files(t, dir, d.file)[0], d.do)
			mended(t, dir)
		})
	}
}

// mended opens a folder of filled, of which the tables are damaged.
func mended(t *testing.T, dir string) {
	t.Helper()
	db := open(t, dir)
	defer db.Close()
	if n := count(t, db); n != 2000 {
		t.Errorf("%d keys are left, want 2000", n)
	}
	if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartTables {
		t.Errorf("Repairs = %v, want one of the tables", repairs)
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

// damageOpen damages a file that is in use, where it lies: it keeps its size and
// its place.
func damageOpen(t *testing.T, name string, do func([]byte) []byte) {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(name, os.O_RDWR, 0)
	if err == nil {
		_, err = file.WriteAt(do(body), 0)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Any bit of a table may be the one that flips, and the store is then worked
// with: written to, merged, closed and opened again. Badger reads blocks in
// goroutines of its own, where a panic ends the program, and a merge leaves out
// what it cannot read.
func TestAFlippedBitInATableIsMendedBeforeAnythingIsBuiltOnIt(t *testing.T) {
	plain := filled(t)
	sealed, _ := encrypted(t)
	db := unlocked(t, sealed, passphrase)
	for i := range 2_000 {
		set(t, db, fmt.Sprintf("%04d", i), string(noise(i%300)))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for name, whole := range map[string]string{"in the clear": plain, "encrypted": sealed} {
		t.Run(name, func(t *testing.T) {
			db := unlocked(t, whole, passphrase) // which looks at the tables
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			table, _ := filepath.Rel(whole, largest(t, files(t, whole, "tables*/*.sst")))
			info, err := os.Stat(filepath.Join(whole, table))
			if err != nil {
				t.Fatal(err)
			}
			for part := range 12 {
				dir := copied(t, whole)
				if part%2 == 0 { // whether it was noted that they were whole or not
					if err := os.Remove(files(t, dir, "tables*/CHECKED")[0]); err != nil {
						t.Fatal(err)
					}
				}
				at := int(info.Size()-1) * part / 12
				damage(t, filepath.Join(dir, table), func(b []byte) []byte { b[at] ^= 1 << (part % 8); return b })
				db = unlocked(t, dir, passphrase)
				if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartTables {
					t.Errorf("byte %d: Repairs = %v, want one of the tables", at, repairs)
				}
				set(t, db, "later", "x")
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
				db = unlocked(t, dir, passphrase)
				if n := count(t, db); n < 2_001 {
					t.Errorf("byte %d: %d keys are left, want all", at, n)
				}
				if len(db.Repairs()) > 0 {
					t.Errorf("byte %d: opened again: %v, want nothing to be mended", at, db.Repairs())
				}
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// What is noted of tables is of no use but to be quick: whatever it says, it hides
// no damage and makes none.
func TestANoteThatTablesWereLookedAtCanLie(t *testing.T) {
	for name, lie := range map[string]string{
		"nothing": "", "no list": "[", "another sum": `{"000001.sst": 7, "000002.sst": 7, "000003.sst": 7}`, "no such table": `{"../000001.sst": 7}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t)
			if err := open(t, dir).Close(); err != nil {
				t.Fatal(err)
			}
			note := files(t, dir, "tables*/CHECKED")[0]
			if err := os.WriteFile(note, []byte(lie), 0o600); err != nil {
				t.Fatal(err)
			}
			db := open(t, dir)
			if len(db.Repairs()) > 0 || count(t, db) == 0 {
				t.Errorf("mended %v, %d keys", db.Repairs(), count(t, db))
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if said, err := os.ReadFile(note); err != nil || string(said) == lie {
				t.Errorf("the note says %q, %v", said, err)
			}
		})
	}
}

// Bits of a table's last 4,000 are flipped in turn: the index, its length, its
// checksum and the checksum's length all lie there.
func TestOpenNoticesABitFlippedAtATablesEnd(t *testing.T) {
	dir := filled(t)
	for bit := 0; bit < 4000; bit += 61 {
		damage(t, files(t, dir, "tables*/*.sst")[0], func(b []byte) []byte {
			b[len(b)-1-bit/8] ^= 1 << (bit % 8)
			return b
		})
		mended(t, dir)
	}
}

// A block in the middle of a table that is damaged while it is open is an error of the
// disk, never a panic, and Heal mends it.
func TestADamagedBlockIsSaidToBeDamagedAndHealed(t *testing.T) {
	// Tables of a bulk load lie at the bottom, where nothing is tidied: Badger
	// does that in goroutines of its own, in which damage ends the program.
	dir := t.TempDir()
	db := open(t, dir)
	err := db.Load(background, func(yield func(store.KV, error) bool) {
		for i := range 2_000 {
			if !yield(store.KV{Key: fmt.Appendf(nil, "%04d", i), Value: noise(i % 300)}, nil) {
				return
			}
		}
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	defer db.Close()
	name := largest(t, files(t, dir, "tables*/*.sst"))
	damageOpen(t, name, func(body []byte) []byte {
		for at := len(body) / 10; at < len(body)/4; at += 97 {
			body[at] ^= 0xff
		}
		return body
	})
	if err := walk(db); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("a walk over damaged blocks: %v, want %v", err, store.ErrCorrupt)
	}
	repairs, err := db.Heal(background, nil)
	if err != nil || len(repairs) != 1 || repairs[0].What != store.PartTables {
		t.Fatalf("Heal = %v, %v, want the tables mended", repairs, err)
	}
	for i := range 2_000 {
		expectValue(t, db, fmt.Sprintf("%04d", i), string(noise(i%300)))
	}
}

func largest(t *testing.T, names []string) string {
	t.Helper()
	return slices.MaxFunc(names, func(a, b string) int {
		one, errOne := os.Stat(a)
		other, errOther := os.Stat(b)
		if err := errors.Join(errOne, errOther); err != nil {
			t.Fatal(err)
		}
		return cmp.Compare(one.Size(), other.Size())
	})
}

func walk(db *badger.DB) error {
	return db.View(background, func(r store.Reader) error {
		for _, err := range r.Range(store.Range{}) {
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// The copies that are not read in daily work: Heal finds the damage and makes
// them anew from the tables.
func TestADamagedLogOrCheckpointIsMadeAgain(t *testing.T) {
	for _, d := range []struct {
		file string
		part store.Part
	}{
		{"log/*.redo", store.PartLog},
		{"checkpoint", store.PartCheckpoint},
	} {
		t.Run(d.file, func(t *testing.T) {
			dir := filled(t)
			db := open(t, dir)
			defer func() { db.Close() }()
			for range 3 {
				set(t, db, "later", string(noise(100)))
			}
			damage(t, files(t, dir, d.file)[0], func(b []byte) []byte { b[100] ^= 4; return b })
			repairs, err := db.Heal(background, nil)
			if err != nil || len(repairs) != 1 || repairs[0].What != d.part {
				t.Fatalf("Heal = %v, %v, want the %s mended", repairs, err, d.part)
			}
			if repairs, err := db.Heal(background, nil); err != nil || len(repairs) != 0 {
				t.Fatalf("the second Heal = %v, %v, want nothing to do", repairs, err)
			}
			set(t, db, "after", "that")
			db = afterPowerCut(t, db, dir)
			if n := count(t, db); n != 2002 {
				t.Errorf("after a power cut there are %d keys, want 2002", n)
			}
		})
	}
}

// A log with damage, in a folder that was closed well, costs nothing.
func TestADamagedLogIsNoticedAtOpen(t *testing.T) {
	dir := filled(t)
	db := open(t, dir)
	set(t, db, "later", "x")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	damage(t, files(t, dir, "log/*.redo")[0], func(b []byte) []byte { b[70] ^= 4; return b })
	db = open(t, dir)
	defer db.Close()
	if n := count(t, db); n != 2001 {
		t.Errorf("%d keys are left, want 2001", n)
	}
	if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartLog {
		t.Errorf("Repairs = %v, want one of the log", repairs)
	}
}

// A checkpoint that somebody removed, with the log before it gone long ago.
func TestAMissingCheckpointIsMadeAgain(t *testing.T) {
	dir := filled(t)
	db := open(t, dir)
	for range 3 {
		set(t, db, "later", string(noise(100)))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	damage(t, files(t, dir, "checkpoint")[0], nil)
	db = open(t, dir) // which makes it
	defer func() { db.Close() }()
	if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartCheckpoint {
		t.Fatalf("Repairs = %v, want the checkpoint made anew", repairs)
	}
	if len(files(t, dir, "checkpoint")) != 1 {
		t.Error("there is no checkpoint")
	}
	if repairs, err := db.Heal(background, nil); err != nil || len(repairs) != 0 {
		t.Fatalf("Heal = %v, %v, want nothing left to mend", repairs, err)
	}
	db = afterPowerCut(t, db, dir)
	if n := count(t, db); n != 2001 {
		t.Errorf("after a power cut there are %d keys, want 2001", n)
	}
}
