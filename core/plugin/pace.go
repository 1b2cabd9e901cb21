package plugin

import (
	"sync/atomic"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// Generated code cannot be interrupted, and while it runs the garbage
// collector waits and with it the window. So one call should cost about
// callUnits of work, well below five milliseconds, however heavy the rule is.
const callUnits = 4_000_000

// fewRows is the smallest call that is tried again in smaller ones: a rule
// that cannot decide so few rows within its budget never will.
const fewRows = 16

// pace is how many rows a rule is asked about in one call. It follows the work
// done, never the time, so that it is the same on every machine.
type pace struct{ most atomic.Int64 }

func (p *pace) rows() int {
	if most := int(p.most.Load()); most > 0 {
		return most
	}
	return abi.MaxRows
}

// learn sets the next calls by what this one cost.
func (p *pace) learn(rows int, units int64) {
	if rows < fewRows || units <= 0 {
		return
	}
	most := callUnits * int64(rows) / units
	p.most.Store(max(fewRows, min(most, abi.MaxRows)))
}

// slower makes calls smaller after one of so many rows spent its budget. It
// reports whether trying again makes sense.
func (p *pace) slower(rows int) bool {
	if rows <= fewRows {
		return false
	}
	p.most.Store(int64(max(fewRows, rows/4)))
	return true
}
