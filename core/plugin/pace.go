package plugin

import (
	"sync/atomic"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// Generated code cannot be interrupted, and while it runs the garbage
// collector waits and with it the window. So one call should cost about
// callUnits of work, which is at most five milliseconds, however heavy the rule
// is and however slow the memory: see the prices in core/plugin/meter.
const callUnits = 7_000_000

// firstRows is how many rows the first call is about, when nothing is known of
// the rule yet.
const firstRows = 64

// fewRows is the smallest call that is tried again in smaller ones: a rule
// that cannot decide so few rows within its budget never will.
const fewRows = 4

// pace is how many rows a rule is asked about in one call. It follows the work
// done, never the time, so that it is the same on every machine.
//
// A rule could be cheap on few rows and spend its budget on many, again and
// again. So no more than half as many rows as ever spent it are asked again:
// that happens eight times in the life of a rule, and then it faults.
type pace struct {
	most atomic.Int64 // 0 before the first call
	wall atomic.Int64 // the fewest rows that spent the budget, 0 none
	told bool         // what a row costs is known
}

// tell sets the pace of a rule of which is known what a row costs at most, and
// what a call may cost. Nothing is left to learn, and its calls may be as small
// as one row: there is nothing that such a rule does once a call.
func (p *pace) tell(dearest, budget int64) {
	p.told = true
	p.most.Store(min(max(1, min(callUnits, budget)/dearest), abi.MaxRows))
}

// fewest is the smallest call.
func (p *pace) fewest() int {
	if p.told {
		return 1
	}
	return fewRows
}

func (p *pace) rows() int {
	if most := int(p.most.Load()); most > 0 {
		return most
	}
	return firstRows
}

// learn sets the next calls by what this one cost.
func (p *pace) learn(rows int, units int64) {
	if p.told || rows < fewRows || units <= 0 {
		return
	}
	most := min(callUnits*int64(rows)/units, abi.MaxRows)
	if wall := p.wall.Load(); wall > 0 {
		most = min(most, wall/2)
	}
	p.most.Store(max(fewRows, most))
}

// slower makes calls smaller after one of so many rows spent its budget. It
// reports whether trying again makes sense.
func (p *pace) slower(rows int) bool {
	if rows <= p.fewest() {
		return false
	}
	p.most.Store(int64(max(p.fewest(), rows/4)))
	for n := int64(rows); ; { // others may ask at the same time
		wall := p.wall.Load()
		if wall > 0 && wall <= n || p.wall.CompareAndSwap(wall, n) {
			return true
		}
	}
}
