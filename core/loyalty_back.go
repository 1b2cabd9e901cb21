package core

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/store"
)

// What came by itself on a day that is yet to come, because the clock was ahead,
// is taken back once the clock is right: it will come again on its day. What
// somebody did stays, and is named (ahead.go).

// actionBack is how the journal calls it.
const actionBack = "loyalty.back"

// turnBack takes back what came by itself on days that are yet to come. Once
// nothing is dated ahead the shop's clock has never been.
func (l *Loyalty) turnBack(ctx context.Context) error {
	behind := false
	err := l.store.View(ctx, func(reader store.Reader) (err error) {
		behind, err = l.isAhead(reader)
		return err
	})
	if err != nil || !behind {
		return readable(err)
	}
	var due []people.Ordinal
	err = l.eachPast(ctx, func(customer people.Ordinal, reader store.Reader, _ *past) error {
		own, err := l.aheadOf(reader, customer)
		if len(own) > 0 || l.tierAhead(reader, customer) {
			due = append(due, customer)
		}
		return err
	})
	if err != nil {
		return err
	}
	for slice := range slices.Chunk(due, pieceSize) {
		if err := l.turnBackSome(ctx, slice); err != nil {
			return err
		}
	}
	left, err := (&Health{shop: l.shop}).Ahead(ctx)
	if err != nil || left.Code != "" {
		return err
	}
	return l.forgetAhead(ctx)
}

// forgetAhead makes today the newest day again, once nothing is dated later. It
// is no change of the shop: the journal does not tell of it.
func (l *Loyalty) forgetAhead(ctx context.Context) error {
	return readable(l.store.Update(ctx, nil, func(txn store.Txn) error {
		var known counters
		if err := l.codec.Get(txn, countersKey(), &known); err != nil {
			return err
		}
		known.Newest = 0
		return l.codec.Put(txn, countersKey(), &known)
	}))
}

// turnBackHer is turnBack for one customer, before something else happens to her.
func (t *tx) turnBackHer(customer people.Ordinal) error {
	_, err := t.past(customer) // which does it
	return err
}

// turnedBack does it, once her past is at hand.
func (t *tx) turnedBack(customer people.Ordinal) error {
	if t.counters.Newest <= t.Today() {
		return nil
	}
	return errors.Join(t.unexpire(customer), t.untier(customer))
}

// turnBackSome takes back what is ahead of some customers.
func (l *Loyalty) turnBackSome(ctx context.Context, customers []people.Ordinal) error {
	return l.update(ctx, actionBack, func(t *tx) error {
		t.entry.Subject = fmt.Sprint(len(customers), " customers")
		for _, customer := range customers {
			if err := t.turnBackHer(customer); err != nil {
				return err
			}
		}
		return nil
	})
}

// aheadOf are a customer's entries that came by themselves on a day that is yet
// to come, oldest first.
func (s *shop) aheadOf(reader store.Reader, customer people.Ordinal) ([]loyalty.Entry, error) {
	all, err := s.ledger(reader, customer, forEver)
	return slices.DeleteFunc(all, func(one loyalty.Entry) bool {
		return clock.DayOf(one.At, s.zone) <= s.Today() || !withTheDay(&one)
	}), err
}

// withTheDay reports whether an entry came with a day: what expired, and bonuses
// of birthdays.
func withTheDay(one *loyalty.Entry) bool {
	return one.Kind == loyalty.Expire || (one.Kind == loyalty.PromoAccrue && strings.HasPrefix(one.Key, keyBirthday))
}

// unexpire empties those entries, those of which something was spent since
// excepted. Their numbers stay given out.
func (t *tx) unexpire(customer people.Ordinal) error {
	own, err := t.aheadOf(t, customer)
	if err != nil {
		return err
	}
	for _, one := range slices.Backward(own) {
		known, err := t.past(customer)
		if err != nil {
			return err
		}
		if _, _, ok := known.lots.Unearn([]loyalty.Entry{one}, nil, t.zone); !ok {
			continue
		}
		one.Points, one.Moves, one.Key = 0, nil, ""
		if err := t.entries.putUnnoted(t, &one); err != nil {
			return err
		}
	}
	return nil
}

// tierAhead reports whether a tier changed on a day that is yet to come.
func (s *shop) tierAhead(reader store.Reader, customer people.Ordinal) bool {
	known, err := s.standings.read(s, reader, uint64(customer))
	return err == nil && known.Rewind(s.Today())
}

// untier gives a customer the tier that she had today, by what is kept.
func (t *tx) untier(customer people.Ordinal) error {
	known, err := t.standings.read(t.shop, t, uint64(customer))
	if err != nil {
		return unlessAbsent(err)
	}
	row, err := t.factsNow(customer)
	if err != nil || parked(&known, &row) || !known.Rewind(t.Today()) {
		return err
	}
	rank := t.rankOf(known.Tier)
	if rank < 2 {
		known.Look = 0
	}
	if err := t.editFacts(customer, func(row *abi.Facts) { row.Tier = uint32(rank) }); err != nil {
		return err
	}
	return t.standings.putUnnoted(t, &known)
}
