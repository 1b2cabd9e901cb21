package badger

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"iter"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/redo"
)

var _ checkpoint.Maker = (*DB)(nil)

// The first byte of an entry's key in a backup, beside the spaces of the
// store: files come before all else, changes take the place of everything.
const (
	fileSpace   = 'F' // name → body
	changeSpace = 'L' // sequence, big-endian → a group as it stands in the log
)

// Copy implements checkpoint.Maker. It reads the checkpoint and
// the log, which are verified on the way, so nobody waits.
func (db *DB) Copy(ctx context.Context, order checkpoint.Order) (info checkpoint.Info, err error) {
	if err = db.gate.Enter(); err != nil {
		return checkpoint.Info{}, err
	}
	defer db.gate.Leave()
	db.writing.RLock()
	defer db.writing.RUnlock()
	db.copying.Add(1) // a checkpoint meanwhile drops nothing that is still to be read
	defer db.copying.Add(-1)
	meta := db.meta(0)
	meta.Kind, meta.At, meta.Shop, meta.Notes = checkpoint.KindBackup, order.At, order.Shop, order.Notes
	if order.Base != nil {
		return db.copyChanges(ctx, order, meta)
	}
	upTo := db.truth()
	if meta, err = db.asOf(meta, upTo.last); err != nil {
		return checkpoint.Info{}, err
	}
	return db.writeCopy(ctx, order, meta, upTo.entries(ctx))
}

// copyChanges copies the records of the log after the base. A base that opens with
// other secrets is not continued: no passphrase would open the two together.
func (db *DB) copyChanges(ctx context.Context, order checkpoint.Order, meta checkpoint.Meta) (checkpoint.Info, error) {
	if order.Base.Store != db.identity.ID || order.Base.Seq > db.log.Head() {
		return checkpoint.Info{}, checkpoint.ErrForeign
	}
	if !bytes.Equal(order.Base.Keys, db.identity.Keys) {
		return checkpoint.Info{}, checkpoint.ErrForeign
	}
	if link, err := db.log.Sum(order.Base.Seq); err != nil || link != order.Base.Link {
		return checkpoint.Info{}, checkpoint.ErrForeign
	}
	meta.Kind, meta.After, meta.Base = checkpoint.KindIncrement, order.Base.Seq, order.Base.Root
	meta, err := db.asOf(meta, db.log.Head())
	if err != nil {
		return checkpoint.Info{}, err
	}
	info, err := db.writeCopy(ctx, order, meta, db.changes(meta.After, meta.Seq))
	if errors.Is(err, redo.ErrGone) || errors.Is(err, fs.ErrNotExist) {
		return info, checkpoint.ErrForeign
	}
	return info, err
}

// asOf says in the head up to where a copy goes, and of which history.
func (db *DB) asOf(meta checkpoint.Meta, seq uint64) (checkpoint.Meta, error) {
	link, err := db.log.Sum(seq)
	meta.Seq, meta.Link = seq, link
	return meta, explain("read the log", err)
}

func (db *DB) writeCopy(ctx context.Context, order checkpoint.Order, meta checkpoint.Meta, rest iter.Seq2[store.KV, error]) (checkpoint.Info, error) {
	if order.Files != nil {
		rest = after(spaced(fileSpace, order.Files), rest)
	}
	info, err := checkpoint.Write(db.disk, order.Name, meta, db.box, until(ctx, rest))
	if errors.Is(err, redo.ErrGone) {
		return info, err
	}
	return info, explain("write "+order.Name, err)
}

// changes yields the groups of the log after one record, up to another.
func (db *DB) changes(after, last uint64) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		err := db.log.Replay(after, func(seq uint64, body []byte) error {
			if seq > last {
				return errEnough
			}
			body, err := db.box.Open(body, logPlace(seq))
			if err == nil && !yield(store.KV{Key: changeKey(seq), Value: body}, nil) {
				err = errEnough
			}
			return err
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(store.KV{}, err)
		}
	}
}

var errEnough = errors.New("enough")

func changeKey(seq uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{changeSpace}, seq)
}

// spaced puts a space byte before each key.
func spaced(space byte, entries iter.Seq2[store.KV, error]) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for kv, err := range entries {
			kv.Key = inSpace(space, kv.Key)
			if !yield(kv, err) {
				return
			}
		}
	}
}

// after yields the first entries, then the others.
func after(first, others iter.Seq2[store.KV, error]) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for _, entries := range []iter.Seq2[store.KV, error]{first, others} {
			for kv, err := range entries {
				if !yield(kv, err) {
					return
				}
			}
		}
	}
}

// chained says whether the files follow each other: everything first, then
// increments, each made after the one before it.
func chained(before, next checkpoint.Info) error {
	if next.Kind != checkpoint.KindIncrement {
		return fmt.Errorf("%w: it is no increment", checkpoint.ErrForeign)
	}
	if next.Base != before.Root || next.After != before.Seq {
		return fmt.Errorf("%w: it does not follow the file before it", checkpoint.ErrForeign)
	}
	return nil
}
