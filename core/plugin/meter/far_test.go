package meter_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/tetratelabs/wazero/api"
)

// What the caches do not hold costs a hundred times what they do. These look
// for memory, code and numbers that are as far away as can be.

// step makes the next of numbers that nobody can foretell of local l, an i64.
func step(l int) []byte {
	return slices.Concat(get(l), i64(6364136223846793005), op(0x7e), i64(1442695040888963407), op(0x7c), set(l))
}

// farMemory reads and writes all over memories of several sizes.
func farMemory() (list []slow) {
	for _, pages := range []int{1, 4, 15, 16, 31, 32, 64, 128, 256} {
		bits := int64(0)
		for 1<<(bits+1) <= pages<<16 {
			bits++
		}
		anywhere := slices.Concat(step(0), get(0), i64(64-bits), op(0x88, 0xa7)) // a random address
		in := func(name, sig, locals string, arguments int, prepare func(api.Module), body ...[]byte) {
			m := module{pages: pages, functions: []function{{sig, locals, slices.Concat(body...)}}}
			list = append(list, slow{fmt.Sprintf("%s, %d pages", name, pages), m.bytes(), arguments, prepare})
		}
		in("chase", "i:", "", 1, scatter, loop(get(0), many(64, load(0x28, 0)), set(0)))
		in("chase across lines", "i:", "I", 1, scatterAcross, loop(many(64, get(0), load(0x29, 0), op(0xa7), set(0))))
		around := func(n int) (all []byte) {
			for k := range n {
				all = append(all, slices.Concat(get(0), load(0x28, (k+1)*4096), get(1), op(0x73), set(1))...)
			}
			return all
		}
		if pages > 1 {
			n := min(15, pages*16/2)
			last := pages<<16 - n*4096 - 4096 - 64
			in("chase and look around", "i:", "i", 1, scatter, loop(many(16, get(0), i32(last), op(0x4f), op(0x04, 0x40), get(0), load(0x28, 0), set(0), op(0x05), around(n), get(0), load(0x28, 0), set(0), op(0x0b))))
			in("chase and look once more", "i:", "i", 1, scatter, loop(many(16, get(0), i32(last), op(0x4f), op(0x04, 0x40), get(0), load(0x28, 0), set(0), op(0x05), around(1), get(0), load(0x28, 0), set(0), op(0x0b))))
		}
		in("load anywhere", ":", "Ii", 0, touch, loop(many(16, anywhere, i32(-4096), op(0x71), load(0x28, 0), set(1))))
		in("store anywhere", ":", "I", 0, touch, loop(many(16, anywhere, i32(-4096), op(0x71), i32(1), load(0x36, 0))))
		in("store across lines anywhere", ":", "I", 0, touch, loop(many(16, anywhere, i32((pages<<16-4096)&^4096), op(0x71), i64(1), load(0x37, 4092))))
		in("load and store anywhere", ":", "Ii", 0, touch, loop(many(16, anywhere, i32(-4096), op(0x71), tee(1), get(1), load(0x28, 0), i32(1), op(0x6a), load(0x36, 0))))
		in("store each page", ":", "Ii", 0, nil, loop(many(64, get(1), i32(pages<<16-4096), op(0x71), i32(1), load(0x36, 0), get(1), i32(4096+64), op(0x6a), set(1))))
		in("load each page", ":", "iii", 0, touch, loop(many(64, get(1), i32(pages<<16-4096), op(0x71), load(0x28, 0), get(2), op(0x73), set(2), get(1), i32(4096*37+64), op(0x6a), set(1))))
		in("store at once in each page", ":", "i", 0, touch, loop(ats(pages, 1000, func(at int) []byte { return slices.Concat(i32(at), i32(1), load(0x36, 0)) })))
		in("load at once from each page", ":", "i", 0, touch, loop(ats(pages, 1000, func(at int) []byte { return slices.Concat(i32(at), load(0x28, 0), get(0), op(0x73), set(0)) })))
		in("store each line", ":", "i", 0, nil, loop(many(64, get(0), i32(pages<<16-64), op(0x71), i64(1), load(0x37, 0), get(0), i32(64), op(0x6a), set(0))))
		in("memory.fill everything", ":", "", 0, nil, loop(i32(0), i32(1), i32(pages<<16), op(0xfc, 0x0b, 0)))
		in("memory.copy everything", ":", "", 0, nil, loop(i32(0), i32(pages<<15), i32(pages<<15), op(0xfc, 0x0a, 0, 0)))
		in("memory.fill 8 anywhere", ":", "I", 0, touch, loop(many(4, anywhere, i32(-4096), op(0x71), i32(1), i32(8), op(0xfc, 0x0b, 0))))
		in("memory.copy 64 anywhere", ":", "I", 0, touch, loop(many(4, anywhere, i32(-4096), op(0x71), anywhere, i32(-4096), op(0x71), i32(64), op(0xfc, 0x0a, 0, 0))))
	}
	for _, by := range []int{1, 4, 16, 64} {
		grow := slices.Concat(i32(by), op(0x40, 0, 0x1a))
		list = append(list,
			slow{fmt.Sprintf("memory.grow by %d", by), one(":", "", loop(grow)), 0, nil},
			slow{fmt.Sprintf("memory.grow by %d and fill", by), one(":", "", loop(grow, i32(0), i32(1), with(0x3f, 0), i32(16), op(0x74), op(0xfc, 0x0b, 0))), 0, nil},
		)
	}
	return list
}

