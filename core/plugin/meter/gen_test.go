package meter_test

import (
	"slices"
	"strings"
)

// dice turns bytes into choices. When they run out it always answers 0, and
// the smallest of everything is made.
type dice struct{ data []byte }

func (d *dice) roll(n int) int {
	if len(d.data) == 0 || n <= 1 {
		return 0
	}
	b := int(d.data[0])
	d.data = d.data[1:]
	return b % n
}

// program makes a valid module of what the dice say. It ends by itself: loops
// count down, and functions call only later ones. It may well trap.
func program(data []byte) []byte {
	g := &generator{dice: &dice{data}}
	return g.module()
}

// generator makes one module.
type generator struct {
	*dice
	sigs  []string // of the functions
	index int      // of the function in the making
	vars  string   // types of its parameters and locals
	loops int      // how many locals are taken by loops, from the end
	nest  []string // results of the open labels, innermost last; a loop has none
	depth int
	size  int
}

const (
	numbers     = "iIfF"
	hostSig     = "iI:I"
	tableSize   = 8
	memoryPages = 1
	countdowns  = 3
)

func (g *generator) module() []byte {
	m := module{
		types: []string{hostSig, ":", ":i", "iI:Ii", "I:F"}, imports: []string{hostSig}, pages: memoryPages,
		tables:  [][]byte{append([]byte{0x70, 0}, u(tableSize)...), {0x70, 1, 1, 20}},
		globals: [][]byte{globalOf('i'), globalOf('I'), globalOf('f'), globalOf('F'), {0x7f, 0, 0x41, 7, 0x0b}},
		data:    [][]byte{append([]byte{1}, text("what a rule begins with")...)},
	}
	for n := range 4 {
		m.exports = append(m.exports, slices.Concat(text("g"+string(rune('0'+n))), []byte{3}, u(n)))
	}
	count := 1 + g.roll(tableSize)
	sigs := []string{":", ":i", "i:i", "iI:Ii", "I:F", "fF:f", "iIfF:iIfF"}
	for range count {
		g.sigs = append(g.sigs, sigs[g.roll(len(sigs))])
	}
	entries := []byte{}
	for f := range count {
		entries = append(entries, u(1+f)...)
	}
	m.elements = [][]byte{
		slices.Concat([]byte{0}, i32(0), []byte{0x0b}, u(count), entries),
		slices.Concat([]byte{1, 0}, u(count), entries),
	}
	for f := range count {
		m.functions = append(m.functions, g.function(f))
	}
	return m.bytes()
}

func globalOf(kind byte) []byte {
	zero := map[byte][]byte{'i': i32(5), 'I': i64(-3), 'f': op(0x43, 0, 0, 0, 0x40), 'F': f64(2.5)}[kind]
	return slices.Concat(letters(string(kind)), []byte{1}, zero, []byte{0x0b})
}

func (g *generator) function(index int) function {
	sig := g.sigs[index]
	params, results, _ := strings.Cut(sig, ":")
	locals := "iIfF" + strings.Repeat("I", g.roll(6)) + strings.Repeat("i", countdowns)
	g.index, g.vars, g.loops, g.nest, g.depth, g.size = index, params+locals, 0, []string{results}, 0, 0
	body := g.statements()
	for _, t := range results {
		body = append(body, g.value(t)...)
	}
	return function{sig, locals, body}
}

// statements makes a few statements, which leave nothing on the stack.
func (g *generator) statements() (code []byte) {
	g.depth++
	defer func() { g.depth-- }()
	for n := g.roll(5); n >= 0 && g.size < 600; n-- {
		g.size++
		code = append(code, g.statement()...)
	}
	return code
}

func (g *generator) statement() []byte {
	simple := []func() []byte{g.assign, g.store, g.setGlobal, g.dropCall, g.bulk, g.tableWork}
	if g.depth > 5 {
		return simple[g.roll(len(simple))]()
	}
	all := append(simple, g.block, g.loop, g.choice, g.branch, g.jumpTable, g.typedBlock, g.assign)
	return all[g.roll(len(all))]()
}

