package loyalty

import (
	"slices"

	"github.com/raja-crm/raja/core/clock"
)

// Reclaim returns the moves that take back points which an order earned, mine
// saying how many and in which lot: from that lot first, then from any that can
// be spent on day, and what she has spent already is owed. Of the lot, expired
// points are gone by an entry: those cost the customer nothing a second time,
// and are returned as lapsed.
func (l Lots) Reclaim(mine Lot, expired Points, day clock.Day) (moves Lots, lapsed Points) {
	here := min(mine.Points, max(0, l.at(mine)))
	lapsed = min(mine.Points-here, expired)
	own := Lot{mine.Earned, mine.Expires, -here}
	taken, owed := l.Plus(Lots{own}).Take(mine.Points-here-lapsed, day)
	own.Points -= owed
	return taken.Plus(Lots{own}), lapsed
}

// ExpiredOf returns how many points of a lot have expired by an entry, less
// those that lapsed since: what an order had there is let go of once.
func ExpiredOf(entries []Entry, lot Lot) (sum Points) {
	for i := range entries {
		switch one := &entries[i]; {
		case one.Kind == Expire:
			sum -= one.Moves.at(lot)
		case one.Lapsed > 0 && one.Begins == lot.Earned && one.Expires == lot.Expires:
			sum -= one.Lapsed
		}
	}
	return max(0, sum)
}

// Owed returns the lots below zero.
func (l Lots) Owed() (owed Lots) {
	for _, lot := range l {
		if lot.Points < 0 {
			owed = append(owed, lot)
		}
	}
	return owed
}

// at returns what is left of a lot.
func (l Lots) at(wanted Lot) Points {
	for _, lot := range l {
		if lot.Earned == wanted.Earned && lot.Expires == wanted.Expires {
			return lot.Points
		}
	}
	return 0
}

// GiveBack returns the moves that return spent points to the lots that they
// came from, taken being the moves which took them. With again above 0, those
// whose day has come meanwhile come back in a lot that lasts until then.
func GiveBack(taken Lots, day, again clock.Day) (moves Lots) {
	for _, back := range taken.Negated() {
		if again != 0 && back.Expires != 0 && back.Expires <= day {
			back.Earned, back.Expires = day, again
		}
		moves = moves.Add(back)
	}
	return moves
}

// Part returns of moves that took points those that took the last so many: the
// points that would have lasted longest are given back first.
func (l Lots) Part(points Points) (part Lots) {
	order := slices.Clone(l)
	slices.SortStableFunc(order, soonest)
	for _, taken := range slices.Backward(order) {
		some := min(points, -taken.Points)
		part, points = part.Add(Lot{taken.Earned, taken.Expires, -some}), points-some
	}
	return part
}
