package meter

import (
	"fmt"
	"os"
	"sort"
	"testing"
)

func TestStats(t *testing.T) {
	wasm, _ := os.ReadFile(os.Getenv("WASM"))
	list, _ := sections(wasm)
	m, err := readModule(list)
	if err != nil {
		t.Fatal(err)
	}
	bodies, _ := m.cutBodies()
	m.findFree(bodies)
	type st struct{ bytes, locals, charges, loops, calls, values, weight, nest, gets, labels int }
	var all []st
	free := 0
	for i, body := range bodies {
		sig := m.types[m.functions[m.imported+i]]
		r := &reader{data: body}
		s := &scanner{m: m, r: r, locals: r.locals(sig.params)}
		s.scan(sig)
		if r.err != nil {
			t.Fatal(r.err)
		}
		loops, calls := 0, 0
		for _, k := range s.marks {
			if k.kind == markLoop {
				loops++
			}
			if k.kind == markCall {
				calls++
			}
		}
		if m.free[m.imported+i] >= 0 {
			free++
		}
		all = append(all, st{len(body), s.locals, len(s.charges), loops, calls, int(s.values), int(s.weight()), 0, int(s.effort.nanoseconds(s.locals, m.mutable)), 0})
	}
	fmt.Println("functions", len(all), "free", free, "types", len(m.types), "globals", m.globals, "mutable", m.mutable)
	show := func(name string, f func(s st) int) {
		v := make([]int, len(all))
		sum, sq := 0, 0
		for i, s := range all {
			v[i] = f(s)
			sum += v[i]
			sq += v[i] * v[i]
		}
		sort.Ints(v)
		fmt.Printf("%-10s median %d p95 %d p99 %d max %d sum %d sumsq %d\n", name, v[len(v)/2], v[len(v)*95/100], v[len(v)*99/100], v[len(v)-1], sum, sq)
	}
	show("bytes", func(s st) int { return s.bytes })
	show("locals", func(s st) int { return s.locals })
	show("charges", func(s st) int { return s.charges })
	show("loops", func(s st) int { return s.loops })
	show("calls", func(s st) int { return s.calls })
	show("values", func(s st) int { return s.values })
	show("weight", func(s st) int { return s.weight })
	show("gets", func(s st) int { return s.gets })
	show("loc*chg", func(s st) int { return s.locals * s.charges })
	show("effort", func(s st) int { return s.gets })
	show("deposit", func(s st) int { return max(s.weight, int(deposit(int64(s.values)))) })
}
