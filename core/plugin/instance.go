package plugin

import (
	"context"
	"fmt"
	"math/bits"
	"sync/atomic"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// instance is one warm copy of a rule: its memory, its functions, and the two
// arenas it gave us. It serves one call at a time.
type instance struct {
	module   api.Module
	budget   budget
	alloc    api.Function
	describe api.Function
	hooks    map[string]api.Function
	in, out  arena
	scratch  scratch
	visit    visit
	stack    [4]uint64
	spent    int64   // units of the last call
	simple   *simply // in place of all that, for a rule without a module
}

// arena is memory that the rule handed out for good; up to used it holds what
// an earlier question left.
type arena struct{ at, size, used uint32 }

// smallestArena keeps a rule from being asked for memory again and again.
const smallestArena = 64 << 10

func newInstance(ctx context.Context, p *program, m *Manifest, total *atomic.Int64) (*instance, error) {
	i := &instance{hooks: map[string]api.Function{}}
	i.visit.begin(0)
	ctx = context.WithValue(ctx, visitKey{}, &i.visit)
	module, err := p.engine.InstantiateModule(ctx, p.code, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, err
	}
	i.module = module
	if err := i.initialize(ctx, total); err != nil {
		_ = module.Close(ctx)
		return nil, err
	}
	i.alloc, i.describe = module.ExportedFunction("raja_alloc"), module.ExportedFunction("raja_describe")
	for _, hook := range abi.Hooks() {
		if _, declared := m.Hooks[hook.Name]; declared {
			i.hooks[hook.Name] = module.ExportedFunction(exportName(hook))
		}
	}
	return i, nil
}

// close frees the instance. It is closed whatever happens: there is nothing
// left in it to save.
func (i *instance) close(ctx context.Context) {
	if i.module != nil {
		_ = i.module.Close(context.WithoutCancel(ctx))
	}
}

// initialize runs what a language needs before anything else.
func (i *instance) initialize(ctx context.Context, total *atomic.Int64) (err error) {
	if i.budget, err = budgetOf(i.module, total); err != nil {
		return err
	}
	i.visit.budget = i.budget
	begin := i.module.ExportedFunction("_initialize")
	if begin == nil {
		return nil
	}
	_, err = i.budget.spend(startUnits, func() error { return begin.CallWithStack(ctx, i.stack[:]) })
	return err
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
	*a = arena{at: at, size: size}
	return nil
}

// ask lays one part of the question out, runs the hook within units and
// returns the bytes of its rows, valid until the next call.
func (i *instance) ask(ctx context.Context, q *question, units int64) (rows []byte, err error) {
	i.visit.begin(q.batch.Header.NowUnixMs)
	if i.simple != nil {
		rows, i.spent, err = i.simple.ask(q, units)
		i.simple.total.Add(i.spent)
		return rows, err
	}
	ctx = context.WithValue(ctx, visitKey{}, &i.visit)
	i.spent, err = i.budget.spend(units, func() error {
		if err := i.layOut(ctx, q); err != nil {
			return err
		}
		return i.hooks[q.hook.Name].CallWithStack(ctx, i.stack[:])
	})
	if err != nil {
		return nil, err
	}
	return i.rows(q, int32(i.stack[0]))
}

// layOut writes the input and puts the hook's four numbers on the stack.
func (i *instance) layOut(ctx context.Context, q *question) error {
	room := uint32(q.most * q.hook.RowSize)
	layout := i.scratch.layOut(q)
	if layout.size > abi.MaxInput {
		return fault.Invalid("plugin", "the question has %d bytes, the most is %d", layout.size, abi.MaxInput)
	}
	if err := i.reserve(ctx, &i.in, layout.size); err != nil {
		return err
	}
	if err := i.reserve(ctx, &i.out, room); err != nil {
		return err
	}
	i.wipe(&i.out, 0, room)
	i.wipe(&i.in, layout.size, layout.size)
	input, _ := i.module.Memory().Read(i.in.at, layout.size)
	layout.write(input, q, &i.scratch)
	i.stack = [4]uint64{uint64(i.in.at), uint64(layout.size), uint64(i.out.at), uint64(room)}
	return nil
}

// wipe forgets what earlier questions left in an arena from byte from on. A
// rule that reads beyond its input or leaves a row out would else answer with
// the figures of another customer, and in each instance with those of another.
func (i *instance) wipe(a *arena, from, used uint32) {
	if left, ok := i.module.Memory().Read(a.at, a.used); ok && from < a.used {
		clear(left[from:])
	}
	a.used = used
}

// rows returns what the rule wrote: at most what there is room for.
func (i *instance) rows(q *question, wrote int32) ([]byte, error) {
	switch {
	case wrote < 0:
		return nil, failure{none, none, fmt.Sprintf("it answered error %d", wrote)}
	case int(wrote) > q.most:
		return nil, failure{none, none, fmt.Sprintf("it says it wrote %d rows, there was room for %d", wrote, q.most)}
	}
	answer, ok := i.module.Memory().Read(i.out.at, uint32(int(wrote)*q.hook.RowSize))
	if !ok {
		return nil, failure{none, none, "its answer lies outside its memory"}
	}
	return answer, nil
}

// selfDescription returns what raja_describe points at.
func (i *instance) selfDescription(ctx context.Context) ([]byte, error) {
	ctx = context.WithValue(ctx, visitKey{}, &i.visit)
	_, err := i.budget.spend(startUnits, func() error { return i.describe.CallWithStack(ctx, i.stack[:]) })
	if err != nil {
		return nil, err
	}
	at, size := uint32(i.stack[0]>>32), uint32(i.stack[0])
	text, ok := i.module.Memory().Read(at, size)
	if !ok || size > maxDescription {
		return nil, failure{none, none, fmt.Sprintf("raja_describe points at %d bytes at %d, outside its memory or too many", size, at)}
	}
	return text, nil
}
