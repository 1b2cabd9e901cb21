package meter

import "strings"

// nameSection is the custom section with the names for people.
const nameSection = "name"

// readCustom checks the name of a custom section, and of the name section all
// of it: the engine reads it, and believes the counts it announces.
func (m *module) readCustom(r *reader) {
	if r.name() != nameSection {
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

// functionNames returns the subsections of a checked name section with the
// names of functions, none longer than maxName and together no longer than
// maxNameText. The engine copies the module's name into that of each function
// and writes both into each line of a trace: 1 MB and 3,000 functions took
// 4 GB. Nobody reads the names of the module and of locals, so they go.
func functionNames(r *reader) (out []byte) {
	room := maxNameText
	for r.more() {
		id, body := r.byte(), r.take(r.u32())
		if id != 1 {
			continue
		}
		kept := [][]byte(nil)
		names := &reader{data: body}
		for n := names.u32(); n > 0 && room > 0; n-- {
			index, name := names.u32(), clip(names.name())
			room -= len(name)
			kept = append(kept, appendSized(appendU32(nil, index), []byte(name)))
		}
		out = appendSection(out, id, vectorOf(kept))
	}
	return out
}

// clip cuts a name to maxName bytes, between two letters.
func clip(name string) string {
	return strings.ToValidUTF8(name[:min(len(name), maxName)], "")
}
