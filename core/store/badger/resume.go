package badger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/redo"
)

// resume opens tables that can be believed and brings them up to the log. A
// log with damage is begun anew: every change that was acknowledged is in the
// tables.
func (db *DB) resume(was state, damage error) error {
	if err := db.room(roomToOpen, 0); err != nil {
		return err
	}
	if _, err := os.Stat(db.join(was.tables())); errors.Is(err, fs.ErrNotExist) { // Badger would begin with none
		if damage != nil {
			return damage
		}
		return db.remake(was, "the tables are missing")
	}
	err := db.believe(was, damage)
	if err == nil {
		damage, err = db.catchUp(damage)
	}
	switch {
	case errors.Is(err, store.ErrCorrupt) && damage == nil:
		return db.remake(was, err.Error())
	case err != nil:
		return errors.Join(err, damage)
	case damage != nil:
		return db.renew(context.Background(), store.PartLog, damage.Error())
	}
	return nil
}

// remake makes the tables anew, and notes how many changes that were in them
// the log no longer has.
func (db *DB) remake(was state, why string) error {
	held := max(was.Seq, db.reached(was))
	err := db.rebuild(context.Background(), why)
	if head := db.log.Head(); err == nil && held > head {
		db.noteLoss(int(held-head), why)
	}
	return err
}

// reached is the last change that is in the tables which are about to be given up,
// 0 where they do not tell. They are looked at where nothing else says how far they
// went: a log that was put back from an older copy does not know that it is short.
// After a power cut what they were is noted, and they are not touched.
func (db *DB) reached(was state) uint64 {
	tables := db.view
	if tables == nil {
		left := db.tables()
		if was.State != "" || len(left) != 1 {
			return 0
		}
		found, err := openView(db.join(left[0]), db.opts)
		if err != nil {
			return 0
		}
		defer found.close() //nolint:errcheck // it is given up
		tables = found
	}
	applied, err := tables.applied()
	if err != nil {
		return 0
	}
	return applied
}

// believe opens the tables and looks whether they hold what they held. With a
// damaged log they are all there is: then nothing is touched before that is
// known, and they must reach as far as the log is seen to have done.
func (db *DB) believe(was state, damage error) error {
	if was.State == stateOpen {
		db.tries = was.Tries
	}
	db.tries++
	if damage == nil {
		if err := db.mark(stateUnsure); err != nil { // should they end the program, the next one makes them anew
			return err
		}
	}
	v, err := openView(db.join(was.tables()), db.opts)
	if err != nil {
		return err
	}
	db.view = v
	applied, err := v.applied()
	if err == nil && was.Counted { // else a Raja that does not count may have written to them
		v.counts, err = v.noted()
	}
	if err == nil && (applied < was.Seq || was.State == stateClosed && applied > was.Seq) {
		err = fmt.Errorf("the tables are as of change %d, not %d: %w", applied, was.Seq, store.ErrCorrupt)
	}
	if err == nil && damage != nil && !errors.Is(damage, errHistory) {
		err = db.reach(applied)
	}
	if err == nil {
		err = db.mark(stateOpen)
	}
	if err == nil {
		err = db.dropOldTables()
	}
	return err
}

// reach refuses tables that lack what a damaged log held. A last change that
// nobody was told of may be in the log alone.
func (db *DB) reach(applied uint64) error {
	held, err := redo.Reach(db.disk, db.join(logName), db.identity.ofLog())
	if err == nil && (applied == 0 || applied+1 < held) {
		err = fmt.Errorf("the tables are as of change %d, the log held %d: %w", applied, held, store.ErrCorrupt)
	}
	return err
}

// catchUp applies to the tables what the log has beyond them. It returns what
// is wrong with the log, and what is wrong with the tables.
func (db *DB) catchUp(damage error) (log, tables error) {
	applied, err := db.view.applied()
	if err != nil || damage != nil {
		return damage, err
	}
	if applied > db.log.Head() {
		return fmt.Errorf("it ends at change %d, the tables at %d: %w", db.log.Head(), applied, store.ErrCorrupt), nil
	}
	err = db.replay(db.log, applied, db.view.apply)
	if errors.Is(err, redo.ErrGone) {
		return nil, fmt.Errorf("the tables are as of change %d: %w", applied, store.ErrCorrupt)
	}
	if errors.Is(err, store.ErrCorrupt) {
		return err, nil
	}
	return nil, err
}
