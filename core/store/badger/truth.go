package badger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/redo"
)

// truth reads what the store holds from its checkpoint and its log, which
// together are the copy that a power cut cannot hurt.
type truth struct {
	*folder
	log  *redo.Log
	last uint64 // of the records that count
}

// truth is everything up to the log's last record.
func (db *DB) truth() truth { return truth{db.folder, db.log, db.log.Head()} }

// entries yields everything as it is after the last record, in order,
// with the space byte; each is good until the next.
func (t truth) entries(ctx context.Context) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		kept, err := t.openCheckpoint()
		if err != nil {
			yield(store.KV{}, err)
			return
		}
		defer kept.close() //nolint:errcheck // only read
		later, err := t.since(ctx, kept.seq)
		if err != nil {
			yield(store.KV{}, err)
			return
		}
		for kv, err := range merged(kept.entries(), later) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(store.KV{}, err)
				return
			}
			if !yield(kv, nil) {
				return
			}
		}
	}
}

// since returns what the records after seq change, the last change of a key
// alone. A checkpoint is made before they grow large.
func (t truth) since(ctx context.Context, seq uint64) (map[string]change, error) {
	later := map[string]change{}
	err := t.replay(t.log, seq, func(at uint64, changes iter.Seq2[[]byte, change]) error {
		if at > t.last {
			return errEnough
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for key, c := range changes {
			later[string(key)] = c
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	if errors.Is(err, redo.ErrGone) { // the checkpoint that they were dropped for is not there
		err = fmt.Errorf("the checkpoint is missing: %w: %w", store.ErrCorrupt, err)
	}
	return later, err
}

// replay gives the groups in the log after seq.
func (f *folder) replay(log *redo.Log, seq uint64, give func(uint64, iter.Seq2[[]byte, change]) error) error {
	return log.Replay(seq, func(seq uint64, body []byte) error {
		body, err := f.box.Open(body, logPlace(seq))
		if err != nil {
			return err
		}
		changes, err := unpackChanges(body)
		if err != nil {
			return err
		}
		return give(seq, changes)
	})
}

// merged yields the entries of old with the later changes in their places.
func merged(old iter.Seq2[store.KV, error], later map[string]change) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		keys := slices.Sorted(maps.Keys(later))
		pending := func(before []byte) bool { // yields what comes before, nil for the rest
			for len(keys) > 0 && (before == nil || keys[0] < string(before)) {
				c := later[keys[0]]
				if !c.gone && !yield(store.KV{Key: []byte(keys[0]), Value: c.value}, nil) {
					return false
				}
				keys = keys[1:]
			}
			return true
		}
		for kv, err := range old {
			if err != nil {
				yield(store.KV{}, err)
				return
			}
			if !pending(kv.Key) {
				return
			}
			if len(keys) > 0 && keys[0] == string(kv.Key) {
				continue // its change comes with the next pending ones
			}
			if !yield(kv, nil) {
				return
			}
		}
		pending(nil)
	}
}
