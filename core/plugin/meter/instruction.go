package meter

// opcode is the number of an instruction; those behind the prefix 0xfc are
// 0xfc00 and their own number.
type opcode uint16

const (
	opUnreachable  opcode = 0x00
	opBlock        opcode = 0x02
	opLoop         opcode = 0x03
	opIf           opcode = 0x04
	opElse         opcode = 0x05
	opEnd          opcode = 0x0b
	opBr           opcode = 0x0c
	opBrIf         opcode = 0x0d
	opBrTable      opcode = 0x0e
	opReturn       opcode = 0x0f
	opCall         opcode = 0x10
	opCallIndirect opcode = 0x11
	opDrop         opcode = 0x1a
	opSelect       opcode = 0x1b
	opSelectTyped  opcode = 0x1c
	opLocalGet     opcode = 0x20
	opLocalSet     opcode = 0x21
	opLocalTee     opcode = 0x22
	opGlobalGet    opcode = 0x23
	opGlobalSet    opcode = 0x24
	opTableGet     opcode = 0x25
	opTableSet     opcode = 0x26
	opFirstLoad    opcode = 0x28
	opLastLoad     opcode = 0x35
	opLastStore    opcode = 0x3e
	opMemorySize   opcode = 0x3f
	opMemoryGrow   opcode = 0x40
	opI32Const     opcode = 0x41
	opI64Const     opcode = 0x42
	opF32Const     opcode = 0x43
	opF64Const     opcode = 0x44
	opFirstNumeric opcode = 0x45
	opI64LtS       opcode = 0x53
	opI64Add       opcode = 0x7c
	opI64Sub       opcode = 0x7d
	opI64Mul       opcode = 0x7e
	opI64ShrU      opcode = 0x88
	opI32Wrap      opcode = 0xa7
	opI64ExtendU   opcode = 0xad
	opLastNumeric  opcode = 0xc4
	opRefNull      opcode = 0xd0
	opRefFunc      opcode = 0xd2

	opLastTruncSat opcode = 0xfc07
	opMemoryInit   opcode = 0xfc08
	opDataDrop     opcode = 0xfc09
	opMemoryCopy   opcode = 0xfc0a
	opMemoryFill   opcode = 0xfc0b
	opTableInit    opcode = 0xfc0c
	opElemDrop     opcode = 0xfc0d
	opTableCopy    opcode = 0xfc0e
	opTableGrow    opcode = 0xfc0f
	opTableSize    opcode = 0xfc10
	opTableFill    opcode = 0xfc11
)

// instruction is one instruction with the immediates that metering looks at.
type instruction struct {
	op     opcode
	index  uint32   // label, local, global, function, type or table
	block  int64    // the type of a block, loop or if
	labels []uint32 // all labels of a br_table, the default last; valid until the next instruction
}

// instruction reads one instruction. What it does not know to the last byte
// it refuses: nothing may pass that the engine would read differently.
func (r *reader) instruction(labels []uint32) instruction {
	i := instruction{op: opcode(r.byte())}
	switch op := i.op; {
	case op == opBlock || op == opLoop || op == opIf:
		i.block = r.blockType()
	case op == opBrTable:
		i.labels = r.labels(labels)
	case op == opBr || op == opBrIf || op == opCall || op == opRefFunc || op >= opLocalGet && op <= opTableSet:
		i.index = r.u32()
	case op == opCallIndirect:
		i.index = r.u32()
		r.u32()
	case op == opSelectTyped:
		r.selectType()
	case op >= opFirstLoad && op <= opLastStore:
		r.memoryArgument()
	case op == opMemorySize || op == opMemoryGrow:
		r.zero()
	case op == opI32Const:
		r.signed(32)
	case op == opI64Const:
		r.signed(64)
	case op == opF32Const:
		r.take(4)
	case op == opF64Const:
		r.take(8)
	case op == opRefNull:
		r.referenceType()
	case op == 0xfc:
		r.prefixed(&i)
	case !plain(op):
		r.refuseOpcode(op)
	}
	return i
}

// plain reports whether op is an instruction without immediates.
func plain(op opcode) bool {
	return op <= 0x01 || op == opElse || op == opEnd || op == opReturn || op == opDrop || op == opSelect ||
		op >= opFirstNumeric && op <= opLastNumeric || op == 0xd1
}

// prefixed reads the rest of an instruction that begins with 0xfc.
func (r *reader) prefixed(i *instruction) {
	number := r.u32()
	i.op = 0xfc00 | opcode(number)
	switch op := i.op; {
	case number > uint32(opTableFill&0xff):
		r.fail(refused("an instruction that is not in WebAssembly 2.0 (0xfc %#x)", number))
	case op <= opLastTruncSat:
	case op == opMemoryInit:
		r.u32()
		r.zero()
	case op == opMemoryCopy:
		r.zero()
		r.zero()
	case op == opMemoryFill:
		r.zero()
	case op == opTableInit || op == opTableCopy:
		r.u32()
		r.u32()
	default:
		i.index = r.u32()
	}
}

func (r *reader) labels(list []uint32) []uint32 {
	n := r.count(maxLabels, "targets in a br_table")
	list = list[:0]
	for ; n >= 0; n-- {
		list = append(list, r.u32())
	}
	return list
}

// memoryArgument reads alignment and offset. Bit 6 of the alignment would
// name another memory.
func (r *reader) memoryArgument() {
	if align := r.u32(); align >= 1<<6 {
		r.fail(refused("several memories"))
	}
	r.u32()
}

// zero reads the one byte that names memory 0.
func (r *reader) zero() {
	if r.byte() != 0 {
		r.fail(refused("several memories"))
	}
}

func (r *reader) selectType() {
	if r.u32() != 1 {
		r.fail(errMalformed("select with other than one type"))
	}
	r.valueType()
}
