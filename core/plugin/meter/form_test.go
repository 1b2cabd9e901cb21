package meter_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// What compilers make of Go, TinyGo, C, Rust, Zig and AssemblyScript. Most
// come with wazero, for its own tests.
func TestWhatCompilersMakeIsMetered(t *testing.T) {
	engines := filepath.Join(specFolder(t), "../../..")
	paths := []string{goRule, "testdata/rule.wasm"}
	for _, path := range []string{
		"examples/allocation/rust/testdata/greet.wasm", "examples/allocation/tinygo/testdata/greet.wasm",
		"examples/allocation/zig/testdata/greet.wasm", "imports/assemblyscript/example/testdata/index.wasm",
		"imports/emscripten/testdata/grow.wasm", "imports/wasi_snapshot_preview1/testdata/cargo-wasi/wasi.wasm",
		"imports/wasi_snapshot_preview1/testdata/tinygo/wasi.wasm", "imports/wasi_snapshot_preview1/testdata/zig-cc/wasi.wasm",
		"internal/integration_test/bench/testdata/case.wasm", "internal/testing/dwarftestdata/testdata/zig-cc/main.wasm",
	} {
		paths = append(paths, filepath.Join(engines, path))
	}
	named := 0
	for _, path := range paths {
		t.Run(strings.TrimPrefix(path, engines), func(t *testing.T) {
			wasm := file(t, path)
			metered := rewrite(t, wasm)
			if again := rewrite(t, slices.Clone(wasm)); !bytes.Equal(metered, again) {
				t.Error("it is another module each time")
			}
			before, after := functionNames(custom(wasm, "name")), functionNames(custom(metered, "name"))
			if !bytes.Equal(before, after) && !strings.Contains(path, "cargo-wasi") { // it has a name that is cut
				t.Errorf("the names of functions have %d bytes, and %d metered", len(before), len(after))
			}
			if before != nil {
				named++
			}
			if custom(metered, ".debug_line") != nil {
				t.Error("its debug sections are still there")
			}
			if _, err := engine(t).CompileModule(context.Background(), metered); err != nil {
				t.Error(err)
			}
			if _, err := meter.Rewrite(metered, 256); err == nil {
				t.Error("it can be metered twice")
			}
		})
	}
	if named < 5 {
		t.Errorf("%d modules have names: the test asks too little", named)
	}
}

// functionNames returns the subsection of a name section with them.
func functionNames(names []byte) []byte {
	for at := len(text("name")); at < len(names); {
		size, n := binary.Uvarint(names[at+1:])
		end := at + 1 + n + int(size)
		if names[at] == 1 {
			return names[at:end]
		}
		at = end
	}
	return nil
}

// custom returns the last custom section of a name.
func custom(wasm []byte, name string) (found []byte) {
	for at := 8; at < len(wasm); {
		id := wasm[at]
		size, n := binary.Uvarint(wasm[at+1:])
		at += 1 + n
		body := wasm[at:][:size]
		if id == 0 && bytes.HasPrefix(body, text(name)) {
			found = body
		}
		at += len(body)
	}
	return found
}

// Modules that once broke the engine are as good metered as they were.
func TestWhatTheEngineTakesItTakesMetered(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join(specFolder(t), "../fuzzcases/testdata/*.wasm"))
	if err != nil || len(cases) < 50 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	ctx, runtime := context.Background(), engine(t)
	for _, path := range cases {
		wasm := file(t, path)
		metered, err := meter.Rewrite(wasm, 256)
		if err != nil {
			continue
		}
		_, before := runtime.CompileModule(ctx, wasm)
		if _, after := runtime.CompileModule(ctx, metered); (before == nil) != (after == nil) {
			t.Errorf("%s: the engine says %v, and metered %v", filepath.Base(path), before, after)
		}
	}
}

