package meter

import "fmt"

// meterCode returns the code section with every function metered.
func (m *module) meterCode(pages uint32) ([]byte, error) {
	bodies, err := m.cutBodies()
	if err != nil {
		return nil, err
	}
	m.survey(bodies)
	m.far = m.reachOf(pages)
	m.findFree(bodies)
	out := appendU32(make([]byte, 0, 2*len(m.code)), uint32(len(bodies)))
	var body []byte
	for i := range bodies {
		index := m.imported + i
		if body, err = m.meterFunction(body[:0], index, bodies[i]); err != nil {
			return nil, fmt.Errorf("%w (found in function %d)", err, index)
		}
		out = appendSized(out, body)
	}
	return out, nil
}

// survey counts what the prices of all functions depend on.
func (m *module) survey(bodies [][]byte) {
	var labels []uint32
	for _, body := range bodies {
		r := &reader{data: body}
		r.locals(0)
		for r.more() {
			switch i := r.instruction(labels); i.op {
			case opMemoryGrow:
				m.grows = true
			case opRefFunc:
				m.tabled(i.index)
			case opIf, opBr, opBrIf:
				m.jumps++
			case opBrTable:
				labels = i.labels
				m.jumps += int64(len(labels))
			}
		}
	}
}

// cutBodies returns the body of every function.
func (m *module) cutBodies() ([][]byte, error) {
	var bodies [][]byte
	r := &reader{data: m.code}
	if r.more() {
		each(r, maxFunctions, "functions", func() {
			size := r.u32()
			if size > maxBody {
				r.fail(tooMany(int64(size), "bytes in the body of one function", maxBody))
			}
			bodies = append(bodies, r.take(size))
		})
	}
	if r.err == nil && r.left() > 0 {
		r.fail(errMalformed("its code section has bytes too many"))
	}
	if r.err == nil && len(bodies) != len(m.functions)-m.imported {
		r.fail(errMalformed("it has another number of functions than it declares"))
	}
	return bodies, r.err
}

// meterFunction appends the metered body of a function to out.
func (m *module) meterFunction(out []byte, index int, body []byte) ([]byte, error) {
	sig := m.types[m.functions[index]]
	r := &reader{data: body}
	s := &scanner{m: m, r: r, locals: r.locals(sig.params)}
	start := r.at
	s.scan(sig)
	if r.err != nil {
		return nil, r.err
	}
	if m.effort += s.effort.nanoseconds(s.locals, m); m.effort > maxEffort || s.effort.bytes(m) > maxSpace {
		return nil, errEffort
	}
	if m.free[index] >= 0 {
		return append(out, body...), nil
	}
	return emit(out, body, start, s), nil
}

// locals reads the declarations at the head of a body and returns how many
// locals the function has, its parameters counted.
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
