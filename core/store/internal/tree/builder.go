package tree

// Builder makes a Map from keys in ascending order in O(n), where With would
// copy a path a key. The zero Builder is ready.
type Builder[V any] struct{ spine []*node[V] }

// Add appends an entry. Its key must be above all before it.
func (b *Builder[V]) Add(key []byte, value V) {
	n := &node[V]{key: key, value: value, rank: rank(key)}
	top := len(b.spine)
	for top > 0 && b.spine[top-1].rank < n.rank {
		top--
		n.left = b.spine[top]
	}
	if top > 0 {
		b.spine[top-1].right = n
	}
	b.spine = append(b.spine[:top], n)
}

// Map returns what was added. The Builder must not be used afterwards.
func (b *Builder[V]) Map() Map[V] {
	if len(b.spine) == 0 {
		return Map[V]{}
	}
	return Map[V]{b.spine[0]}
}
