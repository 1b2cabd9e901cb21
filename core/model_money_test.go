package core_test

import (
	"cmp"
	"slices"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

func moneySteps() ([]step, []func(*machine)) {
	return []step{
		{"pay", 7, (*machine).payOrder},
		{"refund", 4, (*machine).refundOrder},
		{"refund a line", 3, (*machine).refundLine},
		{"void", 2, (*machine).voidOrder},
		{"reverse a payment", 3, (*machine).reversePayment},
		{"move a deposit", 6, (*machine).moveDeposit},
	}, []func(*machine){(*machine).lookAtMoney, (*machine).lookAtDebts}
}

// pay writes a payment in a unit of work.
func (u *unit) pay(one sale.Payment) sale.Payment {
	one.Number, one.At = sale.PaymentNumber(u.next("payment")), u.entry.at
	if one.Method == "" {
		one.Method = "cash"
	}
	if one.Kind == sale.Paid && one.Method == sale.Wallet {
		one.Kind = sale.Spent
	}
	u.put("payment", uint64(one.Number), one)
	return one
}

// inWallet is what a payment puts into a wallet.
func inWallet(p sale.Payment) money.Amount {
	switch {
	case p.Kind == sale.TopUp, (p.Kind == sale.Refund || p.Kind == sale.Reversal) && p.Method == sale.Wallet:
		return p.Amount
	case p.Kind == sale.PayOut, p.Kind == sale.Spent:
		return -p.Amount
	}
	return 0
}

// wallet is what the one as whom a customer counts has paid in and not spent.
func (m *machine) wallet(who people.Ordinal) (held money.Amount) {
	for _, one := range all(m.book, "payment", func(p sale.Payment) bool { return m.root(p.Customer) == m.root(who) }) {
		held += inWallet(one)
	}
	return held
}

// newPayment draws money that moves.
func (m *machine) newPayment() core.NewPayment {
	return core.NewPayment{
		Amount: money.Amount(of(m, "amount", 3000, 7350, 7300, 12_500, 0, -1)), Method: of(m, "method", "", "", sale.Method("transfer"), sale.Wallet, "barter"),
		By: m.anybody(), Reason: of(m, "reason", "salah", "salah", ""), Key: each(m, "key", "", "", "", "", "", "v", "w", "x", "y", "z"),
	}
}

// sameKey looks for a payment with the caller's key: the same one, or one that
// makes the key's use a conflict.
func (m *machine) sameKey(given core.NewPayment, kind sale.PaymentKind, order sale.Number, who people.Ordinal) (again *sale.Payment, wrong string) {
	same := all(m.book, "payment", func(p sale.Payment) bool { return given.Key != "" && p.Key == given.Key })
	if len(same) == 0 {
		return nil, ""
	}
	one := same[0]
	paid := one.Kind == kind || (one.Kind == sale.Spent && kind == sale.Paid)
	if !paid || one.Order != order || one.Customer != who || (given.Amount != 0 && one.Amount != given.Amount) || one.Method != cmp.Or(given.Method, "cash") {
		return nil, "conflict key"
	}
	return &one, ""
}

func wrongPayment(amount money.Amount, given core.NewPayment, back bool) string {
	return first(when(amount <= 0, "invalid amount"), when(given.Method == "barter", "invalid method"), when(back && given.Reason == "", "invalid reason"))
}

// paymentMade is a payment and its order after it.
type paymentMade struct {
	Payment sale.Payment
	Order   sale.Order
}

// moveMoney foretells a movement for an order: change says why it is refused,
// or changes the order and says how much moves.
func (m *machine) moveMoney(action string, kind sale.PaymentKind, number uint64, given core.NewPayment, err error, got paymentMade, change func(*sale.Order) (money.Amount, string)) {
	want, _ := known[sale.Order](m.book, "order", number)
	wrong := first(m.works("by", given.By), m.there("order", "order", number))
	var again *sale.Payment
	if wrong == "" {
		again, wrong = m.sameKey(given, kind, want.Number, want.Customer)
	}
	var amount money.Amount
	if wrong == "" && again == nil {
		amount, wrong = change(&want)
	}
	if m.refused(action, err, wrong) {
		return
	}
	u := m.write(action)
	if again != nil {
		m.same("the payment of then", got, paymentMade{*again, want})
		u.commit()
		return
	}
	if amount != 0 || action != "order.void" {
		made := u.pay(sale.Payment{Kind: kind, Customer: want.Customer, Order: want.Number, Amount: amount, Method: given.Method, By: given.By, Reason: given.Reason, Key: given.Key})
		m.same("the payment", got.Payment, made)
	}
	m.same("the order of the payment", got.Order, want)
	u.put("order", number, want)
	if action == "order.void" {
		u.endReady(want.Number, promise.Withdrawn, "batal")
	}
	u.commit()
}

func (m *machine) payOrder() {
	number, given := m.number("order"), m.newPayment()
	if one, _ := known[sale.Order](m.book, "order", number); m.often("all", 5) {
		given.Amount = owed(one)
	}
	got, err := both(m, func(e *core.Engine) (made paymentMade, err error) {
		made.Payment, made.Order, err = e.Payments.Pay(m.ctx(), sale.Number(number), given)
		return made, err
	})
	m.moveMoney("order.pay", sale.Paid, number, given, err, got, func(o *sale.Order) (money.Amount, string) {
		wrong := first(
			when(o.Void != nil, "conflict order"), when(owed(*o) == 0, "conflict order"), when(given.Amount > owed(*o), "invalid amount"),
			when(given.Method == sale.Wallet && given.Amount > m.wallet(o.Customer), "invalid amount"), wrongPayment(given.Amount, given, false),
		)
		o.Paid += given.Amount
		return given.Amount, wrong
	})
}

func wrongRefund(o *sale.Order, amount money.Amount) string {
	return first(when(o.Void != nil, "conflict order"), when(amount > netOf(*o) || amount > o.Paid, "invalid amount"))
}

func (m *machine) refundOrder() {
	number, given := m.number("order"), m.newPayment()
	if one, _ := known[sale.Order](m.book, "order", number); m.often("all", 3) {
		given.Amount = min(netOf(one), one.Paid)
	}
	got, err := both(m, func(e *core.Engine) (made paymentMade, err error) {
		made.Payment, made.Order, err = e.Payments.Refund(m.ctx(), sale.Number(number), given)
		return made, err
	})
	m.moveMoney("order.refund", sale.Refund, number, given, err, got, func(o *sale.Order) (money.Amount, string) {
		wrong := first(wrongRefund(o, given.Amount), wrongPayment(given.Amount, given, true))
		o.Refunded += given.Amount
		o.Paid -= given.Amount
		return given.Amount, wrong
	})
}

// partOf is what pieces of a line are worth beside those given back: parts of
// its net, whose remainder goes to the larger, and the earlier where both are
// alike.
func partOf(line sale.Line, pieces int64) money.Amount {
	part := int64(line.Net) * (line.BackOf + pieces)
	share, rest := part/line.Quantity, part%line.Quantity
	if rest > 0 && 2*rest >= line.Quantity {
		share++
	}
	return max(0, money.Amount(share)-line.Back)
}

func (m *machine) refundLine() {
	number, line, pieces, given := m.number("order"), m.pick("line", 4), int64(m.pick("pieces", 4)), m.newPayment()
	got, err := both(m, func(e *core.Engine) (made paymentMade, err error) {
		made.Payment, made.Order, err = e.Payments.RefundLine(m.ctx(), sale.Number(number), line, pieces, given)
		return made, err
	})
	given.Amount = 0
	m.moveMoney("order.refund", sale.Refund, number, given, err, got, func(o *sale.Order) (money.Amount, string) {
		if line < 1 || line > len(o.Lines) {
			return 0, "not_found line"
		}
		o.Lines = slices.Clone(o.Lines)
		one := &o.Lines[line-1]
		if pieces < 1 || one.BackOf+pieces > one.Quantity {
			return 0, "invalid quantity"
		}
		worth := partOf(*one, pieces)
		wrong := first(wrongRefund(o, worth), wrongPayment(worth, given, true))
		one.Back, one.BackOf = one.Back+worth, one.BackOf+pieces
		o.Refunded, o.Paid = o.Refunded+worth, o.Paid-worth
		return worth, wrong
	})
}

func (m *machine) voidOrder() {
	number, given := m.number("order"), m.newPayment()
	got, err := both(m, func(e *core.Engine) (made paymentMade, err error) {
		_, made.Order, err = e.Payments.Void(m.ctx(), sale.Number(number), given)
		return made, err
	})
	if given.Reason == "" {
		m.refused("void", err, "invalid reason")
		return
	}
	m.voided(number, given, err, got.Order)
}

// voided is what must come of an order that never was.
func (m *machine) voided(number uint64, given core.NewPayment, err error, got sale.Order) {
	given.Amount = 0
	now := some[sale.Order](m, "order", number)
	made := paymentMade{Order: got}
	if again, _ := m.sameKey(given, sale.Refund, now.Number, now.Customer); again != nil {
		made.Payment = *again
	} else {
		made.Payment = sale.Payment{
			Number: sale.PaymentNumber(m.last["payment"] + 1), Kind: sale.Refund, Customer: now.Customer, Order: now.Number, Amount: now.Paid, Method: cmp.Or(given.Method, "cash"),
			At: m.now.Now(), By: given.By, Reason: given.Reason, Key: given.Key,
		}
	}
	m.moveMoney("order.void", sale.Refund, number, given, err, made, func(o *sale.Order) (money.Amount, string) {
		paid, wrong := o.Paid, when(o.Void != nil, "conflict order")
		if paid > 0 {
			wrong = first(wrong, wrongPayment(paid, given, true))
		}
		o.Paid, o.Void = 0, &sale.Voiding{At: m.now.Now(), By: given.By, Reason: given.Reason}
		return paid, wrong
	})
}

// some is known where there may be none.
func some[T any](m *machine, sort string, number uint64) T {
	one, _ := known[T](m.book, sort, number)
	return one
}

func (m *machine) reversePayment() {
	number, reason, who := m.number("payment"), of(m, "reason", "salah", "salah", ""), m.anybody()
	got, err := both(m, func(e *core.Engine) (sale.Payment, error) {
		return e.Payments.Reverse(m.ctx(), sale.PaymentNumber(number), reason, who)
	})
	wrong := first(m.there("payment", "payment", number), m.works("by", who), m.reversible(number, reason))
	if one := some[sale.Payment](m, "payment", number); one.Number != 0 && (one.Order == 0 || (one.Kind != sale.Paid && one.Kind != sale.Spent)) {
		wrong = "conflict payment"
	}
	if !m.refused("reverse", err, wrong) {
		u := m.write("payment.reverse")
		m.same("the reversal", got, m.reverse(u, number, reason, who))
		u.commit()
	}
}

func (m *machine) reversible(number uint64, reason string) string {
	one := some[sale.Payment](m, "payment", number)
	order := some[sale.Order](m, "order", uint64(one.Order))
	return first(
		when(one.Order == 0 || (one.Kind != sale.Paid && one.Kind != sale.Spent), "conflict payment"), when(one.Reversed || order.Paid < one.Amount, "conflict payment"),
		when(reason == "", "invalid reason"),
	)
}

// reverse takes a payment back: its order is owed again.
func (m *machine) reverse(u *unit, number uint64, reason string, who staff.Number) sale.Payment {
	wrong := some[sale.Payment](m, "payment", number)
	order := some[sale.Order](m, "order", uint64(wrong.Order))
	wrong.Reversed = true
	u.put("payment", number, wrong)
	made := u.pay(sale.Payment{Kind: sale.Reversal, Customer: order.Customer, Order: order.Number, Amount: wrong.Amount, Method: wrong.Method, By: who, Reason: reason, Reverses: wrong.Number})
	order.Paid -= wrong.Amount
	u.put("order", uint64(order.Number), order)
	return made
}
