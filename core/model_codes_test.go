package core_test

import (
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
)

func codeSteps() ([]step, []func(*machine)) {
	return []step{
		{"add a promotion", 1, (*machine).addPromo},
		{"end a promotion", 1, (*machine).endPromo},
	}, []func(*machine){(*machine).lookAtPromos}
}

// addPromo offers an amount off to who says a word, some of them only twice.
func (m *machine) addPromo() {
	given := promo.Promo{
		Name: "Hemat", Kind: promo.Amount, Amount: money.Amount(of(m, "amount", 1000, 20_000, 0)), Word: of(m, "word", "AAA", "BBB", "", "", "!"),
		Stacking: promo.Joint, State: promo.Active, Total: int64(each(m, "in all", 0, 2)), Valid: each(m, "valid", 0, 3),
	}
	if given.Word == "" {
		given.After = money.Amount(each(m, "after", 0, 5000))
	}
	got, err := both(m, func(e *core.Engine) (promo.Promo, error) { return e.Promos.Add(m.ctx(), given) })
	taken := given.Word != "" && len(all(m.book, "promo", func(p promo.Promo) bool { return p.Word == given.Word })) > 0
	if m.refused("add a promotion", err, first(when(given.Word == "!", "invalid word"), when(given.Amount == 0, "invalid amount"), when(taken, "conflict word"))) {
		return
	}
	u := m.write("promo.add")
	given.Number = promo.Number(u.next("promo"))
	m.same("the promotion", got, given)
	u.put("promo", uint64(given.Number), given).commit()
}

func (m *machine) endPromo() {
	number, state := m.number("promo"), of(m, "state", promo.Ended, promo.Active, "gone")
	got, err := both(m, func(e *core.Engine) (promo.Promo, error) {
		return e.Promos.Edit(m.ctx(), promo.Number(number), func(p *promo.Promo) error { p.State = state; return nil })
	})
	if m.refused("end a promotion", err, first(m.there("promo", "promo", number), when(state == "gone", "invalid state"))) {
		return
	}
	want := some[promo.Promo](m, "promo", number)
	want.State = state
	m.same("the ended promotion", got, want)
	m.write("promo.edit").put("promo", number, want).commit()
}

// codes takes off an order what its code takes off, or says why it is refused.
func (m *machine) codes(order *sale.Order, gross money.Amount, said []string) string {
	if len(said) == 0 {
		return ""
	}
	if missing := m.there("customer", "customer", uint64(order.Customer)); missing != "" {
		return missing
	}
	one, coupon, is := m.called(said[0])
	if !is {
		return "not_found codes"
	}
	if m.countsNot(one, coupon, order.Customer, order.At) || gross == 0 {
		return "conflict codes"
	}
	off := min(one.Amount, gross)
	order.Codes = []sale.CodeUsed{{Promo: uint64(one.Number), Coupon: uint64(coupon.Number), Off: off}}
	bare := shared(order.Lines, off)
	for i := range order.Lines {
		order.Lines[i].Off = bare[i].Net
	}
	order.Discount, order.Total = order.Discount+off, order.Total-off
	order.Lines = sharedLess(order.Lines, max(0, order.Total))
	return ""
}

// use writes a use of a code, a new one under the next number.
func (u *unit) use(one promo.Use) promo.Use {
	if one.Number == 0 {
		one.Number = promo.UseNumber(u.next("use"))
	}
	u.put("use", uint64(one.Number), one)
	return one
}

// release lets go of the codes of an order, but for those that were let go.
func (u *unit) release(order sale.Number) {
	if of, _ := known[sale.Order](u.book, "order", uint64(order)); !of.TakenAt.IsZero() {
		return // she has what her code was for
	}
	for _, one := range all(u.book, "use", func(used promo.Use) bool { return used.Order == order && used.State == promo.Redeemed }) {
		one.State = promo.Released
		u.put("use", uint64(one.Number), one)
		if coupon, is := known[aCoupon](u.book, "coupon", uint64(one.Coupon)); is {
			coupon.Used = 0
			from, _ := known[sale.Order](u.book, "order", uint64(coupon.Order))
			of, _ := known[promo.Promo](u.book, "promo", uint64(coupon.Promo))
			gone := from.Void != nil || from.Cancelled
			if coupon.Order != 0 && (gone || netOf(from) == 0 || (from.Refunded > 0 && netOf(from) < of.After)) {
				coupon.Revoked = true // too little is left of what brought it
			}
			u.put("coupon", uint64(one.Coupon), coupon)
		}
	}
}

func (m *machine) lookAtPromos() {
	for _, one := range all[promo.Promo](m.book, "promo", nil) {
		used := all(m.book, "use", func(u promo.Use) bool { return u.Promo == one.Number && u.State == promo.Redeemed })
		got, err := both(m, func(e *core.Engine) (core.Usage, error) {
			_, usage, err := e.Promos.Get(m.ctx(), one.Number)
			return usage, err
		})
		m.refused("how a promotion was used", err, "")
		want := core.Usage{Redeemed: len(used), Reserved: len(m.keptNow(one.Number, m.now.Now()))}
		for _, use := range used {
			want.Off += use.Amount
		}
		m.same("how a promotion was used", got, want)
	}
}
