package meter

// constant reads a constant expression: one value and end.
func (m *module) constant(r *reader) {
	switch i := r.instruction(nil); i.op {
	case opI32Const, opI64Const, opF32Const, opF64Const, opRefNull:
	case opRefFunc:
		m.tabled(i.index)
	case opGlobalGet:
		m.checkGlobal(r, i.index)
	default:
		r.fail(refused("an extended constant expression"))
	}
	if r.byte() != byte(opEnd) {
		r.fail(refused("an extended constant expression"))
	}
}

func (m *module) readElements(r *reader) {
	entries := 0
	each(r, maxSegments, "element segments", func() {
		entries += m.readElement(r)
		if entries > maxElements {
			r.fail(tooMany(int64(entries), "entries in its element segments", maxElements))
		}
	})
}

// readElement reads one segment and returns how many entries it has. The bits
// of its kind say: 1 passive or declared, 2 with a table (or declared), 4
// expressions instead of function indices.
func (m *module) readElement(r *reader) (entries int) {
	kind := r.u32()
	if kind > 7 {
		r.fail(errMalformed("an element segment of unknown kind"))
	}
	if kind&1 == 0 {
		if kind&2 != 0 {
			r.u32()
		}
		m.constant(r)
	}
	expressions := kind&4 != 0
	switch {
	case kind&3 == 0: // functions, by default
	case expressions:
		r.referenceType()
	default:
		if r.byte() != 0 {
			r.fail(errMalformed("an element segment of something else than functions"))
		}
	}
	each(r, maxElements, "entries in an element segment", func() {
		entries++
		if expressions {
			m.constant(r)
		} else {
			m.tabled(r.u32())
		}
	})
	return entries
}

// tabled notes that a table may hold a function.
func (m *module) tabled(function uint32) { m.hosted = m.hosted || int64(function) < int64(m.imported) }

func (m *module) readData(r *reader) {
	switch kind := r.u32(); kind {
	case 0:
		m.constant(r)
	case 1:
	case 2:
		if r.u32() != 0 {
			r.fail(refused("several memories"))
		}
		m.constant(r)
	default:
		r.fail(errMalformed("a data segment of unknown kind"))
	}
	r.take(r.u32())
}
