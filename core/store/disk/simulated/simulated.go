// Package simulated is a disk in memory that tells apart what was written and
// what was synced, so that a test can cut its power between any two steps,
// keep any of the sectors that were on their way, or let any step fail. It
// stands in for hardware, not for code of ours.
package simulated

import (
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/raja-crm/raja/core/store/disk"
)

// Sector is how many bytes reach the disk together or not at all.
const Sector = 512

// Step is one operation that changes the disk.
type Step struct {
	Kind string // "open", "write", "truncate", "sync", "remove", "rename", "syncdir"
	Name string
}

// Disk is a disk in memory. The zero Disk is empty.
type Disk struct {
	// Fail is asked before each step; an error from it is what the step
	// returns. A write that fails has written the first half.
	Fail func(Step) error

	mu    sync.Mutex
	names map[string]*content // as programs see them
	safe  map[string]*content // as a power cut leaves them
}

// content is one file, whatever its name.
type content struct {
	now, safe []byte
}

var _ disk.Disk = (*Disk)(nil)

func (d *Disk) step(kind, name string) error {
	if d.names == nil {
		d.names, d.safe = map[string]*content{}, map[string]*content{}
	}
	if d.Fail == nil {
		return nil
	}
	return d.Fail(Step{kind, name})
}

// Open implements disk.Disk.
func (d *Disk) Open(name string, to disk.Mode) (disk.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if to == disk.Read {
		if d.names[name] == nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return &file{d, name, d.names[name]}, nil
	}
	if err := d.step("open", name); err != nil {
		return nil, err
	}
	if to == disk.Anew || d.names[name] == nil {
		d.names[name] = &content{}
	}
	return &file{d, name, d.names[name]}, nil
}

// List implements disk.Disk.
func (d *Disk) List(dir string) ([]disk.Entry, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var found []disk.Entry
	for name, c := range d.names {
		if filepath.Dir(name) == filepath.Clean(dir) {
			found = append(found, disk.Entry{Name: filepath.Base(name), Size: int64(len(c.now))})
		}
	}
	slices.SortFunc(found, func(a, b disk.Entry) int { return strings.Compare(a.Name, b.Name) })
	return found, nil
}

// Remove implements disk.Disk.
func (d *Disk) Remove(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step("remove", name); err != nil {
		return err
	}
	if d.names[name] == nil {
		return &fs.PathError{Op: "remove", Path: name, Err: fs.ErrNotExist}
	}
	delete(d.names, name)
	return nil
}

// Rename implements disk.Disk.
func (d *Disk) Rename(from, to string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step("rename", from); err != nil {
		return err
	}
	if d.names[from] == nil {
		return &fs.PathError{Op: "rename", Path: from, Err: fs.ErrNotExist}
	}
	d.names[to] = d.names[from]
	delete(d.names, from)
	return nil
}

// SyncDir implements disk.Disk.
func (d *Disk) SyncDir(dir string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step("syncdir", dir); err != nil {
		return err
	}
	for name := range d.safe {
		if filepath.Dir(name) == filepath.Clean(dir) && d.names[name] == nil {
			delete(d.safe, name)
		}
	}
	for name, c := range d.names {
		if filepath.Dir(name) == filepath.Clean(dir) {
			d.safe[name] = c
		}
	}
	return nil
}

// Flip turns one bit of a file, on the disk and before every reader.
func (d *Disk) Flip(name string, bit int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.names[name]
	c.now[bit/8] ^= 1 << (bit % 8)
	c.safe = slices.Clone(c.now)
}

type file struct {
	disk *Disk
	name string
	*content
}

func (f *file) ReadAt(p []byte, at int64) (int, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if at >= int64(len(f.now)) {
		return 0, io.EOF
	}
	n := copy(p, f.now[at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (f *file) WriteAt(p []byte, at int64) (int, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	err := f.disk.step("write", f.name)
	if err != nil {
		p = p[:len(p)/2]
	}
	f.resize(max(len(f.now), int(at)+len(p)))
	copy(f.now[at:], p)
	return len(p), err
}

func (f *file) Truncate(size int64) error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if err := f.disk.step("truncate", f.name); err != nil {
		return err
	}
	f.resize(int(size))
	return nil
}

func (f *file) resize(size int) { f.now = resized(f.now, size) }

func resized(data []byte, size int) []byte {
	if size <= len(data) {
		return data[:size:size]
	}
	return append(data, make([]byte, size-len(data))...)
}

func (f *file) Sync() error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if err := f.disk.step("sync", f.name); err != nil {
		return err
	}
	f.safe = slices.Clone(f.now)
	return nil
}

func (f *file) Close() error { return nil }
