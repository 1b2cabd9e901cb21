package meter

// price is what one execution of an instruction costs, before what depends on
// its operands. A unit is half a nanosecond in the slowest loop.
func price(op opcode) int64 {
	switch {
	case op == opBlock || op == opLoop || op == opEnd || op == opElse || op == 0x01:
		return 0
	case op == opUnreachable:
		return 0
	case op == opBrTable:
		return 6
	case op == opBr || op == opReturn:
		return 1
	case op == opBrIf || op == opIf:
		return 2
	case op == opCall:
		return 6
	case op == opCallIndirect:
		return 16
	case op >= opFirstLoad && op <= opLastLoad:
		return 3
	case op > opLastLoad && op <= opLastStore:
		return 2
	case op == opMemoryGrow:
		return 500
	case op == 0x6d || op == 0x6e || op == 0x6f || op == 0x70 || op >= 0x7f && op <= 0x82:
		return 12
	case op == 0x91 || op == 0x95 || op == 0x9f || op == 0xa3:
		return 10
	case op == opRefFunc:
		return 200
	case op >= 0x8b && op <= 0xa6:
		return 3
	case op >= 0xfc00:
		return 50
	}
	return 1
}

const (
	priceLoop  = 2   // the check at the head of a loop
	priceHost  = 200 // a call that leaves the module
	freeWeight = 32  // the most that a function may cost which its callers pay for
)

// priceMerge is what it costs to carry n changed locals to a place where
// paths meet.
func priceMerge(n int) int64 { return int64(n) / 8 }
