package core

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
)

// Backups is the chapter of copies that are kept for a bad day. A backup is
// one file with everything but what can be had again; it is made while the
// shop works, and refused when a single bit of it is not as it was written.
type Backups struct {
	*shop
	folder  *folder
	plugins *Plugins
}

// Backup is one file, or a file and the increments that continue it, of which
// these are the last one's figures.
type Backup struct {
	File      string
	Kind      string // "backup" or "increment"
	Shop      string
	At        time.Time
	Bytes     int64
	Customers int
	Orders    int
	Entries   int    // of the journal
	Changes   uint64 // groups of changes since the shop was created
	Root      string // names the content: two files with one root are equal
	Origin    int64  // names the shop; 0 in a backup of an earlier Raja
	Encrypted bool
	Unproven  bool      // encrypted by an earlier Raja: who has no key could have cut its end off
	Verified  bool      // in a list: every byte was read
	Damage    string    // in a list: what is wrong with the file, "" for nothing
	Without   []Finding // when it is made: rules whose packages are missing or damaged, and not in it

	keys  []byte   // wrapped
	trail []uint64 // prints of its journal, where every byte was read
}

// The figures that go into the head of a file.
const (
	noteCustomers = "customers"
	noteOrders    = "orders"
	noteEntries   = "entries"
)

// Create makes a backup of everything. The file must not be there yet.
func (b *Backups) Create(ctx context.Context, path string) (Backup, error) {
	if err := RefuseTarget("file", b.folder.path, path); err != nil {
		return Backup{}, err
	}
	return b.create(ctx, path, nil)
}

// Continue makes an increment: what was changed after the backup, or the
// increment, since. When those changes are no longer kept, or that one opens with
// other secrets, it makes a whole backup instead; the Kind of the answer tells.
func (b *Backups) Continue(ctx context.Context, path, since string) (Backup, error) {
	base, err := look(ctx, since)
	if err == nil {
		err = RefuseTarget("file", b.folder.path, path)
	}
	if err == nil {
		err = b.refuseForeign(ctx, backupOf(since, base))
	}
	if err != nil {
		return Backup{}, err
	}
	made, err := b.create(ctx, path, &base)
	if errors.Is(err, checkpoint.ErrForeign) {
		return b.create(ctx, path, nil)
	}
	return made, err
}

func (b *Backups) create(ctx context.Context, path string, base *checkpoint.Info) (Backup, error) {
	maker, can := b.kept().(checkpoint.Maker)
	if !can {
		return Backup{}, fault.Unavailable("data", "this shop is kept where Raja makes no backups")
	}
	if !exists(b.folder.path, storeName) {
		return Backup{}, relocated(fs.ErrNotExist)
	}
	if _, err := os.Lstat(path); err == nil {
		return Backup{}, fault.Conflict("file", "%s is there already; choose another name", path)
	}
	notes, err := b.notes(ctx)
	if err == nil && base == nil {
		err = b.roomFor(path)
	}
	if err != nil {
		return Backup{}, err
	}
	info, err := maker.Copy(ctx, checkpoint.Order{
		Name: path, At: b.clock.Now().In(b.zone), Shop: b.called(), Notes: notes, Base: base, Files: b.folder.packages(),
	})
	switch {
	case errors.Is(err, checkpoint.ErrForeign):
		return Backup{}, err
	case errors.Is(err, store.ErrCorrupt) && base != nil:
		return Backup{}, fault.Conflict("since", "the changes since that file cannot be read any more; leave --since out for a whole backup, then run raja check --deep").Because(err)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return Backup{}, fault.Invalid("file", "%s cannot be written; choose another folder", path).Because(err)
	case errors.Is(err, store.ErrDiskFull):
		return Backup{}, fullAt("file", folderOf(path), err)
	case err != nil:
		return Backup{}, readable(err)
	}
	made := backupOf(path, info)
	made.Without = b.plugins.Damaged(ctx)
	return made, nil
}

// roomFor refuses a backup that plainly does not fit where it is to lie: it is
// about as large as the checkpoint of the shop. In the data folder it must
// leave the shop what that needs to work.
func (b *Backups) roomFor(path string) error {
	kept, can := b.kept().(*badger.DB)
	if !can {
		return nil
	}
	size := kept.Size()
	if folderOf(path) == filepath.Clean(b.folder.join(backupsName)) {
		size += reserve
	}
	return roomIn("file", folderOf(path), size)
}

