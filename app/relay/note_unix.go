//go:build unix

package relay

import (
	"os"
	"syscall"
)

// openUnlinked opens a file to read; a link in its place is an error, and a
// pipe does not wait.
func openUnlinked(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
}

// private returns unfit for a file that others own, or may read or change.
func private(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return unfit("cannot be read")
	}
	owner, known := info.Sys().(*syscall.Stat_t)
	switch {
	case !info.Mode().IsRegular():
		return unfit("is not a plain file")
	case !known || int(owner.Uid) != os.Geteuid():
		return unfit("belongs to another user")
	case info.Mode().Perm()&0o077 != 0:
		return unfit("can be read by other users")
	}
	return nil
}
