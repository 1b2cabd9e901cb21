package core_test

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
)

// Personal codes in the model: made, given with an order, kept for one that is
// being taken, used, let go.

// aCoupon is a coupon with the code that was told once; the engine keeps its
// digest alone.
type aCoupon struct {
	promo.Coupon
	code string
}

func couponSteps() ([]step, []func(*machine)) {
	return []step{
		{"make coupons", 3, (*machine).makeCoupons},
		{"draw a code", 2, (*machine).issueCoupon},
		{"revoke a coupon", 1, (*machine).revokeCoupon},
		{"keep a code", 4, (*machine).reserveCode},
		{"let go of a code", 2, (*machine).releaseCode},
	}, nil
}

// bare is a coupon without what is kept of its code.
func (c aCoupon) bare() promo.Coupon {
	c.Hash, c.Last = nil, ""
	return c.Coupon
}

func (m *machine) makeCoupons() {
	number, customer, count := m.number("promo"), people.Ordinal(0), of(m, "count", 1, 2, 0)
	until := of(m, "until", time.Time{}, m.now.Now().Add(50*time.Hour), m.now.Now().Add(-time.Hour))
	if m.often("hers", 6) {
		customer = people.Ordinal(m.number("customer"))
	}
	got, err := both(m, func(e *core.Engine) ([]core.Issued, error) {
		return e.Promos.Make(m.ctx(), promo.Number(number), customer, count, until)
	})
	of := some[promo.Promo](m, "promo", number)
	if m.refused("make coupons", err, first(
		when(count == 0, "invalid count"), m.there("promo", "promo", number), when(of.Word != "", "conflict promo"), when(customer != 0, m.there("customer", "customer", uint64(customer))),
		when(!until.IsZero() && until.Before(m.now.Now()), "invalid until"),
	)) {
		return
	}
	u := m.write("coupon.make")
	for i := range count {
		one := u.coupon(of, customer, 0, until)
		one.code = promo.Typed(got[i].Code)
		m.same("the coupon", aCoupon{Coupon: got[i].Coupon}.bare(), one.bare())
		u.put("coupon", uint64(one.Number), one)
	}
	u.commit()
}

// coupon is a new one.
func (u *unit) coupon(of promo.Promo, customer people.Ordinal, order sale.Number, until time.Time) aCoupon {
	one := promo.Coupon{Number: promo.CouponNumber(u.next("coupon")), Promo: of.Number, Customer: customer, Order: order, At: u.entry.at, Until: until}
	if until.IsZero() && of.Valid > 0 {
		one.Until = u.entry.at.AddDate(0, 0, of.Valid)
	}
	return aCoupon{Coupon: one}
}

func (m *machine) issueCoupon() {
	number := m.number("coupon")
	got, err := both(m, func(e *core.Engine) (core.Issued, error) { return e.Promos.Issue(m.ctx(), promo.CouponNumber(number)) })
	one := some[aCoupon](m, "coupon", number)
	if m.refused("draw a code", err, m.openCoupon(number)) {
		return
	}
	one.code = promo.Typed(got.Code)
	m.write("coupon.issue").put("coupon", number, one).commit()
}

func (m *machine) openCoupon(number uint64) string {
	one := some[aCoupon](m, "coupon", number)
	return first(m.there("coupon", "coupon", number), when(one.Revoked || one.Used != 0, "conflict coupon"))
}

func (m *machine) revokeCoupon() {
	number := m.number("coupon")
	_, err := both(m, func(e *core.Engine) (promo.Coupon, error) {
		return e.Promos.Revoke(m.ctx(), promo.CouponNumber(number))
	})
	one := some[aCoupon](m, "coupon", number)
	if m.refused("revoke a coupon", err, m.openCoupon(number)) {
		return
	}
	one.Revoked = true
	m.write("coupon.revoke").put("coupon", number, one).commit()
}

// sayCode draws what is said at the counter: a word, or the code of a coupon
// that was told.
func (m *machine) sayCode() string {
	codes := all(m.book, "coupon", func(c aCoupon) bool { return c.code != "" })
	if len(codes) == 0 || m.often("a word", 3) {
		return of(m, "word", "AAA", "b-b-b", "HALO")
	}
	return codes[m.pick("code", len(codes))].code
}

// called is what a code means.
func (m *machine) called(said string) (found promo.Promo, by aCoupon, is bool) {
	for _, one := range all[promo.Promo](m.book, "promo", nil) {
		if one.Word != "" && one.Word == promo.Typed(said) {
			return one, by, true
		}
	}
	for _, one := range all[aCoupon](m.book, "coupon", nil) {
		if one.code == said {
			return some[promo.Promo](m, "promo", uint64(one.Promo)), one, true
		}
	}
	return found, by, false
}

// keptNow are the uses of a promotion that are kept for orders being taken.
func (b *book) keptNow(of promo.Number, now time.Time) []promo.Use {
	kept := all(b, "use", func(u promo.Use) bool { return u.Promo == of && u.State == promo.Reserved && u.Until.After(now) })
	return by(kept, oldest(func(u promo.Use) time.Time { return u.Until }))
}

