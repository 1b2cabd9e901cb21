package meter

import "slices"

// PayEach is another meter, as plain as can be: before each instruction it
// takes the price of that one instruction from the global. No blocks, no
// local, no check, nothing for merges, locals, arguments and lengths. What a
// module pays to it Rewrite must take too.
func PayEach(wasm []byte, pages uint32) ([]byte, error) {
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
	m.survey(bodies)
	far := m.reachOf(pages)
	far.load = far.near // what a load costs at least
	for i, body := range bodies {
		r := &reader{data: body}
		r.locals(0)
		e := &emitter{out: slices.Clone(body[:r.at]), global: uint32(m.globals)}
		for r.more() {
			at := r.at
			if i := r.instruction(nil); far.price(i.op) > 0 {
				e.with(opGlobalGet, e.global)
				e.add(-far.price(i.op))
				e.with(opGlobalSet, e.global)
			}
			e.out = append(e.out, body[at:r.at]...)
		}
		if r.err != nil {
			return nil, r.err
		}
		bodies[i] = appendSized(nil, e.out)
	}
	m.code = vectorOf(bodies)
	return m.assemble(list), nil
}
