// Package badger keeps a store in a folder, twice: as a checkpoint with a log
// of the changes since, which are synced, and as Badger's tables, which are
// fast to read, are not synced, and can always be made again from the other
// two. One committer goroutine gathers the transactions that wait: each group
// is one record of the log, synced once, then applied to the tables, then
// answered. So transactions are serialisable without conflicts, and a power
// cut loses nothing that was answered. Checksums of records are left to
// core/record.
//
// Start at Open; group.go is a commit, truth.go and rebuild.go how the tables
// are made, heal.go how the copies are compared.
package badger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/gofrs/flock"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
	"github.com/raja-crm/raja/core/store/internal/sstable"
	"github.com/raja-crm/raja/core/store/internal/tree"
	"github.com/raja-crm/raja/core/store/redo"
)

var (
	_ store.Store  = (*DB)(nil)
	_ store.Loader = (*DB)(nil)
	_ store.Healer = (*DB)(nil)
)

// DB is an open folder. Readers use snapshots; only the committer writes.
type DB struct {
	*folder
	opts    Options
	lock    *flock.Flock
	gate    door.Gate
	queue   chan *request // to the committer
	stopped chan struct{} // closed when the committer has ended

	writing sync.RWMutex // a group, a checkpoint and a backup share it; who changes the copies has it alone
	log     *redo.Log
	looking sync.Mutex // guards view and its count of readers
	view    *view
	tries   int   // how often in a row it was opened and not closed
	failed  error // what ended writing; the committer's, or with writing held alone

	ending  context.Context // ends when the store is closed
	end     context.CancelFunc
	tasks   sync.WaitGroup // a checkpoint in the background
	logged  int64          // bytes of log since the last checkpoint; the committer's
	found   int64          // how many of them were there when it was opened; the committer's
	overdue bool           // the checkpoint in the background was begun so late that it must not be given up; the committer's
	saved   atomic.Int64   // bytes of the last checkpoint
	saving  atomic.Pointer[context.CancelFunc]
	copying atomic.Int64 // backups that are being made of the log

	mending sync.Mutex
	repairs []store.Repair
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
	tables := db.look()
	defer db.leave(tables)
	snapshot := tables.bdb.NewTransaction(false)
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
	if !db.overdue { // who opens the store for one change at a time would never finish one
		db.end()
	}
	db.tasks.Wait()
	db.end()
	return errors.Join(db.closeCopies(), explain("close", db.lock.Unlock()))
}

// giveUp closes what an Open that failed had opened, and says of the tables
// what was said before: the next Open meets what this one met.
func (db *DB) giveUp(was state) error {
	var err error
	if db.view != nil {
		err = db.view.close()
	}
	if err == nil && db.view != nil && !db.view.inMemory() {
		err = db.view.sync()
	}
	if db.log != nil {
		err = errors.Join(err, db.log.Close())
	}
	if now := readState(db.disk, db.dir); err == nil && was.State != "" && now != was {
		err = was.write(db.disk, db.dir)
	}
	return explain("close", err)
}

// closeCopies makes the tables durable, so that the next Open can believe them
// whatever happens until then.
func (db *DB) closeCopies() error {
	if db.view != nil && db.view.inMemory() {
		return db.closeMemory()
	}
	if db.view != nil && db.roomToClose() != nil {
		return db.abandon()
	}
	var err error
	if db.view != nil {
		err = db.view.close()
		if err == nil && db.failed == nil {
			err = explain("close", db.view.sync())
		}
		if err == nil && db.failed == nil {
			err = db.mark(stateClosed)
		}
	}
	if db.log != nil {
		err = errors.Join(err, explain("close", db.log.Close()))
	}
	return err
}

