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

	Tendered money.Amount // of cash that is paid: what she hands over; 0 is not said
}

// Pay takes money for an order, part of what is owed or all of it, which is
// what an amount of nothing says. Cash that settles it is rounded as the shop
// rounds. What an order earns comes when it is paid in full.
func (p *Payments) Pay(ctx context.Context, number sale.Number, given NewPayment) (sale.Payment, sale.Order, error) {
	made, order, err := p.move(ctx, "order.pay", sale.Paid, number, given, func(t *tx, order *sale.Order, made *sale.Payment) error {
		switch {
		case order.Void != nil:
			return fault.Conflict("order", "%s is void", Nota(number))
		case order.Cancelled:
			return fault.Conflict("order", "%s was cancelled; nothing is owed for it", Nota(number))
		case order.Owed() == 0:
			return fault.Conflict("order", "%s is paid already", Nota(number))
		}
		if err := t.roundRest(order, made); err != nil {
			return err
		}
		if made.Amount > order.Owed() {
			return fault.Invalid("amount", "is more than is owed, which is %s", t.business.Currency.Plain(order.Owed()))
		}
		if err := t.tendered(given.Tendered, made.Method, made.Amount); err != nil {
			return err
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
	return only(made), order, err
}

// tendered refuses cash that is handed over and does not cover what is paid.
func (s *shop) tendered(given money.Amount, method sale.Method, amount money.Amount) error {
	switch {
	case given == 0:
		return nil
	case method != sale.Cash && method != "":
		return fault.Invalid("tendered", "is for cash; leave it out for %s", method)
	case given < amount:
		return fault.Invalid("tendered", "is less than what is paid, which is %s", s.business.Currency.Plain(amount))
	}
	return nil
}

func only(made []sale.Payment) sale.Payment {
	if len(made) == 0 {
		return sale.Payment{}
	}
	return made[0]
}

// roundRest fills in what all that is owed comes to, and rounds an order that
// cash settles: nothing, or the sum itself, is all of it. A part comes in whole
// steps of cash too.
func (t *tx) roundRest(order *sale.Order, made *sale.Payment) error {
	known, err := t.workshop(t)
	if err != nil {
		return err
	}
	asked, rounding := order.Rest(made.Method, known.RoundTo)
	if made.Amount == 0 || made.Amount == order.Owed() {
		made.Amount = asked
	}
	switch step := order.CashStep(known.RoundTo); {
	case made.Method != sale.Cash:
		return nil
	case made.Amount != asked:
		return sale.WholeCash("amount", made.Amount, step, t.business.Currency)
	default:
		order.Rounding, order.RoundTo = order.Rounding+rounding, step
		return nil
	}
}

// move changes an order and notes the movement of money, in one transaction;
// its points follow in the next. What moves nothing is not noted, but for a return.
func (p *Payments) move(ctx context.Context, action string, kind sale.PaymentKind, number sale.Number, given NewPayment, change func(*tx, *sale.Order, *sale.Payment) error) (made []sale.Payment, order sale.Order, err error) {
	if given.Method == "" && kind == sale.Paid {
		given.Method = sale.Cash
	}
	asked := false
	err = p.update(ctx, action, func(t *tx) error {
		asked, made = false, nil
		t.entry.Subject = Nota(number)
		if err := t.working("by", given.By); err != nil {
			return err
		}
		if order, err = t.orders.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		one := sale.Payment{
			Kind: kind, Customer: order.Customer, Order: number, Amount: given.Amount, Method: given.Method, At: t.clock.Now(), By: given.By,
			Reason: given.Reason, Key: given.Key,
		}
		if known, err := t.paidBefore(&one); err != nil || known {
			made = append(made, one)
			return err
		}
		before := order
		if err := change(t, &order, &one); err != nil {
			return err
		}
		if one.Amount == 0 && kind == sale.Paid {
			made = nil // rounding took what was left
		} else if made, err = t.ways(one, action == actionVoid); err != nil {
			return err
		}
		for i := range made {
			if err := t.addPayment(&made[i]); err != nil {
				return err
			}
		}
		asked, err = t.settle(&before, &order)
		return err
	})
	if err == nil {
		p.after(ctx, number, asked)
	}
	return made, order, err
}

// after asks the loyalty rule about an order that was written, and takes back the
// tiers that it carried where less of it is left. What fails here waits for the
// rule.
func (s *shop) after(ctx context.Context, number sale.Number, asked bool) {
	if asked {
		s.earn(ctx, number)
	} else {
		_ = s.revoke(ctx, number)
	}
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
	if err := t.bounce(before, after); err != nil {
		return false, err
	}
	if err := t.referralOf(before, after); err != nil {
		return false, err
	}
	was, is := earning(before), earning(after)
	if was == is {
		return false, nil
	}
	if is < was {
		if err := t.loses(after); err != nil {
			return false, err
		}
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

// Of returns the payments of an order, oldest first.
func (p *Payments) Of(ctx context.Context, number sale.Number) ([]sale.Payment, error) {
	found, _, err := pageOf(ctx, p.shop, p.payments, paymentsFor(number), page{Limit: maxOfOne})
	return found, err
}

// List returns up to limit payments behind a cursor, newest first.
func (p *Payments) List(ctx context.Context, after string, limit int) ([]sale.Payment, string, error) {
	return pageOf(ctx, p.shop, p.payments, inList(listMoney), page{After: after, Limit: limit})
}
