package badger

import (
	"iter"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
)

// txn is a reader whose pending writes move with its own. Nobody else sees
// them until the group takes them over.
type txn struct {
	reader
	budget door.Budget
}

// Range walks what is there when the loop starts.
func (t *txn) Range(r store.Range) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) { t.reader.Range(r)(yield) }
}

// Set implements store.Txn.
func (t *txn) Set(key, value []byte) error {
	if err := t.budget.Set(key, value); err != nil {
		return err
	}
	t.put(dataSpace, key, value)
	return nil
}

func (t *txn) put(space byte, key, value []byte) {
	t.pending = t.pending.With(inSpace(space, key), change{value: append([]byte{}, value...)})
}

// Delete implements store.Txn.
func (t *txn) Delete(key []byte) error {
	if err := t.budget.Delete(key); err != nil {
		return err
	}
	t.pending = t.pending.With(inSpace(dataSpace, key), change{gone: true})
	return nil
}
