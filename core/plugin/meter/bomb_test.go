package meter_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin/meter"
)

type bomb struct {
	name string
	make func(size int) []byte
}

// fill repeats part until it has about size bytes.
func fill(size int, part ...[]byte) []byte {
	p := slices.Concat(part...)
	return slices.Repeat(p, max(1, size/len(p)))
}

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
		{"small functions", func(size int) []byte {
			m := module{pages: 1}
			for range 20000 * size >> 23 {
				m.functions = append(m.functions, function{":", "", slices.Concat(loop(brIf0()), fill(350, i32(0), i32(0), load(0x28, 0), load(0x36, 0)))})
			}
			return m.bytes()
		}},
		{"straight adds", func(size int) []byte {
			return several(size, "I:", "", func(size int) []byte { return fill(size, get(0), i64(1), op(0x7c), set(0)) })
		}},
		{"straight stores", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte { return fill(size, get(0), get(0), load(0x36, 0)) })
		}},
		{"loads dropped", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte { return fill(size, get(0), load(0x28, 0), op(0x1a)) })
		}},
		{"operand pile", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return slices.Concat(fill(size/2, get(0), load(0x28, 0)), fill(size/8, op(0x6a)), op(0x1a), op(0x00))
			})
		}},
		{"calls", func(size int) []byte {
			return several(size, ":", "", func(size int) []byte { return fill(size, callFunction(0)) })
		}},
		{"nests of blocks", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, many(990, op(0x02, 0x40), get(0), brIf(0)), many(990, op(0x0b)))
			})
		}},
		{"nests of loops", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, many(990, op(0x03, 0x40), get(0), brIf(0)), many(990, op(0x0b)))
			})
		}},
		{"nests of loops, locals", func(size int) []byte {
			return several(size, "i:", manyI(30), func(size int) []byte {
				return fill(size, many(990, op(0x03, 0x40), get(0), brIf(0)), setAll(30)[:0], many(10, get(1), set(2), get(2), set(1)), many(990, op(0x0b)))
			})
		}},
		{"loops in a row", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, op(0x03, 0x40), get(0), brIf(0), op(0x0b))
			})
		}},
		{"br_ifs", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return slices.Concat(op(0x02, 0x40), fill(size, get(0), brIf(0)), op(0x0b))
			})
		}},
		{"br_tables", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, op(0x02, 0x40), get(0), op(0x0e), u(1000), make([]byte, 1001), op(0x0b))
			})
		}},
		{"br_table to many", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				var labels []byte
				for n := range 990 {
					labels = append(labels, u(n)...)
				}
				return slices.Concat(many(990, op(0x02, 0x40)), op(0x02, 0x40),
					fill(size, op(0x02, 0x40), get(0), op(0x0e), u(989), labels, op(0x0b)), op(0x0b), many(990, op(0x0b)))
			})
		}},
		{"ifs", func(size int) []byte {
			return several(size, "i:", "", func(size int) []byte {
				return fill(size, get(0), op(0x04, 0x40), i32(1), set(0), op(0x05), i32(2), set(0), op(0x0b))
			})
		}},
		{"memory.fill", func(size int) []byte {
			return several(size, ":", "", func(size int) []byte { return fill(size, i32(0), i32(0), i32(0), op(0xfc, 0x0b, 0)) })
		}},
		{"table.fill", func(size int) []byte {
			return several(size, ":", "", func(size int) []byte { return fill(size, i32(0), op(0xd0, 0x70), i32(0), op(0xfc, 0x11, 0)) })
		}},
		{"call_indirect", func(size int) []byte {
			return several(size, ":", "", func(size int) []byte { return fill(size, i32(0), op(0x11, 0, 0)) })
		}},
		{"trunc", func(size int) []byte {
			return several(size, ":", "F", func(size int) []byte { return slices.Concat(get(0), fill(size, op(0xb1, 0xba)), set(0)) })
		}},
		{"locals declared", func(size int) []byte {
			m := module{pages: 1}
			for range min(20000, size/400) {
				m.functions = append(m.functions, function{":", manyI(49000), loop(brIf0())})
			}
			return m.bytes()
		}},
		{"globals by calls", func(size int) []byte {
			m := module{pages: 1}
			for range 1000 {
				m.globals = append(m.globals, append(op(0x7e, 1), append(i64(0), 0x0b)...))
			}
			m.functions = append(m.functions, function{":", "", fill(min(size, 1<<20-1000), callFunction(0))})
			return m.bytes()
		}},
		{"globals by functions", func(size int) []byte {
			m := module{pages: 1}
			for range 1000 {
				m.globals = append(m.globals, append(op(0x7e, 1), append(i64(0), 0x0b)...))
			}
			for range size / 420 {
				m.functions = append(m.functions, function{":", "", loop(brIf0())})
			}
			return m.bytes()
		}},
		{"1000 params", func(size int) []byte {
			m := module{functions: []function{
				{":" + manyI(100), "", op(0x00)},
				{manyI(1000) + ":", "", loop(brIf0())},
				{":", "", fill(min(size, 1<<20-1000), many(10, callFunction(0)), callFunction(1))},
			}}
			return m.bytes()
		}},
		{"100 through blocks", func(size int) []byte {
			m := module{types: []string{manyI(100) + ":" + manyI(100)}, functions: []function{
				{":", "", slices.Concat(many(100, i64(1)), fill(min(size, 1<<20-1000), op(0x02, 0), i32(0), brIf(0), op(0x0b)), op(0x00))},
			}}
			return m.bytes()
		}},
		{"100 through loops", func(size int) []byte {
			m := module{types: []string{manyI(100) + ":" + manyI(100)}, functions: []function{
				{":", "", slices.Concat(many(100, i64(1)), fill(min(size, 1<<20-1000), op(0x03, 0), i32(0), brIf(0), op(0x0b)), op(0x00))},
			}}
			return m.bytes()
		}},
		{"types", func(size int) []byte {
			m := module{functions: []function{{":", "", nil}}}
			for n := range min(20000, size/400) - 1 {
				m.types = append(m.types, strings.Repeat("I", 390)+fmt.Sprintf(":%s", strings.Repeat("i", n%100)))
			}
			return m.bytes()
		}},
	}
	for _, n := range []int{10, 30, 100, 300, 1000, 10000} {
		list = append(list,
			bomb{fmt.Sprintf("loops by %d locals", n), func(size int) []byte {
				return several(size, "i:", manyI(n), func(size int) []byte {
					return slices.Concat(fill(size-12*n, op(0x03, 0x40), get(0), brIf(0), op(0x0b)), useAll(n + 1)[5:])
				})
			}},
			bomb{fmt.Sprintf("ifs by %d locals", n), func(size int) []byte {
				return several(size, "i:", manyI(n), func(size int) []byte {
					var ifs []byte
					for k := 0; len(ifs) < size-12*n; k++ {
						ifs = append(ifs, slices.Concat(get(0), op(0x04, 0x40), get(1+k%n), i64(1), op(0x7c), set(1+k%n), op(0x0b))...)
					}
					return slices.Concat(ifs, useAll(n + 1)[5:])
				})
			}},
			bomb{fmt.Sprintf("live %d over calls", n), func(size int) []byte {
				return several(size, ":", manyI(n), func(size int) []byte {
					var fillIn []byte
					for l := range n {
						fillIn = append(fillIn, slices.Concat(i32(0), load(0x29, 0), set(l))...)
					}
					return slices.Concat(fillIn, fill(max(1, size-20*n), callFunction(0)), useAll(n))
				})
			}},
			bomb{fmt.Sprintf("loop sets %d locals, loops", n), func(size int) []byte {
				return several(size, "i:", manyI(n), func(size int) []byte {
					return slices.Concat(op(0x03, 0x40), fill(max(1, size-25*n), op(0x03, 0x40), get(0), brIf(0), op(0x0b)), setAll(n + 1)[9:], get(0), brIf(0), op(0x0b), useAll(n + 1)[5:])
				})
			}},
		)
	}
	return list
}

