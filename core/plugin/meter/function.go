package meter

import "fmt"

// locals reads the declarations of a body and returns how many locals the
// function has, its parameters counted.
func (r *reader) locals(params int) int {
	total := int64(params)
	each(r, maxLocals, "groups of locals in a function", func() {
		total += int64(r.u32())
		r.valueType()
	})
	if total > maxLocals {
		r.fail(tooMany(total, "locals in a function", maxLocals))
		return 0
	}
	return int(total)
}

// meterCode rewrites the code section.
func (m *module) meterCode() ([]byte, error) {
	bodies, err := m.cut()
	if err != nil {
		return nil, err
	}
	m.free = make([]int64, len(m.functions))
	for i, body := range bodies {
		m.free[m.imported+i] = freeWeightOf(m, i, body)
	}
	out := appendU32(make([]byte, 0, 2*len(m.bodies)), uint32(len(bodies)))
	var scratch []byte
	for i, body := range bodies {
		if scratch, err = m.meterFunction(scratch[:0], m.imported+i, body); err != nil {
			return nil, fmt.Errorf("%w (in function %d)", err, m.imported+i)
		}
		out = appendSized(out, scratch)
	}
	return out, nil
}

// cut returns the body of every function.
func (m *module) cut() ([][]byte, error) {
	r := &reader{data: m.bodies}
	var bodies [][]byte
	if len(m.bodies) > 0 {
		each(r, maxFunctions, "functions", func() {
			size := r.u32()
			if size > maxBody {
				r.fail(tooMany(int64(size), "bytes in the body of a function", maxBody))
			}
			bodies = append(bodies, r.take(size))
		})
	}
	if r.err == nil && r.left() > 0 {
		r.fail(errMalformed("the code section has bytes too many"))
	}
	if r.err == nil && len(bodies) != len(m.functions)-m.imported {
		r.fail(errMalformed("it declares another number of functions than it has"))
	}
	return bodies, r.err
}

func (m *module) freeCall(index uint32) int64 {
	if int(index) < m.imported {
		return -1
	}
	return m.free[index]
}

// freeWeightOf returns the cost of a function that is so short and simple
// that its callers pay for it: no loop, no call, no length. Else -1.
func freeWeightOf(m *module, i int, body []byte) int64 {
	if len(body) > 4*freeWeight {
		return -1
	}
	sig := m.types[m.functions[m.imported+i]]
	r := &reader{data: body}
	locals := r.locals(sig.params)
	cost := priceEntry(locals)
	for r.more() {
		in := r.instruction(nil)
		switch in.op {
		case opLoop, opCall, opCallIndirect, opMemoryGrow, opMemoryInit, opMemoryCopy, opMemoryFill,
			opTableInit, opTableCopy, opTableGrow, opTableFill:
			return -1
		case opEnd:
			cost += priceMerge(locals)
		}
		cost += price(in.op)
	}
	if r.err != nil || cost > freeWeight {
		return -1
	}
	return cost
}

// meterFunction appends the metered body of a function to out.
func (m *module) meterFunction(out []byte, index int, body []byte) ([]byte, error) {
	sig := m.types[m.functions[index]]
	r := &reader{data: body}
	groups := 0
	s := &scanner{m: m, r: r, locals: r.locals(sig.params)}
	start := r.at
	s.scan(sig)
	if r.err != nil {
		return nil, r.err
	}
	if m.free[index] >= 0 {
		return append(out, body...), nil
	}
	head := &reader{data: body}
	groups = int(head.u32())
	added := uint32(1)
	if s.lengths {
		added = 2
	}
	e := &emitter{global: uint32(m.globals), units: uint32(s.locals), length: uint32(s.locals) + 1}
	e.out = appendU32(out, uint32(groups)+added)
	e.out = append(e.out, body[head.at:start]...)
	e.out = append(e.out, 1, 0x7e)
	if s.lengths {
		e.out = append(e.out, 1, 0x7f)
	}
	e.weight = s.weigh()
	e.deposit = max(e.weight, deposit(s.values))
	e.entry(s.charges[0].cost)
	at := start
	for _, k := range s.marks {
		e.out = append(e.out, body[at:k.at]...)
		at = k.at
		e.put(k, s.charges[k.charge].cost)
	}
	return append(e.out, body[at:]...), nil
}

// weigh returns the most that the function pays between two checks.
func (s *scanner) weigh() int64 {
	weight := s.charges[0].cost
	for _, k := range s.marks {
		if k.kind == markCharge || k.kind == markLoop {
			weight += s.charges[k.charge].cost
		}
	}
	return weight
}
