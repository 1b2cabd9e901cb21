package loyalty

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"github.com/raja-crm/raja/core/clock"
)

// Lot is points that count from one day and expire on one day.
type Lot struct {
	Earned  clock.Day `cbor:"1,keyasint"`           // the first day on which they count
	Expires clock.Day `cbor:"2,keyasint,omitempty"` // the first day on which they are gone, of those that are Pending once they are released; 0 never
	Points  Points    `cbor:"3,keyasint"`           // what is left of them; below zero is owed, and owed for ever
}

// Lots are a customer's points, ordered by the day they were earned, then by
// the day they expire.
type Lots []Lot

// ErrLots is returned for bytes that are no lots.
var ErrLots = errors.New("loyalty: the lots are damaged")

// Add returns the lots with more points, or with fewer where lot.Points is
// negative. Points of one day and one expiry share a lot, and a lot of none is
// dropped: the order in which points came leaves no trace. Like append, Add
// may use l's memory.
func (l Lots) Add(lot Lot) Lots {
	at, found := slices.BinarySearchFunc(l, lot, compareLots)
	if !found {
		l = slices.Insert(l, at, Lot{Earned: lot.Earned, Expires: lot.Expires})
	}
	if l[at].Points += lot.Points; l[at].Points == 0 {
		return slices.Delete(l, at, at+1)
	}
	return l
}

func compareLots(a, b Lot) int {
	return cmp.Or(cmp.Compare(a.Earned, b.Earned), cmp.Compare(a.Expires, b.Expires))
}

// Balance returns the points that can be spent on day: earned by then and not
// expired, less what is owed. It depends on no job having run.
func (l Lots) Balance(day clock.Day) Points {
	var sum Points
	for _, lot := range l {
		if lot.spendable(day) {
			sum += lot.Points
		}
	}
	return sum
}

// Expiring returns the spendable lots that will expire, soonest first.
func (l Lots) Expiring(day clock.Day) Lots {
	var soon Lots
	for _, lot := range l {
		if lot.spendable(day) && lot.Expires != 0 && lot.Points > 0 {
			soon = append(soon, lot)
		}
	}
	slices.SortStableFunc(soon, func(a, b Lot) int { return cmp.Compare(a.Expires, b.Expires) })
	return soon
}

// Steady returns the first and last day around day on which no lot begins or
// expires: Balance is the same on all of them with no further movement.
func (l Lots) Steady(day clock.Day) (from, through clock.Day) {
	from, through = math.MinInt32, math.MaxInt32
	turn := func(at clock.Day) {
		if at <= day {
			from = max(from, at)
		} else {
			through = min(through, at-1)
		}
	}
	for _, lot := range l {
		turn(lot.Earned)
		if lot.Expires != 0 && lot.Points > 0 {
			turn(lot.Expires)
		}
	}
	return from, through
}

func (l Lot) spendable(day clock.Day) bool { return l.Earned <= day && !l.gone(day) }

// gone reports whether the day of points has come. What is owed has none, and
// those that wait for something to happen have none yet: they last from their
// release.
func (l Lot) gone(day clock.Day) bool {
	return l.Points > 0 && l.Expires != 0 && l.Expires <= day && l.Earned != Pending
}

// Append writes the lots behind dst: days since the lot before, the day of
// expiry or 0, and points, as varints.
func (l Lots) Append(dst []byte) []byte {
	before := int64(0)
	for _, lot := range l {
		dst = binary.AppendVarint(dst, int64(lot.Earned)-before)
		dst = binary.AppendVarint(dst, int64(lot.Expires))
		dst = binary.AppendVarint(dst, int64(lot.Points))
		before = int64(lot.Earned)
	}
	return dst
}

// ReadLots reads what Append wrote. Lots out of order, or on days that no
// calendar has, are ErrLots.
func ReadLots(raw []byte) (Lots, error) {
	var lots Lots
	before := int64(0)
	for len(raw) > 0 {
		var fields [3]int64
		for i := range fields {
			value, n := binary.Varint(raw)
			if n <= 0 {
				return nil, ErrLots
			}
			fields[i], raw = value, raw[n:]
		}
		lot, ok := lotOf(before, fields)
		if !ok || (len(lots) > 0 && compareLots(lots[len(lots)-1], lot) >= 0) {
			return nil, ErrLots
		}
		lots, before = append(lots, lot), int64(lot.Earned)
	}
	return lots, nil
}

// lotOf makes a lot of what was read behind the day before, or returns false
// for days outside the calendar.
func lotOf(before int64, fields [3]int64) (Lot, bool) {
	gap, expires := fields[0], fields[1]
	if gap < math.MinInt32 || gap > math.MaxUint32 || int64(int32(expires)) != expires {
		return Lot{}, false
	}
	earned := before + gap
	return Lot{Earned: clock.Day(earned), Expires: clock.Day(expires), Points: Points(fields[2])}, int64(int32(earned)) == earned
}
