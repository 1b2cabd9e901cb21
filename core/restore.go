package core

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/checkpoint"
)

// VerifyBackup reads every byte of a backup and of the increments that
// continue it, in order. It needs no shop; secret is the passphrase or the
// recovery code of encrypted ones.
func VerifyBackup(ctx context.Context, secret string, files ...string) (Backup, error) {
	info, err := badger.Verify(ctx, badger.Backup{Names: files}, badger.Options{Secret: secret})
	if err != nil {
		return Backup{}, unreadableOf(files, err)
	}
	return backupOf(files[len(files)-1], info), nil
}

// unreadableOf finds the file that err names.
func unreadableOf(files []string, err error) error {
	for _, file := range files {
		if strings.HasPrefix(err.Error(), file+": ") {
			return unreadable(file, err)
		}
	}
	return unreadable(files[0], err)
}

// Loss is what a restore would take away from the shop as it is.
type Loss struct {
	Customers, Orders int             // that came after the backup
	Entries           int             // of the journal
	Latest            []journal.Entry // the last of these, newest first, 20 at most
}

// lossShown is how many entries of the journal a Loss tells.
const lossShown = 20

// Lost says what has come to this shop since a backup of it was made.
func (b *Backups) Lost(ctx context.Context, of Backup) (Loss, error) {
	var loss Loss
	same, err := b.Same(ctx, of)
	if err != nil {
		return loss, err
	}
	err = b.store.View(ctx, func(reader store.Reader) error {
		var known counters
		if err := b.codec.Get(reader, countersKey(), &known); err != nil {
			return err
		}
		first := uint64(of.Entries) + 1
		if !same || of.Entries > int(known.Journal.Seq) { // of another shop: all of it
			first = 1
			of.Customers, of.Orders = 0, 0
		}
		loss.Customers = max(0, int(known.Customers)-of.Customers)
		loss.Orders = max(0, int(known.Orders)-of.Orders)
		loss.Entries = int(known.Journal.Seq + 1 - first)
		for seq := known.Journal.Seq; seq >= first && len(loss.Latest) < lossShown; seq-- {
			entry, err := journal.Read(reader, b.codec, seq)
			if err != nil {
				return err
			}
			loss.Latest = append(loss.Latest, entry)
		}
		return nil
	})
	return loss, readable(err)
}

// Encrypted says whether the shop in dir is encrypted, for which no key is
// needed, and nobody has to close it.
func Encrypted(dir string) (bool, error) {
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return false, fault.NotFound("data", "%s does not exist; create a shop there with raja init", dir)
	}
	if _, _, err := findMarker(dir); err != nil {
		return false, err
	}
	locked, err := badger.Encrypted(filepath.Join(dir, storeName))
	if err != nil {
		return false, fault.Unavailable("data", "%s cannot be read; check the folder's permissions and the disk", dir).Because(err)
	}
	return locked, nil
}

// RestoreBackup makes the shop in dir what a backup and its increments say.
// What was in dir before is moved aside as a whole, never removed; aside is
// where it lies, "" when there was nothing. No process may have dir open.
func RestoreBackup(ctx context.Context, dir, secret string, now time.Time, files ...string) (done Backup, aside string, err error) {
	if err := Free(dir); err != nil { // before the work, not after it
		return Backup{}, "", err
	}
	fresh := filepath.Clean(dir) + ".restoring"
	if err := roomToRestore(dir, files); err != nil {
		return Backup{}, "", err
	}
	if err := os.RemoveAll(fresh); err != nil { // what a kill left
		return Backup{}, "", fault.Unavailable("data", "%s cannot be removed", fresh).Because(err)
	}
	info, err := restoreInto(ctx, fresh, secret, files)
	if err != nil {
		return Backup{}, "", errors.Join(err, os.RemoveAll(fresh))
	}
	if aside, err = moveAside(dir, now.In(info.At.Location())); err != nil {
		return Backup{}, "", errors.Join(err, os.RemoveAll(fresh))
	}
	if err := os.Rename(fresh, dir); err != nil {
		return Backup{}, aside, fault.Unavailable("data", "the restored shop lies in %s and cannot be moved to %s", fresh, dir).Because(err)
	}
	return backupOf(files[len(files)-1], info), aside, nil
}

func restoreInto(ctx context.Context, fresh, secret string, files []string) (checkpoint.Info, error) {
	made, err := createFolder(fresh)
	if err != nil {
		return checkpoint.Info{}, err
	}
	info, err := badger.Restore(ctx, made.join(storeName), badger.Backup{Names: files, File: made.takeBack}, badger.Options{Secret: secret})
	if err == nil {
		err = made.finish()
	} else {
		err = unlessTarget(fresh, files, err)
	}
	return info, errors.Join(err, made.release())
}

// unlessTarget blames the files for what went wrong, unless it was the disk
// that the shop was to lie on.
func unlessTarget(fresh string, files []string, err error) error {
	switch {
	case errors.Is(err, store.ErrDiskFull):
		return fullAt("data", filepath.Dir(fresh), err)
	case fault.KindOf(err) == fault.KindForbidden:
		return fault.Invalid("data", "%s cannot be written; choose another folder", filepath.Dir(fresh)).Because(err)
	}
	return unreadableOf(files, err)
}

// roomToRestore refuses a restore that plainly does not fit: the shop takes at
// least what the files do.
func roomToRestore(dir string, files []string) error {
	size := int64(0)
	for _, file := range files {
		if info, err := os.Stat(file); err == nil {
			size += info.Size()
		}
	}
	parent := filepath.Dir(filepath.Clean(dir))
	return roomIn("data", parent, size)
}

// takeBack writes a file that went with a backup. Names are those of packages:
// a backup may come from anywhere.
func (f *folder) takeBack(name string, body []byte) error {
	base, isPackage := strings.CutPrefix(name, pluginsName+"/")
	if !isPackage || base != filepath.Base(base) || !filepath.IsLocal(base) {
		return fmt.Errorf("checkpoint: a file in it is called %q: %w", name, store.ErrCorrupt)
	}
	if err := os.MkdirAll(f.join(pluginsName), 0o700); err != nil {
		return err
	}
	return writeDurably(filepath.Join(f.join(pluginsName), base), body)
}

// moveAside gives dir free, which nobody has open.
func moveAside(dir string, now time.Time) (aside string, err error) {
	if entries, err := os.ReadDir(dir); err != nil || len(entries) == 0 {
		return "", removeEmptyFolder(dir, err)
	}
	if err := Free(dir); err != nil {
		return "", err
	}
	aside = filepath.Clean(dir) + ".before-restore-" + now.Format("20060102-150405")
	if err := os.Rename(dir, aside); err != nil {
		return "", fault.Unavailable("data", "%s cannot be moved aside", dir).Because(err)
	}
	return aside, nil
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
