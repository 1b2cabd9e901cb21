package core

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/disk"
)

// reserve is what writing to a disk leaves free on it when the shop lies there
// too, in bytes: the shop itself stops at 64 MB.
const reserve = 64 << 20

// roomIn refuses to write size bytes into the folder dir where they plainly do
// not fit. A disk that does not tell has room.
func roomIn(field, dir string, size int64) error {
	free, err := disk.OS{}.Free(dir)
	if err != nil || free >= size {
		return nil //nolint:nilerr // writing will tell
	}
	return fullAt(field, dir, &store.FullError{Free: free, Need: size})
}

// fullAt says which disk is full, with the figures where they are known.
func fullAt(field, dir string, err error) error {
	return fault.Unavailable(field, "the disk of %s is full%s; free some space there, or choose another disk", dir, howFull(err)).Because(err)
}

// howFull is how much is free and how much is needed, "" where nobody looked.
func howFull(err error) string {
	var full *store.FullError
	if !errors.As(err, &full) {
		return ""
	}
	return fmt.Sprintf(": %s", full)
}

// folderOf is the folder that a new file comes into.
func folderOf(path string) string { return filepath.Dir(filepath.Clean(path)) }
