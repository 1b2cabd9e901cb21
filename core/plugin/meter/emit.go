package meter

// emitter puts code into a body.
type emitter struct {
	out     []byte
	global  uint32
	units   uint32 // the local that holds the units
	length  uint32 // the local that holds a length, when there is one
	weight  int64
	deposit int64
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

// minus takes cost from the number on the stack.
func (e *emitter) minus(cost int64) {
	if cost != 0 {
		e.number(cost)
		e.op(opI64Sub)
	}
}

func (e *emitter) charge(cost int64) {
	if cost == 0 {
		return
	}
	e.with(opLocalGet, e.units)
	e.minus(cost)
	e.with(opLocalSet, e.units)
}

// check stops when fewer units are left than the function may use before the
// next check. It takes them from the stack.
func (e *emitter) check() {
	e.number(e.weight)
	e.op(opI64LtS)
	e.out = append(e.out, byte(opIf), 0x40)
	e.number(Exhausted)
	e.with(opGlobalSet, e.global)
	e.op(opUnreachable)
	e.op(opEnd)
}

func (e *emitter) entry(cost int64) {
	e.with(opGlobalGet, e.global)
	e.minus(cost)
	e.with(opLocalTee, e.units)
	e.check()
}

func (e *emitter) put(m mark, cost int64) {
	switch m.kind {
	case markCharge:
		e.charge(cost)
	case markLoop:
		e.with(opLocalGet, e.units)
		if cost != 0 {
			e.minus(cost)
			e.with(opLocalTee, e.units)
		}
		e.check()
	case markExit:
		e.with(opLocalGet, e.units)
		e.with(opGlobalSet, e.global)
	case markCall:
		e.with(opLocalGet, e.units)
		e.minus(e.deposit)
		e.with(opGlobalSet, e.global)
	case markReturn:
		e.with(opGlobalGet, e.global)
		e.minus(-e.deposit)
		e.with(opLocalSet, e.units)
	case markLength:
		e.bulk(m.op)
	}
}

// bulk charges for the length on the stack before it is used.
func (e *emitter) bulk(op opcode) {
	e.with(opLocalTee, e.length)
	e.with(opLocalGet, e.units)
	e.with(opLocalGet, e.length)
	e.op(opI64ExtendU)
	switch op {
	case opMemoryGrow:
		e.number(8192)
		e.op(opI64Mul)
	case opMemoryInit, opMemoryCopy, opMemoryFill:
		e.number(3)
		e.op(opI64ShrU)
	case opTableGrow:
		e.number(16)
		e.op(opI64Mul)
	}
	e.op(opI64Sub)
	e.with(opLocalTee, e.units)
	e.check()
}
