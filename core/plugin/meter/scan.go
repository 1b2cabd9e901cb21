package meter

// charge is what a stretch of code costs that runs from its first instruction
// to its last, or traps on the way.
type charge int64

// markKind says what is put in at a mark.
type markKind byte

const (
	markCharge markKind = iota // pay the charge
	markLoop                   // pay the charge, and stop when too little is left
	markExit                   // the units go back into the global
	markCall                   // the same, less the deposit
	markReturn                 // the units come from the global, with the deposit
	markLength                 // pay for the length on the stack
)

// mark is a place in a body where code is put in.
type mark struct {
	at     int
	kind   markKind
	charge int    // of markCharge and markLoop
	op     opcode // of markLength
}

// frame is a block, loop, if or function that is open while scanning.
type frame struct {
	op     opcode // opCall for the function itself
	sig    signature
	header int   // the charge of a loop's head
	sets   int   // how often locals are set inside it
	gets   int   // how often they are read inside it
	looped int   // of those, how often in loops inside it
	base   int   // how high the stack of operands was below its parameters
	target bool  // a branch leads to its end
	before path  // the path that entered it
	after  path  // the path that leaves it, or a loop's head
	paths  int64 // how many meet there
}

// scanner reads the body of one function and finds out what to put in where.
// It does not check types: the engine does, before and after the rewrite. It
// does check every index, since the rewrite adds a local and a global.
type scanner struct {
	m       *module
	r       *reader
	locals  int // parameters counted
	frames  []frame
	charges []charge
	marks   []mark
	open    int // the charge that the next instruction is added to
	height  int // of the stack of operands
	values  int64
	lengths bool // there is a markLength
	effort  effort
	path    path
	loops   int64 // that are open
	labels  []uint32
	looks   looks
}

// scan reads the body up to its final end.
func (s *scanner) scan(sig signature) {
	s.frames = []frame{{op: opCall, sig: signature{results: sig.results}}}
	s.charges = []charge{charge(priceEntry(s.locals))}
	s.values = int64(s.locals + 2*sig.results)
	for len(s.frames) > 0 && s.r.err == nil {
		s.step()
	}
	if s.r.err == nil && s.r.left() > 0 {
		s.r.fail(errMalformed("code after the final end of a function"))
	}
}

func (s *scanner) top() *frame { return &s.frames[len(s.frames)-1] }

func (s *scanner) pay(cost int64) { s.charges[s.open] += charge(cost) }

func (s *scanner) mark(at int, kind markKind) {
	s.marks = append(s.marks, mark{at: at, kind: kind, charge: s.open})
}

// begin opens a charge here: a place that paths lead to from more than one
// side, or from a side where they part.
func (s *scanner) begin(kind markKind) {
	s.die()
	s.mark(s.r.at, kind)
	s.effort.blocks++
	s.effort.live += int64(s.locals + s.height)
}

// die opens a charge that nobody pays: what follows cannot be reached.
func (s *scanner) die() {
	s.looks.forget()
	s.charges = append(s.charges, 0)
	s.open = len(s.charges) - 1
}

// step reads one instruction.
func (s *scanner) step() {
	at := s.r.at
	i := s.r.instruction(s.labels)
	if s.r.err != nil {
		return
	}
	s.values++
	s.effort.add(i.op)
	s.look(i.op)
	s.stack(height(i.op))
	s.pay(s.price(i.op))
	s.looks.after(i)
	switch i.op {
	case opBlock, opLoop, opIf:
		s.enter(i)
	case opElse:
		s.otherwise()
	case opEnd:
		s.end(at)
	case opBr, opReturn, opBrIf, opBrTable:
		s.branch(at, i)
	case opUnreachable:
		s.path.dead = true
		s.die()
	case opCall, opCallIndirect:
		s.call(at, i)
	case opLocalGet, opLocalSet, opLocalTee:
		s.local(i)
	case opGlobalGet, opGlobalSet:
		s.m.checkGlobal(s.r, i.index)
	case opMemoryGrow, opMemoryInit, opMemoryCopy, opMemoryFill, opTableInit, opTableCopy, opTableGrow, opTableFill:
		s.lengths = true
		s.marks = append(s.marks, mark{at: at, kind: markLength, op: i.op})
	}
}

// price is what an instruction costs here.
func (s *scanner) price(op opcode) int64 {
	if op >= opFirstLoad && op <= opLastLoad && s.looks.known() {
		return s.m.far.near
	}
	return s.m.far.price(op)
}

// stack makes the stack of operands higher by n. Each value that waits there
// is alive at every place in between, and the engine keeps books on it.
func (s *scanner) stack(n int) {
	s.height = max(s.top().base, s.height+n)
	if s.height > maxHeight {
		s.r.fail(tooMany(int64(s.height), "operands that wait at once in a function", maxHeight))
	}
}

func (s *scanner) local(i instruction) {
	if int64(i.index) >= int64(s.locals) {
		s.r.fail(noSuch("local", i.index))
		return
	}
	if i.op == opLocalGet {
		s.top().gets++
	} else {
		s.top().sets++
	}
}

func (s *scanner) call(at int, i instruction) {
	sig, ok := s.callee(i)
	if !ok {
		return
	}
	values := int64(sig.params + sig.results)
	s.pay(values)
	s.values += 2 * values
	s.effort.arguments += values
	s.height = max(s.top().base, s.height-sig.params)
	s.stack(sig.results)
	switch {
	case i.op == opCallIndirect:
		s.pay(s.m.dearest) // it may be a function that its callers pay for
		if s.m.hosted {
			s.pay(priceHost)
		}
	case int(i.index) < s.m.imported:
		s.pay(priceHost)
	case s.m.free[i.index] >= 0:
		s.pay(s.m.free[i.index])
		return
	}
	s.mark(at, markCall)
	s.mark(s.r.at, markReturn)
}

func (s *scanner) callee(i instruction) (sig signature, ok bool) {
	if i.op == opCallIndirect {
		if int64(i.index) >= int64(len(s.m.types)) {
			s.r.fail(noSuch("type", i.index))
			return sig, false
		}
		return s.m.types[i.index], true
	}
	if int64(i.index) >= int64(len(s.m.functions)) {
		s.r.fail(noSuch("function", i.index))
		return sig, false
	}
	return s.m.types[s.m.functions[i.index]], true
}
