package meter

import (
	"strings"
)

// Global is the export through which the host sets and reads the budget, a
// mutable i64 in units.
const Global = "raja_units"

// Exhausted is what Global holds when a rule was stopped because its units
// were used up.
const Exhausted = -1 << 62

// Rewrite returns the module with a budget built in.
func Rewrite(wasm []byte) ([]byte, error) {
	list, err := sections(wasm)
	if err != nil {
		return nil, err
	}
	m, err := readModule(list)
	if err != nil {
		return nil, err
	}
	code, err := m.meterCode()
	if err != nil {
		return nil, err
	}
	return m.assemble(list, code), nil
}

// assemble writes the module with the global and its export.
func (m *module) assemble(list []section, code []byte) []byte {
	out := append(make([]byte, 0, 2*len(code)), "\x00asm\x01\x00\x00\x00"...)
	written := 0
	emit := func(id byte, body []byte) {
		out = appendSized(append(out, id), body)
	}
	for _, s := range list {
		if s.id == customSection {
			if !dropped(s) {
				emit(s.id, s.body)
			}
			continue
		}
		if rank(s.id) >= rank(globalSection) && written < rank(globalSection) {
			written = rank(globalSection)
			emit(globalSection, m.withGlobal(list))
		}
		if rank(s.id) >= rank(exportSection) && written < rank(exportSection) {
			written = rank(exportSection)
			emit(exportSection, m.withExport(list))
		}
		switch s.id {
		case globalSection, exportSection:
		case codeSection:
			emit(s.id, code)
		default:
			emit(s.id, s.body)
		}
	}
	if written < rank(globalSection) {
		emit(globalSection, m.withGlobal(list))
	}
	if written < rank(exportSection) {
		emit(exportSection, m.withExport(list))
	}
	return out
}

func dropped(s section) bool {
	r := &reader{data: s.body}
	return strings.HasPrefix(r.name(), ".debug_")
}

func (m *module) withGlobal(list []section) []byte {
	return appended(list, globalSection, []byte{0x7e, 1, byte(opI64Const), 0, byte(opEnd)})
}

func (m *module) withExport(list []section) []byte {
	export := appendSized(nil, []byte(Global))
	export = append(export, 3)
	export = appendU32(export, uint32(m.globals))
	return appended(list, exportSection, export)
}

// appended returns the vector of a section, which may be absent, with one
// more entry.
func appended(list []section, id byte, entry []byte) []byte {
	for _, s := range list {
		if s.id == id {
			r := &reader{data: s.body}
			n := r.u32()
			out := appendU32(nil, n+1)
			out = append(out, s.body[r.at:]...)
			return append(out, entry...)
		}
	}
	return append([]byte{1}, entry...)
}
