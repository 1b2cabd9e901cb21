package meter_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tetratelabs/wazero/api"
)

// budget is what Raja gives a call.
const budget = 20_000_000

// BenchmarkWorst runs the slowest loops that could be thought of until their
// units are used up, each time in a fresh instance, and tells how long the
// processor worked for the fastest time: what else the machine does counts
// least there. A unit is right when none takes longer than 10 ms.
func BenchmarkWorst(b *testing.B) {
	for _, w := range worst() {
		w.measure(b, w.name, budget)
	}
}

// BenchmarkWorstStart does the same with what a rule may spend to start.
func BenchmarkWorstStart(b *testing.B) {
	chase := module{pages: 256, functions: []function{{"i:", "", loop(get(0), many(64, load(0x28, 0)), set(0))}}}.bytes()
	slow{"", chase, 1, scatter}.measure(b, "chase 16 MiB at the start", 3*budget)
}

func (w slow) measure(b *testing.B, name string, units int64) {
	b.Run(name, func(b *testing.B) {
		again, best := starter(b, rewrite(b, w.wasm)), time.Hour
		for range b.N {
			best = min(best, w.time(b, again(), units))
		}
		b.ReportMetric(best.Seconds()*1000, "ms")
	})
}

// time is how long it takes to stop one.
func (w slow) time(b *testing.B, module api.Module, units int64) time.Duration {
	if w.prepare != nil {
		w.prepare(module)
		evict()
	}
	give(module, units)
	f := module.ExportedFunction("f0")
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	began := threadTime()
	_, err := f.Call(context.Background(), make([]uint64, w.arguments)...)
	took := threadTime() - began
	if err == nil || left(module) >= 0 {
		b.Fatalf("it came back: %v", err)
	}
	if err := module.Close(context.Background()); err != nil {
		b.Fatal(err)
	}
	return took
}

type slow struct {
	name      string
	wasm      []byte
	arguments int
	prepare   func(api.Module)
}

// chain is a loop that does body 64 times on local 0 of type t.
func chain(t string, body ...[]byte) []byte {
	return one(t+":", "", loop(many(64, body...)))
}

