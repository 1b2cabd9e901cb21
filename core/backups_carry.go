package core

import (
	"context"
	"os"
	"path/filepath"
)

// carriage takes the daily backups of a shop along to the one that a restore
// makes of it. They are given a second name before the folders change places,
// so that a restore that is cut off in between has them too; where the file
// system knows no second names they move afterwards.
type carriage struct {
	carried, left int // left: of another shop, unreadable, or not to be moved
	later         []string
}

// carryBackups takes along those in the folder from that are of the shop which
// was made in to.
func carryBackups(ctx context.Context, from, to string, of Backup) (daily carriage) {
	names, err := backupsIn(from)
	if err != nil || len(names) == 0 {
		return daily
	}
	if err := os.MkdirAll(filepath.Join(to, backupsName), 0o700); err != nil {
		return carriage{left: len(names)}
	}
	for _, name := range names {
		lies := filepath.Join(from, backupsName, name)
		found, err := glance(ctx, lies)
		switch {
		case err != nil || !sameShop(found, of):
			daily.left++
		case os.Link(lies, filepath.Join(to, backupsName, name)) == nil:
			daily.carried++
		default:
			daily.later = append(daily.later, name)
		}
	}
	return daily
}

// arrive moves what had to wait, from the folder that was put aside.
func (c *carriage) arrive(aside, dir string) {
	for _, name := range c.later {
		if os.Rename(filepath.Join(aside, backupsName, name), filepath.Join(dir, backupsName, name)) == nil {
			c.carried++
		} else {
			c.left++
		}
	}
	c.later = nil
}
