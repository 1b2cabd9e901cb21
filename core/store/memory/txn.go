package memory

import (
	"bytes"
	"iter"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
	"github.com/raja-crm/raja/core/store/internal/tree"
)

// reader reads one state of the data.
type reader struct{ data tree.Map[[]byte] }

// Get implements store.Reader.
func (r reader) Get(key []byte) ([]byte, error) {
	value, ok := r.data.Get(key)
	if !ok {
		return nil, store.ErrNotFound
	}
	return append([]byte{}, value...), nil
}

// Range implements store.Reader. It lends one pair of buffers again and
// again, so that a caller who keeps a slice is caught here as on disk.
func (r reader) Range(rg store.Range) iter.Seq2[store.KV, error] {
	lo, hi := door.Bounds(rg)
	return func(yield func(store.KV, error) bool) {
		key, value := []byte{}, []byte{}
		left := rg.Limit
		for k, v := range r.data.Walk(lo, hi, rg.Reverse) {
			key = append(key[:0], k...)
			kv := store.KV{Key: key}
			if !rg.KeyOnly {
				value = append(value[:0], v...)
				kv.Value = value
			}
			if left--; !yield(kv, nil) || left == 0 {
				return
			}
		}
	}
}

// txn is a reader whose data moves with its writes; nobody else sees them
// until the state is swapped.
type txn struct {
	reader
	budget door.Budget
}

// Range walks the data as it is when the loop starts.
func (t *txn) Range(rg store.Range) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) { t.reader.Range(rg)(yield) }
}

// Set implements store.Txn.
func (t *txn) Set(key, value []byte) error {
	if err := t.budget.Set(key, value); err != nil {
		return err
	}
	t.data = t.data.With(bytes.Clone(key), append([]byte{}, value...))
	return nil
}

// Delete implements store.Txn.
func (t *txn) Delete(key []byte) error {
	if err := t.budget.Delete(key); err != nil {
		return err
	}
	t.data = t.data.Without(key)
	return nil
}
