package core

import (
	"context"
	"errors"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Issued is a coupon with its code, which is shown this once.
type Issued struct {
	Coupon promo.Coupon
	Code   string
}

// MaxCoupons is how many coupons are made at once.
const MaxCoupons = 1000

// Make makes coupons of a promotion, for one customer or for who brings them.
// A zero end is that of the promotion's Valid days.
func (p *Promos) Make(ctx context.Context, number promo.Number, customer people.Ordinal, count int, until time.Time) ([]Issued, error) {
	if count < 1 || count > MaxCoupons {
		return nil, fault.Invalid("count", "%d is not from 1 to %d", count, MaxCoupons)
	}
	codes, err := p.draw(count)
	if err != nil {
		return nil, err
	}
	var made []Issued
	err = p.update(ctx, "coupon.make", func(t *tx) error {
		made = nil
		of, err := t.promos.read(t.shop, t, uint64(number))
		if err != nil {
			return err
		}
		if of.Word != "" {
			return fault.Conflict("promo", "%s is for who says %s; it has no coupons", t.promos.code(uint64(number)), of.Word)
		}
		if customer != 0 {
			if _, err := t.read(t, customer); err != nil {
				return err
			}
		}
		for _, code := range codes {
			one, err := t.giveCoupon(&of, customer, 0, until, code)
			if err != nil {
				return err
			}
			made = append(made, Issued{Coupon: one, Code: promo.Written(code)})
		}
		t.entry.Subject = t.promos.code(uint64(number))
		return nil
	})
	return made, err
}

// draw draws as many codes as are asked for.
func (s *shop) draw(count int) ([]string, error) {
	codes := make([]string, count)
	for i := range codes {
		code, err := promo.Draw(s.entropy)
		if err != nil {
			return nil, fault.Internal("no random letters can be drawn").Because(err)
		}
		codes[i] = code
	}
	return codes, nil
}

// giveCoupon adds a coupon; without a code, which is issued later.
func (t *tx) giveCoupon(of *promo.Promo, customer people.Ordinal, order sale.Number, until time.Time, code string) (promo.Coupon, error) {
	now := t.clock.Now()
	one := promo.Coupon{Promo: of.Number, Customer: customer, Order: order, At: now, Until: until.UTC()}
	if until.IsZero() && of.Valid > 0 {
		one.Until = now.AddDate(0, 0, of.Valid)
	}
	if !one.Until.IsZero() && !one.Until.After(now) {
		return one, fault.Invalid("until", "is over already")
	}
	if code != "" {
		one.Issue(code)
		if err := t.unknown(&one); err != nil {
			return one, err
		}
	}
	return one, t.coupons.addNext(t, &one)
}

// unknown refuses a code that another coupon has; it is drawn once in billions.
func (t *tx) unknown(one *promo.Coupon) error {
	_, err := t.Get(couponKey(one.Hash))
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err == nil {
		err = fault.Conflict("code", "was drawn before; try again")
	}
	return err
}

// actionIssue is how the journal calls drawing a code.
const actionIssue = "coupon.issue"

// Issue draws the code of a coupon, in place of the one that it had.
func (p *Promos) Issue(ctx context.Context, number promo.CouponNumber) (Issued, error) {
	codes, err := p.draw(1)
	if err != nil {
		return Issued{}, err
	}
	var done promo.Coupon
	err = p.update(ctx, actionIssue, func(t *tx) (err error) {
		t.entry.Subject = t.coupons.code(uint64(number))
		if done, err = t.coupons.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		if err := open(&done); err != nil {
			return err
		}
		done.Issue(codes[0])
		if err := t.unknown(&done); err != nil {
			return err
		}
		return t.coupons.put(t, &done)
	})
	return Issued{Coupon: done, Code: promo.Written(codes[0])}, err
}

// open refuses a coupon that was used or revoked.
func open(one *promo.Coupon) error {
	switch {
	case one.Revoked:
		return fault.Conflict("coupon", "was revoked already")
	case one.Used != 0:
		return fault.Conflict("coupon", "was used for %s", Nota(one.Used))
	}
	return nil
}

// Revoke makes a coupon count no more.
func (p *Promos) Revoke(ctx context.Context, number promo.CouponNumber) (promo.Coupon, error) {
	return editOne(ctx, p.shop, p.coupons, "coupon.revoke", uint64(number), func(one *promo.Coupon) error {
		if err := open(one); err != nil {
			return err
		}
		one.Revoked = true
		return nil
	})
}

// Coupons returns up to limit coupons of a promotion behind a cursor, newest
// first.
func (p *Promos) Coupons(ctx context.Context, number promo.Number, after string, limit int) ([]promo.Coupon, string, error) {
	return pageOf(ctx, p.shop, p.coupons, inList(listCoupons).Uint64(uint64(number)), page{After: after, Limit: limit})
}

// CouponsOf returns up to limit coupons of a customer behind a cursor, newest
// first.
func (p *Promos) CouponsOf(ctx context.Context, customer people.Ordinal, after string, limit int) ([]promo.Coupon, string, error) {
	return pageOfCustomer(ctx, p.shop, p.coupons, customer, couponsOf, page{After: after, Limit: limit})
}

// Given returns the coupons that an order brought.
func (p *Promos) Given(ctx context.Context, order sale.Number) ([]promo.Coupon, error) {
	found, _, err := pageOf(ctx, p.shop, p.coupons, givenFor(order), page{Limit: maxOfOne})
	return found, err
}

// bounce gives her who has paid an order the coupons that promotions give for
// it, once; and takes back those that what is left of an order would not bring.
func (t *tx) bounce(before, after *sale.Order) error {
	if before != nil && after.Net() < before.Net() {
		if err := t.takeCoupons(before, after); err != nil {
			return err
		}
	}
	if !settled(after) || (before != nil && settled(before)) {
		return nil
	}
	for kv, err := range t.Range(store.Range{Prefix: record.In(record.Promos)}) {
		if err != nil {
			return err
		}
		var of promo.Promo
		if err := t.codec.Unmarshal(kv.Key, kv.Value, &of); err != nil {
			return err
		}
		if of.Gives(after.Net(), t.clock.Now()) {
			if err := t.giveOnce(&of, after); err != nil {
				return err
			}
		}
	}
	return nil
}

func settled(order *sale.Order) bool {
	return !order.Over() && order.Paid > 0 && order.Owed() == 0
}

func (t *tx) giveOnce(of *promo.Promo, order *sale.Order) error {
	buyer, err := t.currently(t, order.Customer)
	if err != nil {
		return err
	}
	who, err := t.read(t, buyer)
	if err != nil || who.Kind == people.Internal {
		return err
	}
	given, err := t.given(t, order.Number)
	if err != nil {
		return err
	}
	for _, one := range given {
		if one.Promo == of.Number {
			return nil
		}
	}
	subject := t.entry.Subject
	_, err = t.giveCoupon(of, buyer, order.Number, time.Time{}, "")
	t.entry.Subject = subject
	return err
}

func (s *shop) given(reader store.Reader, order sale.Number) ([]promo.Coupon, error) {
	numbers, _, err := page{Limit: maxOfOne}.read(reader, givenFor(order))
	if err != nil {
		return nil, err
	}
	given := make([]promo.Coupon, len(numbers))
	for i, number := range numbers {
		if given[i], err = s.coupons.read(s, reader, number); err != nil {
			return nil, err
		}
	}
	return given, nil
}

// takeCoupons revokes the coupons that nobody used of an order of which too
// little is left to bring them.
func (t *tx) takeCoupons(before, after *sale.Order) error {
	given, err := t.given(t, after.Number)
	if err != nil {
		return err
	}
	for i := range given {
		of, err := t.promos.read(t.shop, t, uint64(given[i].Promo))
		if err != nil {
			return err
		}
		asksMore := before.Net() < of.After // than when it was given
		enough := after.Net() > 0 && (asksMore || after.Net() >= of.After)
		if enough || open(&given[i]) != nil {
			continue
		}
		given[i].Revoked = true
		if err := t.coupons.put(t, &given[i]); err != nil {
			return err
		}
	}
	return nil
}
