package meter_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/meter"
)

type deep struct {
	name, sig, locals string
	body              []byte
}

var count = slices.Concat(op(0x23, 0), i64(1), op(0x7c), op(0x24, 0))

func deeps() []deep {
	live := func(n int) []byte {
		var fill, use []byte
		for l := range n {
			fill = append(fill, slices.Concat(i32(8*l%60000), load(0x29, 0), set(l))...)
			use = append(use, slices.Concat(i32(0), get(l), load(0x37, 0))...)
		}
		return slices.Concat(fill, callFunction(0), use)
	}
	pushed := func(n int) []byte {
		return slices.Concat(many(n, i32(0), load(0x29, 0)), callFunction(0), i64(0), set(0), many(n, set(0), i32(0), get(0), load(0x37, 0)))
	}
	dead := func(n int) []byte {
		return slices.Concat(i32(0), load(0x28, 0), op(0x04, 0x40), pushed(n), op(0x0b), callFunction(0))
	}
	merges := func(n, times int) []byte {
		var use []byte
		for l := range n {
			use = append(use, slices.Concat(i32(0), get(l), load(0x37, 0))...)
		}
		var arms []byte
		for range times {
			var change []byte
			for l := range n {
				change = append(change, slices.Concat(get(l), i64(1), op(0x7c), set((l+1)%n))...)
			}
			arms = append(arms, slices.Concat(i32(0), load(0x28, 0), op(0x04, 0x40), change, op(0x0b))...)
		}
		return slices.Concat(i32(0), load(0x28, 0), op(0x04, 0x40), arms, callFunction(0), use, op(0x0b), callFunction(0))
	}
	return []deep{
		{"empty", ":", "", callFunction(0)},
		{"after", ":", "", slices.Concat(callFunction(0), callFunction(0))},
		{"live 16", ":", manyI(16), live(16)},
		{"live 64", ":", manyI(64), live(64)},
		{"live 1000", ":", manyI(1000), live(1000)},
		{"pushed 100", ":", "I", pushed(100)},
		{"pushed 1000", ":", "I", pushed(1000)},
		{"dead 1000", ":", "I", dead(1000)},
		{"dead 10000", ":", "I", dead(10000)},
		{"merges 20x20", ":", manyI(20), merges(20, 20)},
		{"merges 100x100", ":", manyI(100), merges(100, 100)},
		{"merges 300x30", ":", manyI(300), merges(300, 30)},
		{"params 20", manyI(20) + ":", "", slices.Concat(many(20, i64(1)), callFunction(0))},
		{"params 500", manyI(500) + ":", "", slices.Concat(many(500, i64(1)), callFunction(0))},
		{"results 100", ":" + manyI(100), "", callFunction(0)},
		{"floats 64", ":", strings.Repeat("F", 64), slices.Concat(callFunction(0))},
	}
}

func TestFrames(t *testing.T) {
	ctx := context.Background()
	for _, d := range deeps() {
		wasm := module{pages: 1, globals: [][]byte{append(op(0x7e, 1), append(i64(0), 0x0b)...)},
			exports:   [][]byte{slices.Concat(text("depth"), []byte{3, 0})},
			functions: []function{{d.sig, d.locals, slices.Concat(count, d.body)}}}.bytes()
		plain := start(t, wasm)
		args := make([]uint64, strings.Index(d.sig, ":"))
		_, err := plain.ExportedFunction("f0").Call(ctx, args...)
		over := plain.ExportedGlobal("depth").Get()
		m := start(t, rewrite(t, wasm))
		give(m, budget)
		_, err2 := m.ExportedFunction("f0").Call(ctx, args...)
		depth := m.ExportedGlobal("depth").Get()
		fmt.Printf("%-16s overflow at %8d (~%d B) %.20s; metered %8d  units/frame %d  ~%.1f MB %v\n", d.name, over, 83_900_000/max(over, 1), err, depth, budget/max(depth, 1), float64(depth)/float64(over)*83.9, left(m) == meter.Exhausted)
		_ = err2
	}
}
