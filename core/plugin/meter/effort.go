package meter

import "errors"

// maxEffort is how long the engine may need to compile a module, in
// nanoseconds of the machine that effort was measured on.
const maxEffort = 10_000_000_000

var errEffort = errors.New("it would take too long to compile; " +
	"it needs smaller functions, with fewer branches, locals and calls in each")

// effort counts what makes the engine work while it compiles a function.
type effort struct {
	instructions int64
	blocks       int64 // places where paths begin or meet
	live         int64 // values that may be alive at such places, summed
	merges       int64 // values that are carried to such places
	arguments    int64 // what calls and blocks take and give
	calls        int64
	indirect     int64
	labels       int64 // targets of br_table
	conversions  int64
}

func (e *effort) add(op opcode) {
	e.instructions++
	switch {
	case op == opCallIndirect:
		e.indirect++
		e.calls++
	case op == opCall || op == opRefFunc:
		e.calls++
	case op == opLoop:
		e.blocks++ // the check
	case op == opMemoryGrow || op >= opMemoryInit:
		e.blocks += 5 // the check, and the loop that the engine makes of it
		e.calls++
	case converts(op):
		e.conversions++
	}
}

// nanoseconds estimates how long the engine works on the function. Each
// factor was measured on modules that are made of nothing else.
// Two terms are products, and they are what makes a small module a bomb: some
// passes of the engine look at every block for every block, and a call loads
// every global that can change.
func (e *effort) nanoseconds(locals, mutable int) int64 {
	l, g := int64(locals), int64(mutable)
	return 50_000 + 300*l + 100*g + 200*e.instructions + 15*e.blocks*e.blocks +
		300*e.live + 3_000*e.merges + 1_500*e.arguments + 10_000*e.calls + 600*e.calls*g +
		15_000*e.indirect + 12_000*e.labels + 8_000*e.conversions
}