func worst() []slow {
	xorshift := slices.Concat(
		get(0), get(0), i64(13), op(0x86, 0x85), tee(0), get(0), i64(7), op(0x88, 0x85), tee(0),
		get(0), i64(17), op(0x86, 0x85), set(0))
	table := func(most int) []byte { return append([]byte{0x70, 1}, append(u(1000), u(most)...)...) }
	withTable := func(functions ...function) module {
		return module{pages: 1, tables: [][]byte{table(1000)}, functions: functions, elements: [][]byte{
			slices.Concat([]byte{0}, i32(0), []byte{0x0b}, u(1000), slices.Repeat(u(len(functions)-1), 1000)),
		}}
	}
	empty := function{":", "", nil}
	busy := function{":", "", loop(brIf0())}
	list := []slow{
		{"empty loop", one(":", "", loop()), 0, nil},
		{"i32.div chain", chain("i", i32(0x7fffffff), get(0), i32(1), op(0x72, 0x6e), set(0)), 1, nil},
		{"i64.div chain", chain("I", i64(-1), get(0), i64(1), op(0x84, 0x80), set(0)), 1, nil},
		{"i64.rem chain", chain("I", i64(0x7fffffffffffffff), get(0), i64(1), op(0x84, 0x81), set(0)), 1, nil},
		{"i32.rem chain", chain("i", i32(0x7fffffff), get(0), i32(1), op(0x72, 0x6f), set(0)), 1, nil},
		{"i32.mul chain", one("i:", "", loop(get(0), many(64, get(0), op(0x6c)), set(0))), 1, nil},
		{"i64.mul chain", one("I:", "", loop(get(0), many(64, get(0), op(0x7e)), set(0))), 1, nil},
		{"i32.popcnt chain", one("i:", "", loop(get(0), many(64, op(0x69)), set(0))), 1, nil},
		{"i32.clz chain", one("i:", "", loop(get(0), many(64, op(0x67)), set(0))), 1, nil},
		{"i64.ctz chain", one("I:", "", loop(get(0), many(64, op(0x7a)), set(0))), 1, nil},
		{"i32.eqz chain", one("i:", "", loop(get(0), many(64, op(0x45)), set(0))), 1, nil},
		{"i64.rotl chain", one("I:", "", loop(get(0), many(64, get(0), op(0x89)), set(0))), 1, nil},
		{"i64.shr chain", one("I:", "", loop(get(0), many(64, get(0), op(0x88)), set(0))), 1, nil},
		{"i64.eq select chain", one("I:", "", loop(get(0), many(64, i64(1), get(0), get(0), op(0x51), op(0x1b)), set(0))), 1, nil},
		{"extend chain", one("I:", "", loop(get(0), many(64, op(0xa7, 0xac)), set(0))), 1, nil},
		{"f64.add chain", one("F:", "", loop(get(0), many(64, get(0), op(0xa0)), set(0))), 1, nil},
		{"f64.mul chain", one("F:", "", loop(get(0), many(64, get(0), op(0xa2)), set(0))), 1, nil},
		{"f64.mul denormal", one("F:", "", loop(get(0), many(64, f64(0.75), op(0xa2), f64(1e-310), op(0xa0)), set(0))), 1, nil},
		{"f64.div chain", one("F:", "", loop(get(0), many(64, f64(1.37), op(0xa3)), set(0))), 1, nil},
		{"f64.sqrt chain", one("F:", "", loop(get(0), many(64, op(0x9f), f64(3.3), op(0xa0)), set(0))), 1, nil},
		{"f32.sqrt chain", one("f:", "", loop(get(0), many(64, op(0x91)), set(0))), 1, nil},
		{"f64.min chain", one("F:", "", loop(get(0), many(64, get(0), op(0xa4)), set(0))), 1, nil},
		{"f64.nearest chain", one("F:", "", loop(get(0), many(64, op(0x9e)), set(0))), 1, nil},
		{"f64.copysign chain", one("F:", "", loop(get(0), many(64, get(0), op(0xa6)), set(0))), 1, nil},
		{"f64.abs chain", one("F:", "", loop(get(0), many(64, op(0x99)), set(0))), 1, nil},
		{"f64.eq chain", one("F:", "i", loop(many(64, get(0), get(0), op(0x61), get(1), op(0x73), set(1)))), 1, nil},
		{"trunc convert chain", one("F:", "", loop(get(0), many(64, op(0xb0, 0xb9)), set(0))), 1, nil},
		{"trunc_u convert_u chain", one("F:", "", loop(get(0), many(64, op(0xb1, 0xba)), set(0))), 1, nil},
		{"i32.trunc chain", one("F:", "", loop(get(0), many(64, op(0xaa, 0xb7)), set(0))), 1, nil},
		{"trunc_sat chain", one("F:", "", loop(get(0), many(64, op(0xfc, 6, 0xb9)), set(0))), 1, nil},
		{"trunc_sat_u chain", one("F:", "", loop(get(0), many(64, op(0xfc, 7, 0xba)), set(0))), 1, nil},
		{"demote promote chain", one("F:", "", loop(get(0), many(64, op(0xb6, 0xbb)), set(0))), 1, nil},
		{"reinterpret chain", one("F:", "", loop(get(0), many(64, op(0xbd, 0xbf)), set(0))), 1, nil},
		{"load chain", one("i:", "", loop(get(0), many(64, load(0x28, 0)), set(0))), 1, nil},
		{"load16_s chain", one("i:", "", loop(get(0), many(64, load(0x2e, 0)), set(0))), 1, nil},
		{"store load chain", one("i:", "", loop(many(64, get(0), get(0), load(0x36, 8), get(0), load(0x28, 8), set(0)))), 1, nil},
		{"store forward fails", one("i:", "I", loop(many(64, get(0), get(0), load(0x36, 8), get(0), load(0x29, 5), op(0xa7), set(0)))), 1, nil},
		{"load across pages", one("i:", "I", loop(many(64, i32(4093), load(0x29, 0), set(1)))), 1, nil},
		{"global.set chain", module{
			globals:   [][]byte{append(op(0x7e, 1), append(i64(0), 0x0b)...)},
			functions: []function{{":", "", loop(many(64, op(0x23, 0), i64(1), op(0x7c), op(0x24, 0)))}},
		}.bytes(), 0, nil},
		{"br_if guess", one(":", "II", i64(88172645463325252), set(0), loop(many(8, xorshift, block(get(0), op(0xa7), i32(1), op(0x71), brIf(0), get(1), i64(1), op(0x7c), set(1))))), 0, nil},
		{"br_if lcg guess", one(":", "II", loop(many(8, get(0), i64(6364136223846793005), op(0x7e), i64(1442695040888963407), op(0x7c), tee(0), i64(0), op(0x53), op(0x04, 0x40), get(1), i64(1), op(0x7c), set(1), op(0x0b)))), 0, nil},
		{"br_table guess", one(":", "I", loop(get(0), i64(6364136223846793005), op(0x7e), i64(1442695040888963407), op(0x7c), set(0), brTable64())), 0, nil},
		{"call", module{functions: []function{{":", "", loop(many(64, callFunction(1)))}, {":", "", callFunction(2)}, empty}}.bytes(), 0, nil},
		{"call many globals", manyGlobals(1000), 1, nil},
		{"call free", module{functions: []function{{":", "", loop(many(64, callFunction(1)))}, empty}}.bytes(), 0, nil},
		{"call busy", module{functions: []function{{":", "", loop(many(64, callFunction(1)))}, busy}}.bytes(), 0, nil},
		{"call_indirect free", withTable(function{":", "", loop(many(64, i32(7), op(0x11, 0, 0)))}, empty).bytes(), 0, nil},
		{"call_indirect busy", withTable(function{":", "", loop(many(64, i32(7), op(0x11, 0, 0)))}, busy).bytes(), 0, nil},
		{"call host", module{imports: []string{":"}, functions: []function{{":", "", loop(many(64, callFunction(0)))}}}.bytes(), 0, nil},
		{"call host args", module{imports: []string{strings.Repeat("I", 100) + ":"}, functions: []function{{":", "", loop(many(100, i64(1)), callFunction(0))}}}.bytes(), 0, nil},
		{"call 100 results", module{functions: []function{
			{":", "", loop(callFunction(1), many(100, op(0x1a)))},
			{":" + strings.Repeat("I", 100), "", slices.Concat(loop(brIf0()), many(100, i64(1)))},
		}}.bytes(), 0, nil},
		{"call 1000 params", module{functions: []function{
			{":", "", loop(many(1000, i64(1)), callFunction(1))},
			{strings.Repeat("I", 1000) + ":", "", loop(brIf0())},
		}}.bytes(), 0, nil},
		{"pass 100 around", module{types: []string{manyI(100) + ":" + manyI(100)}, functions: []function{
			{":", "", slices.Concat(many(100, i64(1)), op(0x03, 0), br(0), op(0x0b), op(0x00))},
		}}.bytes(), 0, nil},
		{"pass 100 down", module{types: []string{manyI(100) + ":" + manyI(100)}, functions: []function{
			{":", "", slices.Concat(many(100, i64(1)), op(0x03, 0), many(20, op(0x02, 0), i32(0), brIf(0), op(0x0b)), br(0), op(0x0b), op(0x00))},
		}}.bytes(), 0, nil},
		{"memory.fill all", module{pages: 256, functions: []function{{":", "", loop(i32(0), i32(1), i32(16<<20), op(0xfc, 0x0b, 0))}}}.bytes(), 0, nil},
		{"memory.copy all", module{pages: 256, functions: []function{{":", "", loop(i32(0), i32(8<<20), i32(8<<20), op(0xfc, 0x0a, 0, 0))}}}.bytes(), 0, nil},
		{"memory.init all", module{
			pages: 256, data: [][]byte{append([]byte{1}, sized(make([]byte, 1<<20))...)},
			functions: []function{{":", "", loop(i32(0), i32(0), i32(1<<20), op(0xfc, 8, 0, 0))}},
		}.bytes(), 0, nil},
		{"memory.init 1", module{
			pages: 256, data: [][]byte{{1, 4, 0, 0, 0, 0}},
			functions: []function{{":", "", loop(i32(0), i32(0), i32(1), op(0xfc, 8, 0, 0))}},
		}.bytes(), 0, nil},
		{"memory.grow 0", one(":", "", loop(i32(0), op(0x40, 0), op(0x1a))), 0, nil},
		{"memory.grow fails", one(":", "", loop(i32(1<<16), op(0x40, 0), op(0x1a))), 0, nil},
		{"memory.grow 1", one(":", "", loop(i32(1), op(0x40, 0), op(0x1a))), 0, nil},
		{"memory.size", one(":", "", loop(many(64, op(0x3f, 0), op(0x1a)))), 0, nil},
		{"table.fill all", withTable(function{":", "", loop(i32(0), op(0xd0, 0x70), i32(1000), op(0xfc, 0x11, 0))}, empty).bytes(), 0, nil},
		{"table.fill 0", withTable(function{":", "", loop(i32(0), op(0xd0, 0x70), i32(0), op(0xfc, 0x11, 0))}, empty).bytes(), 0, nil},
		{"table.copy all", withTable(function{":", "", loop(i32(0), i32(0), i32(1000), op(0xfc, 0x0e, 0, 0))}, empty).bytes(), 0, nil},
		{"table.init all", withTable(function{":", "", loop(i32(0), i32(0), i32(0), op(0xfc, 0x0c, 0, 0))}, empty).bytes(), 0, nil},
		{"table.grow 0", withTable(function{":", "", loop(op(0xd0, 0x70), i32(0), op(0xfc, 0x0f, 0), op(0x1a))}, empty).bytes(), 0, nil},
		{"table.grow fails", withTable(function{":", "", loop(op(0xd0, 0x70), i32(1), op(0xfc, 0x0f, 0), op(0x1a))}, empty).bytes(), 0, nil},
		{"table.get", withTable(function{":", "", loop(i32(0), op(0x25, 0), op(0x1a))}, empty).bytes(), 0, nil},
		{"table.set", withTable(function{":", "", loop(i32(0), op(0xd0, 0x70), op(0x26, 0))}, empty).bytes(), 0, nil},
		{"table.size", withTable(function{":", "", loop(many(64, op(0xfc, 0x10, 0), op(0x1a)))}, empty).bytes(), 0, nil},
		{"ref.func", withTable(function{":", "", loop(op(0xd2, 1, 0x1a))}, empty).bytes(), 0, nil},
		{"data.drop", module{pages: 1, data: [][]byte{{1, 1, 0}}, functions: []function{{":", "", loop(op(0xfc, 9, 0))}}}.bytes(), 0, nil},
		{"elem.drop", withTable(function{":", "", loop(op(0xfc, 13, 0))}, empty).bytes(), 0, nil},
		{"chase 16 MiB", module{pages: 256, functions: []function{{"i:", "", loop(get(0), many(64, load(0x28, 0)), set(0))}}}.bytes(), 1, scatter},
		{"recursion", module{functions: []function{{":", "", callFunction(0)}}}.bytes(), 0, nil},
		{"double recursion", module{functions: []function{{":", "", many(2, callFunction(0))}}}.bytes(), 0, nil},
	}
	for _, n := range []int{1, 2, 4, 8, 16, 31, 64, 300} {
		for _, name := range []string{"memory.fill", "memory.copy"} {
			code := map[string][]byte{"memory.fill": op(0xfc, 0x0b, 0), "memory.copy": op(0xfc, 0x0a, 0, 0)}[name]
			list = append(list, slow{fmt.Sprintf("%s %d", name, n), one(":", "", loop(i32(0), i32(1), i32(n), code)), 0, nil})
		}
	}
	list = append(list, slices.Concat(farMemory(), farCode(), tiny())...)
	for _, n := range []int{8, 16, 24, 32, 64, 1000, 10_000} {
		list = append(list, slow{fmt.Sprintf("merge %d", n), one("i:", strings.Repeat("I", n), storm(n)), 1, nil})
	}
	return list
}

