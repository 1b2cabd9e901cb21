package meter_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// bomb is a kind of module that makes the engine work hard, and how much of it
// is too much. What the largest that is taken costs is what BenchmarkBomb says.
type bomb struct {
	name string
	n    int
	make func(n int) []byte
}

// A twentieth of a bomb is taken: it is the amount that is refused.
func TestACompileBombIsRefused(t *testing.T) {
	for _, b := range bombs() {
		t.Run(b.name, func(t *testing.T) {
			if _, err := meter.Rewrite(b.make(b.n), 256); err == nil || !strings.Contains(err.Error(), "to compile") {
				t.Errorf("Rewrite of %d says %v", b.n, err)
			}
			if _, err := meter.Rewrite(b.make(b.n/20), 256); err != nil {
				t.Errorf("Rewrite of %d says %v", b.n/20, err)
			}
		})
	}
}

// BenchmarkBomb compiles the largest module of each kind that is taken.
func BenchmarkBomb(b *testing.B) {
	for _, bomb := range bombs() {
		b.Run(bomb.name, func(b *testing.B) {
			most := 0
			for step := bomb.n; step > 0; step /= 2 {
				if _, err := meter.Rewrite(bomb.make(most+step), 256); err == nil {
					most += step
				}
			}
			metered, ctx, worst := rewrite(b, bomb.make(most)), context.Background(), time.Duration(0)
			for range b.N {
				runtime := engine(b)
				began := time.Now()
				if _, err := runtime.CompileModule(ctx, metered); err != nil {
					b.Fatal(err)
				}
				worst = max(worst, time.Since(began))
				_ = runtime.Close(ctx)
			}
			b.ReportMetric(float64(len(metered))/1e3, "kB")
			b.ReportMetric(worst.Seconds(), "s")
		})
	}
}

