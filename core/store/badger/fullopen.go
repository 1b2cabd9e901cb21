package badger

import (
	"context"
	"errors"

	badgerdb "github.com/dgraph-io/badger/v4"
)

// mostInMemory is how large a checkpoint may be, in bytes, for its tables to
// be made in memory.
const mostInMemory = 128 << 20

// openFull opens a store whose disk has no room for tables, so that it can be
// read and copied elsewhere: they are made in memory, and nothing is written
// until the store is opened again. why is what was missing.
func (db *DB) openFull(why error) error {
	if db.log == nil || db.saved.Load()+db.logged > mostInMemory {
		return why
	}
	if db.view != nil {
		why = errors.Join(why, db.view.close())
		db.view = nil
	}
	v, err := db.truth().fillMemory(context.Background(), db.opts)
	if err != nil {
		return errors.Join(why, err)
	}
	db.view, db.failed = v, why
	if full := db.room(0, db.opts.Reserve); full != nil {
		db.failed = full // which says how much is needed to write again
	}
	return nil
}

// fillMemory makes a view of the truth that lies on no disk.
func (t truth) fillMemory(ctx context.Context, opts Options) (*view, error) {
	opts.tableKey = nil // what lies on no disk needs none
	bdb, err := badgerdb.Open(settings("", opts, &logger{out: opts.Log}).WithInMemory(true))
	if err != nil {
		return nil, explain("open in memory", err)
	}
	v := &view{bdb: bdb}
	if err := v.load(t.entries(ctx), t.last, opts.Progress); err != nil {
		return nil, errors.Join(err, v.close())
	}
	return v, nil
}

// inMemory says whether the tables lie on no disk.
func (v *view) inMemory() bool { return v.dir == "" }

// closeMemory leaves the folder as it was found.
func (db *DB) closeMemory() error {
	return errors.Join(db.view.close(), explain("close", db.log.Close()))
}