// abandon gives the tables up: on a full disk Badger cannot be closed, and ends
// the program when it is. Everything is in the log, and the next Open makes
// the tables anew.
func (db *DB) abandon() error {
	err := errors.Join(db.mark(stateUnsure), explain("close", db.log.Close()))
	dropped := sstable.Guarded(func() { // tables that are dropped are not written
		if db.view.bdb.DropAll() == nil {
			_ = db.view.close() // they are given up
		}
	})
	if dropped != nil {
		db.grumble("give up the tables", dropped)
	}
	return err
}

// commit serves the queue until it is closed.
func (db *DB) commit() {
	defer close(db.stopped)
	for first := range db.queue {
		for next := first; next != nil; {
			next = db.serve(next)
		}
	}
}

// serve runs first and whoever waits behind it, and commits them as one group.
// It returns the one that no longer fits into it.
func (db *DB) serve(first *request) (next *request) {
	db.writing.RLock()
	defer db.writing.RUnlock()
	g := db.newGroup()
	for r := first; r != nil; r = db.waiting(g) {
		if !g.run(r) {
			next = r
			break
		}
	}
	g.commit()
	if db.due(len(g.members)) {
		db.saveSoon()
	}
	return next
}

// waiting returns the next request that is already there, nil when there is
// none or the group is full. Those who were answered a moment ago get to run
// before a group is closed: without that, 32 writers fall into two halves that
// pay a sync each in turn.
func (db *DB) waiting(g *group) *request {
	if len(g.members) >= maxGroup {
		return nil
	}
	if r := db.queued(); r != nil {
		return r
	}
	runtime.Gosched()
	return db.queued()
}

// queued returns a request that waits, nil when there is none.
func (db *DB) queued() *request {
	select {
	case r := <-db.queue:
		return r
	default:
		return nil
	}
}

func (db *DB) newGroup() *group {
	return &group{db: db, was: map[string][]byte{}, base: reader{
		snapshot: db.view.bdb.NewTransaction(false),
		pending:  tree.Map[change]{},
	}}
}

// grumble tells the log of what went wrong in the background.
func (db *DB) grumble(doing string, err error) {
	if db.opts.Log != nil {
		db.opts.Log.Error("store", slog.String("doing", doing), slog.Any("error", err))
	}
}

// write makes a group durable, then visible. before is what it is
// applied to.
func (db *DB) write(before old, pending tree.Map[change]) error {
	if db.failed != nil {
		return db.failed
	}
	packed := packChanges(pending.Walk(nil, nil, false))
	if err := db.room(int64(len(packed)), db.opts.Reserve); err != nil {
		return err
	}
	delta := db.weighMeanwhile(before, pending)
	seq, err := db.log.Append(db.box.Seal(packed, logPlace(db.log.Head()+1)))
	made := delta()
	if err != nil {
		return db.fail("write the log", err)
	}
	db.logged += int64(len(packed))
	var applied error
	if broken := sstable.Guarded(func() { applied = db.view.write(seq, pending.Walk(nil, nil, false), made) }); broken != nil {
		applied = broken
	}
	if applied != nil {
		return db.fail("apply the log", errors.Join(applied, store.ErrFailed)) // it is in the log, so the next Open has it
	}
	return nil
}

// weighMeanwhile reads what a group replaces while the disk takes the log, when
// the processor has nothing else to do, and returns who waits for it.
func (db *DB) weighMeanwhile(before old, pending tree.Map[change]) (wait func() tallies) {
	if db.view.counts == nil {
		return func() tallies { return nil }
	}
	made := make(chan tallies, 1)
	go func() { made <- before.weigh(pending.Walk(nil, nil, false)) }()
	return func() tallies { return <-made }
}

// fail explains err. When the disk did not take a sync, or the tables lag
// behind the log, nothing more is written.
func (db *DB) fail(doing string, err error) error {
	explained := explain(doing, err)
	if db.log.Broken() != nil || errors.Is(err, store.ErrFailed) {
		db.failed = fmt.Errorf("%w: %w", store.ErrFailed, explained)
		return db.failed
	}
	return explained
}