func bombs() []bomb {
	// split repeats a part in as many functions of half a megabyte as it needs.
	split := func(m module, sig, locals string, n int, part ...[]byte) []byte {
		p := slices.Concat(part...)
		for most := 1<<19/len(p) + 1; n > 0; n -= most {
			m.functions = append(m.functions, function{sig, locals, bytes.Repeat(p, min(n, most))})
		}
		return m.bytes()
	}
	leave := slices.Concat(get(0), brIf(0))
	inAndOut := module{types: []string{manyI(100) + ":" + manyI(100)}}
	return []bomb{
		{"calls", 2_000_000, func(n int) []byte { return split(module{}, ":", "", n, callFunction(0)) }},
		{"calls through a table", 1_000_000, func(n int) []byte {
			return split(module{tables: [][]byte{{0x70, 0, 1}}}, ":", "", n, i32(0), op(0x11, 0, 0))
		}},
		{"calls that load 1000 globals", 30_000, func(n int) []byte { return split(manyMutable(1000), ":", "", n, callFunction(0)) }},
		{"calls with 1000 parameters", 10_000, func(n int) []byte {
			return module{functions: []function{
				{":" + manyI(100), "", op(0x00)},
				{manyI(1000) + ":", "", loop(brIf0())},
				{":", "", many(n, many(10, callFunction(0)), callFunction(1))},
			}}.bytes()
		}},
		{"conversions", 2_000_000, func(n int) []byte { return split(module{}, "F:", "", n, get(0), op(0xb1, 0xba), set(0)) }},
		{"nests of blocks", 100, func(n int) []byte {
			return split(module{}, "i:", "", n, many(990, op(0x02, 0x40), leave), many(990, op(0x0b)))
		}},
		{"loops in a row", 100_000, func(n int) []byte { return split(module{}, "i:", "", n, op(0x03, 0x40), leave, op(0x0b)) }},
		{"ifs in a row", 100_000, func(n int) []byte {
			return split(module{}, "i:", "", n, get(0), op(0x04, 0x40), i32(1), set(0), op(0x05), i32(2), set(0), op(0x0b))
		}},
		{"ifs that change 1000 locals", 30_000, func(n int) []byte {
			var ifs []byte
			for i := range n {
				l := 1 + i%1000
				ifs = append(ifs, slices.Concat(get(0), op(0x04, 0x40), get(l), i64(1), op(0x7c), set(l), op(0x0b))...)
			}
			return one("i:", manyI(1000), ifs)
		}},
		{"memory.fill", 60_000, func(n int) []byte {
			return split(module{pages: 1}, ":", "", n, i32(0), i32(0), i32(0), op(0xfc, 0x0b, 0))
		}},
		{"memory.fill while 9000 operands wait", 4_000, func(n int) []byte {
			fill := slices.Concat(i32(0), i32(0), i32(0), op(0xfc, 0x0b, 0))
			return one("i:", "", many(9_000, get(0), load(0x28, 0)), many(n, fill), many(9_000, op(0x1a)))
		}},
		{"locals that are declared", 2_000, func(n int) []byte {
			m := module{}
			for range n {
				m.functions = append(m.functions, function{":", manyI(49_000), loop(brIf0())})
			}
			return m.bytes()
		}},
		{"blocks that take and give 100", 100_000, func(n int) []byte {
			return split(inAndOut, manyI(100)+":", "", n, many(100, get(1)), op(0x02, 0), i32(0), brIf(0), op(0x0b), many(100, op(0x1a)))
		}},
		{"jump tables", 4_000, func(n int) []byte {
			return split(module{}, "i:", "", n, block(get(0), op(0x0e), u(1000), make([]byte, 1001)))
		}},
		{"a jump table that carries 1000 locals", 10_000, func(n int) []byte {
			return one("i:", manyI(1000), block(leave, setEach(1000), get(0), op(0x0e), u(n), make([]byte, n+1)), useEach(1000))
		}},
		{"a jump table that returns 100 values", 40_000, func(n int) []byte {
			return one("i:"+manyI(100), "", block(leave, many(100, i64(1)), get(0), op(0x0e), u(n), bytes.Repeat([]byte{1}, n+1)), many(100, i64(2)))
		}},
		{"branches that carry 300 locals", 6_000, func(n int) []byte {
			return one("i:", manyI(300), block(leave, setEach(300), many(n, leave)), useEach(300))
		}},
		{"loops inside each other that read 10000 locals", 40, func(n int) []byte {
			return one("i:", manyI(10_000), many(n, op(0x03, 0x40)), useEach(10_000), many(n, leave, op(0x0b)))
		}},
		{"loops in a row that read 20000 locals", 100, func(n int) []byte {
			m := module{pages: 1}
			for range n {
				m.functions = append(m.functions, function{"i:", manyI(20_000), slices.Concat(op(0x03, 0x40), useEach(20_000), leave, op(0x0b))})
			}
			return m.bytes()
		}},
		{"reads behind many branches", 12_000, func(n int) []byte {
			return one("i:", "", block(many(n, leave), many(200_000, get(0), op(0x1a))))
		}},
		{"1000 locals behind a block that is often left", 3_000, func(n int) []byte {
			return one("i:", manyI(1000), block(many(n, leave)), useEach(1000))
		}},
		{"20000 loads before many branches", 4_000, func(n int) []byte {
			return one("i:", "", many(20_000, get(0), load(0x28, 0), set(0)), block(many(n, leave)))
		}},
		{"5000 globals around many branches", 20_000, func(n int) []byte {
			m, use := manyMutable(5000), []byte(nil)
			for g := range 5000 {
				use = append(use, slices.Concat(with(0x23, g), i64(1), op(0x7c), with(0x24, g))...)
			}
			m.functions = []function{{"i:", "", slices.Concat(use, block(many(n, leave)), use)}}
			return m.bytes()
		}},
	}
}

func manyMutable(n int) module {
	return module{pages: 1, globals: slices.Repeat([][]byte{slices.Concat(op(0x7e, 1), i64(0), op(0x0b))}, n)}
}

// setEach gives locals 1 to n values that differ.
func setEach(n int) (code []byte) {
	for l := 1; l <= n; l++ {
		code = append(code, slices.Concat(get(0), op(0xac), i64(int64(l)), op(0x7c), set(l))...)
	}
	return code
}

// useEach stores locals 1 to n.
func useEach(n int) (code []byte) {
	for l := 1; l <= n; l++ {
		code = append(code, slices.Concat(i32(0), get(l), load(0x37, 0))...)
	}
	return code
}
