package core

import (
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// unearned are entries of points that are taken back as though they had never
// been, and those that lived of them.
type unearned struct {
	under   people.Ordinal // whose they are
	whose   people.Ordinal // as whom she counts
	own     []loyalty.Entry
	changed []loyalty.Entry // as they then stand
	left    loyalty.Lots
}

// unearn finds what taking entries back does to a customer's points, nil where
// they were spent since.
func (u *unimport) unearn(reader store.Reader, t *tx, customer people.Ordinal, own []loyalty.Entry) (*unearned, error) {
	root, err := u.currently(reader, customer)
	if err != nil {
		return nil, err
	}
	lots, err := u.lotsOf(reader, t, root)
	if err != nil {
		return nil, err
	}
	found := &unearned{under: customer, whose: root, own: own}
	var ok bool
	if found.left, found.changed, ok = lots.Unearn(own, nil, u.zone); ok {
		return found, nil
	}
	others, err := u.ledger(reader, root, forEver)
	if err != nil {
		return nil, err
	}
	for i := range others {
		if foreseen, changed := u.would.entries[others[i].Number]; changed {
			others[i] = foreseen
		}
	}
	if found.left, found.changed, ok = lots.Unearn(own, others, u.zone); !ok {
		return nil, nil
	}
	return found, nil
}

// lotsOf are a customer's points as they stand so far.
func (u *unimport) lotsOf(reader store.Reader, t *tx, root people.Ordinal) (loyalty.Lots, error) {
	if foreseen, changed := u.would.lots[root]; changed {
		return foreseen, nil
	}
	if t != nil {
		known, err := t.past(root)
		if err != nil {
			return nil, err
		}
		return known.lots, nil
	}
	known, err := readPast(reader, root)
	if err != nil {
		return nil, err
	}
	return known.lots, nil
}

// foresee remembers in a dry run what would have become of points.
func (u *unimport) foresee(points *unearned) {
	u.would.lots[points.whose] = points.left
	for _, one := range points.changed {
		u.would.entries[one.Number] = one
	}
	for i := range points.own {
		if number := points.own[i].Number; number != 0 {
			u.would.entries[number] = loyalty.Entry{Number: number}
		}
	}
}

// unearn takes entries of points back.
func (t *tx) unearn(points *unearned) error {
	for i := range points.changed {
		one := &points.changed[i]
		var err error
		if len(one.Moves) == 0 {
			err = t.entries.remove(t, one)
		} else {
			err = t.entries.put(t, one)
		}
		if err != nil {
			return err
		}
	}
	for i := range points.own {
		one := &points.own[i]
		if one.Number != 0 {
			if err := t.entries.remove(t, one); err != nil {
				return err
			}
			continue
		}
		if err := t.unpack(points, one); err != nil {
			return err
		}
	}
	return nil
}

// unpack removes what an order earned first.
func (t *tx) unpack(points *unearned, entry *loyalty.Entry) error {
	key := ledgerKey(&sale.Order{Customer: points.under, At: entry.At, Number: entry.Order})
	if err := t.Delete(key); err != nil {
		return err
	}
	known, err := t.past(points.whose)
	if err == nil {
		known.lots = known.lots.Plus(entry.Lots(t.zone).Negated())
	}
	return err
}
