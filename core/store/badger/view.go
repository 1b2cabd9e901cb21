package badger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	badgerdb "github.com/dgraph-io/badger/v4"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/internal/sstable"
)

// view is Badger's folder: what the checkpoint and the log add up to, laid out
// for reading. Badger does not sync it; it can always be made again.
type view struct {
	bdb     *badgerdb.DB
	dir     string
	readers int  // of Views; DB.looking guards both
	retired bool // others have taken its place

	counts tallies // as they are noted, nil where nobody has counted; the committer's
}

// noteKey holds how far the log has been applied, in the transaction that
// applied it.
func noteKey() []byte { return []byte{noteSpace} }

// openView opens the folder dir. Whatever stops Badger, also a panic of its
// own, is store.ErrCorrupt, but for a folder that cannot be written, a full
// disk and another process.
func openView(dir string, opts Options) (v *view, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, explain("open "+dir, err)
	}
	if err := errors.Join(removeEmpty(dir), sstable.Check(dir, opts.tableKey)); err != nil {
		return nil, damageIn(dir, err)
	}
	log := &logger{out: opts.Log}
	var bdb *badgerdb.DB
	broken := sstable.Guarded(func() { bdb, err = badgerdb.Open(settings(dir, opts, log)) })
	if broken != nil {
		return nil, broken
	}
	if err != nil {
		return nil, damageIn(dir, err)
	}
	if log.damaged.Load() {
		_ = bdb.Close() // the damage is the error to report
		return nil, fmt.Errorf("open %s: a table fails its checksum: %w", dir, store.ErrCorrupt)
	}
	if err := private(dir); err != nil {
		return nil, errors.Join(explain("open "+dir, err), bdb.Close())
	}
	return &view{bdb: bdb, dir: dir}, nil
}

// damageIn explains why tables do not open. What Badger cannot make sense of is
// damage.
func damageIn(dir string, err error) error {
	if meaning(err) == nil {
		return fmt.Errorf("open %s: %w: %w", dir, store.ErrCorrupt, err)
	}
	return explain("open "+dir, err)
}

// removeEmpty deletes the 0-byte .mem and .vlog files that a kill can leave;
// Badger would refuse to open over one.
func removeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); ext != ".mem" && ext != ".vlog" {
			continue
		}
		info, err := e.Info()
		if err == nil && info.Size() == 0 {
			err = os.Remove(filepath.Join(dir, e.Name()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// applied returns the last record of the log that is in the view, 0 for none.
func (v *view) applied() (uint64, error) {
	snapshot := v.bdb.NewTransaction(false)
	defer snapshot.Discard()
	return appliedIn(snapshot)
}

func appliedIn(snapshot *badgerdb.Txn) (uint64, error) {
	body, err := reader{snapshot: snapshot}.stored(noteKey())
	switch {
	case errors.Is(err, store.ErrNotFound):
		return 0, nil
	case err != nil:
		return 0, err
	case len(body) != 8:
		return 0, fmt.Errorf("the note of the log's place: %w", store.ErrCorrupt)
	}
	return binary.LittleEndian.Uint64(body), nil
}

// apply writes one record of the log, and that it is applied.
func (v *view) apply(seq uint64, changes iter.Seq2[[]byte, change]) error {
	if v.counts == nil {
		return v.write(seq, changes, nil)
	}
	before := v.bdb.NewTransaction(false)
	defer before.Discard()
	return v.write(seq, changes, old{snapshot: before, counts: v.counts}.weigh(changes))
}

// write is apply where it is known what the changes make of the tallies.
func (v *view) write(seq uint64, changes iter.Seq2[[]byte, change], delta tallies) error {
	t := v.bdb.NewTransaction(true)
	defer t.Discard()
	for key, c := range changes {
		if err := c.apply(t, key); err != nil {
			return explain("apply", err)
		}
	}
	if err := t.Set(noteKey(), binary.LittleEndian.AppendUint64(nil, seq)); err != nil {
		return explain("apply", err)
	}
	if v.counts == nil {
		return explain("apply", t.Commit())
	}
	counts := v.counts.plus(delta)
	if err := counts.write(t, delta); err != nil {
		return explain("apply", err)
	}
	if err := t.Commit(); err != nil {
		return explain("apply", err)
	}
	v.counts = counts
	return nil
}

// errNoKey stands for a key that nobody wrote: the block it comes from is
// damaged.
var errNoKey = fmt.Errorf("a key without a space: %w", store.ErrCorrupt)

// all yields every entry of a snapshot but the note, in order, with the space
// byte; each is good until the next.
func all(snapshot *badgerdb.Txn) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		it := snapshot.NewIterator(badgerdb.IteratorOptions{})
		defer it.Close()
		err := sstable.Guarded(it.Rewind)
		for ; err == nil && it.Valid(); err = sstable.Guarded(it.Next) {
			item := it.Item()
			if len(item.Key()) < 2 && string(item.Key()) != string(noteKey()) {
				err = errNoKey
				break
			}
			if item.Key()[0] == noteSpace {
				continue
			}
			goOn := true
			err = item.Value(func(value []byte) error {
				goOn = yield(store.KV{Key: item.Key(), Value: value}, nil)
				return nil
			})
			if !goOn {
				return
			}
			if err != nil {
				break
			}
		}
		if err != nil {
			yield(store.KV{}, explain("read", err))
		}
	}
}

// verify reads every block of the tables and holds it to its checksum, which
// Badger itself does not do in daily work.
func (v *view) verify() error {
	var err error
	if broken := sstable.Guarded(func() { err = v.bdb.VerifyChecksum() }); broken != nil {
		return broken
	}
	if err != nil {
		return fmt.Errorf("a block of the tables: %w: %w", store.ErrCorrupt, err)
	}
	return nil
}

func (v *view) close() error { return explain("close", v.bdb.Close()) }

// sync makes the files of a view that is closed durable, and private. Badger wrote them
// through memory, and on some systems only this brings them to the disk.
func (v *view) sync() error {
	return filepath.WalkDir(v.dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return disk.OS{}.SyncDir(name)
		}
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		_ = f.Chmod(0o600) // see private
		return errors.Join(f.Sync(), f.Close())
	})
}
