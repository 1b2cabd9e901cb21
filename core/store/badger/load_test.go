package badger_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// A disk that fills while a bulk load passes leaves no half of it behind.
func TestALoadThatDoesNotFitLeavesNothing(t *testing.T) {
	d, dir := &tight{}, t.TempDir()
	d.free.Store(1 << 30)
	db, err := badger.Open(dir, badger.Options{Disk: d})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = db.Load(background, func(yield func(store.KV, error) bool) {
		for i := range 30_000 {
			if n = i; i == 15_000 {
				d.free.Store(10 << 20)
			}
			if !yield(store.KV{Key: []byte{byte(i >> 16), byte(i >> 8), byte(i)}, Value: noise(900)}, nil) {
				return
			}
		}
	})
	if !errors.Is(err, store.ErrDiskFull) || n == 29_999 {
		t.Errorf("Load = %v after %d entries, want ErrDiskFull on the way", err, n)
	}
	d.free.Store(1 << 30)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "checkpoint.tmp")); err == nil {
		t.Error("half a checkpoint lies there")
	}
	again := open(t, dir)
	defer again.Close()
	if n := count(t, again); n != 0 {
		t.Errorf("%d entries of it are there, want none", n)
	}
}

// A view inside a view, and a change inside one, go on while the store is
// being healed: nobody waits for somebody who waits for him.
func TestAViewInsideAViewDoesNotWaitForAHeal(t *testing.T) {
	db := open(t, filled(t))
	defer db.Close()
	inside, healed := make(chan struct{}), make(chan error, 1)
	go func() {
		<-inside
		_, err := db.Heal(background, nil)
		healed <- err
	}()
	err := db.View(background, func(store.Reader) error {
		close(inside)
		for range 50 {
			set(t, db, "within", "x")
			if n := count(t, db); n < 2000 {
				t.Errorf("%d keys inside", n)
			}
		}
		return nil
	})
	if err := errors.Join(err, <-healed); err != nil {
		t.Fatal(err)
	}
}
