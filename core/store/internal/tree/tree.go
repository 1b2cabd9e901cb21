// Package tree is an ordered map that never changes: every edit returns a new
// map that shares all but a path of nodes with the old one. A snapshot is
// therefore a copy of two words, and readers need no lock. What the values
// mean, and who copies the keys, is left to the stores.
package tree

import (
	"bytes"
	"iter"
)

// Map is a treap: a search tree by key, a heap by rank. The zero Map is
// empty. Get, With and Without take O(log n) steps. Keys and values given to
// it are kept, not copied, and must not change afterwards.
type Map[V any] struct{ root *node[V] }

type node[V any] struct {
	key         []byte
	value       V
	rank        uint64
	left, right *node[V]
}

// Empty says whether the map holds no key.
func (m Map[V]) Empty() bool { return m.root == nil }

// Get returns the value of key, and whether there is one.
func (m Map[V]) Get(key []byte) (V, bool) {
	n := m.root
	for n != nil {
		switch c := bytes.Compare(key, n.key); {
		case c == 0:
			return n.value, true
		case c < 0:
			n = n.left
		default:
			n = n.right
		}
	}
	var zero V
	return zero, false
}

// With returns a map in which key has value.
func (m Map[V]) With(key []byte, value V) Map[V] {
	return Map[V]{m.root.with(&node[V]{key: key, value: value, rank: rank(key)})}
}

// Without returns a map that lacks key.
func (m Map[V]) Without(key []byte) Map[V] {
	if _, ok := m.Get(key); !ok {
		return m
	}
	return Map[V]{m.root.without(key)}
}

// with returns the tree below n with add in it.
func (n *node[V]) with(add *node[V]) *node[V] {
	if n == nil {
		return add
	}
	up := *n
	switch c := bytes.Compare(add.key, n.key); {
	case c == 0:
		up.value = add.value
	case c < 0:
		if up.left = n.left.with(add); up.left.rank > up.rank {
			return up.rotateRight()
		}
	default:
		if up.right = n.right.with(add); up.right.rank > up.rank {
			return up.rotateLeft()
		}
	}
	return &up
}

// The two rotations change only nodes that with has just copied.
func (n *node[V]) rotateRight() *node[V] {
	top := n.left
	n.left, top.right = top.right, n
	return top
}

func (n *node[V]) rotateLeft() *node[V] {
	top := n.right
	n.right, top.left = top.left, n
	return top
}

// without returns the tree below n, which holds key, lacking it.
func (n *node[V]) without(key []byte) *node[V] {
	up := *n
	switch c := bytes.Compare(key, n.key); {
	case c == 0:
		return join(n.left, n.right)
	case c < 0:
		up.left = n.left.without(key)
	default:
		up.right = n.right.without(key)
	}
	return &up
}

// join makes one tree of two, all keys of a being below those of b.
func join[V any](a, b *node[V]) *node[V] {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	if a.rank > b.rank {
		up := *a
		up.right = join(a.right, b)
		return &up
	}
	up := *b
	up.left = join(a, b.left)
	return &up
}

// rank spreads keys evenly over the heap order. It depends on the key alone,
// so that equal maps have equal shapes however they came about.
func rank(key []byte) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for _, b := range key {
		h = (h ^ uint64(b)) * 1099511628211
	}
	h ^= h >> 32 // neighbouring keys differ in the low bits; the heap looks at the high ones
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// Walk yields the entries with lo ≤ key < hi, upwards or, with reverse, down.
// A nil lo or hi is no bound.
func (m Map[V]) Walk(lo, hi []byte, reverse bool) iter.Seq2[[]byte, V] {
	return func(yield func([]byte, V) bool) {
		if reverse {
			m.root.descend(lo, hi, yield)
			return
		}
		m.root.ascend(lo, hi, yield)
	}
}

func (n *node[V]) ascend(lo, hi []byte, yield func([]byte, V) bool) bool {
	if n == nil {
		return true
	}
	low, high := n.within(lo, hi)
	if low && !n.left.ascend(lo, hi, yield) {
		return false
	}
	if low && high && !yield(n.key, n.value) {
		return false
	}
	return !high || n.right.ascend(lo, hi, yield)
}

func (n *node[V]) descend(lo, hi []byte, yield func([]byte, V) bool) bool {
	if n == nil {
		return true
	}
	low, high := n.within(lo, hi)
	if high && !n.right.descend(lo, hi, yield) {
		return false
	}
	if low && high && !yield(n.key, n.value) {
		return false
	}
	return !low || n.left.descend(lo, hi, yield)
}

func (n *node[V]) within(lo, hi []byte) (low, high bool) {
	return lo == nil || bytes.Compare(n.key, lo) >= 0, hi == nil || bytes.Compare(n.key, hi) < 0
}
