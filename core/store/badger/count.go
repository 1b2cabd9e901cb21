package badger

import (
	"context"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/store"
)

var _ store.Counter = (*DB)(nil)

// Count implements store.Counter. Transactions do not wait for it.
func (db *DB) Count(ctx context.Context) ([]store.Amiss, error) {
	if err := db.gate.Enter(); err != nil {
		return nil, err
	}
	defer db.gate.Leave()
	if !db.counting() {
		return nil, store.ErrUncounted
	}
	tables := db.look()
	defer db.leave(tables)
	return tables.count(ctx)
}

// counting says whether the tables that are in use have counts.
func (db *DB) counting() bool {
	db.writing.RLock()
	defer db.writing.RUnlock()
	return db.view.counts != nil
}

// count holds what is in the view against what is noted in the same snapshot.
func (v *view) count(ctx context.Context) ([]store.Amiss, error) {
	snapshot := v.bdb.NewTransaction(false)
	defer snapshot.Discard()
	want, err := noted(snapshot)
	if err != nil {
		return nil, err
	}
	held := tallies{}
	if err := drain(until(ctx, held.counted(all(snapshot)))); err != nil {
		return nil, err
	}
	return held.beside(want), nil
}

// noted reads the tallies that are kept.
func (v *view) noted() (tallies, error) {
	snapshot := v.bdb.NewTransaction(false)
	defer snapshot.Discard()
	return noted(snapshot)
}

// recount notes what the tables were found to hold when they were compared with
// the other copy, where that is not what is noted.
func (db *DB) recount(held tallies) error {
	v := db.view
	if v.inMemory() || v.counts != nil && len(held.beside(v.counts)) == 0 {
		return nil
	}
	t := v.bdb.NewTransaction(true)
	defer t.Discard()
	if err := held.write(t, held.plus(v.counts)); err != nil {
		return explain("note the counts", err)
	}
	if err := t.Commit(); err != nil {
		return explain("note the counts", err)
	}
	v.counts = held
	return db.mark(stateOpen)
}

// whole returns store.ErrCorrupt where tables lack what was written, or have
// more: then they are no source of anything.
func (v *view) whole(ctx context.Context) error {
	if v.counts == nil {
		return nil
	}
	amiss, err := v.count(ctx)
	errs := []error{err}
	for _, one := range amiss {
		errs = append(errs, fmt.Errorf("the tables: %s: %w", said(one), store.ErrCorrupt))
	}
	return errors.Join(errs...)
}

// said is for who looks after the machine.
func said(one store.Amiss) string {
	if one.Altered < 0 {
		return fmt.Sprintf("of %q as many as there should be, and not the same", one.Space)
	}
	return fmt.Sprintf("of %q %d are missing, %d should not be there, %d are not as they were written", one.Space, one.Missing, one.Strange, one.Altered)
}
