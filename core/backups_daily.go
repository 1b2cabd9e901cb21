package core

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/raja-crm/raja/core/backup"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
)

// Daily makes today's backup in the data folder's own folder for them, unless
// it is there, and removes those that are not kept: the last seven days, four
// weeks and twelve months stay, and those that a clock which was ahead has dated
// later than now, until then. made is false when there was nothing to do.
func (b *Backups) Daily(ctx context.Context) (done Backup, made bool, err error) {
	names, err := b.names()
	if err != nil {
		return Backup{}, false, err
	}
	now := b.clock.Now().In(b.zone)
	today := now.Format(time.DateOnly)
	for _, name := range names {
		at, isDaily := backup.Moment(name, b.zone)
		if !isDaily || at.Format(time.DateOnly) != today {
			continue
		}
		if found, err := look(ctx, filepath.Join(b.folder.join(backupsName), name)); err == nil && b.ours(found) {
			return Backup{}, false, nil
		}
	}
	err = os.Mkdir(b.folder.join(backupsName), 0o700)
	if errors.Is(err, fs.ErrNotExist) {
		return Backup{}, false, relocated(err)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return Backup{}, false, fault.Unavailable("data", "%s cannot be written", b.folder.join(backupsName)).Because(err)
	}
	b.tidyUnfinished()
	name := backup.Name(now)
	done, err = b.create(ctx, filepath.Join(b.folder.join(backupsName), name), nil)
	if err != nil {
		return Backup{}, false, err
	}
	for _, old := range backup.Kept().Spare(backup.Past(append(names, name), now, b.zone), b.zone) {
		err = errors.Join(err, os.Remove(filepath.Join(b.folder.join(backupsName), old)))
	}
	return done, true, err
}

// tidyUnfinished removes daily backups that a kill cut off: nobody else makes
// any in this folder.
func (b *Backups) tidyUnfinished() {
	cut, _ := filepath.Glob(filepath.Join(b.folder.join(backupsName), "raja-*"+backup.Suffix+disk.Unfinished)) // a pattern in the folder's own name leaves some, which is harmless
	for _, name := range cut {
		_ = os.Remove(name) // likewise
	}
}

// quick is how large a shop may be, in bytes of checkpoint and log, for its
// backup to be made in passing: about 50,000 customers, and half a second.
const quick = 24 << 20

// Entries returns how many entries the journal has: it grows with every change.
func (b *Backups) Entries(ctx context.Context) (entries uint64, err error) {
	var known counters
	err = b.store.View(ctx, func(reader store.Reader) error { return b.codec.Get(reader, countersKey(), &known) })
	return known.Journal.Seq, readable(err)
}

// Tend is Daily for who comes by often and must not wait: of today's backup
// only the head is looked at, and a shop that is large is left to Daily.
func (b *Backups) Tend(ctx context.Context) error {
	kept, can := b.kept().(*badger.DB)
	if !can || kept.Footprint() > quick {
		return nil
	}
	names, err := b.names()
	if err != nil {
		return err
	}
	today := b.clock.Now().In(b.zone).Format(time.DateOnly)
	for _, name := range names {
		at, isDaily := backup.Moment(name, b.zone)
		if isDaily && at.Format(time.DateOnly) == today && b.begunHere(filepath.Join(b.folder.join(backupsName), name)) {
			return nil
		}
	}
	_, _, err = b.Daily(ctx)
	return err
}

// begunHere says by the head of a backup whether it was made of this store.
func (b *Backups) begunHere(path string) bool {
	r, err := checkpoint.Open(disk.OS{}, path)
	if err != nil {
		return false
	}
	defer r.Close() //nolint:errcheck // only read
	return b.ours(checkpoint.Info{Meta: r.Meta()})
}

// ours says whether a backup was made of the store that is open: a damaged one
// does not count as today's, nor one from before a restore.
func (b *Backups) ours(found checkpoint.Info) bool {
	kept, can := b.kept().(*badger.DB)
	return !can || kept.ID() == found.Store
}
