package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/meter"
)

// meter runs the very same module with and without the budget built in, and
// nothing around it: what is left is the price of the meter.
func (b *bench) meter(ctx context.Context) error {
	for _, guest := range guests() {
		wasm, err := os.ReadFile(filepath.Join(b.root, "plugins/golden/segment", guest[1], "plugin.wasm"))
		if err != nil {
			return err
		}
		metered, err := meter.Rewrite(wasm, plugin.MaxMemoryPages)
		if err != nil {
			return err
		}
		if err := b.both(ctx, "module alone, "+guest[0], wasm, metered); err != nil {
			return fmt.Errorf("%s: %w", guest[0], err)
		}
	}
	return nil
}

// both measures in turns, so that a machine that slows down slows both.
func (b *bench) both(ctx context.Context, name string, plain, metered []byte) error {
	one, err := bareOf(ctx, plain, b.rows)
	if err != nil {
		return err
	}
	two, err := bareOf(ctx, metered, b.rows)
	if err != nil {
		return err
	}
	const turns = 10
	var counts [2]int64
	var took [2]time.Duration
	for range turns {
		for i, guest := range []*bare{one, two} {
			done, spent, err := repeat(b.long/turns, abi.MaxRows, func() error { return guest.ask(ctx) })
			if err != nil {
				return err
			}
			counts[i], took[i] = counts[i]+done, took[i]+spent
		}
	}
	b.add(name, "row", counts[0], took[0], "no meter, no host")
	b.add(name+", metered", "row", counts[1], took[1], "no host")
	return one.engine.Close(ctx)
}

// bare is a module with its input in place and nothing else.
type bare struct {
	engine    wazero.Runtime
	call      api.Function
	budget    api.MutableGlobal // nil without a meter
	in, size  uint32
	out, room uint32
	stack     [4]uint64
}

func bareOf(ctx context.Context, wasm, rows []byte) (*bare, error) {
	engine := wazero.NewRuntime(ctx)
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, engine); err != nil {
		return nil, err
	}
	_, err := engine.NewHostModuleBuilder("raja").
		NewFunctionBuilder().WithFunc(func(int32, int32, int32) {}).Export("log").
		NewFunctionBuilder().WithFunc(func(int32, int32, int32, int32) { panic("raja.fail") }).Export("fail").Instantiate(ctx)
	if err != nil {
		return nil, err
	}
	module, err := engine.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig().WithStartFunctions())
	if err != nil {
		return nil, err
	}
	b := &bare{engine: engine, call: module.ExportedFunction("raja_segment_v1"), room: abi.MaxRows * abi.SegmentRowSize}
	b.budget, _ = module.ExportedGlobal(meter.Global).(api.MutableGlobal)
	b.fill()
	if begin := module.ExportedFunction("_initialize"); begin != nil {
		if _, err := begin.Call(ctx); err != nil {
			return nil, err
		}
	}
	return b, b.place(ctx, module, rows)
}

func (b *bare) fill() {
	if b.budget != nil {
		b.budget.Set(20_000_000_000)
	}
}

// place writes an input of abi.MaxRows rows with the settings of the rule.
func (b *bare) place(ctx context.Context, module api.Module, rows []byte) error {
	var heap abi.Heap
	var settings []byte
	for key, value := range map[string]int64{"often": often, "much": much, "away": away} {
		row := abi.Config{Key: key, Type: abi.SettingInt, Value: value}
		settings = append(settings, make([]byte, abi.ConfigSize)...)
		row.Put(settings[len(settings)-abi.ConfigSize:], &heap)
	}
	rows = rows[:abi.MaxRows*abi.FactsSize]
	h := abi.Header{
		Magic: abi.Magic, Major: abi.Major, Minor: abi.Minor, Hook: abi.HookSegment, HeaderLen: abi.HeaderSize,
		FactsCount: abi.MaxRows, FactsStride: abi.FactsSize, FactsOff: abi.HeaderSize, ContextOff: abi.HeaderSize + uint32(len(rows)),
		LinesStride: abi.LineSize, LinesOff: abi.HeaderSize + uint32(len(rows)),
		ConfigCount: 3, ConfigStride: abi.ConfigSize, ConfigOff: abi.HeaderSize + uint32(len(rows)),
		HeapOff: abi.HeaderSize + uint32(len(rows)+len(settings)), HeapLen: uint32(len(heap.Bytes())), AsOfDay: asOf, WindowDays: 365,
	}
	input := make([]byte, abi.HeaderSize)
	h.Put(input)
	input = append(append(append(input, rows...), settings...), heap.Bytes()...)
	var err error
	b.size = uint32(len(input))
	if b.in, err = b.alloc(ctx, module, b.size); err != nil {
		return err
	}
	if b.out, err = b.alloc(ctx, module, b.room); err != nil {
		return err
	}
	if !module.Memory().Write(b.in, input) {
		return fmt.Errorf("the input does not fit")
	}
	return nil
}

func (b *bare) alloc(ctx context.Context, module api.Module, size uint32) (uint32, error) {
	got, err := module.ExportedFunction("raja_alloc").Call(ctx, uint64(size))
	if err != nil {
		return 0, err
	}
	return uint32(got[0]), nil
}

func (b *bare) ask(ctx context.Context) error {
	b.fill()
	b.stack = [4]uint64{uint64(b.in), uint64(b.size), uint64(b.out), uint64(b.room)}
	if err := b.call.CallWithStack(ctx, b.stack[:]); err != nil {
		return err
	}
	if int32(b.stack[0]) != abi.MaxRows {
		return fmt.Errorf("it answered %d rows", int32(b.stack[0]))
	}
	return nil
}
