package meter

import "slices"

// PayEach is another meter, as plain as can be: before each instruction it
// takes the price of that one instruction from the global. No blocks, no
// local, no check, nothing for merges, locals, arguments and lengths. What a
// module pays to it Rewrite must take too.
func PayEach(wasm []byte) ([]byte, error) {
	return rewriteWith(wasm, func(m *module, _ int, body []byte) ([]byte, error) {
		r := &reader{data: body}
		r.locals(0)
		e := &emitter{out: slices.Clone(body[:r.at]), global: uint32(m.globals)}
		for r.more() {
			at := r.at
			if i := r.instruction(nil); price(i.op) > 0 {
				e.with(opGlobalGet, e.global)
				e.add(-price(i.op))
				e.with(opGlobalSet, e.global)
			}
			e.out = append(e.out, body[at:r.at]...)
		}
		return e.out, r.err
	})
}

// Bug is a mistake planted into the meter.
type Bug string

// The mistakes that the tests must notice.
const (
	BugNone    Bug = "none"
	BugCharge  Bug = "a charge left out"
	BugExit    Bug = "units not given back at an exit"
	BugCall    Bug = "units not given to a call"
	BugReturn  Bug = "units not taken back from a call"
	BugLoop    Bug = "a loop without its check"
	BugLength  Bug = "a length that is not paid for"
	BugDeposit Bug = "a call without a deposit"
	BugFree    Bug = "a free function that nobody pays for"
)

// Bugs lists them.
func Bugs() []Bug {
	return []Bug{BugCharge, BugExit, BugCall, BugReturn, BugLoop, BugLength, BugDeposit, BugFree}
}

// RewriteWrongly is Rewrite with a bug in every function.
func RewriteWrongly(wasm []byte, bug Bug) ([]byte, error) {
	return rewriteWith(wasm, func(m *module, index int, body []byte) ([]byte, error) {
		if bug == BugFree {
			for i := range m.free {
				m.free[i] = min(m.free[i], 0)
			}
		}
		sig := m.types[m.functions[index]]
		r := &reader{data: body}
		s := &scanner{m: m, r: r, locals: r.locals(sig.params)}
		start := r.at
		s.scan(sig)
		if r.err != nil || m.free[index] >= 0 {
			return body, r.err
		}
		s.plant(bug)
		e := newEmitter(nil, s)
		if bug == BugDeposit {
			e.deposit = 0
		}
		return e.emit(body, start, s), nil
	})
}

func (s *scanner) plant(bug Bug) {
	kinds := map[Bug]markKind{BugExit: markExit, BugCall: markCall, BugReturn: markReturn, BugLoop: markLoop, BugLength: markLength}
	switch kind, of := kinds[bug]; {
	case of:
		s.marks = slices.DeleteFunc(s.marks, func(m mark) bool { return m.kind == kind })
	case bug == BugCharge:
		last := slices.IndexFunc(s.marks, func(m mark) bool { return m.kind == markCharge && s.charges[m.charge] > 0 })
		if last >= 0 {
			s.charges[s.marks[last].charge] = 0
		}
	}
}

func rewriteWith(wasm []byte, meter func(*module, int, []byte) ([]byte, error)) ([]byte, error) {
	list, err := sections(wasm)
	if err != nil {
		return nil, err
	}
	m, err := readModule(list)
	if err != nil {
		return nil, err
	}
	bodies, err := m.cutBodies()
	if err != nil {
		return nil, err
	}
	m.findFree(bodies)
	code := appendU32(nil, uint32(len(bodies)))
	for i, body := range bodies {
		if body, err = meter(m, m.imported+i, body); err != nil {
			return nil, err
		}
		code = appendSized(code, body)
	}
	m.code = code
	return m.assemble(list), nil
}
