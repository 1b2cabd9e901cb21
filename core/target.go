package core

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/fault"
)

// RefuseTarget refuses to write a file where it would do harm: inside the data
// folder, by whatever links, or over something that is no plain file. field
// names the input at fault.
func RefuseTarget(field, data, path string) error {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return fault.Invalid(field, "%s is there and is not a plain file; choose another name", path)
	}
	own, err := os.Stat(data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fault.Unavailable("data", "%s cannot be read", data).Because(err)
	}
	folder, err := filepath.Abs(filepath.Dir(path))
	if err == nil {
		folder, err = filepath.EvalSymlinks(folder)
	}
	if err != nil {
		return fault.Invalid(field, "%s cannot be written there; choose another folder", path).Because(err)
	}
	for ; ; folder = filepath.Dir(folder) {
		if above, err := os.Stat(folder); err == nil && os.SameFile(own, above) {
			return fault.Invalid(field, "%s lies inside the data folder; choose another place", path)
		}
		if folder == filepath.Dir(folder) {
			return nil
		}
	}
}

// WholeFile is a file that appears under its name only when it is whole: until
// Keep it lies beside it under another, readable by its owner alone.
type WholeFile struct {
	*os.File
	path string
}

// CreateWhole begins a file that will be called path.
func CreateWhole(field, path string) (*WholeFile, error) {
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".tmp-")
	if err != nil {
		return nil, fault.Invalid(field, "%s cannot be written there; choose another folder", path).Because(err)
	}
	return &WholeFile{File: temp, path: path}, nil
}

// Keep makes the file durable and gives it its name.
func (w *WholeFile) Keep() error {
	if err := errors.Join(w.Sync(), w.Close()); err != nil {
		return errors.Join(fault.Unavailable("", "%s cannot be written; is the disk full?", w.path).Because(err), w.Drop())
	}
	if err := os.Rename(w.Name(), w.path); err != nil {
		return errors.Join(fault.Invalid("", "%s cannot be written; choose another name", w.path).Because(err), w.Drop())
	}
	return nil
}

// Drop takes away what was begun.
func (w *WholeFile) Drop() error {
	w.Close() //nolint:errcheck // closed already after a failed Keep
	return os.Remove(w.Name())
}
