package plugin

import (
	"context"
	"fmt"
	"math/bits"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// instance is one warm copy of a rule: its memory, its functions, and the two
// arenas it gave us. It serves one call at a time.
type instance struct {
	module   api.Module
	alloc    api.Function
	describe api.Function
	hooks    map[string]api.Function
	in, out  arena
	scratch  scratch
	visit    visit
	stack    [4]uint64
}

// arena is memory that the rule handed out for good.
type arena struct{ at, size uint32 }

// smallestArena keeps a rule from being asked for memory again and again.
const smallestArena = 64 << 10

func newInstance(ctx context.Context, engine wazero.Runtime, code wazero.CompiledModule, m *Manifest) (*instance, error) {
	i := &instance{hooks: map[string]api.Function{}}
	i.visit.begin(0)
	ctx, cancel := bounded(context.WithValue(ctx, visitKey{}, &i.visit), startTimeout)
	defer cancel()
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize")
	module, err := engine.InstantiateModule(ctx, code, config)
	if err != nil {
		return nil, err
	}
	i.module = module
	i.alloc, i.describe = module.ExportedFunction("raja_alloc"), module.ExportedFunction("raja_describe")
	for _, hook := range abi.Hooks() {
		if _, declared := m.Hooks[hook.Name]; declared {
			i.hooks[hook.Name] = module.ExportedFunction(exportName(hook))
		}
	}
	return i, nil
}

// reserve makes an arena hold size bytes, asking the rule when it does not.
func (i *instance) reserve(ctx context.Context, a *arena, size uint32) error {
	if size <= a.size {
		return nil
	}
	size = max(smallestArena, uint32(1)<<bits.Len32(size-1))
	i.stack[0] = uint64(size)
	if err := i.alloc.CallWithStack(ctx, i.stack[:]); err != nil {
		return err
	}
	at := uint32(i.stack[0])
	if _, inside := i.module.Memory().Read(at, size); at == 0 || at%8 != 0 || !inside {
		return failure{none, none, fmt.Sprintf("raja_alloc gave %d for %d bytes: not free memory at a multiple of 8", at, size)}
	}
	*a = arena{at, size}
	return nil
}

// ask lays the question out, runs the hook and returns the bytes of its rows,
// valid until the next call.
func (i *instance) ask(ctx context.Context, hook abi.Hook, q *question) ([]byte, error) {
	i.visit.begin(q.batch.Header.NowUnixMs)
	ctx = context.WithValue(ctx, visitKey{}, &i.visit)
	room := uint32(q.most * hook.RowSize)
	layout := i.scratch.layOut(q)
	if layout.size > abi.MaxInput {
		return nil, fault.Invalid("plugin", "the question has %d bytes, the most is %d", layout.size, abi.MaxInput)
	}
	if err := i.reserve(ctx, &i.in, layout.size); err != nil {
		return nil, err
	}
	if err := i.reserve(ctx, &i.out, room); err != nil {
		return nil, err
	}
	input, _ := i.module.Memory().Read(i.in.at, layout.size)
	layout.write(input, q, &i.scratch)
	i.stack = [4]uint64{uint64(i.in.at), uint64(layout.size), uint64(i.out.at), uint64(room)}
	if err := i.hooks[hook.Name].CallWithStack(ctx, i.stack[:]); err != nil {
		return nil, err
	}
	return i.rows(hook, q, int32(i.stack[0]))
}

// rows holds the rule to the number of rows that was asked of it.
func (i *instance) rows(hook abi.Hook, q *question, wrote int32) ([]byte, error) {
	switch {
	case wrote < 0:
		return nil, failure{none, none, fmt.Sprintf("it answered error %d", wrote)}
	case int(wrote) > q.most || int(wrote) < q.least:
		return nil, failure{none, none, fmt.Sprintf("it wrote %d rows, asked were %s", wrote, q.wanted())}
	}
	answer, ok := i.module.Memory().Read(i.out.at, uint32(int(wrote)*hook.RowSize))
	if !ok {
		return nil, failure{none, none, "its answer lies outside its memory"}
	}
	return answer, nil
}

// selfDescription returns what raja_describe points at.
func (i *instance) selfDescription(ctx context.Context) ([]byte, error) {
	ctx, cancel := bounded(context.WithValue(ctx, visitKey{}, &i.visit), startTimeout)
	defer cancel()
	if err := i.describe.CallWithStack(ctx, i.stack[:]); err != nil {
		return nil, err
	}
	at, size := uint32(i.stack[0]>>32), uint32(i.stack[0])
	text, ok := i.module.Memory().Read(at, size)
	if !ok || size > maxDescription {
		return nil, failure{none, none, fmt.Sprintf("raja_describe points at %d bytes at %d, outside its memory or too many", size, at)}
	}
	return text, nil
}
