package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// reward gives an order what it earned, or makes it wait where the rule
// failed; fresh says that it has earned nothing before. It is errOvertaken where
// the rule was asked about another number than the order got.
func (t *tx) reward(order *sale.Order, given Award, fresh bool) error {
	switch {
	case given.asked != 0 && given.asked != order.Number:
		return errOvertaken
	case given.Fault == nil:
		return t.accrue(order, given, fresh)
	case t.waits(given.Fault) || fresh:
		return t.queue(order, given.Fault)
	}
	return t.reverse(order)
}

// accrue makes what an order has earned in all that what the rule says now,
// and the customer's tier too.
func (t *tx) accrue(order *sale.Order, given Award, fresh bool) error {
	program, err := t.programme()
	if err != nil {
		return err
	}
	var entries []loyalty.Entry
	if !fresh {
		if entries, err = t.entriesOf(t, order); err != nil {
			return err
		}
	}
	had := loyalty.EarnedBy(entries, t.zone)
	change := had.Negated()
	if given.Points != 0 {
		begins := t.begins(order, had, program)
		expires := loyalty.Lasting(given.Expires, clock.DayOf(order.At, t.zone), begins)
		change = change.Add(loyalty.Lot{Earned: begins, Expires: expires, Points: given.Points})
	}
	before := slices.ContainsFunc(entries, func(one loyalty.Entry) bool { return one.Earning() }) // it may also have been paid with points
	for _, lot := range change {
		if lot.Points > 0 {
			err = t.earn(order, lot, given, !before)
		} else {
			err = t.reclaim(order, lot, program)
		}
		if err != nil {
			return err
		}
	}
	return t.earnTier(order, given.Tier)
}

// begins is the day from which what an order earns counts: that of what it
// earned before, if anything.
func (t *tx) begins(order *sale.Order, had loyalty.Lots, program *loyalty.Program) clock.Day {
	if len(had) > 0 {
		return had[0].Earned
	}
	return program.Begins(clock.DayOf(order.At, t.zone), order.Status == "" || !order.TakenAt.IsZero())
}

// earn writes that an order earned points. What it earned first lies in the
// packed ledger.
func (t *tx) earn(order *sale.Order, lot loyalty.Lot, given Award, first bool) error {
	entry := loyalty.Entry{
		Kind: loyalty.Accrue, Points: lot.Points, At: order.At, Order: order.Number,
		Expires: lot.Expires, Rule: given.Rule, Text: given.Text, Args: given.Args,
	}
	if lot.Earned != clock.DayOf(order.At, t.zone) {
		entry.Begins = lot.Earned
	}
	if !first {
		entry.At, entry.Begins, entry.Sale, entry.Customer = t.clock.Now(), lot.Earned, order.At, order.Customer
		return t.enter(&entry)
	}
	keep := t.put
	if !t.rewrites {
		keep = func(key record.Key, value any) error { return t.codec.Put(t, key, value) }
	}
	if err := keep(ledgerKey(order), entry); err != nil {
		return err
	}
	known, err := t.past(order.Customer)
	if err != nil {
		return err
	}
	known.lots = known.lots.Plus(entry.Lots(t.zone))
	return t.settleDebts(order.Customer)
}

// reclaim takes back points of one lot that an order earned; lot says how many,
// below zero.
func (t *tx) reclaim(order *sale.Order, lot loyalty.Lot, program *loyalty.Program) error {
	lot.Points = -lot.Points
	moves, lapsed, err := t.reclaimed(order.Customer, lot)
	if err != nil {
		return err
	}
	err = t.enter(&loyalty.Entry{
		Kind: loyalty.AccrueReversal, Points: moves.Sum(), Lapsed: lapsed, Moves: moves, Expires: lot.Expires, Begins: lot.Earned,
		Order: order.Number, Sale: order.At, Customer: order.Customer,
	})
	if err != nil || !program.Forgive {
		return err
	}
	return t.forgive(order)
}

// reclaimed are the moves that take points of a lot back from a customer, and
// how many of those had expired.
func (t *tx) reclaimed(customer people.Ordinal, lot loyalty.Lot) (loyalty.Lots, loyalty.Points, error) {
	known, err := t.past(customer)
	if err != nil {
		return nil, 0, err
	}
	gone, err := t.expiredOf(customer, lot)
	if err != nil {
		return nil, 0, err
	}
	moves, lapsed := known.lots.Reclaim(lot, gone, t.Today())
	return moves, lapsed, nil
}

// expiredOf returns how many points of a lot have expired by an entry, of the
// one as whom a customer counts: what expired since a merge lies under her.
func (t *tx) expiredOf(customer people.Ordinal, lot loyalty.Lot) (loyalty.Points, error) {
	if lot.Expires == 0 || lot.Expires > t.Today() {
		return 0, nil
	}
	root, err := t.currently(t, customer)
	if err != nil {
		return 0, err
	}
	entries, err := t.ledger(t, root, t.clock.Now())
	return loyalty.ExpiredOf(entries, lot), err
}

// reasonForgiven stands with points that were owed and are owed no more.
const reasonForgiven = "forgiven"

// forgive lets go of what a customer owes once her order's points are taken
// back.
func (t *tx) forgive(order *sale.Order) error {
	known, err := t.past(order.Customer)
	if err != nil {
		return err
	}
	owed := known.lots.Owed()
	if len(owed) == 0 {
		return nil
	}
	back := owed.Negated()
	return t.enter(&loyalty.Entry{Kind: loyalty.Adjust, Points: back.Sum(), Moves: back, Customer: order.Customer, Order: order.Number, Sale: order.At, Reason: reasonForgiven})
}

// reverse takes back everything that an order has earned.
func (t *tx) reverse(order *sale.Order) error {
	program, err := t.programme()
	if err != nil {
		return err
	}
	entries, err := t.entriesOf(t, order)
	if err != nil {
		return err
	}
	for _, lot := range loyalty.EarnedBy(entries, t.zone).Negated() {
		if err := t.reclaim(order, lot, program); err != nil {
			return err
		}
	}
	return nil
}

// Earned returns the points that an order has brought so far.
func (l *Loyalty) Earned(ctx context.Context, order *sale.Order) (loyalty.Points, error) {
	var sum loyalty.Points
	err := l.store.View(ctx, func(reader store.Reader) error {
		entries, err := l.entriesOf(reader, order)
		sum = loyalty.EarnedBy(entries, l.zone).Sum()
		return err
	})
	return sum, readable(err)
}

// release lets points be spent that waited until the customer had her order.
func (t *tx) release(order *sale.Order) error {
	if order.TakenAt.IsZero() {
		return nil
	}
	entries, err := t.entriesOf(t, order)
	if err != nil {
		return err
	}
	known, err := t.past(order.Customer)
	if err != nil {
		return err
	}
	today, moves := t.Today(), loyalty.Lots{}
	for _, lot := range loyalty.EarnedBy(entries, t.zone) {
		moves = moves.Plus(known.lots.Release(lot, clock.DayOf(order.At, t.zone), today))
	}
	if len(moves) == 0 {
		return nil
	}
	return t.enter(&loyalty.Entry{Kind: loyalty.Release, Moves: moves, Begins: today, Order: order.Number, Sale: order.At, Customer: order.Customer})
}
