package meter_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// free is what the host may call without paying: a very short function.
const free = 32

// What a program pays is compared with what its instructions cost one by one.
func TestEveryInstructionIsPaid(t *testing.T) {
	for n, wasm := range programs(100) {
		each, err := meter.PayEach(wasm, 256)
		if err != nil {
			t.Fatal(err)
		}
		got, paid := outcome(start(t, rewrite(t, wasm)), budget)
		if budget-paid == meter.Exhausted {
			continue // alone it might run for hours
		}
		want, cost := outcome(start(t, each), budget)
		switch {
		case got != want:
			t.Errorf("program %d does something else", n)
		case strings.HasPrefix(want, "wasm error"): // no unit is told then
		case paid < cost-free || paid > 20*cost+50_000: // memory.grow costs 8192 a page
			t.Errorf("program %d pays %d units, its instructions cost %d", n, paid, cost)
		}
	}
}

// A call that is stopped has not done more than it was given units for. The
// plain meter, inside the module, counts what was done.
func TestNothingRunsUnpaid(t *testing.T) {
	modules := append(programs(40), recursion(50_000, many(700, i64(1), get(0), op(0x7c, 0x1a))))
	for _, s := range worst() {
		if s.prepare == nil && len(s.wasm) < 50_000 {
			modules = append(modules, s.wasm)
		}
	}
	stopped := 0
	for n, wasm := range modules {
		counting, err := meter.PayEach(wasm, 256)
		if err != nil {
			t.Fatal(err)
		}
		const other = "done_units"
		metered := rewrite(t, bytes.Replace(counting, []byte(meter.Global), []byte(other), 1))
		module := start(t, metered)
		for _, units := range []int64{0, 50, 300, 2_000, 20_000, 200_000} {
			module.ExportedGlobal(other).(api.MutableGlobal).Set(0)
			give(module, units)
			f := module.ExportedFunction("f0")
			_, _ = f.Call(context.Background(), make([]uint64, len(f.Definition().ParamTypes()))...)
			if left(module) == meter.Exhausted {
				stopped++
			}
			if done := -int64(module.ExportedGlobal(other).Get()); done > units+free {
				t.Errorf("module %d did work for %d units, given were %d", n, done, units)
			}
		}
	}
	if stopped < 200 {
		t.Errorf("%d calls were stopped: the test asks too little", stopped)
	}
}

// Twice as long costs more by what the length costs, whatever is done there.
func TestLengthIsPaid(t *testing.T) {
	table := [][]byte{{0x70, 0, 100}}
	for _, c := range []struct {
		name string
		code []byte // behind three operands, the last of them the length
		m    module
		per  int64 // units that 80 more cost
	}{
		{"memory.fill", op(0xfc, 0x0b, 0), module{pages: 1}, 10},
		{"memory.copy", op(0xfc, 0x0a, 0, 0), module{pages: 1}, 10},
		{"memory.init", op(0xfc, 8, 0, 0), module{pages: 1, data: [][]byte{append([]byte{1}, sized(make([]byte, 200))...)}}, 10},
		{"table.copy", op(0xfc, 0x0e, 0, 0), module{tables: table}, 80},
		{"table.init", op(0xfc, 0x0c, 0, 0), module{tables: table, elements: [][]byte{append([]byte{1, 0}, sized(make([]byte, 100))...)}}, 80},
		{"table.fill", op(0x1a, 0x1a, 0xd0, 0x70, 0x20, 0, 0xfc, 0x11, 0), module{tables: table}, 80},
		{"table.grow", op(0x1a, 0x1a, 0x1a, 0xd0, 0x70, 0x20, 0, 0xfc, 0x0f, 0, 0x1a), module{tables: table}, 80 * 16},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.m.functions = []function{{"i:", "", slices.Concat(many(2, i32(0)), get(0), c.code)}}
			m := start(t, rewrite(t, c.m.bytes()))
			paid := func(length uint64) int64 {
				give(m, budget)
				if _, err := m.ExportedFunction("f0").Call(context.Background(), length); err != nil {
					t.Fatal(err)
				}
				return budget - left(m)
			}
			if more := paid(88) - paid(8); more != c.per {
				t.Errorf("80 more cost %d units, want %d", more, c.per)
			}
		})
	}
}

// To make a memory larger costs by how large it is afterwards, for the engine
// may copy all of it.
func TestGrowingIsPaidByWhatThereIsAfterwards(t *testing.T) {
	m := start(t, rewrite(t, one("i:", "", get(0), op(0x40, 0, 0x1a))))
	grow := func(by uint64) int64 {
		give(m, budget)
		if _, err := m.ExportedFunction("f0").Call(context.Background(), by); err != nil {
			t.Fatal(err)
		}
		return budget - left(m)
	}
	first, second := grow(10), grow(10) // to 11 pages, and to 21
	if second-first != 10*20_000 {
		t.Errorf("11 pages cost %d units and 21 cost %d", first, second)
	}
}