// farCode goes through more code than the caches hold.
func farCode() (list []slow) {
	seldom := func(n int) []byte { // n bytes or more of code that never runs
		return slices.Concat(get(0), op(0x42, 0, 0x51, 0x04, 0x40), many(n/9, get(0), i64(1<<30), op(0x7c), set(0)), op(0x0b))
	}
	table := func(n int) []byte { return append([]byte{0x70, 1}, append(u(n), u(n)...)...) }
	for _, n := range []int{500, 2000, 5000, 15_000} {
		for _, size := range []int{20, 200, 400} {
			work := function{"I:I", "", slices.Concat(seldom(size), get(0), i64(1), op(0x7c))}
			var entries []byte
			for f := range n {
				entries = append(entries, u(1+f)...)
			}
			anyone := slices.Concat(step(0), i64(1), get(0), i64(33), op(0x88), i64(int64(n)), op(0x82, 0xa7), op(0x11, 1, 0, 0x1a))
			list = append(list, slow{fmt.Sprintf("call_indirect anyone of %d, %d bytes", n, size), module{
				pages: 1, types: []string{":", "I:I"}, tables: [][]byte{table(n)},
				functions: append([]function{{":", "I", loop(many(16, anyone))}}, slices.Repeat([]function{work}, n)...),
				elements:  [][]byte{slices.Concat([]byte{0}, i32(0), []byte{0x0b}, u(n), entries)},
			}.bytes(), 0, nil})
			var calls []byte
			for f := range n {
				calls = append(calls, slices.Concat(get(0), callFunction(1+f*7919%n), set(0))...)
			}
			list = append(list, slow{fmt.Sprintf("call each of %d, %d bytes", n, size), module{
				functions: append([]function{{":", "I", slices.Concat(i64(1), set(0), loop(calls))}}, slices.Repeat([]function{work}, n)...),
			}.bytes(), 0, nil})
		}
	}
	for _, n := range []int{100, 1000, 8_000} {
		for _, size := range []int{18, 90} {
			skip := slices.Concat(i64(1), set(0), loop(many(n, seldom(size))))
			list = append(list, slow{fmt.Sprintf("skip %d times %d bytes", n, size), one(":", "I", skip), 0, nil})
			list = append(list, slow{fmt.Sprintf("jump to anyone of %d, %d bytes", n, size), one(":", "I", loop(jumps(n, size))), 0, nil})
		}
	}
	for _, n := range []int{1_000, 10_000, 80_000} {
		list = append(list, slow{fmt.Sprintf("a line of %d", n), one(":", "I", loop(many(n, get(0), i64(1<<40), op(0x85), set(0)))), 0, nil})
	}
	eight := function{":", "I", slices.Concat(many(80_000, get(0), i64(1<<40), op(0x85), set(0)))}
	list = append(list, slow{"seven megabytes of code", module{functions: append(
		[]function{{":", "", loop(callFunction(1), callFunction(2), callFunction(3), callFunction(4), callFunction(5), callFunction(6), callFunction(7))}},
		slices.Repeat([]function{eight}, 7)...)}.bytes(), 0, nil})
	host := module{
		imports: []string{":"}, tables: [][]byte{table(1)}, elements: [][]byte{slices.Concat([]byte{0}, i32(0), []byte{0x0b}, u(1), u(0))},
		functions: []function{{":", "", loop(many(64, i32(0), op(0x11, 0, 0)))}},
	}
	list = append(list, slow{"call_indirect host", host.bytes(), 0, nil})
	var entries []byte
	for entry := range 100_000 {
		entries = append(entries, u(1+entry*7919%500)...)
	}
	list = append(list, slow{"call_indirect anyone of 100000 entries", module{
		types: []string{":", "I:I"}, tables: [][]byte{table(100_000)},
		functions: append([]function{{":", "I", loop(many(16, step(0), i64(1), get(0), i64(33), op(0x88), i64(100_000), op(0x82, 0xa7), op(0x11, 1, 0, 0x1a)))}},
			slices.Repeat([]function{{"I:I", "", slices.Concat(get(0), i64(1), op(0x7c))}}, 500)...),
		elements: [][]byte{slices.Concat([]byte{0}, i32(0), []byte{0x0b}, u(100_000), entries)},
	}.bytes(), 0, nil})
	for _, n := range []int{10, 100, 1000} {
		list = append(list,
			slow{fmt.Sprintf("recursion of %d parameters", n), module{functions: []function{{manyI(n) + ":", "", slices.Concat(many(n, i64(1)), callFunction(0))}}}.bytes(), n, nil},
			slow{fmt.Sprintf("recursion of %d parameters, passed on", n), module{functions: []function{{manyI(n) + ":", "", slices.Concat(gets(n), callFunction(0))}}}.bytes(), n, nil},
			slow{fmt.Sprintf("recursion of %d locals", n), module{pages: 1, functions: []function{{":", strings.Repeat("I", n), slices.Concat(setAll(n), callFunction(0), useAll(n))}}}.bytes(), 0, nil})
	}
	return list
}

