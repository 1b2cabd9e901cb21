package loyalty

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"github.com/raja-crm/raja/core/clock"
)

// Lot is points earned on one day that expire on one day.
type Lot struct {
	Earned  clock.Day
	Expires clock.Day // the first day on which they are gone; 0 never
	Points  Points    // what is left of them
}

// Lots are a customer's points, ordered by the day they were earned, then by
// the day they expire.
type Lots []Lot

// ErrLots is returned for bytes that are no lots.
var ErrLots = errors.New("loyalty: the lots are damaged")

// Add returns the lots with more points. Points of one day and one expiry
// share a lot.
func (l Lots) Add(lot Lot) Lots {
	at, found := slices.BinarySearchFunc(l, lot, compareLots)
	if found {
		l[at].Points += lot.Points
		return l
	}
	return slices.Insert(l, at, lot)
}

func compareLots(a, b Lot) int {
	if a.Earned != b.Earned {
		return int(a.Earned) - int(b.Earned)
	}
	return int(a.Expires) - int(b.Expires)
}

// Balance returns the points that can be spent on day: earned by then and not
// expired. It depends on no job having run.
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
		if lot.spendable(day) && lot.Expires != 0 {
			soon = append(soon, lot)
		}
	}
	slices.SortStableFunc(soon, func(a, b Lot) int { return int(a.Expires) - int(b.Expires) })
	return soon
}

// Steady returns the first and last day around day on which Balance is the
// same with no further movement.
func (l Lots) Steady(day clock.Day) (from, through clock.Day) {
	from, through = math.MinInt32, math.MaxInt32
	for _, lot := range l {
		for _, turn := range []clock.Day{lot.Earned, lot.Expires} {
			switch {
			case turn == 0:
			case turn <= day:
				from = max(from, turn)
			default:
				through = min(through, turn-1)
			}
		}
	}
	return from, through
}

func (l Lot) spendable(day clock.Day) bool {
	return l.Earned <= day && (l.Expires == 0 || day < l.Expires)
}

// Append writes the lots behind dst: days since the lot before, days until
// expiry or 0, and points, as varints.
func (l Lots) Append(dst []byte) []byte {
	before := clock.Day(0)
	for _, lot := range l {
		dst = binary.AppendVarint(dst, int64(lot.Earned-before))
		dst = binary.AppendVarint(dst, int64(lot.Expires))
		dst = binary.AppendVarint(dst, int64(lot.Points))
		before = lot.Earned
	}
	return dst
}

// ReadLots reads what Append wrote.
func ReadLots(raw []byte) (Lots, error) {
	var lots Lots
	day := int64(0)
	for len(raw) > 0 {
		var fields [3]int64
		for i := range fields {
			value, n := binary.Varint(raw)
			if n <= 0 {
				return nil, ErrLots
			}
			fields[i], raw = value, raw[n:]
		}
		day += fields[0]
		lots = append(lots, Lot{Earned: clock.Day(day), Expires: clock.Day(fields[1]), Points: Points(fields[2])})
	}
	return lots, nil
}
