package meter_test

import (
	"context"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// engine is the engine as rules get it: nothing but units stops a call.
func engine(t testing.TB) wazero.Runtime {
	t.Helper()
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, config())
	t.Cleanup(func() { _ = runtime.Close(ctx) })
	return runtime
}

func config() wazero.RuntimeConfig {
	return wazero.NewRuntimeConfigCompiler().
		WithCloseOnContextDone(false).
		WithMemoryLimitPages(256).
		WithCoreFeatures(api.CoreFeaturesV2.SetEnabled(api.CoreFeatureSIMD, false))
}

func rewrite(t testing.TB, wasm []byte) []byte {
	t.Helper()
	metered, err := meter.Rewrite(wasm, 256)
	if err != nil {
		t.Fatalf("rewrite: %v", err)
	}
	return metered
}

// start instantiates a module beside stubs for whatever it imports.
func start(t testing.TB, wasm []byte) api.Module {
	t.Helper()
	return starter(t, wasm)()
}

// starter compiles a module once, and makes a fresh instance of it each time.
func starter(t testing.TB, wasm []byte) func() api.Module {
	t.Helper()
	ctx, runtime := context.Background(), engine(t)
	code, err := runtime.CompileModule(ctx, wasm)
	if err != nil {
		t.Fatalf("compile: %v", err)
	}
	hosts := map[string]wazero.HostModuleBuilder{}
	for _, f := range code.ImportedFunctions() {
		module, name, _ := f.Import()
		if hosts[module] == nil {
			hosts[module] = runtime.NewHostModuleBuilder(module)
		}
		hosts[module].NewFunctionBuilder().
			WithGoModuleFunction(stub(name), f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	for _, host := range hosts {
		if _, err := host.Instantiate(ctx); err != nil {
			t.Fatal(err)
		}
	}
	return func() api.Module {
		module, err := runtime.InstantiateModule(ctx, code, wazero.NewModuleConfig().WithName("").WithStartFunctions())
		if err != nil {
			t.Fatalf("instantiate: %v", err)
		}
		give(module, 1<<40)
		if initialize := module.ExportedFunction("_initialize"); initialize != nil {
			if _, err := initialize.Call(ctx); err != nil {
				t.Fatalf("initialize: %v", err)
			}
		}
		return module
	}
}

// stub answers 0; a clock tells the same moment each time, for Go does not
// start at the moment 0.
func stub(name string) api.GoModuleFunc {
	return func(_ context.Context, module api.Module, stack []uint64) {
		if name == "clock_time_get" {
			module.Memory().WriteUint64Le(uint32(stack[2]), 1e18)
		}
		clear(stack)
	}
}

// give sets the budget of a metered module.
func give(module api.Module, units int64) {
	if global, metered := module.ExportedGlobal(meter.Global).(api.MutableGlobal); metered {
		global.Set(uint64(units))
	}
}

func left(module api.Module) int64 { return int64(module.ExportedGlobal(meter.Global).Get()) }
