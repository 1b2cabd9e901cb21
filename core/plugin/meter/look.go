package meter

import "slices"

// looks are the bases of loads in a stretch of code. What makes memory slow is
// to wait for one load before the next can begin. Loads whose addresses are
// known together are under way together, so only the first from a local that
// has not changed pays for the wait, and none from a constant. Whatever may
// empty the processor's queue in between makes the next one pay again.
type looks struct {
	seen []uint32 // locals that were looked through
	base uint32   // the local on top of the stack
	kind baseKind
}

type baseKind byte

const (
	baseUnknown baseKind = iota
	baseLocal
	baseConstant
)

// forget makes the next load from each local pay in full.
func (l *looks) forget() { l.seen, l.kind = l.seen[:0], baseUnknown }

// known reports whether the address of a load was known before it, and notes
// it for those behind.
func (l *looks) known() bool {
	switch {
	case l.kind == baseConstant:
		return true
	case l.kind == baseUnknown:
		return false
	case slices.Contains(l.seen, l.base):
		return true
	}
	if len(l.seen) < maxSeen {
		l.seen = append(l.seen, l.base)
	}
	return false
}

// maxSeen keeps the books on a stretch small.
const maxSeen = 16

// after notes what an instruction does to what is known.
func (l *looks) after(i instruction) {
	switch i.op {
	case opLocalSet, opLocalTee:
		l.seen = slices.DeleteFunc(l.seen, func(local uint32) bool { return local == i.index })
	case opCall, opCallIndirect, opMemoryGrow, opRefFunc:
		l.forget()
	}
	if i.op >= 0xfc00 || priceNumeric(i.op) == priceTiny {
		l.forget()
	}
	switch i.op {
	case opLocalGet, opLocalTee:
		l.base, l.kind = i.index, baseLocal
	case opI32Const:
		l.kind = baseConstant
	case opI32Wrap: // of an address of 64 bits
	default:
		l.kind = baseUnknown
	}
}
