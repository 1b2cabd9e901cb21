package badger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/internal/door"
)

// Load implements store.Loader, several times as fast as transactions. The
// entries pass by the log: they go into the tables and into a checkpoint, and
// Load returns when that is whole. It waits for running Updates and makes new
// ones wait until it ends, so it must not be called from within one.
func (db *DB) Load(ctx context.Context, sorted iter.Seq2[store.KV, error]) error {
	if err := db.gate.Enter(); err != nil {
		return err
	}
	defer db.gate.Leave()
	db.alone()
	defer db.writing.Unlock()
	if db.failed != nil {
		return db.failed
	}
	if err := db.empty(); err != nil {
		return err
	}
	if err := db.mark(stateUnsure); err != nil {
		return err
	}
	if err := db.load(door.Ascending(ctx, sorted)); err != nil {
		db.failed = fmt.Errorf("%w: load: %w", store.ErrFailed, err)
		return db.failed
	}
	return nil
}

// load fills new tables with what passes on its way into a checkpoint.
func (db *DB) load(sorted iter.Seq2[store.KV, error]) error {
	fresh, err := openView(db.join(db.freshTables()), db.opts)
	if err != nil {
		return err
	}
	if err := db.loadInto(fresh, sorted); err != nil {
		return errors.Join(err, fresh.close(), os.RemoveAll(fresh.dir))
	}
	return db.turnTo(fresh)
}

func (db *DB) loadInto(fresh *view, sorted iter.Seq2[store.KV, error]) error {
	seq := db.log.Head()
	var loaded error
	passing := func(yield func(store.KV, error) bool) {
		goesOn := true
		other := func(kv store.KV, err error) bool {
			goesOn = yield(kv, err) && err == nil
			return goesOn
		}
		loaded = fresh.load(db.roomFor(tee(sorted, other), db.opts.Reserve), seq, nil)
		if loaded != nil && goesOn { // or half of it would pass for a whole checkpoint
			yield(store.KV{}, loaded)
		}
	}
	_, err := checkpoint.Write(db.disk, db.join(checkpointName), db.meta(seq), db.box, passing)
	if loaded != nil {
		return loaded
	}
	if err != nil {
		return explain("load", err)
	}
	return db.noteSaved()
}

// roomStep is how many bytes pass between two looks at the free space.
const roomStep = 4 << 20

// roomFor ends a walk with store.ErrDiskFull when the disk has no more room for
// what it becomes, beside the reserve.
func (f *folder) roomFor(entries iter.Seq2[store.KV, error], reserve int64) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		passed := roomStep
		for kv, err := range entries {
			if passed += len(kv.Key) + len(kv.Value); err == nil && passed >= roomStep {
				passed, err = 0, f.room(2*roomStep, reserve)
			}
			if !yield(kv, err) || err != nil {
				return
			}
		}
	}
}

// tee yields the entries with the space byte, after it has given them to
// another.
func tee(sorted iter.Seq2[store.KV, error], other func(store.KV, error) bool) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for kv, err := range sorted {
			kv.Key = inSpace(dataSpace, kv.Key)
			if !other(kv, err) || !yield(kv, err) {
				return
			}
		}
	}
}

// empty returns store.ErrNotEmpty when there is any key, idempotency keys too:
// Badger's bulk writer would drop them all.
func (db *DB) empty() error {
	snapshot := db.view.bdb.NewTransaction(false)
	defer snapshot.Discard()
	for _, err := range all(snapshot) {
		if err != nil {
			return err
		}
		return store.ErrNotEmpty
	}
	return nil
}