func manyI(n int) string { return strings.Repeat("I", n) }

func brIf0() []byte { return slices.Concat(i32(0), brIf(0)) }

// storm is a loop in which n locals may have changed on the way, and never do.
func storm(n int) []byte {
	var change, use []byte
	for local := 1; local <= n; local++ {
		change = append(change, slices.Concat(get(local), i64(1), op(0x7c), set(1+local%n))...)
		use = append(use, slices.Concat(i32(0), get(local), load(0x37, 0))...)
	}
	return slices.Concat(op(0x03, 0x40),
		many(min(20, 20_000/n), get(0), op(0x04, 0x40), change, op(0x0b)),
		get(0), op(0x45), brIf(0), op(0x0b), use)
}

// manyGlobals calls a function and reads n globals only when it will not.
func manyGlobals(n int) []byte {
	m := module{pages: 1}
	var use []byte
	for g := range n {
		m.globals = append(m.globals, append(op(0x7e, 1), append(i64(0), 0x0b)...))
		use = append(use, slices.Concat(i32(0), with(0x23, g), load(0x37, 0))...)
	}
	m.functions = []function{
		{"i:", "", loop(many(4, callFunction(1), get(0), op(0x04, 0x40), use, op(0x0b)))},
		{":", "", loop(brIf0())},
	}
	return m.bytes()
}

