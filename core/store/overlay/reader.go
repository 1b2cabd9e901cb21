package overlay

import (
	"bytes"
	"iter"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
	"github.com/raja-crm/raja/core/store/internal/tree"
)

// reader reads a snapshot of below through what was written since.
type reader struct {
	below store.Reader
	data  tree.Map[entry]
}

// Get implements store.Reader.
func (r reader) Get(key []byte) ([]byte, error) {
	wrote, ok := r.data.Get(key)
	switch {
	case !ok:
		return r.below.Get(key)
	case wrote.gone:
		return nil, store.ErrNotFound
	}
	return append([]byte{}, wrote.value...), nil
}

// Range implements store.Reader: both orders merged, what was written before what
// lies below it.
func (r reader) Range(rg store.Range) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		lo, hi := door.Bounds(rg)
		next, stop := iter.Pull2(r.data.Walk(lo, hi, rg.Reverse))
		defer stop()
		m := merged{rg: rg, yield: yield, next: next, left: rg.Limit, keys: []byte{}, values: []byte{}}
		m.advance()
		all := rg
		all.Limit = 0
		for kv, err := range r.below.Range(all) {
			if err != nil {
				yield(store.KV{}, err)
				return
			}
			if !m.upTo(kv.Key) {
				return
			}
			if m.more && bytes.Equal(m.key, kv.Key) {
				continue // it is written anew, and comes with the next
			}
			if !m.give(kv) {
				return
			}
		}
		m.upTo(nil)
	}
}

// merged is a walk over what was written, between the keys of below.
type merged struct {
	rg    store.Range
	yield func(store.KV, error) bool
	next  func() ([]byte, entry, bool)
	key   []byte // what was written next
	wrote entry
	more  bool
	left  int

	keys, values []byte // lent to who walks
}

func (m *merged) advance() { m.key, m.wrote, m.more = m.next() }

// upTo gives all that was written before a key of below, nil for all, and reports
// whether more is wanted.
func (m *merged) upTo(key []byte) bool {
	for ; m.more && (key == nil || m.before(key)); m.advance() {
		if m.wrote.gone {
			continue
		}
		m.keys, m.values = append(m.keys[:0], m.key...), append(m.values[:0], m.wrote.value...)
		kv := store.KV{Key: m.keys}
		if !m.rg.KeyOnly {
			kv.Value = m.values
		}
		if !m.give(kv) {
			return false
		}
	}
	return true
}

func (m *merged) before(key []byte) bool {
	order := bytes.Compare(m.key, key)
	return (order < 0) != m.rg.Reverse && order != 0
}

func (m *merged) give(kv store.KV) bool {
	m.left--
	return m.yield(kv, nil) && m.left != 0
}

// txn is a reader whose data moves with its writes; nobody else sees them until
// the state is swapped.
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
	t.data = t.data.With(bytes.Clone(key), entry{value: append([]byte{}, value...)})
	return nil
}

// Delete implements store.Txn.
func (t *txn) Delete(key []byte) error {
	if err := t.budget.Delete(key); err != nil {
		return err
	}
	t.data = t.data.With(bytes.Clone(key), entry{gone: true})
	return nil
}
