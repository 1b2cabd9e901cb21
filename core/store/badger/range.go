package badger

import (
	"bytes"
	"errors"
	"iter"

	badgerdb "github.com/dgraph-io/badger/v4"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
	"github.com/raja-crm/raja/core/store/internal/sstable"
)

// Range implements store.Reader: it merges the pending writes with the
// snapshot, in order, either way.
func (r reader) Range(rg store.Range) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		c, err := r.open(rg)
		if err != nil {
			c.it.Close()
			yield(store.KV{}, err)
			return
		}
		defer c.it.Close()
		out := page{yield: yield, left: rg.Limit, keyOnly: rg.KeyOnly}
		for key, change := range r.pending.Walk(c.lo, c.hi, rg.Reverse) {
			if !c.drain(key, &out) {
				return
			}
			if err := c.skip(key); err != nil {
				yield(store.KV{}, err)
				return
			}
			if !change.gone && !out.pending(key, change.value) {
				return
			}
		}
		c.drain(nil, &out)
	}
}

// cursor is Badger's iterator, held between lo ≤ key < hi.
type cursor struct {
	it      *badgerdb.Iterator
	lo, hi  []byte // with the space byte
	reverse bool
}

func (r reader) open(rg store.Range) (*cursor, error) {
	lo, hi := door.Bounds(rg)
	c := &cursor{lo: inSpace(dataSpace, lo), hi: []byte{dataSpace + 1}, reverse: rg.Reverse}
	if hi != nil {
		c.hi = inSpace(dataSpace, hi)
	}
	// No prefetch: the values lie beside the keys, so its goroutines only cost.
	opts := badgerdb.IteratorOptions{Reverse: rg.Reverse}
	if rg.Reverse {
		c.it = r.snapshot.NewIterator(opts)
		err := sstable.Guarded(func() { c.it.Seek(c.hi) })
		return c, errors.Join(err, c.skip(c.hi))
	}
	// Backwards the prefix would hide everything: Badger seeks to hi, which
	// does not carry it.
	opts.Prefix = inSpace(dataSpace, rg.Prefix)
	c.it = r.snapshot.NewIterator(opts)
	return c, sstable.Guarded(func() { c.it.Seek(c.lo) })
}

// valid says whether the cursor stands on a key within its bounds.
func (c *cursor) valid() bool {
	if !c.it.Valid() {
		return false
	}
	key := c.it.Item().Key()
	if c.reverse {
		return bytes.Compare(key, c.lo) >= 0
	}
	return bytes.Compare(key, c.hi) < 0
}

// before says whether the cursor's key comes before key on its way.
func (c *cursor) before(key []byte) bool {
	order := bytes.Compare(c.it.Item().Key(), key)
	return order != 0 && (order > 0) == c.reverse
}

// drain yields what comes before key, or all when key is nil. It returns
// false when the walk is over.
func (c *cursor) drain(key []byte, out *page) bool {
	for c.valid() && (key == nil || c.before(key)) {
		if !out.stored(c.it.Item()) {
			return false
		}
		if err := sstable.Guarded(c.it.Next); err != nil {
			out.yield(store.KV{}, err)
			return false
		}
	}
	return true
}

// skip passes over key if the cursor stands on it.
func (c *cursor) skip(key []byte) error {
	if c.it.Valid() && bytes.Equal(c.it.Item().Key(), key) {
		return sstable.Guarded(c.it.Next)
	}
	return nil
}

// page hands entries to the caller, up to a limit.
type page struct {
	yield      func(store.KV, error) bool
	left       int // counts down; 0 at the start means no limit
	keyOnly    bool
	key, value []byte // lent to the caller for pending entries
}

func (p *page) stored(item *badgerdb.Item) (more bool) {
	if len(item.Key()) == 0 {
		p.yield(store.KV{}, errNoKey)
		return false
	}
	key := item.Key()[1:]
	if p.keyOnly {
		return p.give(store.KV{Key: key})
	}
	err := item.Value(func(value []byte) error {
		if value == nil {
			value = []byte{}
		}
		more = p.give(store.KV{Key: key, Value: value})
		return nil
	})
	if err != nil {
		p.yield(store.KV{}, explain("range", err))
		return false
	}
	return more
}

func (p *page) pending(key, value []byte) bool {
	p.key = append(p.key[:0], key[1:]...)
	if p.keyOnly {
		return p.give(store.KV{Key: p.key})
	}
	if p.value == nil {
		p.value = []byte{} // an empty value is not a missing one
	}
	p.value = append(p.value[:0], value...)
	return p.give(store.KV{Key: p.key, Value: p.value})
}

func (p *page) give(kv store.KV) bool {
	p.left--
	return p.yield(kv, nil) && p.left != 0
}
