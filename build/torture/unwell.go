package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/disk/simulated"
)

var errUnwell = errors.New("the disk is unwell")

// unwell is a disk in memory of which one operation fails, and whose power can
// be cut. Each operation has a name: what is done to which file, and for the
// how manyth time. A write that fails has written half, up to the end of a
// sector, since systems write no smaller pieces; a sync that fails
// leaves the system to take what it did not write for written, as Linux does:
// a later sync does not bring it to the disk, only another write does.
type unwell struct {
	*simulated.Disk
	root string
	fail string // the name of the operation that fails
	then func() // what is done right after it

	mu     sync.Mutex
	seen   []string // names of operations, in their order
	times  map[string]int
	failed bool
	gone   map[string]map[int][]byte // of each file the sectors that are taken for written, as they are on the disk
}

func newUnwell(root, fail string) *unwell {
	return &unwell{Disk: &simulated.Disk{}, root: root, fail: fail, times: map[string]int{}, gone: map[string]map[int][]byte{}}
}

// fails names an operation, and says whether it is the one that fails.
func (d *unwell) fails(kind, name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	short, err := filepath.Rel(d.root, name)
	if err != nil {
		short = name
	}
	what := kind + " " + short
	d.times[what]++
	what = fmt.Sprintf("%s %d", what, d.times[what])
	d.seen = append(d.seen, what)
	if what != d.fail {
		return false
	}
	d.failed = true
	return true
}

// hasFailed says whether the operation has come by.
func (d *unwell) hasFailed() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.failed
}

func (d *unwell) names() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.seen)
}

// awaitCheckpoint waits until a checkpoint that was begun in the background is
// in its place or given up, so that most lives do the same.
func (d *unwell) awaitCheckpoint() {
	unfinished := func() bool {
		d.mu.Lock()
		defer d.mu.Unlock()
		const begun = "checkpoint" + disk.Unfinished
		return d.times["open "+begun] > d.times["rename "+begun]+d.times["remove "+begun]
	}
	for end := time.Now().Add(time.Second); unfinished() && time.Now().Before(end); {
		time.Sleep(100 * time.Microsecond)
	}
}

// now is what the operation that fails returns, when it has done what it does.
func (d *unwell) now() error {
	if d.then != nil {
		d.then()
	}
	return errUnwell
}

// List implements disk.Disk.
func (d *unwell) List(dir string) ([]disk.Entry, error) {
	if d.fails("list", dir) {
		return nil, d.now()
	}
	return d.Disk.List(dir)
}

// Open implements disk.Disk.
func (d *unwell) Open(name string, to disk.Mode) (disk.File, error) {
	if d.fails("open", name) {
		return nil, d.now()
	}
	f, err := d.Disk.Open(name, to)
	if err != nil {
		return nil, err
	}
	return &unwellFile{f, d, name}, nil
}

// Remove implements disk.Disk. One that fails has removed the file.
func (d *unwell) Remove(name string) error {
	failed := d.fails("remove", name)
	err := d.Disk.Remove(name)
	d.mu.Lock()
	delete(d.gone, name)
	d.mu.Unlock()
	if failed {
		return d.now()
	}
	return err
}

// Rename implements disk.Disk.
func (d *unwell) Rename(from, to string) error {
	if d.fails("rename", from) {
		return d.now()
	}
	d.mu.Lock()
	d.gone[to] = d.gone[from]
	delete(d.gone, from)
	d.mu.Unlock()
	return d.Disk.Rename(from, to)
}

// SyncDir implements disk.Disk.
func (d *unwell) SyncDir(dir string) error {
	if d.fails("syncdir", dir) {
		return d.now()
	}
	return d.Disk.SyncDir(dir)
}

type unwellFile struct {
	disk.File
	disk *unwell
	name string
}

// ReadAt implements disk.File.
func (f *unwellFile) ReadAt(p []byte, at int64) (int, error) {
	if f.disk.fails("read", f.name) {
		return 0, f.disk.now()
	}
	return f.File.ReadAt(p, at)
}

// WriteAt implements disk.File.
func (f *unwellFile) WriteAt(p []byte, at int64) (int, error) {
	failed := f.disk.fails("write", f.name)
	if failed {
		p = p[:wholeSectors(int(at), len(p)/2)]
	}
	f.disk.written(f.name, int(at), len(p))
	n, err := f.File.WriteAt(p, at)
	if failed {
		err = f.disk.now()
	}
	return n, err
}

// wholeSectors shortens what is written at a place so that it ends where a
// sector does.
func wholeSectors(at, size int) int {
	return max(0, (at+size)/simulated.Sector*simulated.Sector-at)
}

// Truncate implements disk.File.
func (f *unwellFile) Truncate(size int64) error {
	if f.disk.fails("truncate", f.name) {
		return f.disk.now()
	}
	return f.File.Truncate(size)
}

// Sync implements disk.File.
func (f *unwellFile) Sync() error {
	if f.disk.fails("sync", f.name) {
		f.disk.drop(f.name)
		return f.disk.now()
	}
	return f.File.Sync()
}

// Close implements disk.File. One that fails has closed the file.
func (f *unwellFile) Close() error {
	err := f.File.Close()
	if f.disk.fails("close", f.name) {
		return f.disk.now()
	}
	return err
}

// written takes sectors that are written again out of those that are gone.
func (d *unwell) written(name string, at, size int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for sector := range d.gone[name] {
		if sector*simulated.Sector < at+size && at < (sector+1)*simulated.Sector {
			delete(d.gone[name], sector)
		}
	}
}

// drop remembers what a sync that failed did not bring to the disk.
func (d *unwell) drop(name string) {
	safe := d.Disk.Cut()
	lost := map[int][]byte{}
	for _, one := range d.Pending() {
		if one.Name == name && one.Sector >= 0 {
			lost[one.Sector] = sectorOf(safe, name, one.Sector)
		}
	}
	d.mu.Lock()
	d.gone[name] = lost
	d.mu.Unlock()
}

// sectorOf reads a sector, zeros where there is none.
func sectorOf(d *simulated.Disk, name string, sector int) []byte {
	body := make([]byte, simulated.Sector)
	if f, err := d.Open(name, disk.Read); err == nil {
		_, _ = f.ReadAt(body, int64(sector)*simulated.Sector) // what is missing stays zeros
	}
	return body
}

// cut returns the disk as a power cut leaves it. Of what was not synced it
// keeps what chance says, and nothing without chance.
func (d *unwell) cut(random *rand.Rand) *simulated.Disk {
	keep := func() bool { return random != nil && random.IntN(2) == 0 }
	kept := slices.DeleteFunc(d.Pending(), func(simulated.Pending) bool { return !keep() })
	after := d.Disk.Cut(kept...)
	d.mu.Lock()
	defer d.mu.Unlock()
	for name, sectors := range d.gone {
		for sector, body := range sectors {
			if !keep() {
				putBack(after, name, sector, body)
			}
		}
	}
	return after
}

// putBack gives a sector what it was on the disk, where the file has one.
func putBack(d *simulated.Disk, name string, sector int, body []byte) {
	f, err := d.Open(name, disk.Read)
	if err != nil {
		return
	}
	at := int64(sector) * simulated.Sector
	n, _ := f.ReadAt(make([]byte, len(body)), at) // up to the end of the file
	_, _ = f.WriteAt(body[:n], at)                // memory takes it
	_ = f.Sync()                                  // likewise
}
