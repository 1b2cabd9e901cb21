package loyalty

import (
	"cmp"
	"math"
	"slices"

	"github.com/raja-crm/raja/core/clock"
)

// Pending is the day from which points count that wait for something to
// happen. A RELEASE moves them to the day on which it did.
const Pending clock.Day = math.MaxInt32

// Lasting is the first day on which points are gone that the rule lets expire on
// a day, where they count from a later day than that of their order: they last
// as long as the rule said. 0 is never.
func Lasting(expires, sold, begins clock.Day) clock.Day {
	if expires == 0 || begins == Pending {
		return expires
	}
	return expires + max(0, begins-sold)
}

// Release returns the moves that let points of one lot, which an order earned and
// which wait, be spent from a day on; sold is the order's day.
func (l Lots) Release(mine Lot, sold, day clock.Day) (moves Lots) {
	points := min(mine.Points, max(0, l.at(mine))) // an earlier Raja let them expire while they waited
	if mine.Earned != Pending || points == 0 {
		return nil
	}
	return moves.Add(Lot{Pending, mine.Expires, -points}).Add(Lot{day, Lasting(mine.Expires, sold, day), points})
}

// Take returns the moves that take points from the lots which can be spent on
// day: those that expire soonest first, then those earned first. Points that
// there are not are left over.
func (l Lots) Take(points Points, day clock.Day) (moves Lots, over Points) {
	usable := Lots{}
	for _, lot := range l {
		if lot.spendable(day) && lot.Points > 0 {
			usable = append(usable, lot)
		}
	}
	slices.SortStableFunc(usable, soonest)
	for _, lot := range usable {
		if points == 0 {
			break
		}
		part := min(points, lot.Points)
		moves, points = moves.Add(Lot{lot.Earned, lot.Expires, -part}), points-part
	}
	return moves, points
}

// soonest orders lots by the day they expire, those that never do last, then
// by the day they were earned.
func soonest(a, b Lot) int {
	end := func(lot Lot) int64 {
		if lot.Expires == 0 {
			return math.MaxInt64
		}
		return int64(lot.Expires)
	}
	return cmp.Or(cmp.Compare(end(a), end(b)), cmp.Compare(a.Earned, b.Earned))
}

// Settle returns the moves that pay what lots owe out of those that can be
// spent on day, so that points which are owed do not expire a second time.
// Their sum is 0.
func (l Lots) Settle(day clock.Day) (moves Lots) {
	for _, lot := range l {
		if lot.Points >= 0 || lot.Earned > day {
			continue
		}
		taken, over := l.Plus(moves).Take(-lot.Points, day)
		moves = moves.Plus(taken)
		if paid := -lot.Points - over; paid > 0 {
			moves = moves.Add(Lot{lot.Earned, lot.Expires, paid})
		}
	}
	return moves
}

// Expired returns the moves that empty the lots whose day has come. What is
// owed does not expire.
func (l Lots) Expired(day clock.Day) (moves Lots) {
	for _, lot := range l {
		if lot.gone(day) {
			moves = moves.Add(Lot{lot.Earned, lot.Expires, -lot.Points})
		}
	}
	return moves
}

// Plus returns the lots after moves; neither is changed.
func (l Lots) Plus(moves Lots) Lots {
	sum := slices.Clone(l)
	for _, move := range moves {
		sum = sum.Add(move)
	}
	return sum
}

// Negated returns the moves that take these back.
func (l Lots) Negated() Lots {
	back := slices.Clone(l)
	for i := range back {
		back[i].Points = -back[i].Points
	}
	return back
}

// Sum returns the points of all lots, spendable or not.
func (l Lots) Sum() (sum Points) {
	for _, lot := range l {
		sum += lot.Points
	}
	return sum
}

// Waiting returns the points that cannot be spent on day yet, and will be.
func (l Lots) Waiting(day clock.Day) (sum Points) {
	for _, lot := range l {
		if lot.Earned > day {
			sum += lot.Points
		}
	}
	return sum
}

// CoveredBy returns the moves that bring lots which are below zero up to it, with
// so many points at most, as far as another's lots of the same days have them.
func (l Lots) CoveredBy(other Lots, most Points) (moves Lots) {
	for _, lot := range l {
		if part := min(-lot.Points, other.at(lot), most); part > 0 {
			moves, most = moves.Add(Lot{lot.Earned, lot.Expires, part}), most-part
		}
	}
	return moves
}
