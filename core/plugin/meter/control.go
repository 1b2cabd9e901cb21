package meter

// enter opens a block, loop or if.
func (s *scanner) enter(i instruction) {
	f := frame{op: i.op, before: s.path}
	switch {
	case i.block >= int64(len(s.m.types)):
		s.r.fail(noSuch("type", uint32(i.block)))
	case len(s.frames) > maxNesting:
		s.r.fail(tooMany(int64(len(s.frames)), "blocks inside each other", maxNesting))
	case i.block >= 0:
		f.sig = s.m.types[i.block]
	case i.block != -64:
		f.sig.results = 1
	}
	f.base = max(s.top().base, s.height-f.sig.params)
	s.effort.arguments += int64(f.sig.params + f.sig.results)
	switch i.op {
	case opLoop:
		s.begin(markLoop)
		s.pay(priceLoop)
		f.header = s.open
		s.head(&f)
	case opIf:
		s.begin(markCharge)
		s.blocks(1)
	}
	s.frames = append(s.frames, f)
}

func (s *scanner) otherwise() {
	f := s.top()
	if f.op != opIf {
		s.r.fail(errMalformed("else without if"))
		return
	}
	s.lead(f)
	s.path = f.before
	s.blocks(1)
	f.op = opElse
	s.height = f.base + f.sig.params
	s.begin(markCharge)
}

// end closes a frame.
func (s *scanner) end(at int) {
	f := *s.top()
	s.frames = s.frames[:len(s.frames)-1]
	if len(s.frames) == 0 {
		s.mark(at, markExit)
		s.effort.carry(f.paths+1, int64(f.sig.results))
		return
	}
	s.top().sets += f.sets
	s.height = f.base + f.sig.results
	s.begin(markCharge)
	merged := min(f.sets, s.locals)
	switch {
	case f.op == opLoop:
		s.charges[f.header] += charge(priceMerge(merged) + int64(f.sig.params))
		s.values += int64(merged + f.sig.params)
	case f.target || f.op != opBlock:
		s.pay(priceMerge(merged) + int64(f.sig.results))
		s.values += int64(merged + f.sig.results)
	}
	s.join(&f)
}

// branch handles whatever may go on elsewhere. Where that is outside the
// function, the units go back before it.
func (s *scanner) branch(at int, i instruction) {
	leaves := false
	switch i.op {
	case opReturn:
		leaves = s.aim(uint32(len(s.frames) - 1))
	case opBrTable:
		s.labels = i.labels
		s.effort.labels += int64(len(i.labels))
		for _, label := range i.labels {
			leaves = s.aim(label) || leaves
		}
	default:
		leaves = s.aim(i.index)
	}
	if leaves {
		s.mark(at, markExit)
	}
	if i.op == opBrIf {
		s.begin(markCharge)
		s.blocks(1)
		return
	}
	s.path.dead = true
	s.die()
}

// aim notes a branch and reports whether it leaves the function.
func (s *scanner) aim(label uint32) bool {
	last := uint32(len(s.frames) - 1)
	if label > last {
		s.r.fail(errMalformed("a branch leads out of the function"))
		return false
	}
	s.frames[last-label].target = true
	s.lead(&s.frames[last-label])
	return label == last
}