func TestTheGlobalIsAddedWhereSectionsAreMissing(t *testing.T) {
	for name, wasm := range map[string][]byte{
		"an empty module":       bare(),
		"only a custom section": bare(section(0, text("producers"))),
		"only a memory":         bare(section(5, []byte{1, 0, 1})),
		"no globals":            one(":", "", loop(brIf0())),
		"globals and data":      module{pages: 1, globals: [][]byte{slices.Concat(op(0x7f, 0), i32(1), op(0x0b))}, data: [][]byte{append([]byte{1}, text("x")...)}}.bytes(),
	} {
		t.Run(name, func(t *testing.T) {
			module := start(t, rewrite(t, wasm))
			give(module, 1234)
			if left(module) != 1234 {
				t.Errorf("given 1234 units, it has %d", left(module))
			}
		})
	}
}

func TestATableCannotGrowWithoutEnd(t *testing.T) {
	m := start(t, rewrite(t, module{tables: [][]byte{{0x70, 0, 0}}, functions: []function{{
		"i:i", "", slices.Concat(op(0xd0, 0x70), get(0), op(0xfc, 0x0f, 0)),
	}}}.bytes()))
	for _, step := range []struct {
		by   uint64
		want int32
	}{{100_001, -1}, {60_000, 0}, {60_000, -1}, {40_000, 60_000}, {1, -1}} {
		give(m, 1<<40)
		if got := int32(call(t, m, "f0", step.by)); got != step.want {
			t.Errorf("table.grow by %d answers %d, want %d", step.by, got, step.want)
		}
	}
}

func TestUnitsAreTheSameWhateverIsGiven(t *testing.T) {
	m := start(t, rewrite(t, file(t, "testdata/rule.wasm")))
	f, arguments := layC(t, m)
	spent := map[int64]bool{}
	for _, units := range []int64{budget, 1 << 30, meter.MaxUnits} {
		give(m, units)
		if _, err := f.Call(context.Background(), arguments...); err != nil {
			t.Fatal(err)
		}
		spent[units-left(m)] = true
	}
	if len(spent) != 1 {
		t.Errorf("the same work took %v units", spent)
	}
}

func TestAnotherTrapIsNotExhaustion(t *testing.T) {
	for name, body := range map[string][]byte{
		"unreachable":    op(0x00),
		"division":       slices.Concat(i32(1), i32(0), op(0x6d, 0x1a)),
		"deep down":      slices.Concat(get(0), op(0x45, 0x04, 0x40, 0x00, 0x0b), get(0), i32(1), op(0x6b), callFunction(0)),
		"a short callee": callFunction(1),
	} {
		m := start(t, rewrite(t, module{functions: []function{{"i:", "", body}, {":", "", op(0x00)}}}.bytes()))
		give(m, budget)
		if _, err := m.ExportedFunction("f0").Call(context.Background(), 100); err == nil || left(m) == meter.Exhausted {
			t.Errorf("%s: %v, %d units left", name, err, left(m))
		}
	}
}

// A host may take units itself, for what an imported function does.
func TestAHostMayTakeUnits(t *testing.T) {
	ctx, runtime := context.Background(), engine(t)
	_, err := runtime.NewHostModuleBuilder("host").NewFunctionBuilder().
		WithGoModuleFunction(api.GoModuleFunc(func(_ context.Context, m api.Module, _ []uint64) { give(m, left(m)-1_000_000) }), nil, nil).
		Export("f0").Instantiate(ctx)
	if err != nil {
		t.Fatal(err)
	}
	wasm := rewrite(t, module{imports: []string{":"}, functions: []function{{":", "I", times(10, callFunction(0))}}}.bytes())
	m, err := runtime.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig())
	if err != nil {
		t.Fatal(err)
	}
	for units, stopped := range map[int64]bool{9_000_000: true, 11_000_000: false} {
		give(m, units)
		if _, err := m.ExportedFunction("f0").Call(ctx); (err != nil) != stopped {
			t.Errorf("with %d units: %v", units, err)
		}
	}
}
