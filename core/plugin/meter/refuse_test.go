package meter_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// nothing is a function of no type that does nothing.
var nothing = []function{{":", "", nil}}

// only is a module with one function.
func only(body ...[]byte) []byte { return one(":", "I", body...) }

func TestARefusalSaysWhy(t *testing.T) {
	for _, c := range []struct {
		name string
		wasm []byte
		want string
	}{
		{"nothing at all", nil, "it is not a core WebAssembly module of version 1"},
		{"a component", []byte("\x00asm\x0d\x00\x01\x00"), "it is not a core WebAssembly module of version 1"},
		{"a start function", module{functions: nothing, before: section(8, u(0))}.bytes(), "it has a start function; a rule runs only when it is asked, use _initialize"},
		{"SIMD", only(op(0xfd, 174, 1)), "it uses SIMD (i32x4.add); build without -msimd128 (found in function 0)"},
		{"SIMD without a name", only(op(0xfd, 154, 1)), "it uses SIMD (0xfd 0x9a); build without -msimd128 (found in function 0)"},
		{"a vector as a local", module{functions: []function{{":", "", nil}}, types: nil}.withLocal(0x7b), "it uses SIMD (v128); build without -msimd128 (found in function 0)"},
		{"threads", only(op(0xfe, 3, 0)), "it uses threads (0xfe 0x3), which no rule may have (found in function 0)"},
		{"a shared memory", module{functions: nothing, raw: section(5, []byte{1, 3, 1, 2})}.bytes(), "it uses threads (a shared memory), which no rule may have"},
		{"a tail call", only(op(0x12, 0)), "it uses tail calls (0x12), which no rule may have (found in function 0)"},
		{"a typed reference", only(op(0x14, 0)), "it uses typed function references (0x14), which no rule may have (found in function 0)"},
		{"an exception", only(op(0x08, 0)), "it uses exceptions (0x8), which no rule may have (found in function 0)"},
		{"a tag", module{functions: nothing, raw: section(13, []byte{1, 0, 0})}.bytes(), "it uses exceptions (a tag section), which no rule may have"},
		{"a collected reference", only(op(0xfb, 0)), "it uses garbage collected references (0xfb 0x0), which no rule may have (found in function 0)"},
		{"a 64-bit memory", module{functions: nothing, raw: section(5, []byte{1, 4, 1})}.bytes(), "it uses 64-bit indices (a 64-bit memory), which no rule may have"},
		{"two memories", module{functions: nothing, raw: section(5, []byte{2, 0, 1, 0, 1})}.bytes(), "it has 2 memories, the most is 1"},
		{"a load from another memory", only(i32(0), op(0x28, 0x42, 1, 0, 0x1a)), "it uses several memories, which no rule may have (found in function 0)"},
		{"an extended constant", module{functions: nothing, globals: [][]byte{slices.Concat(op(0x7f, 0), i32(1), i32(2), op(0x6a, 0x0b))}}.bytes(), "it uses an extended constant expression, which no rule may have"},
		{"an imported global", module{functions: nothing, raw: section(2, slices.Concat(u(1), text("m"), text("g"), []byte{3, 0x7f, 0}))}.bytes(), "it imports a global; it must own its globals"},
		{"Raja's own name", module{functions: nothing, exports: [][]byte{slices.Concat(text(meter.Global), []byte{0, 0})}}.bytes(), "it exports raja_units, which is Raja's own name"},
		{"an unknown instruction", only(op(0x27)), "it uses an instruction that is not in WebAssembly 2.0 (0x27), which no rule may have (found in function 0)"},
		{"an unknown section", append(only(), 14, 0), "it is malformed: section 14 does not exist"},
		{"a section twice", append(only(), section(1, u(0))...), "it is malformed: section 1 stands twice or in the wrong place"},
		{"a section that ends too soon", only()[:20], "it ends in the middle"},
		{"code after the end", only(op(0x0b)), "it is malformed: code after the final end of a function (found in function 0)"},
		{"a number of eleven bytes", only(op(0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 0x1a)), "it holds a malformed number (found in function 0)"},
		{"a number with bits too many", only(op(0x41, 0xff, 0xff, 0xff, 0xff, 0x1f, 0x1a)), "it holds a malformed number (found in function 0)"},
		{"far too many functions", append([]byte("\x00asm\x01\x00\x00\x00"), section(3, u(1<<30))...), "it has 1073741824 functions, the most is 20000"},
		{"more functions than bytes", append([]byte("\x00asm\x01\x00\x00\x00"), section(3, u(20000))...), "it ends in the middle"},
		{"more names than bytes", append(only(), section(0, slices.Concat(text("name"), []byte{1, 4}, u(100_000_000)))...), "it has 100000000 names, the most is 500000"},
		{"a body too long", only(many(1<<20, op(0x01))), "it has 1048580 bytes in the body of one function, the most is 1048576"},
		{"too many locals", module{functions: nothing}.withLocals(50_001), "it has 50001 locals in a function, the most is 50000 (found in function 0)"},
		{"blocks too deep", only(many(1001, op(0x02, 0x40)), many(1001, op(0x0b))), "it has 1001 blocks inside each other, the most is 1000 (found in function 0)"},
		{"a table too large", module{functions: nothing, tables: [][]byte{append([]byte{0x70, 0}, u(200_000)...)}}.bytes(), "it has 200000 entries in a table, the most is 100000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := meter.Rewrite(c.wasm)
			if err == nil || err.Error() != c.want {
				t.Errorf("Rewrite says %v, want %q", err, c.want)
			}
		})
	}
}

