package meter

// freeWeight is the most units that a free function may cost where nothing is
// far away. A free function is so short and simple that it is not changed at
// all: those who call it by name pay for it, and a call_indirect pays as if it
// met the dearest.
const freeWeight = 32

// notFree is in place of the cost of a function that pays for itself.
const notFree = -1

// findFree finds the functions that their callers pay for.
func (m *module) findFree(bodies [][]byte) {
	m.free = make([]int64, len(m.functions))
	for i := range m.functions {
		m.free[i] = notFree
		if i >= m.imported {
			m.free[i] = m.far.freeCost(m.types[m.functions[i]], bodies[i-m.imported])
			m.dearest = max(m.dearest, m.free[i])
		}
	}
}

// freeCost returns what a function costs in which nothing repeats and nothing
// else is called, all its branches taken together, or notFree.
func (far reach) freeCost(sig signature, body []byte) int64 {
	if len(body) > 4*freeWeight {
		return notFree
	}
	near, r := reach{load: 4, store: 5}, &reader{data: body}
	locals := r.locals(sig.params)
	cost, weight := priceEntry(locals), priceEntry(locals)
	for r.more() {
		i := r.instruction(nil)
		switch i.op {
		case opLoop, opCall, opCallIndirect, opMemoryGrow, opMemoryInit, opMemoryCopy, opMemoryFill,
			opTableInit, opTableCopy, opTableGrow, opTableFill:
			return notFree
		case opEnd:
			cost += priceMerge(locals) + int64(sig.results)
			weight += priceMerge(locals) + int64(sig.results)
		}
		cost += far.price(i.op)
		weight += near.price(i.op)
	}
	if r.err != nil || weight > freeWeight {
		return notFree
	}
	return cost
}
