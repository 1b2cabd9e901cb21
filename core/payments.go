package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// Payments is the chapter of money: what customers paid, owe, got back, and
// have in their wallets.
type Payments struct{ *shop }

func paymentShelf() *shelf[sale.Payment] {
	return &shelf[sale.Payment]{
		space: record.Payments, word: "payment", mark: "PY-", digits: 6,
		number: func(p *sale.Payment) uint64 { return uint64(p.Number) },
		keys:   paymentKeys,
	}
}

// uniquePayment is the exact index of the caller's own keys.
const uniquePayment byte = 7

func paymentKey(key string) record.Key {
	return record.In(record.Unique).Byte(uniquePayment).Text(key)
}

func paymentsFor(order sale.Number) record.Key { return inList(listPayments).Uint64(uint64(order)) }

func walletOf(customer people.Ordinal) record.Key {
	return inList(listWallets).Uint32(uint32(customer))
}

func paymentKeys(one *sale.Payment) []record.Key {
	number := uint64(one.Number)
	keys := []record.Key{inList(listMoney).TimeDescending(one.At).Uint64(number)}
	if one.Order != 0 {
		keys = append(keys, paymentsFor(one.Order).Uint64(number))
	}
	if one.Wallet() != 0 {
		keys = append(keys, walletOf(one.Customer).Time(one.At).Uint64(number))
	}
	if one.Key != "" {
		keys = append(keys, paymentKey(one.Key))
	}
	return keys
}

// NewPayment is a movement of money as it is taken.
type NewPayment struct {
	Amount money.Amount
	Method sale.Method // "" is cash
	By     staff.Number
	Reason string // of money that goes back
	Key    string // the caller's own: the same key twice is one payment; "" is none
}

// Pay takes money for an order, part of what is owed or all of it. What an
// order earns comes when it is paid in full.
func (p *Payments) Pay(ctx context.Context, number sale.Number, given NewPayment) (sale.Payment, sale.Order, error) {
	return p.move(ctx, "order.pay", sale.Paid, number, given, func(t *tx, order *sale.Order, made *sale.Payment) error {
		switch {
		case order.Void != nil:
			return fault.Conflict("order", "%s is void", Nota(number))
		case order.Owed() == 0:
			return fault.Conflict("order", "%s is paid already", Nota(number))
		case made.Amount > order.Owed():
			return fault.Invalid("amount", "is more than is owed, which is %s", t.business.Currency.Plain(order.Owed()))
		}
		if made.Method == sale.Wallet {
			made.Kind = sale.Spent
			if err := t.wallet(order.Customer, made.Amount); err != nil {
				return err
			}
		}
		order.Paid += made.Amount
		return nil
	})
}

// Refund gives money back for part of an order or all of it; goods and points
// follow. It cannot be more than was paid.
func (p *Payments) Refund(ctx context.Context, number sale.Number, given NewPayment) (sale.Payment, sale.Order, error) {
	return p.move(ctx, "order.refund", sale.Refund, number, given, func(t *tx, order *sale.Order, made *sale.Payment) error {
		if err := refundable(t, order, made.Amount); err != nil {
			return err
		}
		order.Refunded += made.Amount
		order.Paid -= made.Amount
		return nil
	})
}

func refundable(t *tx, order *sale.Order, amount money.Amount) error {
	switch {
	case order.Void != nil:
		return fault.Conflict("order", "%s is void", Nota(order.Number))
	case amount > order.Net():
		return fault.Invalid("amount", "is more than is left of the order, which is %s", t.business.Currency.Plain(order.Net()))
	case amount > order.Paid:
		return fault.Invalid("amount", "is more than was paid, which is %s", t.business.Currency.Plain(order.Paid))
	}
	return nil
}

// RefundLine gives back so many pieces of the line at a position, from 1, at
// what they were worth after the discount. given.Amount is filled in.
func (p *Payments) RefundLine(ctx context.Context, number sale.Number, line int, pieces int64, given NewPayment) (sale.Payment, sale.Order, error) {
	given.Amount = 0 // what it is worth is known below
	return p.move(ctx, "order.refund", sale.Refund, number, given, func(t *tx, order *sale.Order, made *sale.Payment) error {
		if line < 1 || line > len(order.Lines) {
			return fault.NotFound("line", "there is no line %d; there are %d", line, len(order.Lines))
		}
		lines := append([]sale.Line{}, order.Lines...)
		worth, err := lines[line-1].Part(pieces)
		if err != nil {
			return err
		}
		made.Amount = worth
		if err := refundable(t, order, worth); err != nil {
			return err
		}
		lines[line-1].Back += worth
		lines[line-1].BackOf += pieces
		order.Lines, order.Refunded, order.Paid = lines, order.Refunded+worth, order.Paid-worth
		return nil
	})
}

