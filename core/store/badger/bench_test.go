package badger_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// BenchmarkUpdate commits a record of 700 bytes with four index keys. Many
// writers share one sync.
func BenchmarkUpdate(b *testing.B) {
	for _, writers := range []int{1, 8, 32} {
		b.Run(fmt.Sprintf("%d writers", writers), func(b *testing.B) {
			db, err := badger.Open(b.TempDir(), badger.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			var next atomic.Uint64
			value := make([]byte, 700)
			b.SetParallelism((writers + 1) / 2) // times GOMAXPROCS, 2 here
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := db.Update(background, nil, record(next.Add(1), value)); err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}

func record(id uint64, value []byte) func(store.Txn) error {
	return func(t store.Txn) error {
		if err := t.Set(fmt.Appendf(nil, "c/%016x", id), value); err != nil {
			return err
		}
		for i := range 4 {
			if err := t.Set(fmt.Appendf(nil, "i/%d/%016x", i, id), nil); err != nil {
				return err
			}
		}
		return nil
	}
}

// BenchmarkEdit writes one record of 100,000 over, as an edit does: it reads it
// first.
func BenchmarkEdit(b *testing.B) {
	for _, writers := range []int{1, 32} {
		b.Run(fmt.Sprintf("%d writers", writers), func(b *testing.B) {
			db := people(b)
			var next atomic.Uint64
			value := make([]byte, 700)
			b.SetParallelism((writers + 1) / 2)
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					key := fmt.Appendf(nil, "c/%06d", next.Add(1)*7919%100_000)
					err := db.Update(background, nil, func(t store.Txn) error {
						if _, err := t.Get(key); err != nil {
							return err
						}
						return t.Set(key, value)
					})
					if err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}

// people opens a store of 100,000 records of 700 bytes.
func people(b *testing.B) *badger.DB {
	db, err := badger.Open(b.TempDir(), badger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	value := make([]byte, 700)
	err = db.Load(background, func(yield func(store.KV, error) bool) {
		for i := range 100_000 {
			if !yield(store.KV{Key: fmt.Appendf(nil, "c/%06d", i), Value: value}, nil) {
				return
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

// BenchmarkPage reads 50 rows out of 100,000.
func BenchmarkPage(b *testing.B) {
	db := people(b)
	for i := 0; b.Loop(); i++ {
		from := fmt.Appendf(nil, "c/%06d", i*7919%100_000)
		err := db.View(background, func(r store.Reader) error {
			for _, err := range r.Range(store.Range{Prefix: []byte("c/"), From: from, Limit: 50}) {
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
