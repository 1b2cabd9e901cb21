package meter_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// stops calls f0 with what a rule is given and checks that this ends it.
func stops(t *testing.T, s slow) {
	t.Helper()
	module := start(t, rewrite(t, s.wasm))
	if s.prepare != nil {
		s.prepare(module)
	}
	give(module, budget)
	_, err := module.ExportedFunction("f0").Call(context.Background(), make([]uint64, s.arguments)...)
	if err == nil || !strings.Contains(err.Error(), "wasm error: unreachable") || left(module) != meter.Exhausted {
		t.Errorf("error %v, %d units are left", err, left(module))
	}
}

// Whatever BenchmarkWorst measures ends with its budget.
func TestTheWorstIsStopped(t *testing.T) {
	for _, s := range worst() {
		t.Run(s.name, func(t *testing.T) { stops(t, s) })
	}
}

// Each of these would end by itself after a second or so: a meter that does
// not stop it fails and does not hang.
func TestAnAttackIsStopped(t *testing.T) {
	for _, s := range []slow{
		{name: "a loop in a loop", wasm: one(":", "II", times(10_000, i64(10_000), set(1), op(0x03, 0x40), get(1), i64(1), op(0x7d), tee(1), op(0x50, 0x45), brIf(0), op(0x0b)))},
		{name: "a nest of blocks", wasm: one(":", "I", times(100_000, many(900, op(0x02, 0x40)), get(0), op(0xa7), brIf(899), many(900, op(0x0b)), many(100, get(0), op(0x1a))))},
		{name: "memory.fill of what is not there", wasm: one(":", "I", times(1000, i32(0), i32(0), i32(-1), op(0xfc, 0x0b, 0)))},
		{name: "memory.grow to the moon", wasm: one(":", "I", times(1, i32(-1), op(0x40, 0, 0x1a)))},
		{name: "recursion that works on its way up", wasm: recursion(50_000, many(700, i64(1), get(0), op(0x7c, 0x1a)))},
		{name: "recursion of two", wasm: module{functions: []function{
			{":", "", slices.Concat(i64(1<<30), callFunction(1))},
			{"I:", "", slices.Concat(get(0), i64(1), op(0x7d), callFunction(2))},
			{"I:", "", slices.Concat(get(0), op(0x50, 0x04, 0x40, 0x0f, 0x0b), get(0), callFunction(1))},
		}}.bytes()},
		{name: "recursion that doubles", wasm: module{functions: []function{
			{":", "", slices.Concat(i64(27), callFunction(1))},
			{"I:", "", slices.Concat(get(0), op(0x50, 0x04, 0x40, 0x0f, 0x0b), many(2, get(0), i64(1), op(0x7d), callFunction(1)))},
		}}.bytes()},
	} {
		t.Run(s.name, func(t *testing.T) { stops(t, s) })
	}
}

// times is a loop that does body n times; its counter is local 0, an i64.
func times(n int64, body ...[]byte) []byte {
	return slices.Concat(i64(n), set(0), op(0x03, 0x40), slices.Concat(body...),
		get(0), i64(1), op(0x7d), tee(0), op(0x50, 0x45), brIf(0), op(0x0b))
}

// recursion calls itself n deep and then does work on its way up, in code that
// is paid for only then.
func recursion(n int64, work []byte) []byte {
	return module{functions: []function{
		{":", "", slices.Concat(i64(n), callFunction(1))},
		{"I:", "", slices.Concat(block(get(0), op(0x50), brIf(0), get(0), i64(1), op(0x7d), callFunction(1)), work)},
	}}.bytes()
}

// How deep a recursion gets is compared with how deep the engine lets it go,
// which is until its stack has grown to some 84 MB.
func TestRecursionKeepsTheStackSmall(t *testing.T) {
	for _, d := range deep() {
		t.Run(d.name, func(t *testing.T) {
			wasm := module{
				pages: 1, globals: [][]byte{slices.Concat(op(0x7e, 1), i64(0), op(0x0b))}, exports: [][]byte{slices.Concat(text("depth"), []byte{3, 0})},
				functions: []function{{d.sig, d.locals, slices.Concat(op(0x23, 0), i64(1), op(0x7c), op(0x24, 0), d.body)}},
			}.bytes()
			dive := func(wasm []byte) uint64 {
				module := start(t, wasm)
				give(module, budget)
				if _, err := module.ExportedFunction("f0").Call(context.Background(), make([]uint64, strings.Index(d.sig, ":"))...); err == nil {
					t.Fatal("it came back")
				}
				return module.ExportedGlobal("depth").Get()
			}
			overflow, stopped := dive(wasm), dive(rewrite(t, wasm))
			if stopped*84 > overflow*8 {
				t.Errorf("it was stopped %d deep, at about %d MB of stack", stopped, stopped*84/overflow)
			}
		})
	}
}

type diver struct {
	name, sig, locals string
	body              []byte
}

// deep are functions that call themselves, with frames as large for what they
// pay as could be thought of.
func deep() []diver {
	rarely := func(body []byte) []byte { return slices.Concat(i32(0), load(0x28, 0), op(0x04, 0x40), body, op(0x0b)) }
	live := func(n int) []byte {
		var fill []byte
		for l := range n {
			fill = append(fill, slices.Concat(i32(8*l%60_000), load(0x29, 0), set(l))...)
		}
		return slices.Concat(fill, callFunction(0), useAll(n))
	}
	merges := func(n, times int) []byte {
		return slices.Concat(rarely(slices.Concat(many(times, rarely(setAll(n))), callFunction(0), useAll(n))), callFunction(0))
	}
	pile := func(n int) []byte {
		return slices.Concat(many(n, i32(0), load(0x29, 0)), callFunction(0), i64(0), set(0), many(n, set(0), i32(0), get(0), load(0x37, 0)))
	}
	return []diver{
		{"nothing", ":", "", callFunction(0)},
		{"1000 locals", ":", manyI(1000), live(1000)},
		{"1000 operands", ":", "I", pile(1000)},
		{"9000 operands that are never there", ":", "I", slices.Concat(rarely(pile(9_000)), callFunction(0))},
		{"20 locals that meet 20 times", ":", manyI(20), merges(20, 20)},
		{"100 locals that meet 100 times", ":", manyI(100), merges(100, 100)},
		{"500 parameters", manyI(500) + ":", "", slices.Concat(many(500, i64(1)), callFunction(0))},
		{"100 results", ":" + manyI(100), "", callFunction(0)},
	}
}

// useAll reads locals 0 to n-1.
func useAll(n int) (use []byte) {
	for l := range n {
		use = append(use, slices.Concat(i32(0), get(l), load(0x37, 0))...)
	}
	return use
}

// setAll changes locals 0 to n-1, each to what another was.
func setAll(n int) (code []byte) {
	for l := range n {
		code = append(code, slices.Concat(get(l), i64(1), op(0x7c), set((l+1)%n))...)
	}
	return code
}
