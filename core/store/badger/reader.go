package badger

import (
	"errors"

	badgerdb "github.com/dgraph-io/badger/v4"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/sstable"
	"github.com/raja-crm/raja/core/store/internal/tree"
)

// The first byte of a key in Badger. Callers' keys live in one space and
// Raja's own notes in another, so neither can hit or see the other.
const (
	dataSpace = 'd' // the callers' keys
	onceSpace = 'o' // idempotency keys that have been used
	noteSpace = 'n' // how far the log has been applied
)

// inSpace returns the key as Badger knows it.
func inSpace(space byte, key []byte) []byte {
	return append(append(make([]byte, 0, 1+len(key)), space), key...)
}

// reader reads one snapshot of Badger below writes that are not yet in it.
type reader struct {
	snapshot *badgerdb.Txn // read only: it may carry many iterators at once
	pending  tree.Map[change]
}

// change is a write that waits to be committed.
type change struct {
	value []byte
	gone  bool
}

func (c change) apply(t *badgerdb.Txn, key []byte) error {
	if c.gone {
		return t.Delete(key)
	}
	return t.Set(key, c.value)
}

// Get implements store.Reader.
func (r reader) Get(key []byte) ([]byte, error) { return r.get(dataSpace, key) }

func (r reader) get(space byte, key []byte) ([]byte, error) {
	key = inSpace(space, key)
	if value, known, err := r.unwritten(key); known {
		return value, err
	}
	return r.stored(key)
}

// unwritten gets a key from the writes that are not yet in the snapshot; known
// is false where none of them is about it.
func (r reader) unwritten(key []byte) (value []byte, known bool, err error) {
	c, known := r.pending.Get(key)
	switch {
	case !known:
		return nil, false, nil
	case c.gone:
		return nil, true, store.ErrNotFound
	}
	return append([]byte{}, c.value...), true, nil
}

// stored gets a key from the snapshot alone.
func (r reader) stored(key []byte) ([]byte, error) {
	if len(key) > 1+store.MaxKey {
		return nil, store.ErrNotFound
	}
	var item *badgerdb.Item
	var err error
	if broken := sstable.Guarded(func() { item, err = r.snapshot.Get(key) }); broken != nil {
		return nil, broken
	}
	if errors.Is(err, badgerdb.ErrKeyNotFound) {
		return nil, store.ErrNotFound
	}
	if err != nil {
		return nil, explain("get", err)
	}
	value, err := item.ValueCopy([]byte{})
	return value, explain("get", err)
}
