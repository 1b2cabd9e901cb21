// Package memory is a store that lives as long as the process: for tests, for
// previews, and as the plainest account of what the port promises. Nothing in
// it survives Close.
package memory

import (
	"context"
	"sync/atomic"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
	"github.com/raja-crm/raja/core/store/internal/tree"
)

var (
	_ store.Store  = (*DB)(nil)
	_ store.Loader = (*DB)(nil)
)

// DB is the store. A reader takes the current state and keeps it; a writer
// makes the next one aside and swaps it in, so neither waits for the other.
type DB struct {
	gate   door.Gate
	writer chan struct{} // holds one token: whoever has it may write
	now    atomic.Pointer[state]
}

// state is everything at one moment. It never changes.
type state struct {
	data tree.Map[[]byte]
	once tree.Map[struct{}]
}

// New returns an empty store.
func New() *DB {
	db := &DB{writer: make(chan struct{}, 1)}
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
	if err := ctx.Err(); err != nil {
		return err
	}
	return fn(reader{db.now.Load().data})
}

// Update implements store.Store. Transactions run one after another, each
// once; a panic in fn discards its writes.
func (db *DB) Update(ctx context.Context, once []byte, fn func(store.Txn) error) error {
	if err := door.Once(once); err != nil {
		return err
	}
	return db.write(ctx, func(was *state) (*state, error) {
		if _, done := was.once.Get(once); done {
			return was, nil
		}
		t := &txn{reader: reader{was.data}}
		if err := fn(t); err != nil {
			return nil, err
		}
		next := &state{data: t.data, once: was.once}
		if len(once) > 0 {
			next.once = was.once.With(append([]byte(nil), once...), struct{}{})
		}
		return next, nil
	})
}

// write replaces the state by what change makes of it, alone among writers.
func (db *DB) write(ctx context.Context, change func(*state) (*state, error)) error {
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
	if err := ctx.Err(); err != nil {
		return err
	}
	next, err := change(db.now.Load())
	if err == nil {
		db.now.Store(next)
	}
	return err
}

// Close implements store.Store.
func (db *DB) Close() error {
	if err := db.gate.Shut(); err != nil {
		return err
	}
	db.now.Store(&state{})
	return nil
}
