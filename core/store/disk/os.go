package disk

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
)

var _ Disk = OS{}

// OS is the disk of the operating system.
type OS struct{}

// Open implements Disk. What it creates only its user can read.
func (OS) Open(name string, to Mode) (File, error) {
	switch to {
	case Read:
		return os.Open(name)
	case Anew:
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	}
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
}

// List implements Disk.
func (OS) List(dir string) ([]Entry, error) {
	found, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var files []Entry
	for _, one := range found {
		info, err := one.Info()
		if err != nil {
			return nil, err
		}
		if info.Mode().IsRegular() {
			files = append(files, Entry{info.Name(), info.Size()})
		}
	}
	return files, nil
}

// Remove implements Disk.
func (OS) Remove(name string) error { return os.Remove(name) }

// Rename implements Disk.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// SyncDir implements Disk. Windows keeps names in a journal of its own and has
// no call for it.
func (OS) SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
