package meter

import "errors"

// maxEffort is how long the engine may need to compile a module, in
// nanoseconds of the machine that effort was measured on.
const maxEffort = 10_000_000_000

// maxSpace is how much memory the engine may need to compile a function, in
// bytes. What it took for one function it uses again for the next.
const maxSpace = 1 << 30

var errEffort = errors.New("it would take too long or too much memory to compile; " +
	"it needs smaller functions, with fewer branches, locals and calls in each")

// effort counts what makes the engine work while it compiles a function.
type effort struct {
	instructions int64
	blocks       int64 // places where paths begin or meet
	live         int64 // values that may be alive at such places, summed
	arguments    int64 // what calls and blocks take and give
	calls        int64
	indirect     int64
	labels       int64 // targets of br_table
	conversions  int64
	looks        int64 // how often a local or the memory is looked up
	globals      int64 // how often a global is
	steps        int64 // blocks that are walked back for that
	returns      int64 // blocks that are walked back for each value from where paths meet
	meetings     int64 // places where paths meet
	nested       int64 // loops inside each other
	carried      int64 // values that are carried to such places, once for each path
	compared     int64 // pairs of values that are carried by the same path
	bounds       int64 // addresses that are written down
}

// carry notes that each of some paths carries n values to where they meet.
func (e *effort) carry(paths, n int64) {
	if paths > 1 {
		e.carried += paths * n
	}
	e.compared += paths * n * n
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

// nanoseconds estimates how long the engine works on the function. With a body
// of at most maxBody bytes no sum here wraps around. Each factor was measured
// on modules that are made of little else (bomb_test.go), with wazero 1.12:
// none took more than 1.6 times its estimate, many took far less. A Go rule of
// 1.9 MB takes 1.1 to 1.4 s and is estimated at no more than 3.2 s.
//
// The terms that are products are what makes a small module a bomb. Some
// passes of the engine look at every block for every block, a call loads every
// global that can change, and most of all:
//   - 10,000 br_table targets to which 1,000 locals are carried are 28 kB; they
//     took 19 s and 4 GB (carried).
//   - 12 loops inside each other that read 10,000 locals are 40 kB and took
//     8 s: that a loop changes none is found by comparing all with all, once
//     for each loop around it (compared).
//   - 200,000 reads behind 8,000 br_if took 14 s: each walks back over all of
//     them (steps). So does each local from behind a block that they all leave
//     (returns).
//   - 20,000 loads before 2,000 br_if took 1 GB (bounds).
func (e *effort) nanoseconds(locals int, m *module) int64 {
	l, g := int64(locals), int64(m.mutable)
	return 50_000 + 300*l + 100*g + 200*e.instructions + 15*e.blocks*e.blocks +
		300*(e.live+e.blocks*e.liveGlobals(m)) +
		1_500*e.arguments + 10_000*e.calls + 600*e.calls*g +
		15_000*e.indirect + 12_000*e.labels + 8_000*e.conversions +
		20*e.steps + 20*e.returns*(min(l, e.looks)+4) + 2*e.looks*e.meetings +
		2_000*e.carried + e.compared*(e.nested+1)/2 + 60*e.bounds
}

// bytes estimates the memory that the engine takes for the function.
func (e *effort) bytes(m *module) int64 {
	return 400*e.instructions + 2_000*e.blocks + 400*e.carried + 30*e.bounds +
		20*(e.live+e.blocks*e.liveGlobals(m))
}

// liveGlobals is how many globals may be alive from block to block.
func (e *effort) liveGlobals(m *module) int64 { return min(e.globals, int64(m.globals)) }
