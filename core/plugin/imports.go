package plugin

import (
	"bytes"
	"context"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// maxLog is how much a rule may write in one call; the rest is dropped.
const maxLog = 8 << 10

// visit is what the host keeps of one call while the rule runs.
type visit struct {
	log    strings.Builder // raja.log, one line a message
	stderr strings.Builder // what the rule's runtime wrote
	clock  int64           // nanoseconds since 1970, moves as it is read
	seed   uint64          // of the fixed random numbers
	budget budget          // of the instance that is visited
}

// pay charges the rule for work that the host does for it, before it is done:
// a call that costs more than its few instructions say would be a way around
// the budget.
func (v *visit) pay(units int64) {
	left := int64(v.budget.left.Get()) - units
	v.budget.left.Set(uint64(left))
	if left < 0 {
		panic(errSpent)
	}
}

type visitKey struct{}

func visitOf(ctx context.Context) *visit { return ctx.Value(visitKey{}).(*visit) }

func (v *visit) begin(unixMs int64) {
	v.log.Reset()
	v.stderr.Reset()
	v.clock, v.seed = unixMs*1e6, 1
}

// write adds text to out within the limit of a call.
func write(out *strings.Builder, text []byte) {
	room := max(0, maxLog-out.Len())
	out.Write(text[:min(room, len(text))])
}

// failure ends a call: it is thrown by raja.fail and caught by the caller.
type failure struct {
	row, field uint32
	message    string
}

func (f failure) Error() string { return f.message }

// none is how a rule says that no row or no field is meant.
const none = 1<<32 - 1

func (f failure) fieldName() string {
	for _, field := range abi.FactsFields() {
		if uint32(field.Bit) == f.field {
			return field.Name
		}
	}
	return ""
}

func (f failure) rowNumber() int {
	if f.row == none {
		return -1
	}
	return int(f.row)
}

// offerRaja gives rules the module "raja".
func offerRaja(ctx context.Context, engine wazero.Runtime) error {
	i32 := api.ValueTypeI32
	builder := engine.NewHostModuleBuilder("raja")
	builder.NewFunctionBuilder().
		WithGoModuleFunction(api.GoModuleFunc(rajaLog), []api.ValueType{i32, i32, i32}, nil).Export("log")
	builder.NewFunctionBuilder().
		WithGoModuleFunction(api.GoModuleFunc(rajaFail), []api.ValueType{i32, i32, i32, i32}, nil).Export("fail")
	_, err := builder.Instantiate(ctx)
	return err
}

// rajaLog is raja.log(level, ptr, len).
func rajaLog(ctx context.Context, module api.Module, stack []uint64) {
	text, ok := module.Memory().Read(api.DecodeU32(stack[1]), api.DecodeU32(stack[2]))
	if !ok {
		panic(failure{none, none, "raja.log points outside the memory"})
	}
	v := visitOf(ctx)
	v.pay(maxLog / 8)                                                 // however long the text is, no more of it is looked at
	text = text[:min(len(text), max(0, maxLog-v.log.Len()))]          // nor of what has no room
	write(&v.log, bytes.ReplaceAll(text, []byte("\n"), []byte(`\n`))) // a message is one line
	write(&v.log, []byte("\n"))
}

// rajaFail is raja.fail(row, field, ptr, len). It does not return.
func rajaFail(_ context.Context, module api.Module, stack []uint64) {
	text, ok := module.Memory().Read(api.DecodeU32(stack[2]), min(maxLog, api.DecodeU32(stack[3])))
	if !ok {
		text = []byte("raja.fail points outside the memory")
	}
	panic(failure{api.DecodeU32(stack[0]), api.DecodeU32(stack[1]), strings.ToValidUTF8(string(text), "?")})
}