// refuseForeign refuses to go on from a backup of another shop.
func (b *Backups) refuseForeign(ctx context.Context, since Backup) error {
	same, err := b.Same(ctx, since)
	if err != nil || same {
		return err
	}
	return fault.Conflict("since", "%s is a backup of another shop, %s; name one of this shop's, or leave --since out for a whole backup", since.File, since.Shop)
}

func (b *Backups) notes(ctx context.Context) (notes map[string]int64, err error) {
	err = b.store.View(ctx, func(reader store.Reader) error {
		var known counters
		if err := b.codec.Get(reader, countersKey(), &known); err != nil {
			return err
		}
		own, err := origin(reader)
		notes = map[string]int64{
			noteCustomers: int64(known.Customers), noteOrders: int64(known.Orders), noteEntries: int64(known.Journal.Seq), noteOrigin: own,
		}
		return err
	})
	return notes, readable(err)
}

// look reads a backup whole.
func look(ctx context.Context, path string) (checkpoint.Info, error) {
	r, err := checkpoint.Open(disk.OS{}, path)
	if err != nil {
		return checkpoint.Info{}, unreadable(path, err)
	}
	defer r.Close() //nolint:errcheck // only read
	// The chain of links holds without the key; entries are not looked at.
	info, err := r.Skim(ctx)
	return info, unreadable(path, err)
}

// backupOf is what the head of a file claims, tidied: a file may come from
// anywhere.
func backupOf(path string, info checkpoint.Info) Backup {
	count := func(note string) int { return int(min(max(0, info.Notes[note]), 1<<40)) }
	made := Backup{
		File: path, Kind: people.Tidy(shortName(info.Kind)), Shop: people.Tidy(shortName(info.Shop)), At: info.At, Changes: info.Seq, Root: info.Root,
		Customers: count(noteCustomers), Orders: count(noteOrders), Entries: count(noteEntries),
		Origin: info.Notes[noteOrigin], Encrypted: len(info.Keys) > 0, Unproven: info.Unproven, keys: info.Keys,
	}
	if stat, err := os.Stat(path); err == nil {
		made.Bytes = stat.Size()
	}
	return made
}

// unreadable says what is wrong with a backup that cannot be read.
func unreadable(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fault.NotFound("file", "%s does not exist", path)
	case errors.Is(err, store.ErrSecret):
		return closed(path, err)
	case errors.Is(err, checkpoint.ErrForeign):
		return fault.Invalid("file", "%s does not follow the file before it; name a whole backup, then its increments in order", path).Because(err)
	case errors.Is(err, checkpoint.ErrNewer):
		return fault.Unavailable("file", "%s was written by a newer Raja; update this one", path).Because(err)
	case errors.Is(err, store.ErrCorrupt):
		return fault.Invalid("file", "%s cannot be used: %s", path, damageIn(err)).Because(err)
	}
	return fault.Unavailable("file", "%s cannot be read", path).Because(err)
}

// damageIn is what the checkpoint, the box or the keyring said, without the
// names of the layers.
func damageIn(err error) string {
	text := strings.TrimSuffix(err.Error(), ": "+store.ErrCorrupt.Error())
	for _, layer := range []string{"checkpoint: ", "box: ", "keyring: "} {
		if at := strings.LastIndex(text, layer); at >= 0 {
			text = text[at+len(layer):]
		}
	}
	return text
}

// packages yields the packages of installed rules, which go with a backup.
// Damaged ones stay behind.
func (f *folder) packages() iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		files, err := disk.OS{}.List(f.join(pluginsName))
		if err != nil {
			yield(store.KV{}, err)
			return
		}
		for _, file := range files {
			body, whole, err := wholePackage(filepath.Join(f.join(pluginsName), file.Name), file.Name)
			if err == nil && !whole {
				continue // it is of no use to anybody; the backup says so
			}
			if !yield(store.KV{Key: []byte(pluginsName + "/" + file.Name), Value: body}, err) || err != nil {
				return
			}
		}
	}
}

// kept is the store itself.
func (s *shop) kept() store.Store {
	if m, can := s.store.(*mending); can {
		return m.Store
	}
	return s.store
}
