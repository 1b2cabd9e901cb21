package badger

import (
	"errors"
	"iter"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
)

// txn is a reader whose pending writes move with its own. Nobody else sees
// them until the group takes them over.
type txn struct {
	reader
	budget door.Budget
	read   map[string][]byte // what was got from the snapshot, nil for an absent key
	was    map[string][]byte // of that, what is written over
}

// maxRead is how many keys a transaction remembers.
const maxRead = 1024

// Get implements store.Reader. A doing reads the same customer, page or counter
// for several of its steps; from the tables each time would cost it a third of
// its work.
func (t *txn) Get(key []byte) ([]byte, error) {
	key = inSpace(dataSpace, key)
	if value, known, err := t.unwritten(key); known {
		return value, err
	}
	value, known := t.read[string(key)]
	if !known {
		stored, err := t.stored(key)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		value = stored
		t.remember(key, value)
	}
	if value == nil {
		return nil, store.ErrNotFound
	}
	return append([]byte{}, value...), nil
}

func (t *txn) remember(key, value []byte) {
	if t.read == nil {
		t.read = map[string][]byte{}
	}
	if len(t.read) < maxRead {
		t.read[string(key)] = value
	}
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
	t.change(inSpace(space, key), change{value: append([]byte{}, value...)})
}

func (t *txn) change(key []byte, c change) {
	t.pending = t.pending.With(key, c)
	if value, known := t.read[string(key)]; known {
		if t.was == nil {
			t.was = map[string][]byte{}
		}
		t.was[string(key)] = value
	}
}

// Delete implements store.Txn.
func (t *txn) Delete(key []byte) error {
	if err := t.budget.Delete(key); err != nil {
		return err
	}
	t.change(inSpace(dataSpace, key), change{gone: true})
	return nil
}
