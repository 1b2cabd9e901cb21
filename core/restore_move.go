package core

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store/disk"
)

// A restore makes the shop in DIR.restoring. Once it is whole and agreed upon
// that is called DIR.restored, DIR is moved aside, and DIR.restored becomes
// DIR. A kill before the first of these steps leaves the old shop; a kill
// between the last two is found by DIR.restored without a DIR, and finished.
const (
	restoring = ".restoring"
	ready     = ".restored"
	aside     = ".before-restore-"
)

func beside(dir, suffix string) string { return filepath.Clean(dir) + suffix }

// swap gives what lies in DIR.restoring the place of dir.
func swap(dir string, now time.Time) (asideOf string, err error) {
	parent := folderOf(dir)
	if err := os.Rename(beside(dir, restoring), beside(dir, ready)); err != nil {
		return "", fault.Unavailable("data", "%s cannot be written", parent).Because(err)
	}
	_ = disk.OS{}.SyncDir(parent) // a disk that does not take it has the old shop still
	if asideOf, err = moveAside(dir, now); err != nil {
		return "", errors.Join(err, os.RemoveAll(beside(dir, ready)))
	}
	err = os.Rename(beside(dir, ready), dir)
	if err != nil && !exists(dir, markerName) { // or another Raja has finished it meanwhile
		return asideOf, fault.Unavailable("data", "the restored shop lies in %s and cannot be moved to %s", beside(dir, ready), dir).Because(err)
	}
	_ = disk.OS{}.SyncDir(parent) // likewise
	return asideOf, nil
}

// settleRestore finishes a restore that was cut off between its last two
// steps. Where it cannot, absent says what lies there.
func settleRestore(dir string) {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) && exists(beside(dir, ready), markerName) {
		_ = os.Rename(beside(dir, ready), dir)
	}
}

// left lists what restores have left beside a folder that is not there.
func left(dir string) (found []string) {
	for _, suffix := range []string{ready, restoring} {
		if exists(beside(dir, suffix), markerName) {
			found = append(found, beside(dir, suffix))
		}
	}
	entries, _ := os.ReadDir(folderOf(dir))
	for _, entry := range entries {
		name := filepath.Join(folderOf(dir), entry.Name())
		if strings.HasPrefix(name, beside(dir, aside)) {
			found = append(found, name)
		}
	}
	return found
}

// absent is what is said of a folder that is not there.
func absent(dir string) error {
	if found := left(dir); len(found) > 0 {
		return fault.NotFound("data", "%s does not exist, but a restore has left %s; call one of them %s again, or restore a backup with raja backup restore FILE", dir, strings.Join(found, ", "), dir)
	}
	return fault.NotFound("data", "%s does not exist; connect the drive if it lies on one, or create a shop there with raja init", dir)
}

// moveAside gives dir free, which nobody has open.
func moveAside(dir string, now time.Time) (to string, err error) {
	if entries, err := os.ReadDir(dir); err != nil || len(entries) == 0 {
		return "", removeEmptyFolder(dir, err)
	}
	if err := Free(dir); err != nil {
		return "", err
	}
	to = beside(dir, aside+now.Format("20060102-150405"))
	for n := 2; ; n++ { // two within a second
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		}
		to = beside(dir, fmt.Sprintf("%s%s-%d", aside, now.Format("20060102-150405"), n))
	}
	if err := os.Rename(dir, to); err != nil {
		return "", fault.Unavailable("data", "%s cannot be moved aside", dir).Because(err)
	}
	return to, nil
}

// removeEmptyFolder removes a folder that is empty.
func removeEmptyFolder(dir string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fault.Invalid("data", "%s cannot be used as a folder", dir).Because(err)
	}
	return os.Remove(dir)
}
