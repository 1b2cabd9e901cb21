package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/disk"
)

// faults lets every operation on the log, the checkpoint and the small files
// fail in turn, each in a life of its own: from the first, through checkpoints
// and new segments, to closing. Whatever was answered must be there when the
// disk is well again.
func faults(ctx context.Context, t *trial) *result {
	r := &result{}
	dir, err := os.MkdirTemp("", "raja-faults-")
	if err != nil {
		r.skipped = err.Error()
		return r
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	for k := 1; t.more(ctx, r.cycles) && !r.bad(); k++ {
		r.cycles++
		folder := filepath.Join(dir, "store")
		if err := os.RemoveAll(folder); err != nil {
			r.blame(&r.stuck, "%v", err)
			break
		}
		failing := &failingDisk{fail: k}
		stood := live(folder, failing)
		if failing.steps < k { // every operation of a life has failed once
			k = 0
			continue
		}
		r.acknowledged += int(stood)
		r.judgeFault(folder, k, stood)
	}
	return r
}

const faultSteps = 25

// live opens, writes and closes, and goes on after errors as a shop does. It
// returns the last step that was answered.
func live(folder string, d disk.Disk) (stood uint64) {
	o := faultOptions()
	o.Disk = d
	db, err := badger.Open(folder, o)
	if err != nil {
		return 0
	}
	for step := uint64(1); step <= faultSteps; step++ {
		// A step that failed is tried again: it may have been written.
		for range 2 {
			if err = db.Update(context.Background(), nil, take(0, step)); err == nil {
				stood = step
				break
			}
		}
		if err != nil {
			break
		}
	}
	_ = db.Close() // it may be what fails
	return stood
}

func faultOptions() badger.Options {
	o := storeOptions("one")
	o.CheckpointAfter, o.Segment, o.Ballast = 16<<10, 8<<10, 4<<10
	return o
}

func (r *result) judgeFault(folder string, k int, stood uint64) {
	if _, err := os.Stat(folder); err != nil && stood == 0 {
		return
	}
	db, err := badger.Open(folder, faultOptions())
	if err != nil {
		r.blame(&r.stuck, "operation %d fails: %v", k, err)
		return
	}
	defer db.Close() //nolint:errcheck // the folder is thrown away
	last, err := standing(db)
	switch {
	case err != nil:
		r.blame(&r.wrong, "operation %d fails: %v", k, err)
	case last[0] < stood:
		r.blame(&r.lost, "operation %d fails: step %d was answered, the store is at %d", k, stood, last[0])
	case len(db.Repairs()) > 0:
		r.healed++
	default:
		r.harmless++
	}
	if repairs, err := db.Heal(context.Background(), nil); err != nil || len(repairs) > 0 {
		r.blame(&r.wrong, "operation %d fails: the copies differ: %v %v", k, repairs, err)
	}
}

var errUnwell = errors.New("the disk is unwell")

// failingDisk is the system's disk, of which one operation fails. A write that
// fails has written half.
type failingDisk struct {
	disk.OS
	steps, fail int
}

func (d *failingDisk) step() error {
	if d.steps++; d.steps == d.fail {
		return errUnwell
	}
	return nil
}

// Open implements disk.Disk.
func (d *failingDisk) Open(name string, to disk.Mode) (disk.File, error) {
	if err := d.step(); err != nil {
		return nil, err
	}
	f, err := d.OS.Open(name, to)
	if err != nil {
		return nil, err
	}
	return &failingFile{f, d}, nil
}

// Remove implements disk.Disk.
func (d *failingDisk) Remove(name string) error {
	return errors.Join(d.step(), d.OS.Remove(name))
}

// Rename implements disk.Disk.
func (d *failingDisk) Rename(from, to string) error {
	if err := d.step(); err != nil {
		return err
	}
	return d.OS.Rename(from, to)
}

// SyncDir implements disk.Disk.
func (d *failingDisk) SyncDir(dir string) error {
	if err := d.step(); err != nil {
		return err
	}
	return d.OS.SyncDir(dir)
}

type failingFile struct {
	disk.File
	disk *failingDisk
}

// ReadAt implements disk.File.
func (f *failingFile) ReadAt(p []byte, at int64) (int, error) {
	if err := f.disk.step(); err != nil {
		return 0, err
	}
	return f.File.ReadAt(p, at)
}

// WriteAt implements disk.File.
func (f *failingFile) WriteAt(p []byte, at int64) (int, error) {
	if err := f.disk.step(); err != nil {
		n, _ := f.File.WriteAt(p[:len(p)/2], at)
		return n, err
	}
	return f.File.WriteAt(p, at)
}

// Truncate implements disk.File.
func (f *failingFile) Truncate(size int64) error {
	if err := f.disk.step(); err != nil {
		return err
	}
	return f.File.Truncate(size)
}

// Sync implements disk.File.
func (f *failingFile) Sync() error {
	if err := f.disk.step(); err != nil {
		return err
	}
	return f.File.Sync()
}