func TestBombs(t *testing.T) {
	size, _ := strconv.Atoi(os.Getenv("SIZE"))
	if size == 0 {
		size = 1 << 16
	}
	only := os.Getenv("ONLY")
	for _, b := range bombs() {
		if only != "" && !strings.Contains(b.name, only) {
			continue
		}
		var wasm, metered []byte
		var err error
		var began time.Time
		var took time.Duration
		for size := size; size > 100; size = size * 7 / 10 {
			wasm = b.make(size)
			began = time.Now()
			metered, err = meter.Rewrite(wasm)
			took = time.Since(began)
			if err == nil || !strings.Contains(err.Error(), "too long") {
				break
			}
		}
		if err != nil {
			fmt.Printf("%-30s %8d B refused: %.80s\n", b.name, len(wasm), err)
			continue
		}
		ctx := context.Background()
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began = time.Now()
		e := engine(t)
		_, err = e.CompileModule(ctx, metered)
		compile := time.Since(began)
		runtime.ReadMemStats(&after)
		_ = e.Close(ctx)
		fmt.Printf("%-30s %8d B → %9d B rewrite %6.1f ms compile %8.0f ms, %6.0f MB %.60v\n", b.name, len(wasm), len(metered), took.Seconds()*1000, compile.Seconds()*1000, float64(after.TotalAlloc-before.TotalAlloc)/1e6, err)
	}
}
