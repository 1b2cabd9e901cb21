package badger

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// occupy makes the file take size bytes of the disk. It returns fs.ErrInvalid
// where that cannot be done without writing them.
func occupy(f *os.File, size int64) error {
	if err := f.Truncate(size); err != nil {
		return err
	}
	err := unix.Fallocate(int(f.Fd()), 0, 0, size)
	if errors.Is(err, unix.EOPNOTSUPP) {
		return fs.ErrInvalid
	}
	return err
}
