package core_test

import (
	"fmt"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
)

func (m *machine) moveDeposit() {
	who, given, in := people.Ordinal(m.number("customer")), m.newPayment(), m.often("in", 7)
	got, err := both(m, func(e *core.Engine) (sale.Payment, error) {
		if in {
			return e.Payments.TopUp(m.ctx(), who, given)
		}
		return e.Payments.PayOut(m.ctx(), who, given)
	})
	kind, action := sale.PayOut, "deposit.back"
	if in {
		kind, action = sale.TopUp, "deposit.add"
	}
	wrong := first(m.there("customer", "customer", uint64(who)), m.works("by", given.By))
	var again *sale.Payment
	if wrong == "" {
		again, wrong = m.sameKey(given, kind, 0, who)
	}
	if again == nil {
		wrong = first(wrong, when(given.Method == sale.Wallet, "invalid method"), when(!in && given.Amount > m.wallet(who), "invalid amount"), wrongPayment(given.Amount, given, false))
	}
	if m.refused(action, err, wrong) {
		return
	}
	u := m.write(action)
	if again != nil {
		m.same("the deposit of then", got, *again)
	} else {
		m.same("the deposit", got, u.pay(sale.Payment{Kind: kind, Customer: who, Amount: given.Amount, Method: given.Method, By: given.By, Reason: given.Reason, Key: given.Key}))
	}
	u.commit()
}

// movesMoney says how an entry that moved money is taken back: by another
// movement. nil is any other entry.
func (m *machine) movesMoney(one entry) func(int) (string, func()) {
	made := func(sort string) uint64 {
		for _, change := range one.changes {
			if change.name.sort == sort && change.before == nil {
				return change.name.number
			}
		}
		return 0
	}
	if len(one.changes) == 0 {
		return nil
	}
	switch one.action {
	case "order.add":
		return func(at int) (string, func()) {
			order := some[sale.Order](m, "order", made("order"))
			if order.Void != nil {
				return "conflict order", nil
			}
			return "", func() {
				u := m.write("order.void")
				u.entry.undoes = at
				u.payBy(m.ways(order.Number, "", order.Paid), order.Paid, sale.Payment{Kind: sale.Refund, Customer: order.Customer, Order: order.Number, Reason: "undo"})
				before := order
				order.Paid, order.Void = 0, &sale.Voiding{At: m.now.Now(), Reason: "undo"}
				u.put("order", uint64(order.Number), order)
				u.settled(before, order)
				u.endReady(order.Number, promise.Withdrawn, "batal")
				u.release(order.Number)
				u.commit()
			}
		}
	case "order.pay":
		return func(at int) (string, func()) {
			return m.reversible(made("payment"), "undo"), func() {
				u := m.write("payment.reverse")
				u.entry.undoes = at
				m.reverse(u, made("payment"), "undo", 0)
				u.commit()
			}
		}
	case "loyalty.redeem":
		return func(at int) (string, func()) {
			return m.returnable(made("entry")), func() {
				u := m.write("loyalty.return")
				u.entry.undoes = at
				spent := some[moved](m, "entry", made("entry"))
				u.giveBack(spent, spent.does, returnKey(spent.number))
				u.commit()
			}
		}
	case "loyalty.adjust":
		return func(at int) (string, func()) {
			wrong := some[moved](m, "entry", made("entry"))
			has := m.purse(wrong.who)
			short := has.plus(wrong.does, -1).below().sum() < has.below().sum()
			return when(short, "conflict entry"), func() {
				u := m.write("loyalty.adjust")
				u.entry.undoes = at
				u.enter(moved{kind: loyalty.Adjust, who: wrong.who, does: heap{}.plus(wrong.does, -1), key: fmt.Sprintf("undo/E-%06d", wrong.number)})
				u.commit()
			}
		}
	case "deposit.add":
		return func(at int) (string, func()) {
			paid := some[sale.Payment](m, "payment", made("payment"))
			return when(paid.Amount > m.wallet(paid.Customer), "invalid amount"), func() {
				u := m.write("deposit.back")
				u.entry.undoes = at
				u.pay(sale.Payment{Kind: sale.PayOut, Customer: paid.Customer, Amount: paid.Amount, Method: paid.Method, Reason: "undo"})
				u.commit()
			}
		}
	}
	return nil
}

func (m *machine) lookAtMoney() {
	at := func(p sale.Payment) time.Time { return p.At }
	pages(m, "payments", by(all[sale.Payment](m.book, "payment", nil), newest(at)), func(e *core.Engine, after string, limit int) ([]sale.Payment, string, error) {
		return e.Payments.List(m.ctx(), after, limit)
	})
	for _, order := range all[sale.Order](m.book, "order", nil) {
		of := all(m.book, "payment", func(p sale.Payment) bool { return p.Order == order.Number })
		whole(m, "payments of an order", of, func(e *core.Engine) ([]sale.Payment, error) { return e.Payments.Of(m.ctx(), order.Number) })
	}
	for _, who := range m.roots() {
		held, err := both(m, func(e *core.Engine) (money.Amount, error) { return e.Payments.Wallet(m.ctx(), who.Ordinal) })
		m.refused("a wallet", err, "")
		m.same("a wallet", held, m.wallet(who.Ordinal))
		if held < 0 {
			m.Fatalf("step %d: a wallet holds %d", m.steps, held)
		}
	}
	till, err := both(m, func(e *core.Engine) (core.Till, error) {
		return e.Payments.Till(m.ctx(), m.now.Now().Add(-30*time.Hour), m.now.Now())
	})
	m.refused("the till", err, "")
	want := core.Till{}
	for _, one := range all(m.book, "payment", func(p sale.Payment) bool {
		return !p.At.Before(m.now.Now().Add(-30*time.Hour)) && p.At.Before(m.now.Now())
	}) {
		flow := want[one.Method]
		if one.Kind == sale.Paid || one.Kind == sale.TopUp || one.Kind == sale.Spent {
			flow.In += one.Amount
		} else {
			flow.Out += one.Amount
		}
		want[one.Method] = flow
	}
	m.same("the till", till, want)
}

func (m *machine) lookAtDebts() {
	for _, who := range append(all[people.Customer](m.book, "customer", nil), people.Customer{}) {
		got, err := both(m, func(e *core.Engine) (core.Debts, error) { return e.Payments.Debts(m.ctx(), who.Ordinal, 3) })
		m.refused("debts", err, "")
		open := by(all(m.book, "order", func(o sale.Order) bool {
			return owed(o) > 0 && (who.Ordinal == 0 || m.under(who.Ordinal, o.Customer))
		}), oldest(func(o sale.Order) time.Time { return o.At }))
		var total money.Amount
		ages := make([]money.Amount, 5)
		for _, one := range open {
			total += owed(one)
			age := 0
			for bucket, from := range []int{0, 8, 31, 61, 91} {
				if localDays(one.At, m.now.at) >= from {
					age = bucket
				}
			}
			ages[age] += owed(one)
		}
		m.same("what is owed", got.Total, total)
		m.same("the oldest debts", got.Orders, open[:min(3, len(open))])
		for i, bucket := range got.Buckets {
			m.same("a debt's age", bucket.Amount, ages[i])
		}
	}
}
