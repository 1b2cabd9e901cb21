package badger_test

import (
	"bytes"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/keyring"
)

// Who a store is, and its keys, have two copies from the first day.
func TestAnIdentityThatIsDamagedOrGoneIsFoundAgain(t *testing.T) {
	for _, secret := range []string{"", passphrase} {
		for _, how := range []func([]byte) []byte{nil, func(b []byte) []byte { b[20] ^= 1; return b }} {
			dir, options := t.TempDir(), badger.Options{Secret: secret}
			if secret != "" {
				ring, _, err := keyring.New(secret)
				if err != nil {
					t.Fatal(err)
				}
				options.NewKeys = ring
			}
			db, err := badger.Open(dir, options)
			if err != nil {
				t.Fatal(err)
			}
			set(t, db, "sri", telling)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			damage(t, filepath.Join(dir, "store.json"), how)
			expectValue(t, unlocked(t, dir, secret), "sri", telling)
		}
	}
}

// cutting is the system's disk, which copies a folder before it removes the
// first segment of a log: that is what a power cut there leaves.
type cutting struct {
	disk.OS
	dir, to string
}

func (d *cutting) Remove(name string) error {
	if _, err := os.Stat(d.to); strings.HasSuffix(name, ".redo") && err != nil {
		if err := os.CopyFS(d.to, os.DirFS(d.dir)); err != nil {
			return err
		}
	}
	return d.OS.Remove(name)
}

func TestAPowerCutWhileALogIsRenewedIsSurvived(t *testing.T) {
	dir := filled(t)
	db := open(t, dir)
	set(t, db, "later", "x")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	damage(t, files(t, dir, "log/*.redo")[0], func(b []byte) []byte { b[70] ^= 0xff; return b })
	cut := filepath.Join(t.TempDir(), "cut")
	db, err := badger.Open(dir, badger.Options{Disk: &cutting{dir: dir, to: cut}})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if db, err = badger.Open(cut, badger.Options{Boot: "the next one"}); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if n := count(t, db); n != 2001 {
		t.Errorf("%d keys are left, want 2001", n)
	}
}

// A folder that was put back by other means has the same name and another
// history: an increment would mix the two.
func TestAnIncrementFollowsItsOwnHistoryAlone(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	set(t, db, "a", "1")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := copied(t, dir)
	db = open(t, dir)
	for range 5 {
		set(t, db, "first", "x")
	}
	base := copyTo(t, db, filepath.Join(t.TempDir(), "base"), nil)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, before)
	defer db.Close()
	for range 9 {
		set(t, db, "second", "y")
	}
	_, err := db.Copy(background, checkpoint.Order{Name: filepath.Join(t.TempDir(), "next"), Base: &base})
	if !errors.Is(err, checkpoint.ErrForeign) {
		t.Errorf("Copy = %v, want ErrForeign", err)
	}
}

func sequence(entries []store.KV) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for _, kv := range entries {
			if !yield(kv, nil) {
				return
			}
		}
	}
}

// A file that holds by every link and says what no store writes.
func TestAHostileBackupIsRefused(t *testing.T) {
	long := bytes.Repeat([]byte("k"), 70_000)
	for name, evil := range map[string]struct {
		meta    checkpoint.Meta
		entries []store.KV
	}{
		"keys out of order":    {checkpoint.Meta{}, []store.KV{{Key: []byte("db")}, {Key: []byte("da")}}},
		"a key twice":          {checkpoint.Meta{}, []store.KV{{Key: []byte("da")}, {Key: []byte("da")}}},
		"a key beyond limits":  {checkpoint.Meta{}, []store.KV{{Key: slices.Concat([]byte("d"), long)}}},
		"a note of its own":    {checkpoint.Meta{}, []store.KV{{Key: []byte("na")}}},
		"a change in a whole":  {checkpoint.Meta{}, []store.KV{{Key: []byte("L00000001")}}},
		"a value beyond limit": {checkpoint.Meta{}, []store.KV{{Key: []byte("da"), Value: make([]byte, 200_000)}}},
		"a figure beyond all":  {checkpoint.Meta{Seq: 1<<64 - 1}, nil},
	} {
		evil.meta.Kind, evil.meta.Store = checkpoint.KindBackup, "x"
		file := filepath.Join(t.TempDir(), "evil")
		if _, err := checkpoint.Write(disk.OS{}, file, evil.meta, nil, sequence(evil.entries)); err != nil {
			t.Fatal(err)
		}
		if _, err := badger.Verify(background, badger.Backup{Names: []string{file}}, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s: Verify = %v, want ErrCorrupt", name, err)
		}
	}
}
