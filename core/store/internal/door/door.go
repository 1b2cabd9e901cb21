// Package door holds what every store does alike before it touches its own
// bytes: the limits of a transaction, the bounds of a range, and closing.
package door

import (
	"bytes"
	"errors"
	"fmt"
	"sync"

	"github.com/raja-crm/raja/core/store"
)

var errEmptyKey = errors.New("store: a key is empty")

// Budget counts what one transaction sets and deletes. The zero Budget is
// full. An operation that is refused is not counted.
type Budget struct{ Ops, Bytes int }

// Set accounts for one Set, or says which limit it breaks.
func (b *Budget) Set(key, value []byte) error {
	if len(value) > store.MaxValue {
		return fmt.Errorf("set a value of %d bytes: %w", len(value), store.ErrTooLarge)
	}
	return b.spend(key, len(key)+len(value))
}

// Delete accounts for one Delete; it costs an operation and no bytes.
func (b *Budget) Delete(key []byte) error { return b.spend(key, 0) }

func (b *Budget) spend(key []byte, size int) error {
	if err := Key(key); err != nil {
		return err
	}
	if b.Ops+1 > store.MaxTxnOps {
		return fmt.Errorf("more than %d operations: %w", store.MaxTxnOps, store.ErrTooLarge)
	}
	if b.Bytes+size > store.MaxTxnBytes {
		return fmt.Errorf("more than %d bytes: %w", store.MaxTxnBytes, store.ErrTooLarge)
	}
	b.Ops++
	b.Bytes += size
	return nil
}

// Key says whether key may be written.
func Key(key []byte) error {
	if len(key) == 0 {
		return errEmptyKey
	}
	if len(key) > store.MaxKey {
		return fmt.Errorf("a key of %d bytes: %w", len(key), store.ErrTooLarge)
	}
	return nil
}

// Once says whether key may serve as an idempotency key; an empty one may.
func Once(key []byte) error {
	if len(key) > store.MaxKey {
		return fmt.Errorf("an idempotency key of %d bytes: %w", len(key), store.ErrTooLarge)
	}
	return nil
}

// Bounds gives the keys of r as lo ≤ key < hi; a nil hi is no bound.
func Bounds(r store.Range) (lo, hi []byte) {
	lo, hi = r.Prefix, After(r.Prefix)
	if bytes.Compare(r.From, lo) > 0 {
		lo = r.From
	}
	if len(r.To) > 0 && (hi == nil || bytes.Compare(r.To, hi) < 0) {
		hi = r.To
	}
	return lo, hi
}

// After returns the first key above all that begin with prefix, nil when
// there is none.
func After(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xff {
			next := bytes.Clone(prefix[:i+1])
			next[i]++
			return next
		}
	}
	return nil
}

// Gate lets callers in until it is shut. The zero Gate is open.
type Gate struct {
	mu     sync.Mutex
	shut   bool
	inside sync.WaitGroup
}

// Enter returns store.ErrClosed once the gate is shut; else Leave must follow.
func (g *Gate) Enter() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		return store.ErrClosed
	}
	g.inside.Add(1)
	return nil
}

// Leave undoes one Enter.
func (g *Gate) Leave() { g.inside.Done() }

// Shut turns newcomers away and waits for those inside. Only the first Shut
// returns nil.
func (g *Gate) Shut() error {
	g.mu.Lock()
	if g.shut {
		g.mu.Unlock()
		return store.ErrClosed
	}
	g.shut = true
	g.mu.Unlock()
	g.inside.Wait()
	return nil
}