// countsNot says whether a code is refused to who says it.
func (m *machine) countsNot(of promo.Promo, by aCoupon, who people.Ordinal, at time.Time) bool {
	others := 0
	taken := false
	for _, one := range m.keptNow(of.Number, m.now.Now()) {
		if m.root(one.Customer) != m.root(who) {
			others++
			taken = taken || (by.Number != 0 && one.Coupon == by.Number)
		}
	}
	used := len(all(m.book, "use", func(u promo.Use) bool { return u.Promo == of.Number && u.State == promo.Redeemed }))
	buyer := some[people.Customer](m, "customer", uint64(m.root(who)))
	switch {
	case by.Number != 0 && (by.Revoked || by.Used != 0 || (!by.Until.IsZero() && at.After(by.Until)) || (by.Customer != 0 && m.root(by.Customer) != m.root(who)) || taken):
		return true
	}
	return of.State != promo.Active || (of.Total > 0 && int64(used+others) >= of.Total) || buyer.Kind == people.Internal
}

func (m *machine) reserveCode() {
	who, said, by := people.Ordinal(m.number("customer")), m.sayCode(), m.anybody()
	got, err := both(m, func(e *core.Engine) (promo.Use, error) { return e.Promos.Reserve(m.ctx(), who, said, by) })
	of, coupon, is := m.called(said)
	if m.refused("keep a code", err, first(
		m.works("by", by), m.there("customer", "customer", uint64(who)), when(!is, "not_found codes"), when(m.countsNot(of, coupon, who, m.now.Now()), "conflict code"),
	)) {
		return
	}
	u := m.write("promo.reserve")
	one := u.use(promo.Use{Promo: of.Number, Coupon: coupon.Number, Customer: who, At: m.now.Now(), Until: m.now.Now().Add(30 * time.Minute), State: promo.Reserved, By: by})
	m.same("the code that is kept", got, one)
	u.commit()
}

func (m *machine) releaseCode() {
	number := m.number("use")
	got, err := both(m, func(e *core.Engine) (promo.Use, error) { return e.Promos.Release(m.ctx(), promo.UseNumber(number)) })
	want := some[promo.Use](m, "use", number)
	if m.refused("let go of a code", err, first(m.there("use", "use", number), when(want.State != promo.Reserved, "conflict use"))) {
		return
	}
	want.State = promo.Released
	m.same("the code that was let go", got, want)
	m.write("promo.release").put("use", number, want).commit()
}

// useCode notes that an order used a code: the one that was kept for it, if any.
func (u *unit) useCode(order sale.Order, used sale.CodeUsed) {
	one := promo.Use{Promo: promo.Number(used.Promo), Coupon: promo.CouponNumber(used.Coupon), Customer: order.Customer}
	for _, kept := range u.keptNow(one.Promo, u.entry.at) {
		if u.root(kept.Customer) == u.root(order.Customer) && kept.Coupon == one.Coupon {
			one = kept
			break
		}
	}
	one.Order, one.Amount, one.At, one.State, one.By = order.Number, used.Off, order.At, promo.Redeemed, order.By
	u.use(one)
	if coupon, is := known[aCoupon](u.book, "coupon", used.Coupon); is {
		coupon.Used = order.Number
		u.put("coupon", used.Coupon, coupon)
	}
}

// bounce gives who has paid an order a coupon of each promotion that gives one,
// and takes back what was given for an order of which too little is left.
func (u *unit) bounce(before *sale.Order, after sale.Order) {
	paid := func(o sale.Order) bool { return o.Void == nil && !o.Cancelled && o.Paid > 0 && owed(o) == 0 }
	given := all(u.book, "coupon", func(c aCoupon) bool { return c.Order == after.Number })
	for _, one := range given {
		of, _ := known[promo.Promo](u.book, "promo", uint64(one.Promo))
		less := before != nil && netOf(after) < netOf(*before)
		short := netOf(after) == 0 || (before != nil && netOf(*before) >= of.After && netOf(after) < of.After)
		if less && short && !one.Revoked && one.Used == 0 {
			one.Revoked = true
			u.put("coupon", uint64(one.Number), one)
		}
	}
	buyer := u.root(after.Customer)
	who, _ := known[people.Customer](u.book, "customer", uint64(buyer))
	if !paid(after) || (before != nil && paid(*before)) || who.Kind == people.Internal {
		return
	}
	for _, of := range all(u.book, "promo", func(p promo.Promo) bool { return p.State == promo.Active && p.After > 0 && netOf(after) >= p.After }) {
		if !slices.ContainsFunc(given, func(c aCoupon) bool { return c.Promo == of.Number }) {
			one := u.coupon(of, buyer, after.Number, time.Time{})
			u.put("coupon", uint64(one.Number), one)
		}
	}
}

// lookAtCodes compares what became of every code.
func (m *machine) lookAtCodes() {
	for _, of := range all[promo.Promo](m.book, "promo", nil) {
		var want []promo.Coupon
		for _, one := range by(all(m.book, "coupon", func(c aCoupon) bool { return c.Promo == of.Number }), newest(func(c aCoupon) time.Time { return c.At })) {
			want = append(want, one.bare())
		}
		whole(m, "coupons", want, func(e *core.Engine) (list []promo.Coupon, err error) {
			found, _, err := e.Promos.Coupons(m.ctx(), of.Number, "", 1000)
			for _, one := range found {
				list = append(list, aCoupon{Coupon: one}.bare())
			}
			return list, err
		})
		used := by(all(m.book, "use", func(u promo.Use) bool { return u.Promo == of.Number && u.State == promo.Redeemed }), newest(func(u promo.Use) time.Time { return u.At }))
		whole(m, "uses of a code", used, func(e *core.Engine) ([]promo.Use, error) {
			found, _, err := e.Promos.Uses(m.ctx(), of.Number, "", 1000)
			return found, err
		})
	}
}
