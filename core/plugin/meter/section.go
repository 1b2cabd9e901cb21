package meter

import (
	"fmt"
	"strings"
)

// The numbers of the sections.
const (
	customSection byte = iota
	typeSection
	importSection
	functionSection
	tableSection
	memorySection
	globalSection
	exportSection
	startSection
	elementSection
	codeSection
	dataSection
	dataCountSection
	tagSection
)

// header is how every core module begins: the magic and version 1.
const header = "\x00asm\x01\x00\x00\x00"

// section is one section as it stands in the module.
type section struct {
	id   byte
	body []byte
}

// rank is the place a section has in a module. Its number is not: dataCount
// and tag came later and stand in between.
func rank(id byte) int {
	switch id {
	case dataCountSection:
		return 2*int(elementSection) + 1
	case tagSection:
		return 2*int(memorySection) + 1
	}
	return 2 * int(id)
}

// sections cuts a module into its sections, which must be in their order and
// there once.
func sections(wasm []byte) ([]section, error) {
	if !strings.HasPrefix(string(wasm[:min(len(wasm), len(header))]), header) {
		return nil, fmt.Errorf("it is not a core WebAssembly module of version 1")
	}
	var list []section
	last := 0
	r := &reader{data: wasm, at: len(header)}
	for r.more() {
		s := section{r.byte(), r.take(r.u32())}
		switch {
		case s.id == customSection:
		case s.id > tagSection:
			r.fail(errMalformed(fmt.Sprintf("section %d does not exist", s.id)))
		case rank(s.id) <= last:
			r.fail(errMalformed(fmt.Sprintf("section %d stands twice or in the wrong place", s.id)))
		default:
			last = rank(s.id)
		}
		list = append(list, s)
	}
	return list, r.err
}
