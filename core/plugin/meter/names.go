package meter

// readCustom checks the name of a custom section, and of the name section all
// of it: the engine reads it, and believes the counts it announces.
func (m *module) readCustom(r *reader) {
	if r.name() != "name" {
		r.at = len(r.data)
		return
	}
	for r.more() {
		m.readNames(r.byte(), &reader{data: r.take(r.u32())}, r)
	}
}

// readNames checks one subsection: 0 names the module, 1 functions, 2 locals.
// Others are not read by the engine.
func (m *module) readNames(id byte, r, section *reader) {
	switch id {
	case 0:
		r.name()
	case 1:
		m.nameMap(r)
	case 2:
		each(r, maxFunctions, "functions with named locals", func() {
			r.u32()
			m.nameMap(r)
		})
	default:
		return
	}
	if r.err == nil && r.left() > 0 {
		r.fail(errMalformed("its names do not fill their section"))
	}
	if r.err != nil {
		section.fail(r.err)
	}
}

func (m *module) nameMap(r *reader) {
	each(r, maxNames, "names", func() {
		r.u32()
		r.name()
		if m.names++; m.names > maxNames {
			r.fail(tooMany(int64(m.names), "names", maxNames))
		}
	})
}
