package meter_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// tester is a test, and a property of rapid.
type tester interface {
	Helper()
	Fatalf(format string, arguments ...any)
}

// outcome is all that can be seen of a call.
type outcome struct {
	results string
	trap    string
	memory  [32]byte
	globals string
	host    string // what the host was asked
}

// play calls f0 of a generated program in an engine of its own.
func play(t tester, wasm []byte, units int64) (o outcome, spent int64) {
	t.Helper()
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, config())
	defer runtime.Close(ctx)
	host := func(_ context.Context, _ api.Module, stack []uint64) {
		small := uint64(api.DecodeU32(stack[0])) // its upper half may hold anything
		o.host += fmt.Sprint(small, stack[1], " ")
		stack[0] = small*3 + stack[1]
	}
	_, err := runtime.NewHostModuleBuilder("host").NewFunctionBuilder().
		WithGoModuleFunction(api.GoModuleFunc(host), []api.ValueType{api.ValueTypeI32, api.ValueTypeI64}, []api.ValueType{api.ValueTypeI64}).
		Export("f0").Instantiate(ctx)
	if err != nil {
		t.Fatalf("host: %v", err)
	}
	module, err := runtime.Instantiate(ctx, wasm)
	if err != nil {
		t.Fatalf("instantiate %x: %v", wasm, err)
	}
	give(module, units)
	f := module.ExportedFunction("f0")
	results, err := f.Call(ctx, make([]uint64, len(f.Definition().ParamTypes()))...)
	if err != nil {
		o.trap = firstLine(err)
	}
	o.results = show(f.Definition().ResultTypes(), results)
	memory, _ := module.Memory().Read(0, module.Memory().Size())
	o.memory = sha256.Sum256(memory)
	for n := range 4 {
		global := module.ExportedGlobal(fmt.Sprintf("g%d", n))
		o.globals += show([]api.ValueType{global.Type()}, []uint64{global.Get()})
	}
	if module.ExportedGlobal(meter.Global) == nil {
		return o, 0
	}
	return o, units - left(module)
}

// show writes values so that every NaN is alike.
func show(types []api.ValueType, values []uint64) (text string) {
	for i, v := range values {
		switch types[i] {
		case api.ValueTypeF32:
			text += fmt.Sprint(math.Float32frombits(uint32(v)), " ")
		case api.ValueTypeF64:
			text += fmt.Sprint(math.Float64frombits(v), " ")
		default:
			text += fmt.Sprint(v, " ")
		}
	}
	return text
}

// exhausted reports whether a run used up its units.
func exhausted(units, spent int64) bool { return units-spent == meter.Exhausted }

// compare runs a program plain and metered. It reports false when the program
// was too long to be run plain.
func compare(t tester, data []byte) bool {
	t.Helper()
	wasm := program(data)
	metered, err := meter.Rewrite(wasm)
	if err != nil {
		t.Fatalf("%x: rewrite: %v", data, err)
	}
	got, spent := play(t, metered, budget)
	again, spentAgain := play(t, metered, budget)
	if got != again || spent != spentAgain {
		t.Fatalf("%x: metered twice: %+v for %d units, then %+v for %d", data, got, spent, again, spentAgain)
	}
	if exhausted(budget, spent) {
		return false
	}
	want, _ := play(t, wasm, 0)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%x:\nmetered %+v\nplain   %+v", data, got, want)
	}
	return true
}

func TestAMeteredProgramDoesTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	compared, trapped := 0, 0
	for range 300 {
		data := make([]byte, 50+random.IntN(3000))
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		if compare(t, data) {
			compared++
		}
		if o, _ := play(t, rewrite(t, program(data)), budget); o.trap != "" {
			trapped++
		}
	}
	t.Logf("%d of 300 ended by themselves, %d trapped", compared, trapped)
	if compared < 250 || trapped > 200 {
		t.Errorf("%d of 300 programs ended, %d trapped: the generator makes too little sense", compared, trapped)
	}
}

func TestAnyProgramDoesTheSame(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		compare(r, rapid.SliceOfN(rapid.Byte(), 0, 1500).Draw(r, "dice"))
	})
}

func FuzzMeteredDoesTheSame(f *testing.F) {
	f.Add([]byte("a rule that does nothing much"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 4000 {
			compare(t, data)
		}
	})
}
