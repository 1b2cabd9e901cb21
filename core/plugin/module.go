package plugin

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// outline is what of a module must be known before it is compiled: what it
// imports, and whether it would run code on its own.
type outline struct {
	imports []imported
	exports []string
	start   bool
	pages   uint32 // of memory that it begins with
}

// imported is one import; kind is 0 function, 1 table, 2 memory, 3 global.
type imported struct {
	module, name string
	kind         byte
}

func (i imported) String() string { return i.module + "." + i.name }

var errTruncated = errors.New("it ends in the middle")

const (
	sectionImport = 2
	sectionMemory = 5
	sectionExport = 7
	sectionStart  = 8
)

// outlineOf reads the outline of a module. Everything else in it is left to
// the compiler, which checks it in full.
func outlineOf(wasm []byte) (outline, error) {
	var o outline
	if len(wasm) < 8 || string(wasm[:4]) != "\x00asm" {
		return o, errors.New("it is not WebAssembly")
	}
	if version := binary.LittleEndian.Uint32(wasm[4:]); version != 1 {
		return o, fmt.Errorf("it is WebAssembly of version %#x; build a core module, not a component", version)
	}
	for r := (reader{wasm[8:]}); len(r.rest) > 0; {
		id, err := r.byte()
		if err != nil {
			return o, err
		}
		body, err := r.bytes()
		if err != nil {
			return o, err
		}
		o.start = o.start || id == sectionStart
		switch id {
		case sectionImport:
			o.imports, err = importsOf(body)
		case sectionMemory:
			o.pages, err = pagesOf(body)
		case sectionExport:
			o.exports, err = exportsOf(body)
		}
		if err != nil {
			return o, err
		}
	}
	return o, nil
}

// pagesOf reads how many pages the first memory begins with.
func pagesOf(section []byte) (uint32, error) {
	r := reader{section}
	if count, err := r.u32(); err != nil || count == 0 {
		return 0, err
	}
	if _, err := r.byte(); err != nil {
		return 0, err
	}
	return r.u32()
}

func importsOf(section []byte) ([]imported, error) {
	r := reader{section}
	count, err := r.u32()
	var found []imported
	for ; err == nil && count > 0; count-- {
		var one imported
		one, err = r.imported()
		found = append(found, one)
	}
	return found, err
}

// imported reads one entry of the import section.
func (r *reader) imported() (one imported, err error) {
	module, err := r.bytes()
	if err != nil {
		return one, err
	}
	name, err := r.bytes()
	if err != nil {
		return one, err
	}
	kind, err := r.byte()
	if err != nil {
		return one, err
	}
	return imported{string(module), string(name), kind}, r.skipType(kind)
}