// brTable64 jumps to one of 64 places by the upper bits of local 0.
func brTable64() []byte {
	var labels []byte
	for n := range 64 {
		labels = append(labels, byte(n))
	}
	jump := slices.Concat(get(0), i64(58), op(0x88, 0xa7), op(0x0e, 63), labels)
	body := jump
	for range 64 {
		body = slices.Concat(block(body), get(0), i64(1), op(0x7c), set(0))
	}
	return body
}

// scatter makes the memory one ring of pointers in a random order.
func scatter(module api.Module) { ring(module, 0) }

// ring makes the memory one ring of pointers in a random order, each so many
// bytes behind the begin of a line.
func ring(module api.Module, within uint32) {
	memory := module.Memory()
	lines := memory.Size()/64 - 1
	next, state := make([]uint32, lines), uint64(1)
	for n := range next {
		next[n] = uint32(n)
	}
	for n := len(next) - 1; n > 0; n-- { // one cycle, after Sattolo
		state = state*6364136223846793005 + 1442695040888963407
		other := int(state>>33) % n
		next[n], next[other] = next[other], next[n]
	}
	for n, to := range next {
		memory.WriteUint32Le(uint32(n)*64+within, to*64+within)
	}
	if within > 0 {
		memory.WriteUint32Le(0, within)
	}
}