// variable picks a local of type t that no loop counts with, or -1.
func (g *generator) variable(t rune) int {
	free := g.vars[:len(g.vars)-countdowns]
	start := g.roll(len(free))
	for n := range free {
		if at := (start + n) % len(free); rune(free[at]) == t {
			return at
		}
	}
	return -1
}

func (g *generator) kind() rune { return rune(numbers[g.roll(4)]) }

func (g *generator) assign() []byte {
	t := g.kind()
	return slices.Concat(g.value(t), set(g.variable(t)))
}

func (g *generator) setGlobal() []byte {
	t := g.roll(4)
	return slices.Concat(g.value(rune(numbers[t])), with(0x24, t))
}

func (g *generator) store() []byte {
	if g.roll(2) == 0 {
		return slices.Concat(g.address(), g.value('I'), load([]byte{0x37, 0x3c, 0x3d, 0x3e}[g.roll(4)], g.roll(40)))
	}
	return slices.Concat(g.address(), g.value('i'), load([]byte{0x36, 0x3a, 0x3b}[g.roll(3)], g.roll(40)))
}

// address is nearly always inside the memory.
func (g *generator) address() []byte {
	if g.roll(30) == 29 {
		return g.value('i')
	}
	return slices.Concat(g.value('i'), i32(0xfff0), op(0x71))
}

func (g *generator) dropCall() []byte {
	code, results := g.call()
	return slices.Concat(code, many(len(results), op(0x1a)))
}

// call calls a later function, by name or through the table, or the host.
func (g *generator) call() (code []byte, results string) {
	sig, target := hostSig, 0
	if later := len(g.sigs) - g.index - 1; later > 0 && g.roll(4) > 0 {
		n := g.index + 1 + g.roll(later)
		sig, target = g.sigs[n], n+1
	}
	params, results, _ := strings.Cut(sig, ":")
	for _, t := range params {
		code = append(code, g.value(t)...)
	}
	if target == 0 || g.roll(3) > 0 {
		return append(code, callFunction(target)...), results
	}
	// With the type of another function it traps, before and after.
	if g.roll(12) == 0 && g.index+1 < len(g.sigs) {
		target = g.index + 2
	}
	return slices.Concat(code, i32(target-1), with(0x11, g.typeIndex(sig)), []byte{0}), results
}

// typeIndex is where module.bytes puts a signature: the fixed types first,
// then those of functions in their order.
func (g *generator) typeIndex(sig string) int {
	known := []string{hostSig, ":", ":i", "iI:Ii", "I:F"}
	for _, s := range g.sigs {
		if !slices.Contains(known, s) {
			known = append(known, s)
		}
	}
	return slices.Index(known, sig)
}

func (g *generator) bulk() []byte {
	to, from, n := g.address(), g.address(), slices.Concat(g.value('i'), i32(0x3f), op(0x71))
	switch g.roll(6) {
	case 0:
		return slices.Concat(to, g.value('i'), n, op(0xfc, 0x0b, 0))
	case 1:
		return slices.Concat(to, from, n, op(0xfc, 0x0a, 0, 0))
	case 2:
		return slices.Concat(to, i32(g.roll(20)), i32(g.roll(5)), op(0xfc, 8, 0, 0))
	case 3:
		return slices.Concat(i32(g.roll(3)), op(0x40, 0), set(g.variable('i')))
	case 4:
		return slices.Concat(op(0x3f, 0), set(g.variable('i')))
	}
	return slices.Concat(to, from, load(0x28, 0), i32(7), op(0xfc, 0x0b, 0))
}