// Void makes an order one that never was: what was paid goes back, points too,
// and open promises that it would be ready are withdrawn.
// The payment is of nothing where nothing was paid.
func (p *Payments) Void(ctx context.Context, number sale.Number, given NewPayment) (sale.Payment, sale.Order, error) {
	reason := people.Tidy(given.Reason)
	if reason == "" || len(reason) > people.MaxNote {
		return sale.Payment{}, sale.Order{}, fault.Invalid("reason", "is empty or longer than %d bytes; an order is not void without a reason", people.MaxNote)
	}
	given.Amount = 0 // what was paid is known below
	return p.move(ctx, "order.void", sale.Refund, number, given, func(t *tx, order *sale.Order, made *sale.Payment) error {
		if order.Void != nil {
			return fault.Conflict("order", "%s is void already", Nota(number))
		}
		made.Amount = order.Paid
		order.Paid = 0
		order.Void = &sale.Voiding{At: t.clock.Now(), By: given.By, Reason: reason}
		return t.endPromisesOf(Nota(number), t.withdraw)
	})
}

// move changes an order and notes the movement of money, in one transaction;
// its points follow in the next. One that moves nothing is not noted.
func (p *Payments) move(ctx context.Context, action string, kind sale.PaymentKind, number sale.Number, given NewPayment, change func(*tx, *sale.Order, *sale.Payment) error) (made sale.Payment, order sale.Order, err error) {
	if given.Method == "" {
		given.Method = "cash"
	}
	asked := false
	err = p.update(ctx, action, func(t *tx) error {
		asked = false
		t.entry.Subject = Nota(number)
		if err := t.working("by", given.By); err != nil {
			return err
		}
		if order, err = t.orders.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		made = sale.Payment{
			Kind: kind, Customer: order.Customer, Order: number, Amount: given.Amount, Method: given.Method, At: t.clock.Now(), By: given.By,
			Reason: given.Reason, Key: given.Key,
		}
		if known, err := t.paidBefore(&made); err != nil || known {
			return err
		}
		before := order
		if err := change(t, &order, &made); err != nil {
			return err
		}
		if made.Amount != 0 || action != "order.void" {
			if err := t.addPayment(&made); err != nil {
				return err
			}
		}
		asked, err = t.settle(&before, &order)
		return err
	})
	if err == nil && asked {
		p.earn(ctx, number)
	}
	return made, order, err
}

// paidBefore reads over made the payment that was made with the same key before,
// and says whether there is one. The same key for something else is a conflict.
func (t *tx) paidBefore(made *sale.Payment) (bool, error) {
	if made.Key == "" {
		return false, nil
	}
	var number uint64
	err := t.codec.Get(t, paymentKey(made.Key), &number)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	known, err := t.payments.read(t.shop, t, number)
	if err == nil && !made.Again(&known) {
		return false, fault.Conflict("key", "%q was used for another payment, %s", made.Key, t.payments.code(number))
	}
	*made = known
	return true, err
}

func (t *tx) addPayment(made *sale.Payment) error {
	if err := made.Check(); err != nil {
		return err
	}
	number, err := t.payments.next(t)
	if err != nil {
		return err
	}
	made.Number = sale.PaymentNumber(number)
	return t.payments.add(t, made)
}

// settle writes a changed order. What earns nothing any more gives its points
// back at once; true says that the rule is to be asked anew.
func (t *tx) settle(before, after *sale.Order) (bool, error) {
	if err := after.Check(); err != nil {
		return false, err
	}
	if err := t.orders.put(t, after); err != nil {
		return false, err
	}
	if err := t.payBackPoints(after); err != nil {
		return false, err
	}
	if err := t.referral(after); err != nil {
		return false, err
	}
	was, is := earning(before), earning(after)
	if was == is {
		return false, nil
	}
	if is == 0 {
		return false, errors.Join(t.reverse(after), t.Delete(retryKey(after.Number)))
	}
	return true, t.codec.Put(t, retryKey(after.Number), uint64(0))
}

// earn asks the loyalty rule about an order that was paid. What it cannot
// answer now waits.
func (s *shop) earn(ctx context.Context, number sale.Number) {
	_, _ = s.retry(undoing(ctx, 0), []waitingOrder{{number: number}})
}

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
		if known.Reversed || order.Paid < known.Amount {
			return fault.Conflict("payment", "was given back already")
		}
		made.Reverses = number
		order.Paid -= known.Amount
		known.Reversed = true
		return t.payments.put(t, &known)
	})
	return made, err
}

// Of returns the payments of an order, oldest first.
func (p *Payments) Of(ctx context.Context, number sale.Number) ([]sale.Payment, error) {
	found, _, err := pageOf(ctx, p.shop, p.payments, paymentsFor(number), page{Limit: maxOfOne})
	return found, err
}

// List returns up to limit payments behind a cursor, newest first.
func (p *Payments) List(ctx context.Context, after string, limit int) ([]sale.Payment, string, error) {
	return pageOf(ctx, p.shop, p.payments, inList(listMoney), page{After: after, Limit: limit})
}
