package plugin

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// How a call is stopped is decided in this file and nowhere else: every rule
// is metered before it is compiled, and every call begins with a budget.

// MaxMemoryPages is how many pages of 64 KiB a rule may have.
const MaxMemoryPages = maxPages

// DefaultUnits is the work one call may do unless the manifest asks for less
// or the owner allows another limit: at most ten milliseconds of the processor
// that the prices were measured on, fourteen for who chases pointers through
// more than 4 MiB, and a fraction of that for ordinary code.
const DefaultUnits = 20_000_000

// startUnits bounds _initialize and raja_describe. A Go rule starts its whole
// runtime there, for some 15 million. A hostile one may so hold the machine for three
// times as long as in a call, once for each instance.
const startUnits = 3 * DefaultUnits

// errSpent is a call that used up its budget.
var errSpent = errors.New("it spent its budget")

// engineConfig is the engine with everything off that a rule does not need.
// The engine's own stop switch stays off: it makes Go rules ten times slower
// and does not notice recursion.
func engineConfig(pages uint32) wazero.RuntimeConfig {
	return wazero.NewRuntimeConfig().
		WithCloseOnContextDone(false).
		WithMemoryLimitPages(pages).
		WithCoreFeatures(api.CoreFeaturesV2.SetEnabled(api.CoreFeatureSIMD, false))
}

// budget is the counter that a metered module carries, and where all that its
// rule ever spends is added up.
type budget struct {
	left  api.MutableGlobal
	total *atomic.Int64
}

func budgetOf(module api.Module, total *atomic.Int64) (budget, error) {
	global, ok := module.ExportedGlobal(meter.Global).(api.MutableGlobal)
	if !ok {
		return budget{}, fmt.Errorf("it carries no %s; it was not metered", meter.Global)
	}
	return budget{global, total}, nil
}

// spend runs call with a budget of units and says how many it used.
func (b budget) spend(units int64, call func() error) (spent int64, err error) {
	b.left.Set(uint64(units))
	err = call()
	left := int64(b.left.Get())
	b.total.Add(units - max(0, left))
	if err != nil && left < 0 {
		return units, errSpent
	}
	return units - left, err
}
