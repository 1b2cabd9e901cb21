package badger_test

import (
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/keyring"
)

func copyTo(t *testing.T, db *badger.DB, name string, base *checkpoint.Info) checkpoint.Info {
	t.Helper()
	info, err := db.Copy(background, checkpoint.Order{Name: name, Base: base, Files: oneFile(name)})
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func oneFile(body string) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		yield(store.KV{Key: []byte("plugins/one"), Value: []byte(body)}, nil)
	}
}

// A whole backup and increments, with deletions, while the tables are tidied
// in between: each restores to what was there when it was made.
func TestBackupsRestoreToTheirMoment(t *testing.T) {
	db := open(t, t.TempDir())
	defer db.Close()
	random := rand.New(rand.NewPCG(9, 9))
	want, dir := map[string]int{}, t.TempDir()
	var names []string
	var last *checkpoint.Info
	for i := range 4 {
		for range 20 {
			churn(t, db, random, want)
		}
		name := filepath.Join(dir, string(rune('a'+i)))
		info := copyTo(t, db, name, last)
		names, last = append(names, name), &info

		restored := filepath.Join(t.TempDir(), "restored")
		var file string
		got, err := badger.Restore(background, restored, badger.Backup{Names: names, File: func(name string, body []byte) error {
			file = name + " " + string(body)
			return nil
		}}, badger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(info, got); diff != "" {
			t.Fatalf("made and restored (-want +got):\n%s", diff)
		}
		if file != "plugins/one "+name {
			t.Errorf("the file that went along is %q", file)
		}
		again := open(t, restored)
		expect(t, again, want)
		if _, err := again.Copy(background, checkpoint.Order{Name: name + "x", Base: &info}); !errors.Is(err, checkpoint.ErrForeign) {
			t.Errorf("an increment of the restored store to the old one's backup: %v, want ErrForeign", err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, wrong := range [][]string{{names[1]}, {names[0], names[2]}, {names[0], names[0]}} {
		if _, err := badger.Verify(background, badger.Backup{Names: wrong}, badger.Options{}); !errors.Is(err, checkpoint.ErrForeign) {
			t.Errorf("Verify(%v) = %v, want ErrForeign", wrong, err)
		}
	}
}

func TestABackupIsMadeWhileTheShopWorks(t *testing.T) {
	db := open(t, filled(t))
	defer db.Close()
	stop, done := make(chan struct{}), make(chan error)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			// Two keys that are always equal.
			value := []byte{byte(i), byte(i >> 8)}
			err := db.Update(background, nil, func(x store.Txn) error {
				return errors.Join(x.Set([]byte("left"), value), x.Set([]byte("right"), value))
			})
			if err != nil {
				done <- err
				return
			}
		}
	}()
	for i := range 10 {
		name := filepath.Join(t.TempDir(), "backup")
		copyTo(t, db, name, nil)
		restored := filepath.Join(t.TempDir(), "restored")
		if _, err := badger.Restore(background, restored, badger.Backup{Names: []string{name}}, badger.Options{}); err != nil {
			t.Fatal(err)
		}
		again := open(t, restored)
		err := again.View(background, func(r store.Reader) error {
			left, _ := r.Get([]byte("left"))
			right, _ := r.Get([]byte("right"))
			if string(left) != string(right) {
				t.Errorf("backup %d caught half a change: %x and %x", i, left, right)
			}
			return nil
		})
		if err := errors.Join(err, again.Close()); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestARestoreRefusesADamagedBackupAndMakesNothing(t *testing.T) {
	db := open(t, filled(t))
	defer db.Close()
	name := filepath.Join(t.TempDir(), "backup")
	copyTo(t, db, name, nil)
	damage(t, name, func(b []byte) []byte { b[len(b)/2] ^= 8; return b })
	restored := filepath.Join(t.TempDir(), "restored")
	if _, err := badger.Restore(background, restored, badger.Backup{Names: []string{name}}, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("Restore = %v, want ErrCorrupt", err)
	}
	if _, err := os.Stat(restored); err == nil {
		t.Error("a folder was made all the same")
	}
}

func TestABackupOfAnEncryptedStoreIsEncrypted(t *testing.T) {
	dir, recovery := encrypted(t)
	db := unlocked(t, dir, passphrase)
	out := t.TempDir()
	name := filepath.Join(out, "backup")
	copyTo(t, db, name, nil)
	if found := revealed(t, out, telling); len(found) > 0 {
		t.Errorf("%v hold the text in the clear", found)
	}
	if _, err := badger.Verify(background, badger.Backup{Names: []string{name}}, badger.Options{}); !errors.Is(err, store.ErrSecret) {
		t.Errorf("Verify without the passphrase = %v, want ErrSecret", err)
	}
	restored := filepath.Join(t.TempDir(), "restored")
	_, err := badger.Restore(background, restored, badger.Backup{Names: []string{name}}, badger.Options{Secret: recovery})
	if err != nil {
		t.Fatal(err)
	}
	expectValue(t, unlocked(t, restored, passphrase), "sri", telling)
}

// No passphrase would open the two together.
func TestABackupIsNotContinuedBeyondAChangeOfThePassphrase(t *testing.T) {
	dir, _ := encrypted(t)
	db := unlocked(t, dir, passphrase)
	out := t.TempDir()
	whole := copyTo(t, db, filepath.Join(out, "whole"), nil)
	set(t, db, "later", "x")
	copyTo(t, db, filepath.Join(out, "more"), &whole)
	if err := db.Rewrap(background, func(ring *keyring.Ring) error { return ring.SetPassphrase("lipat rapi sekali") }); err != nil {
		t.Fatal(err)
	}
	set(t, db, "latest", "x")
	if _, err := db.Copy(background, checkpoint.Order{Name: filepath.Join(out, "beyond"), Base: &whole}); !errors.Is(err, checkpoint.ErrForeign) {
		t.Errorf("Copy = %v, want ErrForeign", err)
	}
}
