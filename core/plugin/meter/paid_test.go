package meter_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// programs are what the dice say, the same each time.
func programs(n int) [][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	list := make([][]byte, n)
	for i := range list {
		data := make([]byte, 50+random.IntN(3000))
		for at := range data {
			data[at] = byte(random.Uint32())
		}
		list[i] = program(data)
	}
	return list
}

// underpaid compares what a program pays with what its instructions cost one
// by one, and says what is wrong, or "".
func underpaid(t testing.TB, wasm []byte, bug meter.Bug) string {
	t.Helper()
	metered, err := meter.RewriteWrongly(wasm, bug)
	if err != nil {
		t.Fatal(err)
	}
	each, err := meter.PayEach(wasm)
	if err != nil {
		t.Fatal(err)
	}
	const plenty = 1 << 40
	const free = 32 // what the host may call without paying: a very short f0
	want, cost := play(t, each, plenty)
	got, paid := play(t, metered, plenty)
	switch {
	case got != want:
		return "it does something else"
	case want.trap == "" && paid < cost-free:
		return "it pays too little"
	case want.trap == "" && paid > 20*cost+1000:
		return "it pays far too much"
	}
	return ""
}

func TestEveryInstructionIsPaid(t *testing.T) {
	for n, wasm := range programs(150) {
		if wrong := underpaid(t, wasm, meter.BugNone); wrong != "" {
			t.Errorf("program %d: %s", n, wrong)
		}
	}
}

// Each mistake that could be made in the meter must be noticed: by the
// programs of TestEveryInstructionIsPaid or by those that do not end.
func TestAPlantedBugIsNoticed(t *testing.T) {
	random := programs(150)
	for _, bug := range meter.Bugs() {
		t.Run(string(bug), func(t *testing.T) {
			byPrograms := slices.ContainsFunc(random, func(wasm []byte) bool { return underpaid(t, wasm, bug) != "" })
			byHostile := false
			for _, h := range hostile() {
				metered, err := meter.RewriteWrongly(h.wasm, bug)
				if err != nil {
					t.Fatal(err)
				}
				if h.escapes(t, metered) != "" {
					byHostile = true
				}
			}
			if !byPrograms && !byHostile {
				t.Errorf("nothing notices %s", bug)
			}
			t.Logf("noticed by programs: %v, by hostile modules: %v", byPrograms, byHostile)
		})
	}
}

// A call that is stopped has not done more than it was given units for. The
// plain meter, inside the module, counts what was done.
func TestNothingRunsUnpaid(t *testing.T) {
	modules := programs(40)
	for _, a := range hostile() {
		modules = append(modules, a.wasm)
	}
	stopped := 0
	for n, wasm := range modules {
		counting, err := meter.PayEach(wasm)
		if err != nil {
			t.Fatal(err)
		}
		const other = "done_units"
		metered := rewrite(t, bytes.Replace(counting, []byte(meter.Global), []byte(other), 1))
		for _, units := range []int64{0, 50, 300, 2_000, 20_000, 1_000_000} {
			module := start(t, metered)
			module.ExportedGlobal(other).(api.MutableGlobal).Set(0)
			give(module, units)
			f := module.ExportedFunction("f0")
			_, _ = f.Call(context.Background(), make([]uint64, len(f.Definition().ParamTypes()))...)
			if left(module) == meter.Exhausted {
				stopped++
			}
			if done := -int64(module.ExportedGlobal(other).Get()); done > units+32 {
				t.Errorf("module %d did work for %d units, given were %d", n, done, units)
			}
		}
	}
	if stopped < 200 {
		t.Errorf("%d calls were stopped: the test asks too little", stopped)
	}
}
