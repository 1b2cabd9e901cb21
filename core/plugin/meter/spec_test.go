package meter_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// The tests of the WebAssembly specification, as the engine carries them: each
// module runs with and without the meter, and must do the same.

// script is one file of the suite.
type script struct {
	Commands []struct {
		Type       string `json:"type"`
		Filename   string `json:"filename"`
		ModuleType string `json:"module_type"`
		Action     struct {
			Type   string  `json:"type"`
			Module string  `json:"module"`
			Field  string  `json:"field"`
			Args   []value `json:"args"`
		} `json:"action"`
	} `json:"commands"`
}

type value struct {
	Type  string `json:"type"`
	Value any    `json:"value"`
}

// tally counts what was seen, so that a suite that shrinks is noticed.
type tally struct {
	modules, refused, alone, calls, invalid int
	reasons                                 map[string]int
}

func specFolder(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/tetratelabs/wazero").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "internal", "integration_test", "spectest")
}

func TestTheSpecificationHoldsWithAndWithoutTheMeter(t *testing.T) {
	folder := specFolder(t)
	scripts, err := filepath.Glob(filepath.Join(folder, "v2", "testdata", "*.json"))
	if err != nil || len(scripts) < 80 {
		t.Fatalf("%d scripts in %s (%v)", len(scripts), folder, err)
	}
	host, err := os.ReadFile(filepath.Join(folder, "testdata", "spectest.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	seen := tally{reasons: map[string]int{}}
	for _, file := range scripts {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		if !strings.HasPrefix(name, "simd_") {
			t.Run(name, func(t *testing.T) { play(t, file, host, &seen) })
		}
	}
	t.Logf("%d modules side by side with %d calls; %d refused %v; %d need others; %d that are no modules", seen.modules, seen.calls, seen.refused, seen.reasons, seen.alone, seen.invalid)
	if seen.modules < specModules || seen.calls < specCalls || seen.invalid < specInvalid {
		t.Errorf("%d modules, %d calls, %d invalid; want at least %d, %d, %d", seen.modules, seen.calls, seen.invalid, specModules, specCalls, specInvalid)
	}
}

// What the suite of wazero v1.12.0 holds of what applies.
const (
	specModules = 1_038
	specCalls   = 22_494
	specInvalid = 2_191
)

// pair is one module in both forms.
type pair struct{ plain, metered api.Module }

func play(t *testing.T, file string, host []byte, seen *tally) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var s script
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	plain, metered := specEngine(t, host), specEngine(t, host)
	var now *pair
	for i, c := range s.Commands {
		binary := func() []byte {
			wasm, err := os.ReadFile(filepath.Join(filepath.Dir(file), c.Filename))
			if err != nil {
				t.Fatal(err)
			}
			return wasm
		}
		switch {
		case c.Type == "module":
			now = both(ctx, plain, metered, binary(), seen)
		case (c.Type == "assert_invalid" || c.Type == "assert_malformed") && c.ModuleType == "binary":
			staysInvalid(t, plain, metered, binary(), seen)
		case now != nil && c.Action.Type == "invoke" && c.Action.Module == "":
			seen.calls++
			if a, b := invoke(ctx, now.plain, c.Action.Field, c.Action.Args), invoke(ctx, now.metered, c.Action.Field, c.Action.Args); a != b {
				t.Errorf("command %d, %s%v: plain %s, metered %s", i, c.Action.Field, c.Action.Args, a, b)
			}
		}
	}
}

func specEngine(t *testing.T, host []byte) wazero.Runtime {
	t.Helper()
	ctx := context.Background()
	config := wazero.NewRuntimeConfigCompiler().WithCoreFeatures(api.CoreFeaturesV2.SetEnabled(api.CoreFeatureSIMD, false))
	runtime := wazero.NewRuntimeWithConfig(ctx, config)
	t.Cleanup(func() { _ = runtime.Close(ctx) })
	if _, err := runtime.InstantiateWithConfig(ctx, host, wazero.NewModuleConfig().WithName("spectest")); err != nil {
		t.Fatal(err)
	}
	return runtime
}

// both instantiates a module in both forms, or returns nil where the meter
// refuses it or it needs another module of the script.
func both(ctx context.Context, plain, metered wazero.Runtime, wasm []byte, seen *tally) *pair {
	rewritten, err := meter.Rewrite(wasm, 256)
	if err != nil {
		seen.refused++
		reason, _, _ := strings.Cut(err.Error(), "(")
		seen.reasons[reason]++
		return nil
	}
	none := wazero.NewModuleConfig().WithName("").WithStartFunctions()
	a, errA := plain.InstantiateWithConfig(ctx, wasm, none)
	b, errB := metered.InstantiateWithConfig(ctx, rewritten, none)
	if errA != nil || errB != nil {
		seen.alone++
		return nil
	}
	seen.modules++
	return &pair{a, b}
}

// staysInvalid holds that the rewrite makes no module valid that was not: a
// name that did not exist must not come to mean the budget.
func staysInvalid(t *testing.T, plain, metered wazero.Runtime, wasm []byte, seen *tally) {
	ctx := context.Background()
	if code, err := plain.CompileModule(ctx, wasm); err == nil {
		_ = code.Close(ctx)
		return // the engine takes it
	}
	seen.invalid++
	rewritten, err := meter.Rewrite(wasm, 256)
	if err != nil {
		return
	}
	if code, err := metered.CompileModule(ctx, rewritten); err == nil {
		_ = code.Close(ctx)
		t.Errorf("a module that the engine refuses is valid once it is metered: %x", wasm)
	}
}

// invoke runs a function and says what came of it.
func invoke(ctx context.Context, module api.Module, field string, args []value) string {
	function := module.ExportedFunction(field)
	if function == nil {
		return "no such function"
	}
	var stack []uint64
	for _, arg := range args {
		word, ok := arg.Value.(string)
		n, err := strconv.ParseUint(word, 10, 64)
		if word == "null" {
			n, err = 0, nil
		}
		if !ok || err != nil {
			return "an argument that this test cannot make"
		}
		stack = append(stack, n)
	}
	give(module, 1<<50)
	results, err := function.Call(ctx, stack...)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		if exhausted(module) || strings.Contains(first, "stack overflow") {
			return "too deep"
		}
		return first
	}
	words := make([]string, len(results))
	for i, kind := range function.Definition().ResultTypes() {
		words[i] = strconv.FormatUint(results[i], 16)
		if kind == api.ValueTypeExternref || kind == 0x70 {
			words[i] = strconv.FormatBool(results[i] != 0) // an address, another one in each engine
		}
	}
	return strings.Join(words, " ")
}

// exhausted reports whether a metered module used up its budget.
func exhausted(module api.Module) bool {
	global := module.ExportedGlobal(meter.Global)
	return global != nil && int64(global.Get()) == meter.Exhausted
}