func (g *generator) tableWork() []byte {
	switch g.roll(5) {
	case 0:
		return slices.Concat(op(0xd0, 0x70), i32(g.roll(4)), op(0xfc, 0x0f, 1), set(g.variable('i')))
	case 1:
		return slices.Concat(i32(g.roll(3)), op(0xd0, 0x70), i32(g.roll(3)), op(0xfc, 0x11, 1))
	case 2:
		return slices.Concat(i32(g.roll(3)), i32(g.roll(3)), i32(g.roll(3)), op(0xfc, 0x0e, 1, 0))
	case 3:
		return slices.Concat(i32(g.roll(3)), i32(g.roll(3)), i32(g.roll(3)), op(0xfc, 0x0c, 1, 1))
	}
	return slices.Concat(i32(g.roll(2)), op(0x25, 1, 0xd1), set(g.variable('i')))
}

func (g *generator) inside(results string, make func() []byte) []byte {
	g.nest = append(g.nest, results)
	code := make()
	g.nest = g.nest[:len(g.nest)-1]
	return code
}

func (g *generator) block() []byte { return block(g.inside("", g.statements)) }

func (g *generator) choice() []byte {
	code := slices.Concat(g.value('i'), op(0x04, 0x40), g.inside("", g.statements))
	if g.roll(2) == 1 {
		code = slices.Concat(code, op(0x05), g.inside("", g.statements))
	}
	return append(code, 0x0b)
}

// loop runs a few times: it counts a local down that nothing else touches.
func (g *generator) loop() []byte {
	if g.loops == countdowns {
		return g.block()
	}
	g.loops++
	counter := len(g.vars) - g.loops
	body := g.inside("loop", g.statements)
	g.loops--
	return slices.Concat(i32(1+g.roll(6)), set(counter),
		op(0x03, 0x40), body, get(counter), i32(1), op(0x6b), tee(counter), brIf(0), op(0x0b))
}

// typedBlock takes and gives values: (i32, i64) → (i64, i32), which is type 3.
func (g *generator) typedBlock() []byte {
	inner := g.inside("Ii", func() []byte {
		return slices.Concat(op(0x1a), set(g.variable('i')), g.statements(), g.value('I'), g.value('i'))
	})
	return slices.Concat(g.value('i'), g.value('I'), op(0x02, 3), inner, op(0x0b), set(g.variable('i')), set(g.variable('I')))
}

// label picks one that is not the head of a loop, which would not end.
func (g *generator) label() (label int, results string) {
	start := g.roll(len(g.nest))
	for n := range g.nest {
		label = (start + n) % len(g.nest)
		if results = g.nest[len(g.nest)-1-label]; results != "loop" {
			break
		}
	}
	return label, results
}

func (g *generator) branch() []byte {
	label, results := g.label()
	var code []byte
	for _, t := range results {
		code = append(code, g.value(t)...)
	}
	switch g.roll(6) {
	case 0:
		return slices.Concat(g.value('i'), op(0x04, 0x40), code, br(label+1), op(0x0b))
	case 1:
		return slices.Concat(code, br(label), g.statements())
	case 2:
		if g.roll(8) == 0 {
			return op(0x00)
		}
		return nil
	case 3:
		var all []byte
		for _, t := range g.nest[0] {
			all = append(all, g.value(t)...)
		}
		return slices.Concat(g.value('i'), op(0x04, 0x40), all, op(0x0f), op(0x0b))
	}
	return slices.Concat(code, g.value('i'), brIf(label), many(len(results), op(0x1a)))
}

// jumpTable branches to one of the labels that take nothing.
func (g *generator) jumpTable() []byte {
	var labels []byte
	for label := range g.nest {
		if g.nest[len(g.nest)-1-label] == "" {
			labels = append(labels, byte(label))
		}
	}
	cases := g.inside("", func() []byte {
		targets := []byte{0}
		for _, label := range labels {
			targets = append(targets, label+2)
		}
		return slices.Concat(g.value('i'), op(0x0e), sized(targets), []byte{1})
	})
	return block(block(cases), g.inside("", g.statements))
}
