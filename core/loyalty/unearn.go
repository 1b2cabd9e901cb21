package loyalty

import (
	"slices"
	"time"
)

// ReasonSettled stands with points that paid what was owed.
const ReasonSettled = "settled"

// ByItself reports whether an entry came with the day or with other points, and
// nobody did it: what expired, and what paid a debt as soon as it could.
func (e *Entry) ByItself() bool {
	return e.Kind == Expire || (e.Kind == Adjust && e.Points == 0 && e.Reason == ReasonSettled)
}

// Unearn returns the lots as they would be had an order, or a change of one,
// never been: own are the entries that it brought. Those of the others, oldest
// first, that came by themselves are taken back as far as they lived of its
// points, and are returned as they then stand. It is false where points of the
// order were spent since: then nothing may be taken.
func (l Lots) Unearn(own, others []Entry, zone *time.Location) (left Lots, changed []Entry, ok bool) {
	left = l.Plus(nil)
	for i := range own {
		left = left.Plus(own[i].Lots(zone).Negated())
	}
	var owed Lots // what was paid out of its points, and is owed again
	for _, one := range slices.Backward(others) {
		if !one.ByItself() {
			continue
		}
		back, again := one.livedOf(left, l)
		if len(back) == 0 {
			continue
		}
		left, owed = left.Plus(back).Plus(again), owed.Plus(again)
		one.Moves = one.Moves.Plus(back).Plus(again)
		one.Points = one.Moves.Sum()
		changed = append(changed, one)
	}
	for _, lot := range left {
		if lot.Points < min(0, l.at(lot))+owed.at(lot) {
			return l, nil, false
		}
	}
	return left, changed, true
}

// livedOf is what an entry gives back to lots that are further below zero than
// before, and which debts it then has not paid.
func (e *Entry) livedOf(left, before Lots) (back, again Lots) {
	for _, move := range e.Moves {
		lacks := min(0, before.at(move)) - left.at(move)
		if move.Points >= 0 || lacks <= 0 {
			continue
		}
		part := min(lacks, -move.Points)
		back = back.Add(Lot{move.Earned, move.Expires, part})
		if e.Kind == Expire {
			continue
		}
		for _, paid := range e.Moves {
			if owes := min(part, paid.Points+again.at(paid)); owes > 0 {
				again, part = again.Add(Lot{paid.Earned, paid.Expires, -owes}), part-owes
			}
		}
	}
	return back, again
}
