package meter

// emitter puts code into a body.
type emitter struct {
	out     []byte
	global  uint32
	units   uint32 // the added local that holds the units
	length  uint32 // the added local that holds a length, when there is one
	weight  int64  // the most that is paid between two checks
	deposit int64  // what is held during a call
	bytes   int64  // see reach
}

// emit appends body, whose code begins at start, with what s found.
func emit(out, body []byte, start int, s *scanner) []byte {
	weight := s.weight()
	e := emitter{
		out: out, global: uint32(s.m.globals), units: uint32(s.locals), length: uint32(s.locals) + 1,
		weight: weight, deposit: max(weight, deposit(s.values)), bytes: s.m.far.bytes,
	}
	e.declare(body[:start], s.lengths)
	e.enter(s.charges[0])
	for _, m := range s.marks {
		e.out = append(e.out, body[start:m.at]...)
		start = m.at
		e.put(m, s.charges[m.charge])
	}
	return append(e.out, body[start:]...)
}

// weight returns the most that the function itself pays between two checks:
// each of its charges once, since every way back leads through a check.
func (s *scanner) weight() int64 {
	weight := int64(s.charges[0])
	for _, m := range s.marks {
		if m.kind == markCharge || m.kind == markLoop {
			weight += int64(s.charges[m.charge])
		}
	}
	return weight
}

// declare copies the declarations of locals and adds its own.
func (e *emitter) declare(locals []byte, lengths bool) {
	r := &reader{data: locals}
	groups := r.u32()
	if lengths {
		e.out = appendU32(e.out, groups+2)
		e.out = append(e.out, locals[r.at:]...)
		e.out = append(e.out, 1, typeI64, 1, typeI32)
		return
	}
	e.out = appendU32(e.out, groups+1)
	e.out = append(e.out, locals[r.at:]...)
	e.out = append(e.out, 1, typeI64)
}

// enter takes the units over when the function is called.
func (e *emitter) enter(c charge) {
	e.with(opGlobalGet, e.global)
	e.add(-int64(c))
	e.with(opLocalTee, e.units)
	e.check()
}

func (e *emitter) put(m mark, c charge) {
	switch m.kind {
	case markCharge:
		if c == 0 {
			return
		}
		e.with(opLocalGet, e.units)
		e.add(-int64(c))
		e.with(opLocalSet, e.units)
	case markLoop:
		e.with(opLocalGet, e.units)
		e.add(-int64(c))
		e.with(opLocalTee, e.units)
		e.check()
	case markExit:
		e.with(opLocalGet, e.units)
		e.with(opGlobalSet, e.global)
	case markCall:
		e.with(opLocalGet, e.units)
		e.add(-e.deposit)
		e.with(opGlobalSet, e.global)
	case markReturn:
		e.with(opGlobalGet, e.global)
		e.add(e.deposit)
		e.with(opLocalSet, e.units)
	case markLength:
		e.payLength(m.op)
	}
}

// check stops when the units on the stack are fewer than the function may pay
// before it checks again.
func (e *emitter) check() {
	e.number(e.weight)
	e.op(opI64LtS)
	e.op(opIf)
	e.out = append(e.out, emptyBlock)
	e.number(Exhausted)
	e.with(opGlobalSet, e.global)
	e.op(opUnreachable)
	e.op(opEnd)
}

// payLength pays for the length on top of the stack, and leaves it there.
func (e *emitter) payLength(op opcode) {
	e.with(opLocalTee, e.length)
	e.with(opLocalGet, e.units)
	e.with(opLocalGet, e.length)
	e.op(opI64ExtendU)
	switch op {
	case opMemoryCopy, opMemoryFill, opMemoryInit:
		e.number(e.bytes)
		e.op(opI64ShrU)
	case opMemoryGrow:
		e.op(opMemorySize)
		e.out = append(e.out, 0)
		e.op(opI64ExtendU)
		e.op(opI64Add)
		e.number(priceGrown)
		e.op(opI64Mul)
	default:
		e.number(priceLength(op))
		e.op(opI64Mul)
	}
	e.op(opI64Sub)
	e.with(opLocalTee, e.units)
	e.check()
}

func (e *emitter) op(op opcode) { e.out = append(e.out, byte(op)) }

func (e *emitter) with(op opcode, index uint32) {
	e.op(op)
	e.out = appendU32(e.out, index)
}

func (e *emitter) number(n int64) {
	e.op(opI64Const)
	e.out = appendS64(e.out, n)
}

// add adds n to the number on the stack.
func (e *emitter) add(n int64) {
	e.number(n)
	e.op(opI64Add)
}
