package meter_test

import (
	"encoding/binary"
	"math"
	"slices"
)

// module assembles WebAssembly by hand. Types are letters: i I f F are i32,
// i64, f32 and f64; c is funcref, e is externref, v is v128.
type module struct {
	types     []string // "params:results"
	imports   []string // types of imported functions, host.f0, host.f1, …
	functions []function
	pages     int // of memory, 0 none
	tables    [][]byte
	globals   [][]byte
	exports   [][]byte
	elements  [][]byte
	data      [][]byte // passive segments
	before    []byte   // a whole section put in before the code
	after     []byte   // and behind everything
}

// function is exported as f and its number among the module's own.
type function struct {
	sig    string
	locals string
	body   []byte // without the final end
}

// one is a module with a memory and a single function.
func one(sig, locals string, body ...[]byte) []byte {
	return module{pages: 1, functions: []function{{sig, locals, slices.Concat(body...)}}}.bytes()
}

func (m module) bytes() []byte {
	out := []byte("\x00asm\x01\x00\x00\x00")
	types := slices.Clone(m.types)
	index := func(sig string) []byte {
		if i := slices.Index(types, sig); i >= 0 {
			return u(i)
		}
		types = append(types, sig)
		return u(len(types) - 1)
	}
	var imports, signatures, codes [][]byte
	exports := slices.Clone(m.exports)
	for i, sig := range m.imports {
		imports = append(imports, slices.Concat(text("host"), text("f"+string(rune('0'+i))), []byte{0}, index(sig)))
	}
	for i, f := range m.functions {
		signatures = append(signatures, index(f.sig))
		codes = append(codes, sized(slices.Concat(localsOf(f.locals), f.body, []byte{0x0b})))
		if i < 10 {
			exports = append(exports, slices.Concat(text("f"+string(rune('0'+i))), []byte{0}, u(len(m.imports)+i)))
		}
	}
	var all [][]byte
	for _, sig := range types {
		all = append(all, typeOf(sig))
	}
	out = append(out, vector(1, all)...)
	out = append(out, vector(2, imports)...)
	out = append(out, vector(3, signatures)...)
	out = append(out, vector(4, m.tables)...)
	if m.pages > 0 {
		out = append(out, vector(5, [][]byte{append([]byte{0}, u(m.pages)...)})...)
		exports = append(exports, slices.Concat(text("memory"), []byte{2, 0}))
	}
	out = append(out, vector(6, m.globals)...)
	out = append(out, vector(7, exports)...)
	out = append(out, m.before...)
	out = append(out, vector(9, m.elements)...)
	if len(m.data) > 0 {
		out = append(out, section(12, u(len(m.data)))...)
	}
	out = append(out, vector(10, codes)...)
	out = append(out, vector(11, m.data)...)
	return append(out, m.after...)
}

func section(id byte, body []byte) []byte { return append([]byte{id}, sized(body)...) }

func vector(id byte, entries [][]byte) []byte {
	if len(entries) == 0 {
		return nil
	}
	return section(id, append(u(len(entries)), slices.Concat(entries...)...))
}

func sized(body []byte) []byte { return append(u(len(body)), body...) }

func text(s string) []byte { return sized([]byte(s)) }

func u(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }

func letters(s string) (types []byte) {
	for _, letter := range s {
		types = append(types, map[rune]byte{'i': 0x7f, 'I': 0x7e, 'f': 0x7d, 'F': 0x7c, 'c': 0x70, 'e': 0x6f, 'v': 0x7b}[letter])
	}
	return types
}

func typeOf(sig string) []byte {
	for i := range sig {
		if sig[i] == ':' {
			return slices.Concat([]byte{0x60}, sized(letters(sig[:i])), sized(letters(sig[i+1:])))
		}
	}
	panic("a signature without a colon")
}

// localsOf writes the declarations, one group a run of equal letters.
func localsOf(s string) []byte {
	var groups [][]byte
	for len(s) > 0 {
		n := 1
		for n < len(s) && s[n] == s[0] {
			n++
		}
		groups = append(groups, append(u(n), letters(s[:1])...))
		s = s[n:]
	}
	return append(u(len(groups)), slices.Concat(groups...)...)
}

// Instructions.

func op(b ...byte) []byte { return b }

func with(b byte, index int) []byte { return append([]byte{b}, u(index)...) }

func get(local int) []byte { return with(0x20, local) }

func set(local int) []byte { return with(0x21, local) }

func tee(local int) []byte { return with(0x22, local) }

func br(label int) []byte { return with(0x0c, label) }

func brIf(label int) []byte { return with(0x0d, label) }

func callFunction(f int) []byte { return with(0x10, f) }

func i32(n int) []byte { return append([]byte{0x41}, signed(int64(int32(n)))...) }

func i64(n int64) []byte { return append([]byte{0x42}, signed(n)...) }

func f64(n float64) []byte {
	return binary.LittleEndian.AppendUint64([]byte{0x44}, math.Float64bits(n))
}

func load(b byte, offset int) []byte { return append([]byte{b, 0}, u(offset)...) }

func signed(n int64) (out []byte) {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(out, low)
		}
		out = append(out, low|0x80)
	}
}

// loop repeats body for ever.
func loop(body ...[]byte) []byte {
	return slices.Concat(op(0x03, 0x40), slices.Concat(body...), br(0), op(0x0b))
}

func block(body ...[]byte) []byte {
	return slices.Concat(op(0x02, 0x40), slices.Concat(body...), op(0x0b))
}

func many(n int, body ...[]byte) []byte { return slices.Repeat(slices.Concat(body...), n) }
