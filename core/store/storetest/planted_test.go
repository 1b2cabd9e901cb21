package storetest_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/core/store/storetest"
)

// planted are bugs of the kind that stores really have, each with the name of
// the check that is there to notice it.
var planted = []struct {
	name    string
	bug     func() broken
	noticed string
}{
	{"deletes are lost", func() broken {
		return broken{txn: func(t store.Txn) store.Txn {
			return wrong{Reader: t, delete: func([]byte) error { return nil }}
		}}
	}, "a transaction reads its own writes"},
	{"phantoms are let in", func() broken { return broken{update: optimistic} }, "racing inserts into an empty range: one wins"},
	{"write skew is let in", func() broken { return broken{update: optimistic} }, "write skew does not happen"},
	{"updates are lost", func() broken { return broken{update: optimistic} }, "a counter loses no step"},
	{"idempotency keys are ignored", func() broken {
		return broken{update: func(db *memory.DB, ctx context.Context, _ []byte, fn func(store.Txn) error) error {
			return db.Update(ctx, nil, fn)
		}}
	}, "an idempotency key works once"},
	{"a failed transaction uses up its idempotency key", burnt, "an idempotency key that failed may be tried again"},
	{"a failed transaction is kept", func() broken {
		return broken{update: func(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) (failed error) {
			return errors.Join(db.Update(ctx, once, func(t store.Txn) error { failed = fn(t); return nil }), failed)
		}}
	}, "a transaction that fails leaves nothing"},
	{"a transaction does not see its writes in ranges", func() broken {
		return broken{update: func(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) error {
			return db.View(ctx, func(r store.Reader) error {
				return db.Update(ctx, once, func(t store.Txn) error { return fn(wrong{Reader: t, rangeAll: r.Range}) })
			})
		}}
	}, "a transaction reads its own writes"},
	{"a view reads what is newest", func() broken { return broken{view: liveView} }, "a view is one snapshot"},
	{"the caller's slices are kept", func() broken { return broken{update: lazy} }, "slices belong to the caller"},
	{"what a transaction got once is lent twice", func() broken {
		return broken{txn: func(t store.Txn) store.Txn {
			lent := map[string][]byte{}
			return wrong{Reader: t, get: func(key []byte) (value []byte, err error) {
				if known, ok := lent[string(key)]; ok {
					return known, nil
				}
				if value, err = t.Get(key); err == nil {
					lent[string(key)] = value
				}
				return value, err
			}}
		}}
	}, "slices belong to the caller"},
	{"what a transaction got once hides what it writes", func() broken {
		return broken{txn: func(t store.Txn) store.Txn {
			got := map[string][]byte{}
			return wrong{Reader: t, get: func(key []byte) (value []byte, err error) {
				if known, ok := got[string(key)]; ok {
					return bytes.Clone(known), nil
				}
				if value, err = t.Get(key); err == nil {
					got[string(key)] = bytes.Clone(value)
				}
				return value, err
			}}
		}}
	}, "a transaction reads its own writes"},
	{"idempotency keys lie among the data", func() broken {
		return broken{update: func(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) error {
			return db.Update(ctx, nil, func(t store.Txn) error {
				if _, err := t.Get(once); err == nil {
					return nil
				}
				if err := fn(t); err != nil || len(once) == 0 {
					return err
				}
				return t.Set(once, nil)
			})
		}}
	}, "idempotency keys are out of sight"},
	{"an empty value is no value", func() broken {
		return broken{reader: func(r store.Reader) store.Reader {
			return wrong{Reader: r, get: func(key []byte) ([]byte, error) {
				value, err := r.Get(key)
				if err == nil && len(value) == 0 {
					err = store.ErrNotFound
				}
				return value, err
			}}
		}}
	}, "values of every size come back"},
	{"the prefix's end is its last byte plus one", func() broken {
		return ranges(func(r store.Reader, rg store.Range) iter.Seq2[store.KV, error] {
			if n := len(rg.Prefix); n > 0 {
				end := bytes.Clone(rg.Prefix)
				end[n-1]++
				rg = store.Range{From: rg.Prefix, To: end, Reverse: rg.Reverse, KeyOnly: rg.KeyOnly, Limit: rg.Limit}
			}
			return r.Range(rg)
		})
	}, "keys of every byte keep their order"},
	{"values above 64 KiB are cut", func() broken {
		return broken{txn: func(t store.Txn) store.Txn {
			return wrong{Reader: t, set: func(k, v []byte) error { return t.Set(k, v[:min(len(v), 1<<16)]) }}
		}}
	}, "values of every size come back"},
	{"too large a value is cut to fit", func() broken {
		return broken{txn: func(t store.Txn) store.Txn {
			return wrong{Reader: t, set: func(k, v []byte) error { return t.Set(k, v[:min(len(v), store.MaxValue)]) }}
		}}
	}, "every limit holds and no less is allowed"},
	{"a cancelled context is ignored", func() broken {
		return broken{update: func(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) error {
			return db.Update(context.WithoutCancel(ctx), once, fn)
		}}
	}, "a cancelled context starts nothing"},
	{"a context that ends within a transaction undoes it", func() broken {
		return broken{update: func(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) error {
			return db.Update(ctx, once, func(t store.Txn) error { return errors.Join(fn(t), ctx.Err()) })
		}}
	}, "a started transaction is seen through"},
	{"close returns before what runs has ended", func() broken {
		return broken{close: func(*memory.DB) error { return nil }}
	}, "close waits for what runs"},
	{"a closed store still answers", func() broken {
		return broken{close: func(*memory.DB) error { return nil }}
	}, "a closed store says so"},
	{"a bulk load drops its last entry", func() broken {
		return broken{load: func(db *memory.DB, ctx context.Context, sorted iter.Seq2[store.KV, error]) error {
			return db.Load(ctx, func(yield func(store.KV, error) bool) {
				var last store.KV
				for kv, err := range sorted {
					if (err != nil || last.Key != nil) && !yield(last, err) {
						return
					}
					last = kv
				}
			})
		}}
	}, "a bulk load fills an empty store"},
	{"a bulk load takes what is not empty", func() broken {
		return broken{load: func(db *memory.DB, ctx context.Context, sorted iter.Seq2[store.KV, error]) error {
			return db.Update(ctx, nil, func(t store.Txn) error {
				for kv, err := range sorted {
					if err = errors.Join(err, t.Set(kv.Key, kv.Value)); err != nil {
						return err
					}
				}
				return nil
			})
		}}
	}, "a bulk load needs an empty store"},
}

