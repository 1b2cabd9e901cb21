package meter_test

import "slices"

// value makes an expression of type t.
func (g *generator) value(t rune) []byte {
	g.depth++
	g.size++
	defer func() { g.depth-- }()
	if g.depth > 6 || g.size > 900 || g.roll(3) == 0 {
		return g.leaf(t)
	}
	switch t {
	case 'i':
		return g.small()
	case 'I':
		return g.large()
	case 'f':
		return g.single()
	}
	return g.double()
}

func (g *generator) leaf(t rune) []byte {
	switch choice := g.roll(4); {
	case choice == 0:
		return with(0x23, slices.Index([]rune(numbers), t))
	case choice > 1 && g.variable(t) >= 0:
		return get(g.variable(t))
	}
	n := g.roll(256) - 100
	switch t {
	case 'i':
		return i32(n * 100_003)
	case 'I':
		return i64(int64(n) * 10_000_000_019)
	case 'f':
		return op(0x43, 0, 0, byte(n), 0x41)
	}
	return f64(float64(n) / 3)
}

func (g *generator) two(t rune, from ...byte) []byte {
	return slices.Concat(g.value(t), g.value(t), op(from[g.roll(len(from))]))
}

func (g *generator) one(t rune, from ...byte) []byte {
	return slices.Concat(g.value(t), op(from[g.roll(len(from))]))
}

func span(first, last byte) (list []byte) {
	for b := int(first); b <= int(last); b++ {
		list = append(list, byte(b))
	}
	return list
}

func (g *generator) small() []byte {
	switch g.roll(10) {
	case 0, 1:
		return g.two('i', span(0x6a, 0x78)...)
	case 2:
		return g.two('i', span(0x46, 0x4f)...)
	case 3:
		return g.two('I', span(0x51, 0x5a)...)
	case 4:
		return g.one('i', 0x45, 0x67, 0x68, 0x69, 0xc0, 0xc1)
	case 5:
		return slices.Concat(g.address(), load([]byte{0x28, 0x2c, 0x2d, 0x2e, 0x2f}[g.roll(5)], g.roll(30)))
	case 6:
		return slices.Concat(g.value('i'), g.value('i'), g.value('i'), op(0x1b))
	case 7:
		return g.two('F', span(0x61, 0x66)...)
	case 8:
		return slices.Concat(g.value('F'), op(0xfc, byte(2+g.roll(2))))
	}
	return slices.Concat(g.value('i'), op(0x04, 0x7f), g.inside("i", func() []byte { return g.value('i') }),
		op(0x05), g.inside("i", func() []byte { return g.value('i') }), op(0x0b))
}

func (g *generator) large() []byte {
	switch g.roll(6) {
	case 0, 1:
		return g.two('I', span(0x7c, 0x8a)...)
	case 2:
		return g.one('i', 0xac, 0xad)
	case 3:
		return g.one('I', 0x79, 0x7a, 0x7b, 0xc2, 0xc3, 0xc4)
	case 4:
		return slices.Concat(g.address(), load([]byte{0x29, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35}[g.roll(7)], g.roll(30)))
	}
	return slices.Concat(g.value('i'), g.value('I'), callFunction(0))
}

// Floats go into numbers only where every NaN is one: which NaN an operation
// makes is not told by the specification, and depends on registers.
func (g *generator) single() []byte {
	switch g.roll(4) {
	case 0:
		return g.two('f', span(0x92, 0x97)...)
	case 1:
		return g.one('f', span(0x8b, 0x91)...)
	case 2:
		return g.one('i', 0xb2, 0xb3)
	}
	return g.one('F', 0xb6)
}

func (g *generator) double() []byte {
	switch g.roll(4) {
	case 0:
		return g.two('F', span(0xa0, 0xa5)...)
	case 1:
		return g.one('F', span(0x99, 0x9f)...)
	case 2:
		return g.one('I', 0xb9, 0xba)
	}
	return g.one('f', 0xbb)
}
