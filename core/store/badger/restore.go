package badger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/checkpoint"
)

// Backup is a backup and the increments that continue it, in order.
type Backup struct {
	Names []string
	// File takes a file that goes with it; nil passes over them. Those of a
	// later increment come later.
	File func(name string, body []byte) error
	// Record is given, where all is verified, each record as it stands in the backup, and
	// what its increments make of it; gone says that it was deleted. nil passes
	// over them. Both are good until it returns.
	Record func(key, value []byte, gone bool) error
}

// Verify reads every byte of a backup and its increments and returns what the
// last one says. It returns store.ErrCorrupt for a file that was cut short or
// altered, and checkpoint.ErrForeign for files that do not follow each other.
func Verify(ctx context.Context, backup Backup, opts Options) (checkpoint.Info, error) {
	opts, err := opts.complete()
	if err != nil {
		return checkpoint.Info{}, err
	}
	var last checkpoint.Info
	for i, name := range backup.Names {
		info, err := backup.read(ctx, name, opts, backup.show)
		if err == nil && i == 0 && info.Kind != checkpoint.KindBackup {
			err = fmt.Errorf("%w: it is no whole backup", checkpoint.ErrForeign)
		}
		if err == nil && i > 0 {
			err = chained(last, info)
		}
		if err != nil {
			return info, fmt.Errorf("%s: %w", name, err)
		}
		info.Unproven = info.Unproven || last.Unproven
		last = info
	}
	return last, nil
}

// show gives the records of an entry to Record.
func (b Backup) show(kv store.KV) error {
	if b.Record == nil || kv.Key[0] == onceSpace {
		return nil
	}
	if kv.Key[0] == dataSpace {
		return b.Record(kv.Key[1:], kv.Value, false)
	}
	changes, err := unpackChanges(kv.Value)
	if err != nil {
		return err
	}
	for key, c := range changes {
		if key[0] != dataSpace {
			continue
		}
		if err := b.Record(key[1:], c.value, c.gone); err != nil {
			return err
		}
	}
	return nil
}

// read reads one file, keeps what goes beside the store apart and gives the
// rest.
func (b Backup) read(ctx context.Context, name string, opts Options, give func(store.KV) error) (checkpoint.Info, error) {
	r, err := checkpoint.Open(opts.Disk, name)
	if err != nil {
		return checkpoint.Info{}, err
	}
	defer r.Close() //nolint:errcheck // only read
	inside, err := opts.unlock(r.Meta().Keys)
	if err != nil {
		return checkpoint.Info{}, err
	}
	sane := &sanity{meta: r.Meta(), next: r.Meta().After + 1}
	if err := sane.head(); err != nil {
		return checkpoint.Info{}, err
	}
	info, err := checkpoint.Read(r, until(ctx, r.Entries(inside)), func(kv store.KV) error {
		switch err := sane.entry(kv); {
		case err != nil:
			return err
		case kv.Key[0] == fileSpace && b.File != nil:
			return b.File(string(kv.Key[1:]), kv.Value)
		case kv.Key[0] == fileSpace:
			return nil
		}
		return give(kv)
	})
	if err == nil {
		err = sane.end()
	}
	return info, err
}

// Restore makes a store of a backup in the folder dir, which is absent or
// empty. It is a store of its own: increments of the old one do not fit it.
func Restore(ctx context.Context, dir string, backup Backup, opts Options) (checkpoint.Info, error) {
	opts, err := opts.complete()
	if err != nil {
		return checkpoint.Info{}, err
	}
	whole := backup.named()
	whole.Record = backup.Record
	last, err := Verify(ctx, whole, opts)
	if err != nil {
		return last, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return last, explain("restore", err)
	}
	f := &folder{disk: opts.Disk, dir: dir, identity: newIdentity(last.Keys)}
	if f.box, err = opts.unlock(last.Keys); err != nil {
		return last, err
	}
	bare := backup.named()
	later, err := bare.later(ctx, opts)
	if err != nil {
		return last, err
	}
	entries := merged(bare.first(ctx, opts), later)
	if _, err := checkpoint.Write(f.disk, f.join(checkpointName), f.meta(last.Seq), f.box, entries); err != nil {
		return last, explain("restore", err)
	}
	if err := backup.files(ctx, opts); err != nil {
		return last, err
	}
	f.identity.Saved = true
	return last, explain("restore", f.writeIdentity())
}

// named is the backup without anybody to take what is in it.
func (b Backup) named() Backup { return Backup{Names: b.Names} }

// files gives the files that go with a backup; they stand before all else.
func (b Backup) files(ctx context.Context, opts Options) error {
	for _, name := range b.Names {
		_, err := b.read(ctx, name, opts, func(store.KV) error { return errEnough })
		if err != nil && !errors.Is(err, errEnough) {
			return err
		}
	}
	return nil
}

// first yields the store's entries of the whole backup.
func (b Backup) first(ctx context.Context, opts Options) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		_, err := b.read(ctx, b.Names[0], opts, func(kv store.KV) error {
			if !yield(kv, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(store.KV{}, err)
		}
	}
}

// later returns what the increments change, the last change of a key alone.
func (b Backup) later(ctx context.Context, opts Options) (map[string]change, error) {
	all := map[string]change{}
	for _, name := range b.Names[1:] {
		_, err := b.read(ctx, name, opts, func(kv store.KV) error {
			changes, err := unpackChanges(kv.Value)
			if err != nil || kv.Key[0] != changeSpace {
				return errors.Join(err, errChange)
			}
			for key, c := range changes {
				all[string(key)] = c
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}
