// Package overlay is a store over another one, which it reads and never writes:
// what is written to it lies in memory and is gone with it. So that who only looks
// may have worked out what is kept otherwise.
package overlay

import (
	"context"
	"sync/atomic"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
	"github.com/raja-crm/raja/core/store/internal/tree"
)

var _ store.Store = (*DB)(nil)

// DB is the store. What others write below meanwhile is seen, except where this
// one wrote too; idempotency keys of below are not known here.
type DB struct {
	below  store.Store
	gate   door.Gate
	writer chan struct{} // holds one token: whoever has it may write
	now    atomic.Pointer[state]
}

// state is what was written at one moment. It never changes.
type state struct {
	data tree.Map[entry]
	once tree.Map[struct{}]
}

// entry is what was written of a key.
type entry struct {
	value []byte
	gone  bool // it was deleted
}

// Over returns a store over another. Closing it leaves that one open.
func Over(below store.Store) *DB {
	db := &DB{below: below, writer: make(chan struct{}, 1)}
	db.writer <- struct{}{}
	db.now.Store(&state{})
	return db
}

// View implements store.Store.
func (db *DB) View(ctx context.Context, fn func(store.Reader) error) error {
	if err := db.gate.Enter(); err != nil {
		return err
	}
	defer db.gate.Leave()
	return db.below.View(ctx, func(below store.Reader) error { return fn(reader{below, db.now.Load().data}) })
}

// Update implements store.Store. Transactions run one after another, each once;
// a panic in fn discards its writes.
func (db *DB) Update(ctx context.Context, once []byte, fn func(store.Txn) error) error {
	if err := door.Once(once); err != nil {
		return err
	}
	if err := db.gate.Enter(); err != nil {
		return err
	}
	defer db.gate.Leave()
	select {
	case <-db.writer:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { db.writer <- struct{}{} }()
	was := db.now.Load()
	if _, done := was.once.Get(once); done {
		return ctx.Err()
	}
	next := state{once: was.once}
	err := db.below.View(ctx, func(below store.Reader) error {
		t := &txn{reader: reader{below, was.data}}
		err := fn(t)
		next.data = t.data
		return err
	})
	if err != nil {
		return err
	}
	if len(once) > 0 {
		next.once = was.once.With(append([]byte(nil), once...), struct{}{})
	}
	db.now.Store(&next)
	return nil
}

// Close implements store.Store.
func (db *DB) Close() error {
	if err := db.gate.Shut(); err != nil {
		return err
	}
	db.now.Store(&state{})
	return nil
}