// ats does something at n places, each in another page and line.
func ats(pages, n int, do func(at int) []byte) (all []byte) {
	for k := range n {
		all = append(all, do((k*(4096*37+64))%(pages<<16-8)&^7)...)
	}
	return all
}

func gets(n int) (all []byte) {
	for l := range n {
		all = append(all, get(l)...)
	}
	return all
}

// jumps goes to one of n places by what nobody can foretell.
func jumps(n, size int) []byte {
	var labels []byte
	for l := range n {
		labels = append(labels, u(l%900)...)
	}
	body := slices.Concat(step(0), get(0), i64(33), op(0x88), i64(int64(n)), op(0x82, 0xa7), op(0x0e), u(n-1), labels)
	for left := min(n, 900) - 1; left >= 0; left-- {
		body = slices.Concat(block(body), many(size/9, get(0), i64(1<<30), op(0x7c), set(0)), br(left))
	}
	return body
}

// tiny are numbers that the machine does in software.
func tiny() (list []slow) {
	f32 := func(bits ...byte) []byte { return append([]byte{0x43}, bits...) }
	d, s := f64(1e-310), f32(1, 0, 1, 0)
	tiny64, tiny32 := slices.Concat(d, get(1), op(0xa0)), slices.Concat(s, get(1), op(0x92)) // 1 is 0, which the engine does not know
	more64, more32 := op(0xa0), op(0x92)
	for _, c := range []struct {
		name, t string
		body    []byte
	}{
		{"f64.add", "F", slices.Concat(d, op(0xa0), f64(-1e-310), op(0xa0))},
		{"f64.mul", "F", slices.Concat(tiny64, f64(0.75), op(0xa2), more64)},
		{"f64.mul that becomes", "F", slices.Concat(f64(1e-160), get(1), op(0xa0), f64(1e-155), op(0xa2), more64)},
		{"f64.mul of both", "F", slices.Concat(f64(0.75), op(0xa2), d, op(0xa0))},
		{"f64.div", "F", slices.Concat(tiny64, f64(1.5), op(0xa3), more64)},
		{"f64.sqrt", "F", slices.Concat(tiny64, op(0x9f), more64)},
		{"f64.min", "F", slices.Concat(d, op(0xa4))},
		{"f64.max", "F", slices.Concat(tiny64, op(0xa5))},
		{"f64.eq", "F", slices.Concat(d, op(0x61, 0xb7))},
		{"f64.lt", "F", slices.Concat(d, op(0x63, 0xb7))},
		{"f64.nearest", "F", slices.Concat(tiny64, op(0x9e), more64)},
		{"f64.floor", "F", slices.Concat(tiny64, op(0x9c), more64)},
		{"f32.demote", "F", slices.Concat(f64(1e-40), get(1), op(0xa0, 0xb6, 0xbb), more64)},
		{"f64.promote", "F", slices.Concat(s, op(0xbb), more64)},
		{"f64.trunc", "F", slices.Concat(tiny64, op(0xb0, 0xb9), more64)},
		{"f32.mul", "f", slices.Concat(tiny32, f32(0, 0, 0x40, 0x3f), op(0x94), more32)},
		{"f32.div", "f", slices.Concat(tiny32, f32(0, 0, 0x40, 0x3f), op(0x95), more32)},
		{"f32.add", "f", slices.Concat(tiny32, more32)},
		{"f32.sqrt", "f", slices.Concat(tiny32, op(0x91), more32)},
	} {
		list = append(list, slow{c.name + " of what is tiny", one(c.t+c.t+":", "", loop(get(0), many(64, c.body), set(0))), 2, nil})
	}
	return list
}

// touch writes to every page, so that the memory is there.
func touch(module api.Module) {
	memory := module.Memory()
	for at := uint32(0); at < memory.Size(); at += 4096 {
		memory.WriteByte(at, 1)
	}
}

// scatterAcross is scatter with pointers that lie on two lines, and each in a
// page of its own as far as there are pages.
func scatterAcross(module api.Module) { ring(module, 60) }

// evict fills the caches with something else.
func evict() {
	other := make([]byte, 256<<20)
	for at := 0; at < len(other); at += 64 {
		other[at] = 1
	}
	runtime.KeepAlive(other)
}
