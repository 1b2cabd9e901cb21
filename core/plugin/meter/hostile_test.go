package meter_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// attack is a module whose f0 wants far more than a call may have. It would
// end by itself after a second or so, so that a broken meter fails the test
// and does not hang it.
type attack struct {
	name string
	wasm []byte
}

// escapes says how the attack got away, or "" when it was stopped.
func (a attack) escapes(t testing.TB, metered []byte) string {
	t.Helper()
	module := start(t, metered)
	give(module, budget)
	_, err := module.ExportedFunction("f0").Call(context.Background())
	switch {
	case err == nil:
		return "it came back"
	case firstLine(err) != "wasm error: unreachable":
		return firstLine(err)
	case left(module) != meter.Exhausted:
		return fmt.Sprintf("%d units are left", left(module))
	}
	return ""
}

func TestAnAttackIsStopped(t *testing.T) {
	for _, a := range hostile() {
		t.Run(a.name, func(t *testing.T) {
			if how := a.escapes(t, rewrite(t, a.wasm)); how != "" {
				t.Error(how)
			}
		})
	}
}

// times is a loop that does body n times; its counter is local 0, an i64.
func times(n int64, body ...[]byte) []byte {
	return slices.Concat(i64(n), set(0), op(0x03, 0x40), slices.Concat(body...),
		get(0), i64(1), op(0x7d), tee(0), op(0x50, 0x45), brIf(0), op(0x0b))
}

func hostile() []attack {
	loops := func(n int64, body ...[]byte) []byte { return one(":", "I", times(n, body...)) }
	table := [][]byte{append([]byte{0x70, 0}, u(1000)...)}
	return []attack{
		{"a loop that does nothing", loops(200_000_000)},
		{"a loop in a loop", one(":", "II", times(10_000, i64(10_000), set(1), op(0x03, 0x40), get(1), i64(1), op(0x7d), tee(1), op(0x50, 0x45), brIf(0), op(0x0b)))},
		{"a loop of divisions", loops(2_000_000, many(10, i64(-1), get(0), op(0x80, 0x1a)))},
		{"a loop of jumps", loops(10_000_000, block(block(get(0), op(0xa7), i32(1), op(0x71, 0x0e, 2, 0, 1, 1))))},
		{"a nest of blocks", loops(100_000, many(900, op(0x02, 0x40)), get(0), op(0xa7), brIf(899), many(900, op(0x0b)), many(100, get(0), op(0x1a)))},
		{"memory.fill", module{pages: 256, functions: []function{{":", "I", times(3000, i32(0), i32(1), i32(1<<20), op(0xfc, 0x0b, 0))}}}.bytes()},
		{"memory.copy", module{pages: 256, functions: []function{{":", "I", times(3000, i32(1), i32(0), i32(1<<20), op(0xfc, 0x0a, 0, 0))}}}.bytes()},
		{"memory.init", module{pages: 256, data: [][]byte{append([]byte{1}, sized(make([]byte, 1<<20))...)},
			functions: []function{{":", "I", times(3000, i32(1), i32(0), i32(1<<20), op(0xfc, 8, 0, 0))}}}.bytes()},
		{"memory.fill of what is not there", loops(1000, i32(0), i32(0), i32(-1), op(0xfc, 0x0b, 0))},
		{"memory.grow", loops(100_000, i32(1), op(0x40, 0, 0x1a))},
		{"memory.grow to the moon", loops(1, i32(-1), op(0x40, 0, 0x1a))},
		{"table.grow", module{tables: table, functions: []function{{":", "I", times(100_000, op(0xd0, 0x70), i32(100), op(0xfc, 0x0f, 0, 0x1a))}}}.bytes()},
		{"table.fill", module{tables: table, functions: []function{{":", "I", times(100_000, i32(0), op(0xd0, 0x70), i32(1000), op(0xfc, 0x11, 0))}}}.bytes()},
		{"table.copy", module{tables: table, functions: []function{{":", "I", times(100_000, i32(0), i32(0), i32(1000), op(0xfc, 0x0e, 0, 0))}}}.bytes()},
		{"calls of a short function", module{functions: []function{
			{":", "I", times(100_000, many(30, callFunction(1)))},
			{":", "", many(10, i32(1), op(0x1a))},
		}}.bytes()},
		{"calls of a long function", module{functions: []function{
			{":", "I", times(30_000, callFunction(1))},
			{":", "I", times(1000)},
		}}.bytes()},
		{"calls through the table", module{tables: table, functions: []function{
			{":", "I", times(1_000_000, i32(0), op(0x11, 0, 0))},
			{":", "", many(10, i32(1), op(0x1a))},
		}, elements: [][]byte{{0, 0x41, 0, 0x0b, 1, 1}}}.bytes()},
		{"recursion", recursion(10_000_000, nil)},
		{"recursion that works on its way up", recursion(50_000, many(700, i64(1), get(0), op(0x7c, 0x1a)))},
		{"recursion of two", module{functions: []function{
			{":", "", slices.Concat(i64(1<<30), callFunction(1))},
			{"I:", "", slices.Concat(get(0), i64(1), op(0x7d), callFunction(2))},
			{"I:", "", slices.Concat(get(0), op(0x50, 0x04, 0x40, 0x0f, 0x0b), get(0), callFunction(1))},
		}}.bytes()},
		{"recursion that doubles", module{functions: []function{
			{":", "", slices.Concat(i64(27), callFunction(1))},
			{"I:", "", slices.Concat(get(0), op(0x50, 0x04, 0x40, 0x0f, 0x0b), many(2, get(0), i64(1), op(0x7d), callFunction(1)))},
		}}.bytes()},
	}
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
				pages: 1, globals: [][]byte{globalOf('I')}, exports: [][]byte{slices.Concat(text("depth"), []byte{3, 0})},
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
			if stopped*84 > overflow*32 {
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
	loads := func(n int) []byte { return many(n, i32(0), load(0x29, 0)) }
	stores := func(n int) []byte { return many(n, set(0), i32(0), get(0), load(0x37, 0)) }
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
	pile := func(n int) []byte { return slices.Concat(loads(n), callFunction(0), i64(0), set(0), stores(n)) }
	return []diver{
		{"nothing", ":", "", callFunction(0)},
		{"twice", ":", "", many(2, callFunction(0))},
		{"16 locals", ":", manyI(16), live(16)},
		{"1000 locals", ":", manyI(1000), live(1000)},
		{"1000 operands", ":", "I", pile(1000)},
		{"10000 operands that are never there", ":", "I", slices.Concat(rarely(pile(10_000)), callFunction(0))},
		{"20 locals that meet 20 times", ":", manyI(20), merges(20, 20)},
		{"100 locals that meet 100 times", ":", manyI(100), merges(100, 100)},
		{"300 locals that meet 30 times", ":", manyI(300), merges(300, 30)},
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
