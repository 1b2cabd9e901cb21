package meter

import "strings"

// assemble writes the sections with the global and its export in their
// places, whether or not the module has such sections.
func (m *module) assemble(list []section) []byte {
	out := append(make([]byte, 0, 2*len(m.code)), header...)
	at := 0
	upTo := func(next int) {
		if at < rank(globalSection) && next >= rank(globalSection) {
			out = appendSection(out, globalSection, m.withGlobal(list))
		}
		if at < rank(exportSection) && next >= rank(exportSection) {
			out = appendSection(out, exportSection, m.withExport(list))
		}
		at = max(at, next)
	}
	for _, s := range list {
		upTo(rank(s.id))
		switch s.id {
		case customSection:
			if body, kept := custom(s.body); kept {
				out = appendSection(out, s.id, body)
			}
		case globalSection, exportSection:
		case tableSection:
			out = appendSection(out, s.id, vectorOf(m.tables))
		case codeSection:
			out = appendSection(out, s.id, m.code)
		default:
			out = appendSection(out, s.id, s.body)
		}
	}
	upTo(rank(dataSection))
	return out
}

func appendSection(out []byte, id byte, body []byte) []byte {
	return appendSized(append(out, id), body)
}

func vectorOf(entries [][]byte) []byte {
	out := appendU32(nil, uint32(len(entries)))
	for _, entry := range entries {
		out = append(out, entry...)
	}
	return out
}

// custom returns a custom section as it is kept, or that it goes: those that
// speak of places in the code do, since the rewrite moves them.
func custom(body []byte) (kept []byte, keeps bool) {
	r := &reader{data: body}
	name := r.name()
	if name == nameSection {
		return append(appendSized(nil, []byte(name)), functionNames(r)...), true
	}
	return body, !strings.HasPrefix(name, ".debug_") && !strings.HasPrefix(name, "metadata.code.")
}

// withGlobal returns the global section with the budget as its last global.
func (m *module) withGlobal(list []section) []byte {
	const mutable = 1
	return extended(list, globalSection, []byte{typeI64, mutable, byte(opI64Const), 0, byte(opEnd)})
}

// withExport returns the export section with the budget as its last export.
func (m *module) withExport(list []section) []byte {
	const global = 3
	export := append(appendSized(nil, []byte(Global)), global)
	return extended(list, exportSection, appendU32(export, uint32(m.globals)))
}

// extended returns the vector of section id with one more entry. Without such
// a section it is the only one.
func extended(list []section, id byte, entry []byte) []byte {
	for _, s := range list {
		if s.id == id {
			r := &reader{data: s.body}
			out := appendU32(nil, r.u32()+1)
			return append(append(out, s.body[r.at:]...), entry...)
		}
	}
	return append([]byte{1}, entry...)
}
