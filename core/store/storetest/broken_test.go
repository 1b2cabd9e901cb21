package storetest_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"sync"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// broken is a good store with one thing spoilt. Each field that is set stands
// between the caller and the store.
type broken struct {
	*memory.DB
	update func(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) error
	view   func(db *memory.DB, ctx context.Context, fn func(store.Reader) error) error
	load   func(db *memory.DB, ctx context.Context, sorted iter.Seq2[store.KV, error]) error
	close  func(db *memory.DB) error
	reader func(store.Reader) store.Reader
	txn    func(store.Txn) store.Txn
}

func (b *broken) Update(ctx context.Context, once []byte, fn func(store.Txn) error) error {
	inner := fn
	if b.txn != nil {
		inner = func(t store.Txn) error { return fn(b.txn(t)) }
	}
	if b.update != nil {
		return b.update(b.DB, ctx, once, inner)
	}
	return b.DB.Update(ctx, once, inner)
}

func (b *broken) View(ctx context.Context, fn func(store.Reader) error) error {
	inner := fn
	if b.reader != nil {
		inner = func(r store.Reader) error { return fn(b.reader(r)) }
	}
	if b.view != nil {
		return b.view(b.DB, ctx, inner)
	}
	return b.DB.View(ctx, inner)
}

func (b *broken) Load(ctx context.Context, sorted iter.Seq2[store.KV, error]) error {
	if b.load != nil {
		return b.load(b.DB, ctx, sorted)
	}
	return b.DB.Load(ctx, sorted)
}

func (b *broken) Close() error {
	if b.close != nil {
		return b.close(b.DB)
	}
	return b.DB.Close()
}

// wrong is a transaction whose parts can be replaced one by one.
type wrong struct {
	store.Reader
	get      func(key []byte) ([]byte, error)
	rangeAll func(store.Range) iter.Seq2[store.KV, error]
	set      func(key, value []byte) error
	delete   func(key []byte) error
}

func (w wrong) Get(key []byte) ([]byte, error) {
	if w.get != nil {
		return w.get(key)
	}
	return w.Reader.Get(key)
}

func (w wrong) Range(r store.Range) iter.Seq2[store.KV, error] {
	if w.rangeAll != nil {
		return w.rangeAll(r)
	}
	return w.Reader.Range(r)
}

func (w wrong) Set(key, value []byte) error {
	if w.set != nil {
		return w.set(key, value)
	}
	return w.Reader.(store.Txn).Set(key, value)
}

func (w wrong) Delete(key []byte) error {
	if w.delete != nil {
		return w.delete(key)
	}
	return w.Reader.(store.Txn).Delete(key)
}

// ranges spoils the ranges of views and transactions alike.
func ranges(spoil func(store.Reader, store.Range) iter.Seq2[store.KV, error]) broken {
	over := func(r store.Reader) wrong {
		return wrong{Reader: r, rangeAll: func(rg store.Range) iter.Seq2[store.KV, error] { return spoil(r, rg) }}
	}
	return broken{
		reader: func(r store.Reader) store.Reader { return over(r) },
		txn:    func(t store.Txn) store.Txn { return over(t) },
	}
}

// optimistic runs fn on a snapshot and writes afterwards without looking
// whether the snapshot still holds: no guard against phantoms, skew or lost
// updates.
func optimistic(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) error {
	var writes []func(store.Txn) error
	err := db.View(ctx, func(r store.Reader) error {
		return fn(wrong{
			Reader: r,
			set: func(key, value []byte) error {
				key, value = bytes.Clone(key), bytes.Clone(value)
				writes = append(writes, func(t store.Txn) error { return t.Set(key, value) })
				return nil
			},
			delete: func(key []byte) error {
				key = bytes.Clone(key)
				writes = append(writes, func(t store.Txn) error { return t.Delete(key) })
				return nil
			},
		})
	})
	if err != nil {
		return err
	}
	return db.Update(ctx, once, func(t store.Txn) error {
		for _, write := range writes {
			err = errors.Join(err, write(t))
		}
		return err
	})
}

// burnt counts an idempotency key as used even when the transaction failed.
func burnt() broken {
	var used sync.Map
	return broken{update: func(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) error {
		if _, again := used.LoadOrStore(string(once), true); again && len(once) > 0 {
			return nil
		}
		return db.Update(ctx, nil, fn)
	}}
}