// lazy sets at the end what it was given at the time.
func lazy(db *memory.DB, ctx context.Context, once []byte, fn func(store.Txn) error) error {
	return db.Update(ctx, once, func(t store.Txn) error {
		var keys, values [][]byte
		err := fn(wrong{Reader: t, set: func(k, v []byte) error {
			keys, values = append(keys, k), append(values, v)
			return nil
		}})
		for i := range keys {
			err = errors.Join(err, t.Set(keys[i], values[i]))
		}
		return err
	})
}

// liveView takes a new snapshot for each question.
func liveView(db *memory.DB, ctx context.Context, fn func(store.Reader) error) error {
	return fn(wrong{
		get: func(key []byte) (value []byte, err error) {
			viewErr := db.View(ctx, func(r store.Reader) error { value, err = r.Get(key); return nil })
			return value, errors.Join(err, viewErr)
		},
		rangeAll: func(rg store.Range) iter.Seq2[store.KV, error] {
			return func(yield func(store.KV, error) bool) {
				if err := db.View(ctx, func(r store.Reader) error { r.Range(rg)(yield); return nil }); err != nil {
					yield(store.KV{}, err)
				}
			}
		},
	})
}

func TestEachPlantedBugIsNoticed(t *testing.T) {
	for _, p := range planted {
		t.Run(p.name, func(t *testing.T) {
			if err := check(t, p.noticed)(subject(p.bug())); err == nil {
				t.Errorf("%q let the bug pass", p.noticed)
			}
		})
	}
}

func TestAStoreThatForgetsOnReopeningIsNoticed(t *testing.T) {
	s := &storetest.Subject{Store: memory.New(), Reopen: func() store.Store { return memory.New() }}
	if err := check(t, "everything is there after reopening")(s); err == nil {
		t.Error("the loss passed")
	}
}

func subject(b broken) *storetest.Subject {
	b.DB = memory.New()
	return &storetest.Subject{Store: &b}
}

func check(t *testing.T, name string) func(*storetest.Subject) error {
	t.Helper()
	for _, c := range storetest.Checks() {
		if c.Name == name {
			return c.Run
		}
	}
	t.Fatalf("there is no check %q", name)
	return nil
}
