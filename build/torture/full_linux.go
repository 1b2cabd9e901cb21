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
	dir, err := os.MkdirTemp("", "raja-full-")
	if err != nil {
		r.skipped = err.Error()
		return r
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	if err := do("mount", "-t", "tmpfs", "-o", "size=48m", "raja", dir); err != nil {
		r.skipped = "no tmpfs: " + err.Error()
		return r
	}
	defer exec.Command("umount", "-l", dir).Run() //nolint:errcheck // it goes with the machine at the latest
	db, err := badger.Open(filepath.Join(dir, "store"), fullOptions())
	for err == nil && t.more(ctx, r.cycles) && r.first == "" {
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
	step := func() error {
		return db.Update(context.Background(), nil, take(0, r.stood[0]+1))
	}
	for range t.random.IntN(200) {
		if err := step(); err != nil {
			return db, fmt.Errorf("with room: %w", err)
		}
		r.stood[0]++
		r.acknowledged++
	}
	filler := filepath.Join(dir, "filler")
	if err := fill(filler); err != nil {
		return db, err
	}
	for range 5 {
		if err := step(); !errors.Is(err, store.ErrDiskFull) {
			r.blame(&r.wrong, "cycle %d: a change on the full disk: %v", r.cycles, err)
			return db, nil
		}
		r.named++
	}
	if err := r.holds(db); err != nil {
		return db, fmt.Errorf("on the full disk: %w", err)
	}
	if r.cycles%2 == 0 {
		if err := db.Close(); err != nil {
			return db, fmt.Errorf("close on the full disk: %w", err)
		}
		again, err := badger.Open(filepath.Join(dir, "store"), fullOptions())
		if err != nil && !errors.Is(err, store.ErrDiskFull) {
			return nil, fmt.Errorf("open on the full disk: %w", err)
		}
		if err == nil {
			if err := r.holds(again); err != nil {
				return again, err
			}
			if err := again.Close(); err != nil {
				return again, err
			}
		}
		if err := os.Remove(filler); err != nil {
			return nil, err
		}
		if db, err = badger.Open(filepath.Join(dir, "store"), fullOptions()); err != nil {
			return nil, fmt.Errorf("open with room again: %w", err)
		}
		return db, r.holds(db)
	}
	return db, os.Remove(filler)
}

func (r *result) holds(db *badger.DB) error {
	last, err := standing(db)
	if err == nil && last[0] < r.stood[0] {
		r.blame(&r.lost, "cycle %d: step %d was answered, the store is at %d", r.cycles, r.stood[0], last[0])
	}
	return err
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
