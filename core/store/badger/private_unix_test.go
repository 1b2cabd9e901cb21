//go:build !windows

package badger_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Not in parallel with others: the umask is the process's.
func TestEveryFileIsItsOwnersAlone(t *testing.T) {
	before := syscall.Umask(0)
	defer syscall.Umask(before)
	dir := filled(t)
	expectPrivate(t, dir)
	if err := os.RemoveAll(files(t, dir, "tables*")[0]); err != nil { // so that they are made anew
		t.Fatal(err)
	}
	db := open(t, dir)
	expectPrivate(t, dir)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	expectPrivate(t, dir)
	for _, name := range files(t, dir, "tables*/*") { // as an earlier version left them
		if err := os.Chmod(name, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	defer open(t, dir).Close()
	expectPrivate(t, dir)
}

func expectPrivate(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && !entry.IsDir() && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the mode %o", name, info.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
