package plugin

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

const wasiModule = "wasi_snapshot_preview1"

// Answers of WASI.
const (
	wasiOK    = 0
	wasiBadFd = 8
	wasiFault = 21
)

// wasiCall is one of the ten functions: how many i32 it takes (a 'I' is an
// i64), and what it does. Each answers an errno.
type wasiCall struct {
	name   string
	params string
	do     func(*visit, api.Memory, []uint64) uint64
}

// wasiCalls are the functions that every Go program imports. They reach
// nothing: no arguments, no environment, a clock that starts at the moment
// asked about, numbers that are the same each time.
func wasiCalls() []wasiCall {
	return []wasiCall{
		{"args_get", "ii", wasiNothing},
		{"args_sizes_get", "ii", wasiNone},
		{"environ_get", "ii", wasiNothing},
		{"environ_sizes_get", "ii", wasiNone},
		{"clock_time_get", "iIi", wasiClock},
		{"random_get", "ii", wasiRandom},
		{"fd_write", "iiii", wasiWrite},
		{"poll_oneoff", "iiii", wasiPoll},
		{"sched_yield", "", wasiNothing},
		{"proc_exit", "i", wasiExit},
	}
}

func wasiNames() []string {
	var names []string
	for _, call := range wasiCalls() {
		names = append(names, call.name)
	}
	return names
}

// offerWasi gives rules the module that Go programs expect.
func offerWasi(ctx context.Context, engine wazero.Runtime) error {
	builder := engine.NewHostModuleBuilder(wasiModule)
	for _, call := range wasiCalls() {
		params := make([]api.ValueType, len(call.params))
		for i, letter := range call.params {
			params[i] = api.ValueTypeI32
			if letter == 'I' {
				params[i] = api.ValueTypeI64
			}
		}
		results := []api.ValueType{api.ValueTypeI32}
		if call.name == "proc_exit" {
			results = nil
		}
		builder.NewFunctionBuilder().WithGoModuleFunction(call.run(), params, results).Export(call.name)
	}
	_, err := builder.Instantiate(ctx)
	return err
}

func (call wasiCall) run() api.GoModuleFunc {
	return func(ctx context.Context, module api.Module, stack []uint64) {
		result := call.do(visitOf(ctx), module.Memory(), stack)
		if len(stack) > 0 {
			stack[0] = result
		}
	}
}

func wasiNothing(*visit, api.Memory, []uint64) uint64 { return wasiOK }

// wasiNone answers that a list has no entries and no bytes.
func wasiNone(_ *visit, memory api.Memory, stack []uint64) uint64 {
	if memory.WriteUint32Le(uint32(stack[0]), 0) && memory.WriteUint32Le(uint32(stack[1]), 0) {
		return wasiOK
	}
	return wasiFault
}

func wasiExit(_ *visit, _ api.Memory, stack []uint64) uint64 {
	panic(failure{none, none, fmt.Sprintf("it ended itself with code %d", uint32(stack[0]))})
}
