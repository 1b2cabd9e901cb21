package badger

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/redo"
)

// Heal implements store.Healer. The tables are held against the checkpoint
// and the log, entry by entry; both sides are read whole. Where the checkpoint
// and the log hold by their own checksums they are right; where they do not,
// the tables are what is left.
func (db *DB) Heal(ctx context.Context, progress func(entries int)) ([]store.Repair, error) {
	if err := db.gate.Enter(); err != nil {
		return nil, err
	}
	defer db.gate.Leave()
	db.alone()
	defer db.writing.Unlock()
	if db.failed != nil {
		return nil, db.failed
	}
	before := len(db.Repairs())
	err := db.heal(ctx, progress)
	if err == nil {
		err = db.healHistory()
	}
	return db.Repairs()[before:], err
}

// Whole returns store.ErrCorrupt where the checkpoint, or the log after it, is
// missing or not as it was written. It looks into neither, and not at the
// tables.
func (db *DB) Whole(ctx context.Context) error {
	if err := db.gate.Enter(); err != nil {
		return err
	}
	defer db.gate.Leave()
	db.writing.RLock()
	defer db.writing.RUnlock()
	db.copying.Add(1) // a checkpoint meanwhile drops nothing that is still to be read
	defer db.copying.Add(-1)
	kept, err := db.openCheckpoint()
	if err != nil || kept.Reader == nil {
		return err
	}
	_, err = kept.Skim(ctx)
	if err = errors.Join(err, kept.close()); err != nil {
		return err
	}
	err = db.log.Replay(kept.seq, func(uint64, []byte) error { return ctx.Err() })
	if errors.Is(err, redo.ErrGone) {
		err = fmt.Errorf("the log does not reach back to the checkpoint: %w: %w", store.ErrCorrupt, err)
	}
	return err
}

// healHistory reads the log before the checkpoint, of which nothing is needed
// but by increments. Where it is damaged it is dropped: then an increment that
// wants it is refused as one that wants what is no longer kept.
func (db *DB) healHistory() error {
	kept, err := db.openCheckpoint()
	if err != nil {
		return err
	}
	damage := db.log.Older(kept.seq)
	if err := kept.close(); err != nil || damage == nil {
		return err
	}
	if !errors.Is(damage, store.ErrCorrupt) {
		return damage
	}
	if err := db.log.Drop(kept.seq+1, 0); err != nil {
		return explain("drop the log", err)
	}
	db.noteRepair(store.PartHistory, damage.Error())
	return nil
}

// alone waits until nobody writes, a checkpoint in the background least of
// all. db.writing is to be unlocked.
func (db *DB) alone() {
	db.stopSaving()
	db.writing.Lock()
}

func (db *DB) heal(ctx context.Context, progress func(int)) error {
	found, err := db.compare(ctx, progress)
	switch {
	case err == nil && found.first == "":
		return db.recount(found.held)
	case err == nil:
		if err := db.rebuild(ctx, found.first); err != nil {
			return err
		}
		db.toLast(func(last *store.Repair) { last.Of = found.amiss() })
		return nil
	case !errors.Is(err, store.ErrCorrupt):
		return err
	}
	// One side could not be read. Which one?
	if truthErr := drain(db.truth().entries(ctx)); truthErr == nil {
		return db.rebuild(ctx, err.Error())
	} else if !errors.Is(truthErr, store.ErrCorrupt) {
		return truthErr
	}
	part := store.PartLog
	kept, keptErr := db.openCheckpoint()
	if keptErr != nil || drain(kept.entries()) != nil || errors.Is(err, redo.ErrGone) {
		part = store.PartCheckpoint
	}
	_ = kept.close() // only read
	if err := db.renew(ctx, part, err.Error()); err != nil {
		return fmt.Errorf("neither the tables nor the checkpoint can be read: %w", err)
	}
	return nil
}

// compare holds the tables against the truth.
func (db *DB) compare(ctx context.Context, progress func(int)) (comparison, error) {
	snapshot := db.view.bdb.NewTransaction(false)
	defer snapshot.Discard()
	found := comparison{held: tallies{}, of: map[space]store.Amiss{}, progress: progress}
	return found, found.hold(db.truth().entries(ctx), found.held.counted(all(snapshot)))
}

// drain reads a walk to its end.
func drain(entries iter.Seq2[store.KV, error]) error {
	for _, err := range entries {
		if err != nil {
			return err
		}
	}
	return nil
}
