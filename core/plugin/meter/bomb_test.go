package meter_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// bomb makes a module of about so many bytes that is hard to compile.
type bomb struct {
	name    string
	refused bool // at 8 MB
	make    func(size int) []byte
}

// fill repeats part until it has about size bytes.
func fill(size int, part ...[]byte) []byte {
	p := slices.Concat(part...)
	return slices.Repeat(p, max(1, size/len(p)))
}

// turn changes locals 1 to n, each to what another was.
func turn(n int) (code []byte) {
	for l := 1; l <= n; l++ {
		code = append(code, slices.Concat(get(l), i64(1), op(0x7c), set(1+l%n))...)
	}
	return code
}

// several is a module of functions as large as they may be, size bytes in all.
func several(size int, sig, locals string, body func(size int) []byte) []byte {
	each := min(size, 1<<20-1000)
	m := module{pages: 1, tables: [][]byte{{0x70, 0, 10}}}
	for n := size / each; n > 0; n-- {
		m.functions = append(m.functions, function{sig, locals, body(each)})
	}
	return m.bytes()
}

func bombs() []bomb {
	list := []bomb{
		{name: "small functions", make: func(size int) []byte {
			m := module{pages: 1}
			for range 20000 * size >> 23 {
				m.functions = append(m.functions, function{":", "", slices.Concat(loop(brIf0()), fill(350, i32(0), i32(0), load(0x28, 0), load(0x36, 0)))})
			}
			return m.bytes()
		}},
		{name: "straight adds", make: func(size int) []byte {
			return several(size, "I:", "", func(size int) []byte { return fill(size, get(0), i64(1), op(0x7c), set(0)) })
		}},
		{name: "straight stores", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte { return fill(size, get(0), get(0), load(0x36, 0)) })
		}},
		{name: "loads dropped", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte { return fill(size, get(0), load(0x28, 0), op(0x1a)) })
		}},
		{name: "operand pile", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return slices.Concat(many(size/6, get(0), load(0x28, 0)), many(size/6-1, op(0x6a)), op(0x1a))
			})
		}},
		{name: "calls", make: func(size int) []byte {
			return several(size, ":", "", func(size int) []byte { return fill(size, callFunction(0)) })
		}},
		{name: "nests of blocks", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, many(990, op(0x02, 0x40), get(0), brIf(0)), many(990, op(0x0b)))
			})
		}},
		{name: "nests of loops", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, many(990, op(0x03, 0x40), get(0), brIf(0)), many(990, op(0x0b)))
			})
		}},
		{name: "nests of loops, locals", make: func(size int) []byte {
			return several(size, "i:", manyI(30), func(size int) []byte {
				return fill(size, many(990, op(0x03, 0x40), get(0), brIf(0)), many(10, get(1), set(2), get(2), set(1)), many(990, op(0x0b)))
			})
		}},
		{name: "loops in a row", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, op(0x03, 0x40), get(0), brIf(0), op(0x0b))
			})
		}},
		{name: "br_ifs", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return slices.Concat(op(0x02, 0x40), fill(size, get(0), brIf(0)), op(0x0b))
			})
		}},
		{name: "br_tables", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, op(0x02, 0x40), get(0), op(0x0e), u(1000), make([]byte, 1001), op(0x0b))
			})
		}},
		{name: "br_table to many", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				var labels []byte
				for n := range 990 {
					labels = append(labels, u(n)...)
				}
				return slices.Concat(many(990, op(0x02, 0x40)), op(0x02, 0x40),
					fill(size, op(0x02, 0x40), get(0), op(0x0e), u(989), labels, op(0x0b)), op(0x0b), many(990, op(0x0b)))
			})
		}},
		{name: "ifs", make: func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, get(0), op(0x04, 0x40), i32(1), set(0), op(0x05), i32(2), set(0), op(0x0b))
			})
		}},
		{name: "memory.fill", make: func(size int) []byte {
			return several(size, ":", "", func(size int) []byte { return fill(size, i32(0), i32(0), i32(0), op(0xfc, 0x0b, 0)) })
		}},
		{name: "table.fill", make: func(size int) []byte {
			return several(size, ":", "", func(size int) []byte { return fill(size, i32(0), op(0xd0, 0x70), i32(0), op(0xfc, 0x11, 0)) })
		}},
		{name: "call_indirect", make: func(size int) []byte {
			return several(size, ":", "", func(size int) []byte { return fill(size, i32(0), op(0x11, 0, 0)) })
		}},
		{name: "trunc", make: func(size int) []byte {
			return several(size, ":", "F", func(size int) []byte { return slices.Concat(get(0), fill(size, op(0xb1, 0xba)), set(0)) })
		}},
		{name: "locals declared", make: func(size int) []byte {
			m := module{pages: 1}
			for range min(20000, size/400) {
				m.functions = append(m.functions, function{":", manyI(49000), loop(brIf0())})
			}
			return m.bytes()
		}},
		{name: "globals by calls", make: func(size int) []byte {
			m := module{pages: 1}
			for range 1000 {
				m.globals = append(m.globals, append(op(0x7e, 1), append(i64(0), 0x0b)...))
			}
			m.functions = append(m.functions, function{":", "", fill(min(size, 1<<20-1000), callFunction(0))})
			return m.bytes()
		}},
		{name: "globals by functions", make: func(size int) []byte {
			m := module{pages: 1}
			for range 1000 {
				m.globals = append(m.globals, append(op(0x7e, 1), append(i64(0), 0x0b)...))
			}
			for range size / 420 {
				m.functions = append(m.functions, function{":", "", loop(brIf0())})
			}
			return m.bytes()
		}},
		{name: "1000 params", make: func(size int) []byte {
			m := module{functions: []function{
				{":" + manyI(100), "", op(0x00)},
				{manyI(1000) + ":", "", loop(brIf0())},
				{":", "", fill(min(size, 1<<20-1000), many(10, callFunction(0)), callFunction(1))},
			}}
			return m.bytes()
		}},
		{name: "100 through blocks", make: func(size int) []byte {
			m := module{types: []string{manyI(100) + ":" + manyI(100)}, functions: []function{
				{":", "", slices.Concat(many(100, i64(1)), fill(min(size, 1<<20-1000), op(0x02, 0), i32(0), brIf(0), op(0x0b)), op(0x00))},
			}}
			return m.bytes()
		}},
		{name: "100 through loops", make: func(size int) []byte {
			m := module{types: []string{manyI(100) + ":" + manyI(100)}, functions: []function{
				{":", "", slices.Concat(many(100, i64(1)), fill(min(size, 1<<20-1000), op(0x03, 0), i32(0), brIf(0), op(0x0b)), op(0x00))},
			}}
			return m.bytes()
		}},
		{name: "types", make: func(size int) []byte {
			m := module{functions: []function{{":", "", nil}}}
			for n := range min(20000, size/400) - 1 {
				m.types = append(m.types, strings.Repeat("I", 390)+fmt.Sprintf(":%s", strings.Repeat("i", n%100)))
			}
			return m.bytes()
		}},
	}
	for _, n := range []int{10, 30, 100, 300, 1000, 10000} {
		list = append(list,
			bomb{name: fmt.Sprintf("loops by %d locals", n), make: func(size int) []byte {
				return several(size, "i:", manyI(n), func(size int) []byte {
					return slices.Concat(fill(size-12*n, op(0x03, 0x40), get(0), brIf(0), op(0x0b)), useAll(n + 1)[7:])
				})
			}},
			bomb{name: fmt.Sprintf("ifs by %d locals", n), make: func(size int) []byte {
				return several(size, "i:", manyI(n), func(size int) []byte {
					var ifs []byte
					for k := 0; len(ifs) < size-12*n; k++ {
						ifs = append(ifs, slices.Concat(get(0), op(0x04, 0x40), get(1+k%n), i64(1), op(0x7c), set(1+k%n), op(0x0b))...)
					}
					return slices.Concat(ifs, useAll(n + 1)[7:])
				})
			}},
			bomb{name: fmt.Sprintf("live %d over calls", n), make: func(size int) []byte {
				return several(size, ":", manyI(n), func(size int) []byte {
					var fillIn []byte
					for l := range n {
						fillIn = append(fillIn, slices.Concat(i32(0), load(0x29, 0), set(l))...)
					}
					return slices.Concat(fillIn, fill(max(1, size-20*n), callFunction(0)), useAll(n))
				})
			}},
			bomb{name: fmt.Sprintf("loop sets %d locals, loops", n), make: func(size int) []byte {
				return several(size, "i:", manyI(n), func(size int) []byte {
					return slices.Concat(op(0x03, 0x40), fill(max(1, size-25*n), op(0x03, 0x40), get(0), brIf(0), op(0x0b)), turn(n), get(0), brIf(0), op(0x0b), useAll(n + 1)[7:])
				})
			}},
		)
	}
	admitted := []string{"globals by functions", "small functions", "straight adds", "straight stores", "loads dropped", "operand pile"}
	for i := range list {
		list[i].refused = !slices.Contains(admitted, list[i].name)
	}
	return list
}

// BenchmarkBomb compiles the largest module of each kind that is admitted, up
// to 8 MB. It is from these times that the factors of effort are.
func BenchmarkBomb(b *testing.B) {
	for _, bomb := range bombs() {
		b.Run(bomb.name, func(b *testing.B) {
			size := 8_000_000
			metered, err := meter.Rewrite(bomb.make(size))
			for ; err != nil && size > 100; metered, err = meter.Rewrite(bomb.make(size)) {
				size = size * 8 / 10
			}
			if err != nil {
				b.Fatal(err)
			}
			ctx, worst := context.Background(), time.Duration(0)
			for range b.N {
				runtime := engine(b)
				began := time.Now()
				if _, err := runtime.CompileModule(ctx, metered); err != nil {
					b.Fatal(err)
				}
				worst = max(worst, time.Since(began))
				_ = runtime.Close(ctx)
			}
			b.ReportMetric(float64(size)/1e6, "MB")
			b.ReportMetric(worst.Seconds(), "s")
		})
	}
}
