//go:build !linux

package badger

import "os"

// occupy makes the file take size bytes of the disk: on NTFS a file's size is
// taken at once, elsewhere it is written.
func occupy(f *os.File, size int64) error {
	if err := f.Truncate(size); err != nil {
		return err
	}
	zeros := make([]byte, 1<<20)
	for at := int64(0); at < size; at += int64(len(zeros)) {
		if _, err := f.WriteAt(zeros[:min(int64(len(zeros)), size-at)], at); err != nil {
			return err
		}
	}
	return nil
}
