package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// Money that goes back: for what is returned, for an order that never was, for
// a payment that was a mistake.

// Refund gives back what is returned of an order; goods and points follow. It
// cannot be more than was paid. Without a method the money goes back the way it
// came, and where no one way brought as much, the method must be named. What is
// owed shrinks first, so that nothing may go back: a payment of nothing then says
// that it was returned. given.Amount is filled in but for a sum.
func (p *Payments) Refund(ctx context.Context, number sale.Number, returned sale.Return, given NewPayment) (sale.Payment, sale.Order, error) {
	given.Amount = returned.Amount
	made, order, err := p.move(ctx, "order.refund", sale.Refund, number, given, func(t *tx, order *sale.Order, made *sale.Payment) (err error) {
		if order.Void != nil {
			return fault.Conflict("order", "%s is void", Nota(order.Number))
		}
		if made.Amount, err = order.GiveBack(returned, t.business.Currency); err != nil {
			return err
		}
		return t.backInCash(returned, order, made)
	})
	return only(made), order, err
}

// backInCash rounds what goes back in cash as the shop rounds.
func (t *tx) backInCash(returned sale.Return, order *sale.Order, made *sale.Payment) error {
	ways, err := t.ways(*made, false)
	if err != nil || ways[0].Method != sale.Cash {
		return err
	}
	known, err := t.workshop(t)
	if err != nil {
		return err
	}
	made.Amount, err = order.RoundBack(returned, made.Amount, order.CashStep(known.RoundTo), t.business.Currency)
	made.Method = sale.Cash
	return err
}

// Void makes an order one that never was: what was paid goes back, without a
// method the way it came, points too; open promises that it would be ready are
// withdrawn, and a quote that became it can be taken up again. There is one
// payment for each way, and none where nothing was paid.
func (p *Payments) Void(ctx context.Context, number sale.Number, given NewPayment) ([]sale.Payment, sale.Order, error) {
	reason := people.Tidy(given.Reason)
	if reason == "" || len(reason) > people.MaxNote {
		return nil, sale.Order{}, fault.Invalid("reason", "is empty or longer than %d bytes; an order is not void without a reason", people.MaxNote)
	}
	given.Amount = 0 // what was paid is known below
	return p.move(ctx, actionVoid, sale.Refund, number, given, func(t *tx, order *sale.Order, made *sale.Payment) error {
		if order.Void != nil {
			return fault.Conflict("order", "%s is void already", Nota(number))
		}
		made.Amount = order.Paid
		order.Paid = 0
		order.Void = &sale.Voiding{At: t.clock.Now(), By: given.By, Reason: reason}
		return errors.Join(t.endPromisesOf(Nota(number), t.withdraw), t.reopenQuote(order), t.releaseCodes(order))
	})
}

// actionVoid is how the journal calls making an order void.
const actionVoid = "order.void"

// Reverse takes back a payment that was a mistake; the order is owed again.
func (p *Payments) Reverse(ctx context.Context, number sale.PaymentNumber, reason string, by staff.Number) (sale.Payment, error) {
	wrong, err := readOne(ctx, p.shop, p.payments, uint64(number))
	if err != nil {
		return wrong, err
	}
	if wrong.Order == 0 || (wrong.Kind != sale.Paid && wrong.Kind != sale.Spent) {
		return wrong, fault.Conflict("payment", "%s is a %s; only what was paid for an order is reversed", p.payments.code(uint64(number)), wrong.Kind)
	}
	given := NewPayment{Amount: wrong.Amount, Method: wrong.Method, Reason: reason, By: by}
	made, _, err := p.move(ctx, "payment.reverse", sale.Reversal, wrong.Order, given, func(t *tx, order *sale.Order, made *sale.Payment) error {
		known, err := t.payments.read(t.shop, t, uint64(number))
		if err != nil {
			return err
		}
		paid, err := t.paidFor(t, order.Number)
		if err != nil {
			return err
		}
		if known.Reversed || order.Paid < known.Amount || sale.CameBy(paid, known.Method) < known.Amount {
			return fault.Conflict("payment", "was given back already, all of it or a part")
		}
		made.Reverses = number
		order.Paid -= known.Amount
		known.Reversed = true
		return t.payments.put(t, &known)
	})
	return only(made), err
}

// ways are the movements in which money moves: one by the method that was
// named. Without one what goes back goes the way it came, the last first; where
// that takes more than one, it is split for what is void.
func (t *tx) ways(one sale.Payment, split bool) ([]sale.Payment, error) {
	if split && one.Amount == 0 {
		return nil, nil
	}
	if one.Method != "" {
		return []sale.Payment{one}, nil
	}
	paid, err := t.paidFor(t, one.Order)
	if err != nil {
		return nil, err
	}
	parts := sale.Ways(paid, one.Amount)
	if len(parts) > 1 && !split {
		return nil, fault.Invalid("method", "is needed: no one way in which %s was paid brought as much", Nota(one.Order))
	}
	return sale.Split(one, parts), nil
}

// paidFor returns all payments of an order.
func (s *shop) paidFor(reader store.Reader, order sale.Number) ([]sale.Payment, error) {
	numbers, _, err := page{Limit: maxOfOne}.read(reader, paymentsFor(order))
	if err != nil {
		return nil, err
	}
	paid := make([]sale.Payment, len(numbers))
	for i, number := range numbers {
		if paid[i], err = s.payments.read(s, reader, number); err != nil {
			return nil, err
		}
	}
	return paid, nil
}
