package meter

// path is what the engine must look through when it compiles what follows. To
// find what a local holds it walks back, block by block, to where the local
// was set or paths met. With each block it writes down every address that is
// known to lie in the memory.
type path struct {
	steps  int64 // blocks since paths met
	bounds int64 // loads and stores since then
	dead   bool  // nothing leads here, and the engine makes nothing of it
}

// blocks lets n blocks begin, one behind the other.
func (s *scanner) blocks(n int64) {
	s.path.steps += n
	s.effort.bounds += n * s.path.bounds
}

// lead lets the path go on behind the end of f, or at the head of a loop.
func (s *scanner) lead(f *frame) {
	if s.path.dead {
		return
	}
	s.effort.returns += s.path.steps + 1
	f.after.steps = s.path.steps + 1
	if f.paths++; f.paths == 1 || s.path.bounds < f.after.bounds {
		f.after.bounds = s.path.bounds
	}
}

// head goes on at the head of a loop. The engine does not know yet what leads
// there, and walks no further back.
func (s *scanner) head(f *frame) {
	s.lead(f)
	s.blocks(1)
	s.path.steps = 1 // the check
	s.loops++
	s.effort.nested = max(s.effort.nested, s.loops)
}

// join goes on behind the end of f. To the head of a loop the engine carries
// at first all that is read or set in it; elsewhere what is set, and what it
// carried to the heads of loops inside.
func (s *scanner) join(f *frame) {
	s.top().gets += f.gets
	s.top().looped += f.looped
	if f.op == opLoop {
		s.loops--
		s.top().looped += f.gets
		s.effort.carry(f.paths, int64(min(f.sets+f.gets, s.locals)+f.sig.params))
		s.blocks(1)
		return
	}
	s.lead(f)
	if f.op == opIf { // there is no else
		s.path = f.before
		s.lead(f)
	}
	s.effort.carry(f.paths, int64(min(f.sets+f.looped, s.locals)+f.sig.results))
	s.blocks(1)
	s.path = f.after
	s.path.dead = f.paths == 0
	if f.paths > 1 {
		s.path.steps = 0
		s.effort.meetings++
	}
}

// look notes how far the engine walks for what an instruction names.
func (s *scanner) look(op opcode) {
	switch {
	case op == opLocalGet:
		s.effort.looks++
		s.effort.steps += s.path.steps
	case op == opGlobalGet || op == opGlobalSet:
		s.effort.globals++
		s.effort.steps += s.path.steps
	case op >= opFirstLoad && op <= opLastStore:
		s.effort.looks += 2 // where the memory begins, and its length
		s.effort.steps += 2 * s.path.steps
		s.path.bounds++
	case op == opMemoryGrow || op >= opMemoryInit:
		s.blocks(5)
		s.effort.live += 5 * int64(s.locals+s.height)
	}
}