// What the rewrite adds would be there for a module to name, if it were let.
func TestWhatIsAddedCannotBeNamed(t *testing.T) {
	base := module{pages: 1, functions: []function{{":", "I", nil}}, globals: [][]byte{globalOf('I')}}
	body := func(code ...[]byte) module {
		m := base
		m.functions = []function{{":", "I", slices.Concat(code...)}}
		return m
	}
	long := many(40, get(0), op(0x1a)) // so that the function is metered
	exported, offset, element, initial := base, base, base, base
	exported.exports = [][]byte{slices.Concat(text("budget"), []byte{3, 1})}
	offset.data = [][]byte{slices.Concat([]byte{0}, op(0x23, 1, 0x0b), text("x"))}
	element.tables = [][]byte{{0x70, 0, 1}}
	element.elements = [][]byte{slices.Concat([]byte{0}, op(0x23, 1, 0x0b), u(1), u(0))}
	initial.globals = [][]byte{globalOf('I'), slices.Concat(op(0x7e, 0), op(0x23, 1, 0x0b))}
	for _, c := range []struct {
		name string
		m    module
		want string
	}{
		{"the local, read", body(long, get(1), op(0x1a)), "local 1 does not exist"},
		{"the local, set", body(long, i64(1<<60), set(1)), "local 1 does not exist"},
		{"the local, set and kept", body(long, i64(1<<60), tee(1), op(0x1a)), "local 1 does not exist"},
		{"the local of a length", body(long, i32(0), i32(0), i32(0), op(0xfc, 0x0b, 0), i32(0), set(2)), "local 2 does not exist"},
		{"the global, read", body(long, op(0x23, 1, 0x1a)), "global 1 does not exist"},
		{"the global, set", body(long, i64(1<<60), op(0x24, 1)), "global 1 does not exist"},
		{"the global, set in dead code", body(long, op(0x00), op(0x24, 1)), "global 1 does not exist"},
		{"the global, exported", exported, "global 1 does not exist"},
		{"the global, as an offset", offset, "global 1 does not exist"},
		{"the global, as an element's offset", element, "global 1 does not exist"},
		{"the global, as an initial value", initial, "global 1 does not exist"},
		{"a label outside", body(long, br(1)), "a branch leads out of the function"},
		{"a label outside, in a table", body(long, i32(0), op(0x0e, 1, 0, 1)), "a branch leads out of the function"},
		{"a type too many", body(long, i32(0), op(0x11, 1, 0)), "type 1 does not exist"},
		{"a type too many, of a block", body(long, op(0x02, 1, 0x0b)), "type 1 does not exist"},
		{"a function too many", body(long, callFunction(1)), "function 1 does not exist"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wasm := c.m.bytes()
			if _, err := engine(t).CompileModule(context.Background(), wasm); err == nil {
				t.Fatal("the engine takes it as it is: this is no attack")
			}
			if _, err := meter.Rewrite(wasm); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Rewrite says %v, want %q", err, c.want)
			}
		})
	}
}

// Compile bombs are small and would keep the engine busy for minutes.
func TestACompileBombIsRefused(t *testing.T) {
	for _, b := range bombs() {
		t.Run(b.name, func(t *testing.T) {
			_, err := meter.Rewrite(b.make(3_000_000))
			if refused := err != nil; refused != b.refused {
				t.Errorf("Rewrite says %v", err)
			}
		})
	}
}
