package meter_test

import (
	"bytes"
	"context"
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// programs are what chance draws, the same each time.
func programs(n int) [][]byte {
	random := rand.New(rand.NewPCG(4, 11))
	list := make([][]byte, n)
	for i := range list {
		dice := make([]byte, 50+random.IntN(3000))
		for at := range dice {
			dice[at] = byte(random.Uint32())
		}
		list[i] = program(dice)
	}
	return list
}

// outcome calls f0 and returns all that can be seen then, and what was paid.
func outcome(module api.Module, units int64) (seen string, paid int64) {
	give(module, units)
	f := module.ExportedFunction("f0")
	results, err := f.Call(context.Background(), make([]uint64, len(f.Definition().ParamTypes()))...)
	trap := ""
	if err != nil {
		trap, _, _ = strings.Cut(err.Error(), "\n")
	}
	seen = trap + ";" + show(f.Definition().ResultTypes(), results)
	memory, _ := module.Memory().Read(0, module.Memory().Size())
	seen += fmt.Sprintf(";%x;", crc32.ChecksumIEEE(memory))
	for n := range 4 {
		global := module.ExportedGlobal(fmt.Sprintf("g%d", n))
		seen += show([]api.ValueType{global.Type()}, []uint64{global.Get()})
	}
	if module.ExportedGlobal(meter.Global) != nil {
		paid = units - left(module)
	}
	return seen, paid
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

// sameMetered runs a program metered twice, and plain if it ended by itself.
// It returns what was seen, or "" when the budget was used up.
func sameMetered(t *testing.T, wasm []byte) string {
	t.Helper()
	metered := rewrite(t, wasm)
	got, paid := outcome(start(t, metered), budget)
	if again, paidAgain := outcome(start(t, metered), budget); again != got || paidAgain != paid {
		t.Errorf("%x: %s for %d units, then %s for %d", wasm, got, paid, again, paidAgain)
	}
	if budget-paid == meter.Exhausted {
		return ""
	}
	if want, _ := outcome(start(t, wasm), 0); got != want {
		t.Errorf("%x\nplain   %s\nmetered %s", wasm, want, got)
	}
	return got
}

func TestWhatChanceDrawsDoesTheSameMetered(t *testing.T) {
	ended, trapped := 0, 0
	for _, wasm := range programs(100) {
		seen := sameMetered(t, wasm)
		if seen != "" {
			ended++
		}
		if strings.HasPrefix(seen, "wasm error") {
			trapped++
		}
	}
	if ended < 80 || trapped > 67 {
		t.Errorf("of 100 programs %d ended and %d trapped: chance makes too little sense", ended, trapped)
	}
}

// The comparison can fail: a charge that is left out, or one that is paid
// twice, is noticed, since units differ.
func TestAChargeThatIsLeftOutIsNoticed(t *testing.T) {
	metered := rewrite(t, one(":", "I", times(10, get(0), i64(7), op(0x7e), set(0), i64(1), set(0))))
	paid := func(wasm []byte) int64 {
		module := start(t, wasm)
		give(module, budget)
		_, _ = module.ExportedFunction("f0").Call(context.Background()) // it may be stopped
		return budget - left(module)
	}
	honest, noticed := paid(metered), 0
	for at := range metered {
		if metered[at] != 0x7d && metered[at] != 0x7c { // i64.sub and i64.add, which charge
			continue
		}
		changed := bytes.Clone(metered)
		changed[at] ^= 1 // the charge is given instead of taken
		if _, err := engine(t).CompileModule(context.Background(), changed); err == nil && paid(changed) != honest {
			noticed++
		}
	}
	if noticed == 0 {
		t.Error("no changed charge was noticed")
	}
}

func FuzzMeteredDoesTheSame(f *testing.F) {
	f.Add([]byte("a rule that does nothing much"))
	f.Fuzz(func(t *testing.T, dice []byte) {
		if len(dice) < 4000 {
			sameMetered(t, program(dice))
		}
	})
}

// FuzzRewriteNeverPanics also holds that nothing invalid becomes valid.
func FuzzRewriteNeverPanics(f *testing.F) {
	for _, wasm := range programs(3) {
		f.Add(wasm)
	}
	f.Fuzz(func(t *testing.T, wasm []byte) {
		metered, err := meter.Rewrite(wasm, 256)
		if err != nil {
			return
		}
		ctx, runtime := context.Background(), engine(t)
		_, plain := runtime.CompileModule(ctx, wasm)
		if _, err := runtime.CompileModule(ctx, metered); err == nil && plain != nil {
			t.Errorf("%x is refused (%v), and valid once it is metered", wasm, plain)
		}
	})
}
