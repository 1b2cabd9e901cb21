package badger

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// private makes the files in dir their owner's alone. Badger leaves that to
// the umask, and whoever copies the folder away copies the modes too. That
// Badger removes a file meanwhile, or that the file system keeps no modes, as
// on a USB stick, is no error.
func private(dir string) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			_ = os.Chmod(name, 0o600)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}

// privateTables does so with the tables that Badger has written since the
// store was opened.
func (db *DB) privateTables() error {
	tables := db.look()
	defer db.leave(tables)
	return private(tables.dir)
}
