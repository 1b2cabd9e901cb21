package core

import (
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/backup"
	"github.com/raja-crm/raja/core/fault"
)

// rescue says what to do about a shop that cannot be opened: which daily
// backups lie in its folder. It never advises to remove anything.
func rescue(dir string) string {
	names, _ := backupsIn(dir) // what cannot be listed cannot be named
	names = slices.DeleteFunc(names, func(name string) bool {
		_, isDaily := backup.Moment(name, time.UTC)
		return !isDaily
	})
	if len(names) == 0 {
		return "restore a backup with raja backup restore FILE"
	}
	newest := filepath.Join(dir, backupsName, slices.Max(names))
	return fmt.Sprintf("daily backups in it: %d; restore the newest with raja backup restore %s", len(names), newest)
}

// missing is what is said of a folder without the store that it had.
func missing(dir string) error {
	return fault.Invalid("data", "the data of the shop in %s is missing: there is no %s; put it back if you have it; %s", dir, filepath.Join(dir, storeName), rescue(dir))
}

// unborn is what is said of a shop that does not say who it is. Where the
// folder was never finished its making was broken off; any other had it.
func (f *folder) unborn() *fault.Error {
	if f.format == 0 && !exists(f.path, backupsName) {
		return fault.Invalid("data", "%s holds a shop whose making was broken off; remove the folder and run raja init again", f.path)
	}
	return fault.Internal("%s: the store is damaged, it does not say whose it is; %s", f.path, rescue(f.path))
}
