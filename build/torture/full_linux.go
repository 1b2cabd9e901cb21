package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// full fills a file system of 48 MB beside a store that works, to the last
// byte: every change must be refused with store.ErrDiskFull, reading must go
// on, and after some room has been made work must too, also when the store is
// opened on the full disk. It needs root, for a tmpfs of its own.
func full(ctx context.Context, t *trial) *result {
	r := &result{}
	if os.Geteuid() != 0 {
		r.skipped = "it needs root, for a tmpfs of 48 MB"
		return r
	}
	dir, err := os.MkdirTemp("", "raja-full-")
	if err != nil {
		r.blame(&r.stuck, "%v", err)
		return r
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	if err := do("mount", "-t", "tmpfs", "-o", "size=48m", "raja", dir); err != nil {
		r.skipped = "no tmpfs: " + err.Error()
		return r
	}
	defer exec.Command("umount", "-l", dir).Run() //nolint:errcheck // it goes with the machine at the latest
	db, err := badger.Open(filepath.Join(dir, "store"), fullOptions())
	for err == nil && t.more(ctx, r.cycles) && !r.bad() {
		r.cycles++
		db, err = r.fillAndFree(t, db, dir)
	}
	if err != nil {
		r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
	}
	if db != nil {
		_ = db.Close() // its disk is thrown away
	}
	return r
}

func fullOptions() badger.Options {
	o := storeOptions("one")
	o.Reserve, o.Ballast = 8<<20, 4<<20
	return o
}

// fillAndFree is one round. It returns the store, opened anew every other
// time.
func (r *result) fillAndFree(t *trial, db *badger.DB, dir string) (*badger.DB, error) {
	for range 1 + t.random.IntN(200) {
		if err := r.stepWithRoom(db); err != nil {
			return db, err
		}
	}
	filler := filepath.Join(dir, "filler")
	if err := fill(filler); err != nil {
		return db, err
	}
	r.refuses(db)
	if err := r.keeps(db); err != nil {
		return db, fmt.Errorf("on the full disk: %w", err)
	}
	if r.bad() || r.cycles%2 == 1 {
		return db, os.Remove(filler)
	}
	folder := filepath.Join(dir, "store")
	if err := db.Close(); err != nil {
		return nil, fmt.Errorf("close on the full disk: %w", err)
	}
	if err := r.openFull(folder); err != nil {
		return nil, err
	}
	if err := os.Remove(filler); err != nil {
		return nil, err
	}
	db, err := badger.Open(folder, fullOptions())
	if err != nil {
		return nil, fmt.Errorf("open with room again: %w", err)
	}
	return db, r.keeps(db)
}

// step is the next change, which is not answered yet.
func (r *result) step(db *badger.DB) error {
	return db.Update(context.Background(), nil, take(0, r.stood[0]+1))
}

func (r *result) stepWithRoom(db *badger.DB) error {
	if err := r.step(db); err != nil {
		return fmt.Errorf("with room: %w", err)
	}
	r.stood[0]++
	r.acknowledged++
	return nil
}

// refuses tries changes on the full disk.
func (r *result) refuses(db *badger.DB) {
	for range 5 {
		if err := r.step(db); !errors.Is(err, store.ErrDiskFull) {
			r.miss(&r.wrong, "cycle %d: a change on the full disk: %v", r.cycles, err)
			return
		}
		r.named++
	}
}

// openFull opens the store on the full disk, to be read or not at all.
func (r *result) openFull(folder string) error {
	db, err := badger.Open(folder, fullOptions())
	if errors.Is(err, store.ErrDiskFull) {
		r.named++
		return nil
	}
	if err != nil {
		return fmt.Errorf("open on the full disk: %w", err)
	}
	return errors.Join(r.keeps(db), db.Close())
}

// keeps looks whether the store holds what was answered, and nothing that was
// refused.
func (r *result) keeps(db *badger.DB) error {
	last, err := standing(db)
	switch {
	case err != nil:
		return err
	case last[0] < r.stood[0]:
		r.miss(&r.lost, "cycle %d: step %d was answered, the store is at %d", r.cycles, r.stood[0], last[0])
	case last[0] > r.stood[0]:
		r.miss(&r.wrong, "cycle %d: step %d was refused, the store is at %d", r.cycles, r.stood[0]+1, last[0])
	}
	return nil
}

// fill takes the disk's last byte.
func fill(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}
