package core

import (
	"errors"
	"iter"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// A referral brings points to who brought a customer, and to herself, with the
// first order that she pays. It goes where that order goes.

// reasonReferred stands with what a referral brought.
const reasonReferred = "referral"

// The keys of what a referral brought to either side, before her code.
const (
	markReferrer = "referrer/"
	markReferred = "referred/"
)

// introduction is who brought whom, as whom they count.
type introduction struct{ brought, buyer people.Customer }

// brings reports whether an order is one that a referral can come with.
func brings(order *sale.Order, program *loyalty.Program) bool {
	net := earning(order)
	return net > 0 && net >= program.LeastAt(order.At)
}

// referralOf follows a changed order: what brings no referral any more takes it
// along.
func (t *tx) referralOf(before, after *sale.Order) error {
	program, err := t.programme()
	if err != nil {
		return err
	}
	if !brings(after, program) && earning(after) < earning(before) {
		return t.unrefer(after)
	}
	if brings(before, program) {
		return nil // it had its day, whoever is named since
	}
	return t.referral(after)
}

// referral rewards both sides for an order, where it is the first that she paid.
func (t *tx) referral(order *sale.Order) error {
	program, err := t.programme()
	if err != nil || (program.Referrer == 0 && program.Referred == 0) || !brings(order, program) {
		return err
	}
	found, counts, err := t.introduction(order.Customer)
	if err != nil || !counts {
		return err
	}
	for other, err := range t.bringing(found.buyer.Ordinal, program) {
		if err != nil || other.Number != order.Number {
			return err // she was a customer before
		}
	}
	return t.giveReferral(found, order, program, t.Today())
}

// introduction finds who brought a customer; false where nobody did who counts:
// the shop's own people bring nobody and are not brought, and nobody brings
// herself under another name.
func (t *tx) introduction(customer people.Ordinal) (found introduction, counts bool, err error) {
	buyer, err := t.currently(t, customer)
	if err != nil {
		return found, false, err
	}
	profile, err := t.profile(t, buyer)
	if err != nil || profile.Referrer == 0 {
		return found, false, err
	}
	brought, err := t.currently(t, profile.Referrer)
	if err != nil || brought == buyer {
		return found, false, err
	}
	if found.buyer, err = t.read(t, buyer); err != nil {
		return found, false, err
	}
	found.brought, err = t.read(t, brought)
	external := found.buyer.Kind == people.External && found.brought.Kind == people.External
	return found, external && !found.buyer.SharesContact(&found.brought), err
}

// bringing gives the orders of a customer that a referral can come with, in no
// order.
func (t *tx) bringing(customer people.Ordinal, program *loyalty.Program) iter.Seq2[sale.Order, error] {
	return func(yield func(sale.Order, error) bool) {
		err := t.each(t, customer, ordersOf, func(kv store.KV) error {
			order, err := t.orders.read(t.shop, t, record.Tail64(kv.Key))
			if err == nil && brings(&order, program) && !yield(order, nil) {
				err = errEnough
			}
			return err
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(sale.Order{}, err)
		}
	}
}

// giveReferral gives both sides what a referral brings with an order; it lasts from
// a day on.
func (t *tx) giveReferral(found introduction, order *sale.Order, program *loyalty.Program, from clock.Day) error {
	expires := program.Ends(from)
	if expires != 0 && expires <= t.Today() {
		return nil // its time was over with that order
	}
	for _, side := range []struct {
		to     people.Ordinal
		points loyalty.Points
		mark   string
	}{{found.brought.Ordinal, program.Referrer, markReferrer}, {found.buyer.Ordinal, program.Referred, markReferred}} {
		given := loyalty.Entry{
			Customer: side.to, Points: side.points, Key: side.mark + Code(found.buyer.Ordinal), Reason: reasonReferred, Order: order.Number, Sale: order.At, Expires: expires,
		}
		if _, err := t.bonus(given); err != nil {
			return err
		}
	}
	return nil
}

// unrefer takes back what a referral brought by an order that brings none any
// more. It comes again with the next one of hers that does.
func (t *tx) unrefer(order *sale.Order) error {
	entries, err := t.entriesOf(t, order)
	if err != nil {
		return err
	}
	taken := false
	for i := range entries {
		one := &entries[i]
		if one.Kind != loyalty.PromoAccrue || one.Reason != reasonReferred {
			continue
		}
		was, err := t.takeBackBonus(one)
		if err != nil {
			return err
		}
		taken = taken || was
	}
	if !taken {
		return nil
	}
	return t.referAgain(order.Customer)
}

// takeBackBonus takes back points that no order earned, unless that was done
// before.
func (t *tx) takeBackBonus(one *loyalty.Entry) (bool, error) {
	key := takenBackKey(t.entries.code(uint64(one.Number)))
	if _, err := t.Get(entryKey(key)); !errors.Is(err, store.ErrNotFound) {
		return false, err
	}
	for _, lot := range one.Lots(t.zone) {
		moves, lapsed, err := t.reclaimed(one.Customer, lot)
		if err != nil {
			return false, err
		}
		err = t.enter(&loyalty.Entry{
			Kind: loyalty.Adjust, Customer: one.Customer, Points: moves.Sum(), Lapsed: lapsed, Moves: moves,
			Begins: lot.Earned, Expires: lot.Expires, Order: one.Order, Sale: one.Sale, Reason: one.Reason, Reverses: one.Number, Key: key,
		})
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// referAgain gives a referral that was taken back with the oldest order that
// brings it, if there is one.
func (t *tx) referAgain(customer people.Ordinal) error {
	program, err := t.programme()
	if err != nil {
		return err
	}
	found, counts, err := t.introduction(customer)
	if err != nil || !counts {
		return err
	}
	oldest, err := t.oldestBringing(program, found.buyer.Ordinal)
	if err != nil || oldest.Number == 0 {
		return err
	}
	return t.giveReferral(found, &oldest, program, clock.DayOf(oldest.At, t.zone))
}

// oldestBringing is the first order of customers that a referral can come with.
func (t *tx) oldestBringing(program *loyalty.Program, customers ...people.Ordinal) (oldest sale.Order, err error) {
	for _, customer := range customers {
		for order, err := range t.bringing(customer, program) {
			if err != nil {
				return oldest, err
			}
			if oldest.Number == 0 || order.At.Before(oldest.At) || (order.At.Equal(oldest.At) && order.Number < oldest.Number) {
				oldest = order
			}
		}
	}
	return oldest, nil
}
