package core

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// VerifyBackup reads every byte of a backup and of the increments that
// continue it, in order, and says what is in them: what the head of a file
// claims of it counts for nothing. It needs no shop; secret is the passphrase
// or the recovery code of encrypted ones.
func VerifyBackup(ctx context.Context, secret string, files ...string) (Backup, error) {
	held, err := newContents()
	if err != nil {
		return Backup{}, err
	}
	info, err := badger.Verify(ctx, badger.Backup{Names: files, File: packageOnly, Record: held.take}, badger.Options{Secret: secret})
	if err != nil {
		return Backup{}, unreadableOf(files, err)
	}
	read := backupOf(files[len(files)-1], info)
	return read, held.tell(&read)
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

// Encrypted says whether the shop in dir is encrypted, for which no key is
// needed, and nobody has to close it.
func Encrypted(dir string) (bool, error) {
	keys, err := keysIn(dir)
	return len(keys) > 0, err
}

// OtherSecret says whether the shop in dir and a backup are both encrypted and
// open with passphrases that may differ: that one was changed in between.
func OtherSecret(dir string, of Backup) bool {
	keys, err := keysIn(dir)
	return err == nil && len(keys) > 0 && of.Encrypted && !bytes.Equal(keys, of.keys)
}

func keysIn(dir string) ([]byte, error) {
	settleRestore(dir)
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return nil, absent(dir)
	}
	if _, _, err := findMarker(dir); err != nil {
		return nil, err
	}
	keys, err := badger.Keys(filepath.Join(dir, storeName))
	if err != nil {
		return nil, fault.Unavailable("data", "%s cannot be read; check the folder's permissions and the disk", dir).Because(err)
	}
	return keys, nil
}

// Restore is an order to make a shop of a backup.
type Restore struct {
	Dir    string // of the shop; what is in it is moved aside as a whole, never removed
	Secret string // of encrypted files
	Now    time.Time
	Files  []string // a whole backup, then its increments in order
	// Agree is asked when the shop was made beside Dir and looked at: an error
	// leaves Dir as it is. nil agrees.
	Agree func(Restored) error
}

// Restored is a shop that was made of a backup. Its figures are those of the
// shop itself.
type Restored struct {
	Backup
	Findings []Finding // what disagrees in it; packages of rules are not counted
	Aside    string    // where what was in the folder lies now, "" for nothing
	Carried  int       // daily backups of the shop that were taken along from there
	Left     int       // those of another shop, or that cannot be read or moved, which stay there
}

// RestoreBackup makes a shop of a backup, opens and checks it, and gives it the
// place of the one that is there. No process may have that open.
func RestoreBackup(ctx context.Context, order Restore) (Restored, error) {
	settleRestore(order.Dir)
	if err := Free(order.Dir); err != nil { // before the work, not after it
		return Restored{}, err
	}
	if err := roomToRestore(order.Dir, order.Files); err != nil {
		return Restored{}, err
	}
	fresh := beside(order.Dir, restoring)
	for _, left := range []string{fresh, beside(order.Dir, ready)} {
		if err := os.RemoveAll(left); err != nil { // what a kill left
			return Restored{}, fault.Unavailable("data", "%s cannot be removed", left).Because(err)
		}
	}
	made, err := restoreInto(ctx, fresh, order)
	if err == nil && order.Agree != nil {
		err = order.Agree(made)
	}
	if err != nil {
		return Restored{}, errors.Join(err, os.RemoveAll(fresh))
	}
	daily := carryBackups(ctx, order.Dir, fresh, made.Backup)
	if made.Aside, err = swap(order.Dir, order.Now.In(made.At.Location())); err != nil {
		return Restored{}, errors.Join(err, os.RemoveAll(fresh))
	}
	daily.arrive(made.Aside, order.Dir)
	made.Carried, made.Left = daily.carried, daily.left
	return made, nil
}

func restoreInto(ctx context.Context, fresh string, order Restore) (Restored, error) {
	folder, err := createFolder(fresh)
	if err != nil {
		return Restored{}, err
	}
	held, err := newContents()
	if err != nil {
		return Restored{}, errors.Join(err, folder.release())
	}
	from := badger.Backup{Names: order.Files, File: folder.takeBack, Record: held.take}
	info, err := badger.Restore(ctx, folder.join(storeName), from, badger.Options{Secret: order.Secret})
	if err != nil {
		return Restored{}, errors.Join(unlessTarget(fresh, order.Files, err), folder.release())
	}
	made := Restored{Backup: backupOf(order.Files[len(order.Files)-1], info)}
	if err := held.tell(&made.Backup); err != nil {
		return Restored{}, errors.Join(err, folder.release())
	}
	return made, folder.lookOver(ctx, order.Secret, &made)
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

// maxFileName is what every file system takes, in bytes.
const maxFileName = 200

// packageOnly refuses what is no package of a rule: a backup may come from
// anywhere, and its files go where their names say.
func packageOnly(name string, _ []byte) error {
	base, isPackage := strings.CutPrefix(name, pluginsName+"/")
	if !isPackage || base != filepath.Base(base) || !filepath.IsLocal(base) || strings.ContainsAny(base, `\:`) || len(base) > maxFileName {
		return fmt.Errorf("checkpoint: a file in it is called %q: %w", shortName(name), store.ErrCorrupt)
	}
	return nil
}

// shortName keeps what a stranger wrote to a line.
func shortName(name string) string { return name[:min(len(name), 400)] }

// takeBack writes a file that went with a backup.
func (f *folder) takeBack(name string, body []byte) error {
	if err := packageOnly(name, body); err != nil {
		return err
	}
	if err := os.MkdirAll(f.join(pluginsName), 0o700); err != nil {
		return err
	}
	return writeDurably(f.join(name), body)
}
