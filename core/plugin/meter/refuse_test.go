package meter_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// only is a module with one function, of one local.
func only(body ...[]byte) []byte { return one(":", "I", body...) }

// bare is a module of whole sections.
func bare(sections ...[]byte) []byte {
	return append([]byte("\x00asm\x01\x00\x00\x00"), slices.Concat(sections...)...)
}

func TestARefusalSaysWhy(t *testing.T) {
	nothing := []function{{":", "", nil}}
	budgetOf := slices.Concat(op(0x23, 1, 0x0b))
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
		{"a vector as a local", one(":", "v"), "it uses SIMD (v128); build without -msimd128 (found in function 0)"},
		{"threads", only(op(0xfe, 3, 0)), "it uses threads (0xfe 0x3), which no rule may have (found in function 0)"},
		{"a shared memory", bare(section(5, []byte{1, 3, 1, 2})), "it uses threads (a shared memory), which no rule may have"},
		{"a tail call", only(op(0x12, 0)), "it uses tail calls (0x12), which no rule may have (found in function 0)"},
		{"a typed reference", only(op(0x14, 0)), "it uses typed function references (0x14), which no rule may have (found in function 0)"},
		{"an exception", only(op(0x08, 0)), "it uses exceptions (0x8), which no rule may have (found in function 0)"},
		{"a tag", bare(section(13, []byte{1, 0, 0})), "it uses exceptions (a tag section), which no rule may have"},
		{"a collected reference", only(op(0xfb, 0)), "it uses garbage collected references (0xfb 0x0), which no rule may have (found in function 0)"},
		{"a 64-bit memory", bare(section(5, []byte{1, 4, 1})), "it uses 64-bit indices (a 64-bit memory), which no rule may have"},
		{"two memories", bare(section(5, []byte{2, 0, 1, 0, 1})), "it has 2 memories, the most is 1"},
		{"a load from another memory", only(i32(0), op(0x28, 0x42, 1, 0, 0x1a)), "it uses several memories, which no rule may have (found in function 0)"},
		{"an extended constant", module{globals: [][]byte{slices.Concat(op(0x7f, 0), i32(1), i32(2), op(0x6a, 0x0b))}}.bytes(), "it uses an extended constant expression, which no rule may have"},
		{"an imported global", bare(section(2, slices.Concat(u(1), text("m"), text("g"), []byte{3, 0x7f, 0}))), "it imports a global; it must own its globals"},
		{"Raja's own name", module{functions: nothing, exports: [][]byte{slices.Concat(text(meter.Global), []byte{0, 0})}}.bytes(), "it exports raja_units, which is Raja's own name"},
		{"an unknown instruction", only(op(0x27)), "it uses an instruction that is not in WebAssembly 2.0 (0x27), which no rule may have (found in function 0)"},
		{"an unknown section", append(only(), 14, 0), "it is malformed: section 14 does not exist"},
		{"a section twice", append(only(), section(1, u(0))...), "it is malformed: section 1 stands twice or in the wrong place"},
		{"a section that ends too soon", only()[:20], "it ends in the middle"},
		{"a number of eleven bytes", only(op(0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 0x1a)), "it holds a malformed number (found in function 0)"},
		{"a number with bits too many", only(op(0x41, 0xff, 0xff, 0xff, 0xff, 0x1f, 0x1a)), "it holds a malformed number (found in function 0)"},
		{"far too many functions", bare(section(3, u(1<<30))), "it has 1073741824 functions, the most is 20000"},
		{"more functions than bytes", bare(section(3, u(20000))), "it ends in the middle"},
		{"more names than bytes", append(only(), section(0, slices.Concat(text("name"), []byte{1, 4}, u(100_000_000)))...), "it has 100000000 names, the most is 500000"},
		{"operands without end", only(many(10_001, i32(0)), many(10_001, op(0x1a))), "it has 10001 operands that wait at once in a function, the most is 10000 (found in function 0)"},
		{"a body too long", only(many(1<<20, op(0x01))), "it has 1048580 bytes in the body of one function, the most is 1048576"},
		{"too many locals", one(":", strings.Repeat("i", 50_001)), "it has 50001 locals in a function, the most is 50000 (found in function 0)"},
		{"a table too large", bare(section(4, slices.Concat(u(1), []byte{0x70, 0}, u(200_000)))), "it has 200000 entries in a table, the most is 100000"},
		// What the rewrite adds has the next index. attack_test.go names it in code.
		{"the budget as an offset", module{globals: [][]byte{slices.Concat(op(0x7f, 0), i32(1), op(0x0b))}, data: [][]byte{slices.Concat([]byte{0}, budgetOf, text("x"))}}.bytes(), "it is malformed: global 1 does not exist"},
		{"the budget as an element's offset", module{globals: [][]byte{slices.Concat(op(0x7f, 0), i32(1), op(0x0b))}, tables: [][]byte{{0x70, 0, 1}}, elements: [][]byte{slices.Concat([]byte{0}, budgetOf, u(0))}}.bytes(), "it is malformed: global 1 does not exist"},
		{"the budget as an initial value", module{globals: [][]byte{slices.Concat(op(0x7e, 0), i64(1), op(0x0b)), slices.Concat(op(0x7e, 0), budgetOf)}}.bytes(), "it is malformed: global 1 does not exist"},
		{"the budget in dead code", only(op(0x00, 0x24, 0)), "it is malformed: global 0 does not exist (found in function 0)"},
		{"the local of a length", only(i32(0), i32(0), i32(0), op(0xfc, 0x0b, 0), i32(0), set(2)), "it is malformed: local 2 does not exist (found in function 0)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := meter.Rewrite(c.wasm, 256); err == nil || err.Error() != c.want {
				t.Errorf("Rewrite says %v, want %q", err, c.want)
			}
		})
	}
}
