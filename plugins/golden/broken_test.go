package golden_test

import (
	"context"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// The host never sends such an input. Whoever else asks a rule, and whatever
// version of Raja does, is told what is wrong with it; no rule reads what is
// not its input.
func TestARuleThatIsAskedNonsenseSaysSo(t *testing.T) {
	for _, hook := range hooks {
		inputs := inputsOf(t, hook)
		for _, language := range languages {
			t.Run(hook+" in "+language, func(t *testing.T) {
				b := newBare(t, read(t, hook, language, "plugin.wasm"))
				rapid.Check(t, func(t *rapid.T) {
					input := broken(t, rapid.SampledFrom(inputs).Draw(t, "input"))
					said, err := b.ask(hook, input)
					if err != nil && !told(said, err) {
						t.Fatalf("it fell without a word: %v %s", err, said)
					}
				})
			})
		}
	}
}

// told reports whether a rule fell with words of its own. A setting that reads
// as zero may be divided by, which C leaves to the machine.
func told(said string, err error) bool {
	for _, wild := range []string{"out of bounds memory access", "invalid memory address", "unexpected fault"} {
		if strings.Contains(said+err.Error(), wild) {
			return false
		}
	}
	return said != "" || strings.Contains(err.Error(), "integer divide by zero")
}

// inputsOf are the bytes of a hook's cases.
func inputsOf(t *testing.T, hook string) [][]byte {
	t.Helper()
	rule := load(t, hook, "c")
	var inputs [][]byte
	for _, one := range casesOf(t, hook) {
		if one.Fault != "" {
			continue
		}
		inputs = append(inputs, inputOf(t, &one, rule))
	}
	return inputs
}

// broken cuts an input short or changes numbers of its header, often a little.
func broken(t *rapid.T, input []byte) []byte {
	input = append([]byte(nil), input...)
	for range rapid.IntRange(1, 3).Draw(t, "changes") {
		at := 4 * rapid.IntRange(0, 18).Draw(t, "place") // up to heap_len
		old := binary.LittleEndian.Uint32(input[at:])
		changed := rapid.OneOf(
			rapid.SampledFrom([]uint32{0, 1, old + 1, old + 8, old - 8, old << 1, 1 << 31, 1<<32 - 1, 1<<32 - 8}),
			rapid.Uint32Range(0, 2*uint32(len(input))), rapid.Uint32(),
		).Draw(t, "number")
		binary.LittleEndian.PutUint32(input[at:], changed)
	}
	if rapid.Bool().Draw(t, "cut") {
		return input[:rapid.IntRange(0, len(input)).Draw(t, "length")]
	}
	return input
}

// bare is a module without Raja around it.
type bare struct {
	engine wazero.Runtime
	code   wazero.CompiledModule
	module api.Module // nil until it is asked
	in     uint32     // its arenas
	out    uint32
	said   strings.Builder // what it failed with, or panicked with in Go
}

// room is how many bytes an answer may have.
const room = abi.MaxOptions * abi.AfterHoursRowSize

func newBare(t *testing.T, wasm []byte) *bare {
	t.Helper()
	ctx := context.Background()
	b := &bare{engine: wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(256))}
	t.Cleanup(func() { _ = b.engine.Close(ctx) })
	wasi_snapshot_preview1.MustInstantiate(ctx, b.engine)
	builder := b.engine.NewHostModuleBuilder("raja")
	builder.NewFunctionBuilder().WithFunc(func(context.Context, api.Module, uint32, uint32, uint32) {}).Export("log")
	builder.NewFunctionBuilder().WithFunc(func(_ context.Context, m api.Module, _, _, at, size uint32) {
		text, _ := m.Memory().Read(at, size)
		b.said.Write(text)
		panic("raja.fail")
	}).Export("fail")
	if _, err := builder.Instantiate(ctx); err != nil {
		t.Fatal(err)
	}
	var err error
	if b.code, err = b.engine.CompileModule(ctx, wasm); err != nil {
		t.Fatal(err)
	}
	return b
}

// ask asks one question and returns the words that the rule failed with. A
// module that fell is not asked again.
func (b *bare) ask(hook string, input []byte) (said string, err error) {
	ctx := context.Background()
	if b.module == nil {
		config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize").WithStderr(&b.said)
		if b.module, err = b.engine.InstantiateModule(ctx, b.code, config); err != nil {
			return "", err
		}
		b.in, b.out = b.arena(1<<16), b.arena(room)
	}
	b.said.Reset()
	b.module.Memory().Write(b.in, input)
	_, err = b.module.ExportedFunction("raja_"+hook+"_v1").Call(ctx, uint64(b.in), uint64(len(input)), uint64(b.out), room)
	if err != nil {
		_ = b.module.Close(ctx)
		b.module = nil
	}
	return b.said.String(), err
}

func (b *bare) arena(size uint64) uint32 {
	at, err := b.module.ExportedFunction("raja_alloc").Call(context.Background(), size)
	if err != nil {
		return 0
	}
	return uint32(at[0])
}

func inputOf(t *testing.T, one *trial.Case, rule *plugin.Rule) []byte {
	t.Helper()
	input, _, err := one.Bytes(context.Background(), rule)
	if err != nil {
		t.Fatal(err)
	}
	return input
}
