package meter

// charge is what a stretch of code costs that runs as often as its first
// instruction.
type charge struct{ cost int64 }

// markKind says what is put in at a mark.
type markKind byte

const (
	markCharge markKind = iota // the cost of a charge
	markLoop                   // the same, and the check
	markExit                   // the local goes back into the global
	markCall                   // the same, with the deposit
	markReturn                 // the global comes back, with the deposit
	markLength                 // the length on the stack is charged for
)

// mark is a place in a body where code is put in.
type mark struct {
	at     int
	kind   markKind
	charge int
	op     opcode
}

// frame is a block, loop, if or function that is open while scanning.
type frame struct {
	op     opcode
	sig    signature
	header int // the charge of a loop's head
	sets   int // how often locals are set inside it
	target bool
}

// scanner reads the body of one function and finds out what to put in where.
type scanner struct {
	m       *module
	r       *reader
	locals  int
	frames  []frame
	charges []charge
	marks   []mark
	open    int
	values  int64 // how many values a frame on the engine's stack may hold
	labels  []uint32
	calls   bool
	lengths bool
	gets    map[uint32]bool
}

// scan reads the body up to its final end.
func (s *scanner) scan(sig signature) {
	s.gets = map[uint32]bool{}
	s.push(frame{op: opCall, sig: signature{results: sig.results}})
	s.charges = append(s.charges, charge{})
	s.charges[0].cost = priceEntry(s.locals)
	s.values = int64(s.locals + 2*sig.results)
	for len(s.frames) > 0 && s.r.err == nil {
		s.step()
	}
	if s.r.err == nil && s.r.left() > 0 {
		s.r.fail(errMalformed("code after the final end of a function"))
	}
}

func (s *scanner) push(f frame) {
	if len(s.frames) > maxNesting {
		s.r.fail(tooMany(int64(len(s.frames)), "blocks inside each other", maxNesting))
		return
	}
	s.frames = append(s.frames, f)
}

func (s *scanner) top() *frame { return &s.frames[len(s.frames)-1] }

func (s *scanner) pay(cost int64) { s.charges[s.open].cost += cost }

func (s *scanner) mark(at int, kind markKind) {
	s.marks = append(s.marks, mark{at: at, kind: kind, charge: s.open})
}

// begin opens a charge here.
func (s *scanner) begin(kind markKind) {
	s.charges = append(s.charges, charge{})
	s.open = len(s.charges) - 1
	s.mark(s.r.at, kind)
}

// die opens a charge that nobody pays: what follows is never run.
func (s *scanner) die() {
	s.charges = append(s.charges, charge{})
	s.open = len(s.charges) - 1
}

// step reads one instruction.
func (s *scanner) step() {
	at := s.r.at
	i := s.r.instruction(s.labels)
	if i.labels != nil {
		s.labels = i.labels
	}
	if s.r.err != nil {
		return
	}
	s.values++
	s.pay(price(i.op))
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
		s.die()
	case opCall, opCallIndirect:
		s.call(at, i)
	case opLocalGet, opLocalSet, opLocalTee:
		s.local(i)
	case opGlobalGet, opGlobalSet:
		s.m.checkGlobal(s.r, i.index)
		if i.op == opGlobalGet {
			s.gets[i.index] = true
		}
	case opMemoryGrow, opMemoryInit, opMemoryCopy, opMemoryFill, opTableInit, opTableCopy, opTableGrow, opTableFill:
		s.lengths = true
		s.marks = append(s.marks, mark{at: at, kind: markLength, op: i.op})
	}
}

func (s *scanner) enter(i instruction) {
	f := frame{op: i.op}
	switch {
	case i.block >= int64(len(s.m.types)):
		s.r.fail(noSuch("type", uint32(i.block)))
		return
	case i.block >= 0:
		f.sig = s.m.types[i.block]
	case i.block != -64:
		f.sig.results = 1
	}
	s.push(f)
	if s.r.err != nil {
		return
	}
	switch i.op {
	case opLoop:
		s.begin(markLoop)
		s.top().header = s.open
		s.pay(priceLoop)
	case opIf:
		s.begin(markCharge)
	}
}

func (s *scanner) otherwise() {
	f := s.top()
	if f.op != opIf {
		s.r.fail(errMalformed("else without if"))
		return
	}
	f.op = opElse
	s.begin(markCharge)
}

// end closes a frame.
func (s *scanner) end(at int) {
	depth := len(s.frames) - 1
	f := s.frames[depth]
	if depth == 0 {
		s.mark(at, markExit)
		s.frames = s.frames[:0]
		return
	}
	s.frames = s.frames[:depth]
	s.top().sets += f.sets
	s.begin(markCharge)
	merged := min(f.sets, s.locals)
	switch {
	case f.op == opLoop:
		s.charges[f.header].cost += priceMerge(merged) + int64(f.sig.params)
		s.values += int64(merged + f.sig.params)
	case f.target || f.op != opBlock:
		s.pay(priceMerge(merged) + int64(f.sig.results))
		s.values += int64(merged + f.sig.results)
	}
}

func (s *scanner) branch(at int, i instruction) {
	exit := i.op == opReturn
	last := uint32(len(s.frames) - 1)
	switch i.op {
	case opReturn:
		s.aim(last)
	case opBrTable:
		for _, label := range i.labels {
			exit = s.aim(label) || exit
		}
	default:
		exit = s.aim(i.index)
	}
	if s.r.err != nil {
		return
	}
	if exit {
		s.mark(at, markExit)
	}
	if i.op == opBrIf {
		s.begin(markCharge)
		return
	}
	s.die()
}

// aim notes a branch and reports whether it leaves the function.
func (s *scanner) aim(label uint32) bool {
	last := uint32(len(s.frames) - 1)
	if label > last {
		s.r.fail(errMalformed("a branch leads out of the function"))
		return false
	}
	target := int(last - label)
	s.frames[target].target = true
	return target == 0
}

func (s *scanner) call(at int, i instruction) {
	var sig signature
	switch {
	case i.op == opCallIndirect:
		if int64(i.index) >= int64(len(s.m.types)) {
			s.r.fail(noSuch("type", i.index))
			return
		}
		sig = s.m.types[i.index]
		s.pay(freeWeight)
	case int64(i.index) >= int64(len(s.m.functions)):
		s.r.fail(noSuch("function", i.index))
		return
	default:
		sig = s.m.types[s.m.functions[i.index]]
		if free := s.m.freeCall(i.index); free >= 0 {
			s.pay(free + int64(sig.params+sig.results))
			return
		}
		if int(i.index) < s.m.imported {
			s.pay(priceHost)
		}
	}
	s.calls = true
	s.values += 2 * int64(sig.params+sig.results)
	s.pay(int64(sig.params + sig.results))
	s.mark(at, markCall)
	s.mark(s.r.at, markReturn)
}

func (s *scanner) local(i instruction) {
	if int64(i.index) >= int64(s.locals) {
		s.r.fail(noSuch("local", i.index))
		return
	}
	if i.op != opLocalGet {
		s.top().sets++
	}
}
