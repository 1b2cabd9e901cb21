package badger

import (
	"context"
	"errors"
	"fmt"
	"iter"

	badgerdb "github.com/dgraph-io/badger/v4"

	"github.com/raja-crm/raja/core/store"
)

// mostInMemory is how large a checkpoint may be, in bytes, for its tables to
// be made in memory.
const mostInMemory = 128 << 20

// mostUnpacked is how many bytes of entries are then taken at most.
const mostUnpacked = 8 * mostInMemory

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
	if err := v.load(atMost(t.entries(ctx), mostUnpacked), t.last, opts.Progress); err != nil {
		return nil, errors.Join(err, v.close())
	}
	return v, nil
}

// atMost ends a walk with store.ErrDiskFull after so many bytes.
func atMost(entries iter.Seq2[store.KV, error], most int) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for kv, err := range entries {
			if most -= len(kv.Key) + len(kv.Value); err == nil && most < 0 {
				err = fmt.Errorf("too much to be opened in memory: %w", store.ErrDiskFull)
			}
			if !yield(kv, err) || err != nil {
				return
			}
		}
	}
}

// Writable returns what ended writing, nil while the store takes changes.
func (db *DB) Writable() error {
	db.alone()
	defer db.writing.Unlock()
	return db.failed
}

// inMemory says whether the tables lie on no disk.
func (v *view) inMemory() bool { return v.dir == "" }

// closeMemory leaves the folder as it was found.
func (db *DB) closeMemory() error {
	return errors.Join(db.view.close(), explain("close", db.log.Close()))
}
