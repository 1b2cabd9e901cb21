package meter

// Prices, in units. A unit is time-like: 20,000,000 units end within 10 ms in
// every loop of BenchmarkWorst but chases through more than 4 MiB, which take 14,
// and each price is the least round number that
// holds that loop below 8 ms on an Intel Xeon of 2.6 GHz (Sapphire Rapids, a
// virtual machine, wazero 1.12). What a loop of ordinary code costs lies two to
// a hundred times below: what the caches do not hold costs so much more than
// what they do, and a meter cannot know which it will be. What depends on how
// far a module can reach is in reach.go.
const (
	priceLoop       = 3   // the check at the head of a loop
	priceSimple     = 1   // moves, constants, arithmetic of one cycle
	priceCompare    = 2   // a comparison that is kept, three cycles
	priceMultiply   = 2   // three cycles, in a chain
	priceDivide     = 12  // integer division and remainder, up to 20 cycles
	priceFloat      = 4   // float arithmetic that takes every number alike, with branches for NaN
	priceNearest    = 8   // ceil, floor, trunc, nearest
	priceTiny       = 120 // float arithmetic that takes 150 cycles for numbers below the normal ones
	priceConvert    = 6   // between integers and floats, with range checks
	priceMove       = 3   // between the two kinds of registers
	priceBranch     = 1   // a jump
	priceCondition  = 2   // a jump that may be guessed wrong
	priceBranchMany = 6   // the jump through a table
	priceCall       = 6   // with saving what is live
	priceIndirect   = 32  // the same, with two checks and a jump that may be guessed wrong
	priceTable      = 6   // table.get, table.set: two loads and a check
	priceEngine     = 300 // ref.func, table.grow, memory.grow: a way into the engine and back
	priceHost       = 300 // a call of an imported function, before what the host does
	priceBulk       = 100 // memory.fill, copy, init and those of tables, before their length
	priceDrop       = 20  // data.drop, elem.drop
)

// price is what one execution of an instruction costs, before what depends on
// its operands. What makes no code is free.
func (far reach) price(op opcode) int64 {
	switch {
	case op <= 0x01 || op == opBlock || op == opLoop || op == opElse || op == opEnd:
		return 0
	case op == opIf || op == opBrIf:
		return priceCondition + far.jump
	case op == opBr || op == opReturn:
		return priceBranch + far.jump
	case op == opBrTable:
		return priceBranchMany + far.jump
	case op == opCall:
		return priceCall + far.call
	case op == opCallIndirect:
		return priceIndirect + far.call
	case op == opTableGet || op == opTableSet:
		return priceTable
	case op >= opFirstLoad && op <= opLastLoad:
		return far.load
	case op > opLastLoad && op <= opLastStore:
		return far.store
	case op == opMemoryGrow || op == opRefFunc || op == opTableGrow:
		return priceEngine
	case op >= opFirstNumeric && op <= opLastNumeric:
		return priceNumeric(op)
	case op >= 0xfc00:
		return pricePrefixed(op)
	}
	return priceSimple
}

func priceNumeric(op opcode) int64 {
	switch {
	case op <= 0x5a:
		return priceCompare
	case op <= 0x66:
		return priceFloat
	case op == 0x6c || op == opI64Mul || op >= 0x67 && op <= 0x69 || op >= 0x79 && op <= 0x7b:
		return priceMultiply
	case op >= 0x6d && op <= 0x70 || op >= 0x7f && op <= 0x82:
		return priceDivide
	case op >= 0x8d && op <= 0x90 || op >= 0x9b && op <= 0x9e:
		return priceNearest
	case op >= 0x91 && op <= 0x95 || op >= 0x9f && op <= 0xa3 || op == 0xb6 || op == 0xbb:
		return priceTiny
	case op >= 0x8b && op <= 0xa6:
		return priceFloat
	case converts(op):
		return priceConvert
	case op >= 0xbc && op <= 0xbf:
		return priceMove
	}
	return priceSimple
}

// converts reports whether op makes an integer of a float or the other way
// round.
func converts(op opcode) bool {
	return op >= 0xa8 && op <= 0xab || op >= 0xae && op <= 0xb5 || op >= 0xb7 && op <= 0xba ||
		op >= 0xfc00 && op <= opLastTruncSat
}

func pricePrefixed(op opcode) int64 {
	switch {
	case converts(op):
		return priceConvert
	case op == opDataDrop || op == opElemDrop:
		return priceDrop
	case op == opTableSize:
		return priceMove
	}
	return priceBulk
}

// priceMerge is what it costs to carry n locals that may have changed to a
// place where paths meet. Sixteen fit into registers; the engine copies the
// others from one slot of its stack to another. More than 2,000 do not fit
// into the first-level cache: 10,000 took 14 ms at the price of the others.
func priceMerge(n int) int64 {
	return int64(n)/8 + max(0, int64(n)-16)*7/8 + max(0, int64(n)-2_000)
}

// priceEntry is what the locals cost that a function begins with.
func priceEntry(locals int) int64 { return 4 + int64(locals)/2 }

// priceLength is what the length of an operation costs, a unit an entry of a
// table that exists and 16 of one that grows. For memory see reach.
func priceLength(op opcode) int64 {
	if op == opTableGrow {
		return 16
	}
	return 1
}

// priceGrown is what memory.grow costs for each page that there is afterwards:
// the engine may copy them all, and asks the system for fresh memory.
const priceGrown = 20_000

// deposit is what a call holds until it comes back, beside what its caller
// still has to pay: for the memory of a frame of the engine's stack, in which
// each value may have its own slot, and for the trace that the engine makes
// of every frame when it stops.
func deposit(values int64) int64 { return 640 + 12*values }
