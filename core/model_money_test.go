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
		{"refund", 8, (*machine).refundOrder},
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
	if !paid || one.Order != order || one.Customer != who || (given.Amount != 0 && one.Amount != given.Amount) || (one.Method != given.Method && (given.Method != "" || one.Method != "cash") && (given.Method != "" || kind != sale.Refund)) {
		return nil, "conflict key"
	}
	return &one, ""
}

func wrongPayment(amount money.Amount, given core.NewPayment, back bool) string {
	return first(when(amount <= 0, "invalid amount"), when(given.Method == "barter", "invalid method"), when(back && given.Reason == "", "invalid reason"))
}

// moneyMade is what moved, and its order after it.
type moneyMade struct {
	Payments []sale.Payment
	Order    sale.Order
}

// came is how much came for an order by each method and did not go back, and the
// methods, the one that was used last first.
func (m *machine) came(order sale.Number) (came map[sale.Method]money.Amount, used []sale.Method) {
	came = map[sale.Method]money.Amount{}
	for _, one := range all(m.book, "payment", func(p sale.Payment) bool { return p.Order == order }) {
		if !slices.Contains(used, one.Method) {
			used = append([]sale.Method{one.Method}, used...)
		}
		if one.Kind == sale.Refund || one.Kind == sale.Reversal {
			one.Amount = -one.Amount
		}
		came[one.Method] += one.Amount
	}
	return came, used
}

// ways says by which methods an amount goes back: the one that was named, else
// the last that brought as much, else one after the other, the last first, and
// what nothing tells of in cash.
func (m *machine) ways(order sale.Number, named sale.Method, amount money.Amount) (list []sale.Way) {
	if named != "" {
		return []sale.Way{{Method: named, Amount: amount}}
	}
	came, used := m.came(order)
	for _, method := range used {
		if came[method] >= amount && came[method] > 0 {
			return []sale.Way{{Method: method, Amount: amount}}
		}
	}
	for _, method := range used {
		if part := min(came[method], amount); part > 0 {
			list, amount = append(list, sale.Way{Method: method, Amount: part}), amount-part
		}
	}
	if amount > 0 || len(list) == 0 {
		list = append(list, sale.Way{Method: sale.Cash, Amount: amount})
	}
	return list
}

// moveMoney foretells a movement for an order: change says why it is refused,
// or changes the order and says how much moves.
func (m *machine) moveMoney(action string, kind sale.PaymentKind, number uint64, given core.NewPayment, err error, got moneyMade, change func(*sale.Order) (money.Amount, string)) {
	want, _ := known[sale.Order](m.book, "order", number)
	before := want
	wrong := first(m.works("by", given.By), m.there("order", "order", number))
	var again *sale.Payment
	if wrong == "" {
		again, wrong = m.sameKey(given, kind, want.Number, want.Customer)
	}
	var amount money.Amount
	var ways []sale.Way
	if wrong == "" && again == nil {
		if amount, wrong = change(&want); kind == sale.Refund && wrong == "" {
			ways = m.ways(want.Number, given.Method, amount)
			if action == "order.refund" {
				ways = ways[:1] // more than one was refused
			}
		}
	}
	if m.refused(action, err, wrong) {
		return
	}
	u := m.write(action)
	if again != nil {
		m.same("the payment of then", got, moneyMade{[]sale.Payment{*again}, want})
		u.commit()
		return
	}
	m.same("the payments", got.Payments, u.payBy(ways, amount, sale.Payment{Kind: kind, Customer: want.Customer, Order: want.Number, Method: given.Method, By: given.By, Reason: given.Reason, Key: given.Key}))
	m.same("the order of the payment", got.Order, want)
	u.put("order", number, want)
	u.settled(before, want)
	if action == "order.void" {
		u.endReady(want.Number, promise.Withdrawn, "batal")
		u.release(want.Number)
	}
	u.commit()
}

// payBy writes a payment for each way, or one where there is none; nothing
// where nothing moves. The key stays with the first.
func (u *unit) payBy(ways []sale.Way, amount money.Amount, one sale.Payment) (made []sale.Payment) {
	if amount == 0 && (one.Kind != sale.Refund || u.entry.action == "order.void") {
		return nil
	}
	if len(ways) == 0 {
		ways = []sale.Way{{Method: one.Method, Amount: amount}}
	}
	for _, way := range ways {
		one.Method, one.Amount = way.Method, way.Amount
		made = append(made, u.pay(one))
		one.Key = ""
	}
	return made
}

func (m *machine) payOrder() {
	number, given := m.number("order"), m.newPayment()
	if one, _ := known[sale.Order](m.book, "order", number); m.often("all", 5) {
		given.Amount = owed(one)
	}
	got, err := both(m, func(e *core.Engine) (made moneyMade, err error) {
		one, order, err := e.Payments.Pay(m.ctx(), sale.Number(number), given)
		return moneyMade{[]sale.Payment{one}, order}, err
	})
	m.moveMoney("order.pay", sale.Paid, number, given, err, got, func(o *sale.Order) (money.Amount, string) {
		if o.Void != nil || owed(*o) == 0 {
			return 0, "conflict order"
		}
		amount, odd := m.restInCash(o, given)
		wrong := first(
			odd, when(amount > owed(*o), "invalid amount"), when(given.Method == sale.Wallet && amount > m.wallet(o.Customer), "invalid amount"), when(amount != 0, wrongPayment(amount, given, false)),
		)
		o.Paid += amount
		return amount, wrong
	})
}

// restInCash says how much a payment is, and rounds an order that cash settles.
func (m *machine) restInCash(o *sale.Order, given core.NewPayment) (money.Amount, string) {
	rest := owed(*o)
	if given.Method != "" {
		return cmp.Or(given.Amount, rest), ""
	}
	step := cmp.Or(o.RoundTo, m.workshop().RoundTo)
	more := inCash(rest, step)
	if given.Amount != 0 && given.Amount != rest && given.Amount != rest+more {
		return given.Amount, when(step > 0 && given.Amount%max(step, 1) != 0, "invalid amount")
	}
	o.Rounding, o.RoundTo = o.Rounding+more, step
	return rest + more, ""
}

func (m *machine) voidOrder() {
	number, given := m.number("order"), m.newPayment()
	got, err := both(m, func(e *core.Engine) (made moneyMade, err error) {
		made.Payments, made.Order, err = e.Payments.Void(m.ctx(), sale.Number(number), given)
		return made, err
	})
	if given.Reason == "" {
		m.refused("void", err, "invalid reason")
		return
	}
	given.Amount = 0
	m.moveMoney("order.void", sale.Refund, number, given, err, got, func(o *sale.Order) (money.Amount, string) {
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
	came, _ := m.came(one.Order)
	return first(
		when(one.Order == 0 || (one.Kind != sale.Paid && one.Kind != sale.Spent), "conflict payment"), when(one.Reversed || order.Paid < one.Amount || came[one.Method] < one.Amount, "conflict payment"),
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
	before := order
	order.Paid -= wrong.Amount
	u.put("order", uint64(order.Number), order)
	u.settled(before, order)
	return made
}
