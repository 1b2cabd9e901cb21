// Package badger keeps a store in a folder of Badger tables. One committer
// goroutine gathers the transactions that wait and commits them together, so
// that they are serialisable without conflicts and share the cost of one
// sync. Records, checksums and counts are left to core/record.
package badger

import (
	"context"
	"sync"

	badgerdb "github.com/dgraph-io/badger/v4"
	"github.com/gofrs/flock"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
	"github.com/raja-crm/raja/core/store/internal/tree"
)

var (
	_ store.Store  = (*DB)(nil)
	_ store.Loader = (*DB)(nil)
)

// DB is an open folder. Readers use snapshots; only the committer writes.
type DB struct {
	bdb     *badgerdb.DB
	lock    *flock.Flock
	gate    door.Gate
	loading sync.RWMutex  // Load alone writes it: Badger's bulk writer bears no company
	queue   chan *request // to the committer
	stopped chan struct{} // closed when the committer has ended
}

// View implements store.Store.
func (db *DB) View(ctx context.Context, fn func(store.Reader) error) error {
	if err := db.gate.Enter(); err != nil {
		return err
	}
	defer db.gate.Leave()
	if err := ctx.Err(); err != nil {
		return err
	}
	db.loading.RLock()
	defer db.loading.RUnlock()
	snapshot := db.bdb.NewTransaction(false)
	defer snapshot.Discard()
	return fn(reader{snapshot: snapshot})
}

// Update implements store.Store. fn runs in the caller's goroutine, and twice
// when its writes no longer fit into the group at hand. A panic in it reaches
// the caller and discards its writes alone. fn must not call Update.
func (db *DB) Update(ctx context.Context, once []byte, fn func(store.Txn) error) error {
	if err := door.Once(once); err != nil {
		return err
	}
	if err := db.gate.Enter(); err != nil {
		return err
	}
	defer db.gate.Leave()
	if err := ctx.Err(); err != nil {
		return err
	}
	r := newRequest(ctx, once)
	select {
	case db.queue <- r:
		return r.follow(ctx, fn)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close implements store.Store and gives the folder free. It must not be
// called from within a transaction.
func (db *DB) Close() error {
	if err := db.gate.Shut(); err != nil {
		return err
	}
	close(db.queue)
	<-db.stopped
	err := db.bdb.Close()
	if unlock := db.lock.Unlock(); err == nil {
		err = unlock
	}
	return explain("close", err)
}

// commit serves the queue until it is closed.
func (db *DB) commit() {
	defer close(db.stopped)
	for first := range db.queue {
		db.serve(first)
	}
}

// serve runs first and whoever waits behind it, and commits them as one group
// or, when they grow too big, as several.
func (db *DB) serve(first *request) {
	db.loading.RLock()
	defer db.loading.RUnlock()
	g := db.newGroup()
	for r := first; r != nil; r = db.waiting(g) {
		if g.run(r) {
			continue
		}
		g.commit()
		g = db.newGroup()
		g.run(r)
	}
	g.commit()
}

// waiting returns the next request that is already there, nil when there is
// none or the group is full.
func (db *DB) waiting(g *group) *request {
	if len(g.members) >= maxGroup {
		return nil
	}
	select {
	case r := <-db.queue:
		return r
	default:
		return nil
	}
}

func (db *DB) newGroup() *group {
	return &group{db: db.bdb, base: reader{
		snapshot: db.bdb.NewTransaction(false),
		pending:  tree.Map[change]{},
	}}
}
