package core

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"github.com/raja-crm/raja/core/fault"
)

// folderFormat is the layout of a data folder that this Raja writes. Format 1
// had Badger's tables alone, without a log; format 2 customers and orders
// alone. Opening either makes it format 3.
const folderFormat = 3

// The names inside a data folder; FORMAT.md describes them.
const (
	markerName  = "raja.json"
	copyName    = "raja-copy.json"
	lockName    = "raja.lock"
	storeName   = "store"
	cacheName   = "cache"
	scratchName = "scratch"
	backupsName = "backups"
)

// ErrTaken is in the chain of what Open returns while another process has the
// folder.
var ErrTaken = errors.New("another process has the data folder open")

// folder is a data folder that this process owns until release.
type folder struct {
	path   string
	lock   *flock.Flock
	made   bool // createFolder made it
	format int  // as it was found, 0 when nothing says
	lost   bool // the marker is missing or damaged
}

// createFolder takes an absent or empty folder; finish makes it Raja's.
func createFolder(path string) (*folder, error) {
	settleRestore(path)
	entries, err := os.ReadDir(path)
	absent := errors.Is(err, fs.ErrNotExist)
	found := left(path)
	switch {
	case absent && len(found) > 0:
		return nil, fault.Conflict("data", "a restore has left %s: call one of them %s again, or choose another folder for a new shop", strings.Join(found, ", "), path)
	case absent:
		err = os.MkdirAll(path, 0o700)
	case err == nil && len(entries) > 0 && exists(path, markerName):
		return nil, fault.Conflict("data", "%s already holds a shop", path)
	case err == nil && len(entries) > 0:
		return nil, fault.Conflict("data", "%s is not empty; choose a new folder", path)
	}
	if err != nil {
		return nil, fault.Invalid("data", "%s cannot be used as a folder", path).Because(err)
	}
	made, err := lockFolder(path)
	if err != nil && absent {
		_ = os.Remove(path) // nothing is in it
	}
	if err == nil {
		made.made = absent
	}
	return made, err
}

// openFolder takes a folder that createFolder finished.
func openFolder(path string) (*folder, error) {
	settleRestore(path)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, absent(path)
	}
	if err != nil || !info.IsDir() {
		return nil, fault.Invalid("data", "%s is not a folder", path).Because(err)
	}
	format, lost, err := findMarker(path)
	if err != nil {
		return nil, err
	}
	found, err := lockFolder(path)
	if err != nil {
		return nil, err
	}
	found.format, found.lost = format, lost
	return found, nil
}

func lockFolder(path string) (*folder, error) {
	lock := flock.New(filepath.Join(path, lockName), flock.SetPermissions(0o600))
	got, err := lock.TryLock()
	if err != nil {
		return nil, fault.Unavailable("data", "%s cannot be written; check the folder's permissions, or copy it where you may write and open the copy", path).Because(err)
	}
	if !got {
		return nil, fault.Unavailable("data", "%s is open in another Raja; close that one first", path).Because(ErrTaken)
	}
	return &folder{path: path, lock: lock}, nil
}

// Free returns an error with ErrTaken in its chain while another process has
// the shop in dir open, whatever else is wrong with the folder.
func Free(dir string) error {
	if !exists(dir, lockName) {
		return nil
	}
	taken, err := lockFolder(dir)
	if err != nil {
		return err
	}
	return taken.release()
}

func (f *folder) join(name string) string { return filepath.Join(f.path, name) }

// emptyScratch makes the place of passing files empty: what a Raja that was
// killed left there goes. One that is empty stays: a full disk makes no new one.
func (f *folder) emptyScratch() error {
	path := f.join(scratchName)
	if left, err := os.ReadDir(path); err == nil && len(left) == 0 {
		return nil
	}
	if err := errors.Join(os.RemoveAll(path), os.Mkdir(path, 0o700)); err != nil {
		return fault.Unavailable("data", "%s cannot be written; check the folder's permissions, or copy it where you may write and open the copy", f.path).Because(err)
	}
	return nil
}

func (f *folder) release() error { return f.lock.Unlock() }

// giveUp leaves nothing of a folder in which no shop could be made: it was
// absent or empty.
func (f *folder) giveUp() error {
	err := f.release()
	inside, listErr := os.ReadDir(f.path)
	for _, entry := range inside {
		err = errors.Join(err, os.RemoveAll(f.join(entry.Name())))
	}
	if f.made {
		err = errors.Join(err, os.Remove(f.path))
	}
	return errors.Join(err, listErr)
}

func exists(path, name string) bool {
	_, err := os.Stat(filepath.Join(path, name))
	return err == nil
}

// writeDurably replaces a file in one step: a power cut leaves the old or the
// new one.
func writeDurably(path string, body []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".tmp-")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(temp.Name()) //nolint:errcheck // gone already when the rename succeeded
	_, err = temp.Write(body)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
