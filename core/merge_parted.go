package core

import (
	"time"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
)

// Parted is what became of the points of two who are no longer one.
type Parted struct {
	From, To people.Ordinal // of From's points To had spent so many
	Points   loyalty.Points // 0 where nothing had to move
	Owes     []Owing        // whose points are below nothing all the same: they were when the two were one
}

// Owing is a customer who owes points.
type Owing struct {
	Customer people.Ordinal
	Points   loyalty.Points
}

// reasonParted stands with points that move when a merge is taken back.
const reasonParted = "unmerge"

// partPoints gives each of two who are parted the points that are left of her
// own: what was spent as one lies under the one who was kept, and is taken from
// her whose points it were, lot by lot. What one owed before stays hers.
func (t *tx) partPoints(entry *journal.Entry) (Parted, error) {
	var parted Parted
	keep, lose, err := t.partedOf(entry)
	if err != nil {
		return parted, err
	}
	for _, side := range [][2]people.Ordinal{{lose, keep}, {keep, lose}} {
		moved, err := t.coverFor(side[0], side[1], entry.At)
		if err != nil {
			return parted, err
		}
		if moved != 0 {
			parted.From, parted.To, parted.Points = side[0], side[1], moved
		}
	}
	if err := t.refersParted(keep, lose); err != nil {
		return parted, err
	}
	for _, one := range []people.Ordinal{keep, lose} {
		known, err := t.past(one)
		if err != nil {
			return parted, err
		}
		if owed := known.lots.Owed().Sum(); owed < 0 {
			parted.Owes = append(parted.Owes, Owing{one, -owed})
		}
	}
	return parted, nil
}

// partedOf returns as whom the two count from now on.
func (t *tx) partedOf(entry *journal.Entry) (keep, lose people.Ordinal, err error) {
	lost, err := t.mergedAway(entry)
	if err != nil {
		return 0, 0, err
	}
	keep, err = t.currently(t, lost.Into)
	return keep, lost.Ordinal, err
}

// coverFor moves points from one customer to another whose same lots went below
// zero while the two were one, and returns how many.
func (t *tx) coverFor(from, to people.Ordinal, since time.Time) (loyalty.Points, error) {
	giver, err := t.past(from)
	if err != nil {
		return 0, err
	}
	taker, err := t.past(to)
	if err != nil {
		return 0, err
	}
	if len(taker.lots.Owed()) == 0 {
		return 0, nil
	}
	then, err := t.lotsBefore(to, since)
	if err != nil {
		return 0, err
	}
	moves := taker.lots.CoveredBy(giver.lots, then.Owed().Sum()-taker.lots.Owed().Sum())
	if len(moves) == 0 {
		return 0, nil
	}
	for _, one := range []loyalty.Entry{{Customer: to, Moves: moves}, {Customer: from, Moves: moves.Negated()}} {
		one.Kind, one.Points, one.Reason = loyalty.Adjust, one.Moves.Sum(), reasonParted
		if err := t.enter(&one); err != nil {
			return 0, err
		}
	}
	return moves.Sum(), nil
}

// lotsBefore are the lots of a customer as they were just before an instant.
func (t *tx) lotsBefore(customer people.Ordinal, at time.Time) (loyalty.Lots, error) {
	entries, err := t.ledger(t, customer, at.Add(-time.Nanosecond))
	return loyalty.Fold(entries, t.zone), err
}
