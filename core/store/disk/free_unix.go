//go:build !windows

package disk

import "golang.org/x/sys/unix"

// Free implements Measurer: what a user who is not the administrator may use.
func (OS) Free(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil //nolint:unconvert // the types differ from system to system
}
