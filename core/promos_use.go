package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// What codes take off an order, and what becomes of them with it.

// basketOf is what a new order's codes are held against.
func (n *NewOrder) basketOf(order *sale.Order) basket {
	return basket{customer: n.Customer, lines: order.Lines, delivery: n.Delivery, at: order.At, channel: channelOf(n.Channel), number: order.Number}
}

func channelOf(given people.Channel) people.Channel {
	if given == "" {
		return "walk_in"
	}
	return given
}

// Try says what codes would take off an order, and writes nothing.
func (p *Promos) Try(ctx context.Context, given NewOrder) ([]Said, error) {
	order := sale.Order{At: given.At, Lines: given.Items, Delivery: given.Delivery}
	if order.At.IsZero() {
		order.At = p.clock.Now()
	}
	if err := counterLines(given.Items); err != nil {
		return nil, err
	}
	if err := order.Settle(); err != nil {
		return nil, err
	}
	seen, err := p.looking(ctx)
	if err != nil {
		return nil, err
	}
	if err := (&Segments{seen}).Refresh(ctx, nil); err != nil {
		return nil, err
	}
	is, err := (&Loyalty{seen}).now(ctx, given.Customer)
	if err != nil {
		return nil, err
	}
	tier := p.tierCode(uint32(is.held.Rank))
	found, err := seen.tryAs(ctx, &order, given, &tier)
	return found.said, err
}

func (s *shop) tryNow(ctx context.Context, order *sale.Order, given NewOrder) (tried, error) {
	return s.tryAs(ctx, order, given, nil)
}

// tryAs is tryNow of who has a tier, nil for the one that is kept.
func (s *shop) tryAs(ctx context.Context, order *sale.Order, given NewOrder, tier *string) (found tried, err error) {
	if given.Channel != "" && !given.Channel.Known() {
		return found, fault.Invalid("channel", "%.60q is not one of the channels", given.Channel)
	}
	err = s.store.View(ctx, func(reader store.Reader) (err error) {
		asked := given.basketOf(order)
		asked.tier = tier
		found, err = s.try(reader, asked, given.Codes)
		return err
	})
	return found, readable(err)
}

// sayCodes takes off an order what its codes take off. One that does not count
// by itself refuses the order; one that only gives way to a better one is left
// out.
func (s *Sales) sayCodes(ctx context.Context, order *sale.Order, given NewOrder) (tried, error) {
	if len(given.Codes) == 0 {
		return tried{}, nil
	}
	if err := s.current(ctx, given.Customer); err != nil {
		return tried{}, err
	}
	found, err := s.tryNow(ctx, order, given)
	if err != nil {
		return found, err
	}
	for _, one := range found.said {
		if refuses := one.Why; refuses != promo.Counts && !givesWay(refuses) {
			return found, fault.Conflict("codes", "%s: %s", one.Code, one.Refusal("en", s.zone))
		}
	}
	found.takeOff(order)
	return found, nil
}

// givesWay reports whether a code would count without the others.
func givesWay(why promo.Why) bool {
	return slices.Contains([]promo.Why{promo.Twice, promo.Alone, promo.SameCategory, promo.NothingLeft}, why)
}

func (f *tried) takeOff(order *sale.Order) {
	order.Lines = slices.Clone(order.Lines)
	for i, off := range f.lines {
		order.Lines[i].Off = off
		order.Discount += off
	}
	for _, one := range f.said {
		if one.Why == promo.Counts {
			order.Codes = append(order.Codes, sale.CodeUsed{Promo: uint64(one.Promo), Coupon: uint64(one.Coupon), Off: one.Off, Delivery: one.Delivery})
			order.Delivery -= one.Delivery
		}
	}
}

// useCodes notes, with the order, that its codes were used. What changed since
// they were held against it is a conflict.
func (t *tx) useCodes(order *sale.Order, given NewOrder, before tried) error {
	if len(given.Codes) == 0 {
		return nil
	}
	now, err := t.try(t, given.basketOf(order), given.Codes)
	if err != nil {
		return err
	}
	if !slices.Equal(now.said, before.said) {
		return fault.Conflict("codes", "were used elsewhere meanwhile; look at the order again")
	}
	for _, one := range now.said {
		if one.Why != promo.Counts {
			continue
		}
		if err := t.useCode(order, &one); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) useCode(order *sale.Order, one *Said) error {
	used := promo.Use{Promo: one.Promo, Coupon: one.Coupon, Customer: order.Customer}
	kept, err := t.reservations(t, one.Promo)
	if err != nil {
		return err
	}
	for _, other := range kept {
		hers, err := t.same(t, other.Customer, order.Customer)
		if err != nil {
			return err
		}
		if hers && other.Coupon == one.Coupon {
			used = other
			break
		}
	}
	used.Order, used.Amount, used.At, used.State, used.By = order.Number, one.Off+one.Delivery, order.At, promo.Redeemed, order.By
	if err := t.putUse(&used); err != nil || one.Coupon == 0 {
		return err
	}
	return t.editCoupon(one.Coupon, func(c *promo.Coupon) { c.Used = order.Number })
}

// putUse writes a use, a new one under the next number. The journal's entry
// stays about the order.
func (t *tx) putUse(used *promo.Use) error {
	if used.Number != 0 {
		return t.uses.put(t, used)
	}
	subject := t.entry.Subject
	err := t.uses.addNext(t, used)
	t.entry.Subject = subject
	return err
}

func (t *tx) editCoupon(number promo.CouponNumber, edit func(*promo.Coupon)) error {
	known, err := t.coupons.read(t.shop, t, uint64(number))
	if err != nil {
		return err
	}
	edit(&known)
	return t.coupons.put(t, &known)
}

// releaseCodes lets go of the codes of an order that never was. One that was let
// go before may be another order's by now, and stays so. What the customer has
// fetched she had her code for.
func (t *tx) releaseCodes(order *sale.Order) error {
	if len(order.Codes) == 0 || !order.TakenAt.IsZero() {
		return nil
	}
	numbers, _, err := page{Limit: maxOfOne}.read(t, usesFor(order.Number))
	if err != nil {
		return err
	}
	for _, number := range numbers {
		one, err := t.uses.read(t.shop, t, number)
		if err != nil {
			return err
		}
		if one.State != promo.Redeemed {
			continue
		}
		one.State = promo.Released
		if err := t.uses.put(t, &one); err != nil {
			return err
		}
		if one.Coupon == 0 {
			continue
		}
		if err := t.comesBack(one.Coupon); err != nil {
			return err
		}
	}
	return nil
}

// comesBack makes a coupon one that can be used again, unless too little is left
// by now of the order that it was given for.
func (t *tx) comesBack(number promo.CouponNumber) error {
	one, err := t.coupons.read(t.shop, t, uint64(number))
	if err != nil {
		return err
	}
	one.Used = 0
	if one.Order != 0 {
		order, err := t.orders.read(t.shop, t, uint64(one.Order))
		if err != nil {
			return err
		}
		of, err := t.promos.read(t.shop, t, uint64(one.Promo))
		if err != nil {
			return err
		}
		less := order.Refunded > 0 || order.Over()
		one.Revoked = one.Revoked || order.Over() || (less && order.Net() < of.After) || order.Net() == 0
	}
	return t.coupons.put(t, &one)
}

// Reserve keeps a code for an order that a customer is giving, for half an
// hour.
func (p *Promos) Reserve(ctx context.Context, customer people.Ordinal, code string, by staff.Number) (promo.Use, error) {
	var made promo.Use
	if err := p.current(ctx, customer); err != nil {
		return made, err
	}
	err := p.update(ctx, "promo.reserve", func(t *tx) error {
		if err := t.working("by", by); err != nil {
			return err
		}
		now := t.clock.Now()
		found, err := t.try(t, basket{customer: customer, at: now, channel: "walk_in"}, []string{code})
		if err != nil {
			return err
		}
		one := found.said[0]
		if !slices.Contains([]promo.Why{promo.Counts, promo.BelowLeast, promo.NoItem}, one.Why) { // there is no order yet
			return fault.Conflict("code", "%s: %s", one.Code, one.Refusal("en", t.zone))
		}
		made = promo.Use{Promo: one.Promo, Coupon: one.Coupon, Customer: customer, At: now, Until: now.Add(promo.Reservation), State: promo.Reserved, By: by}
		return t.uses.addNext(t, &made)
	})
	return made, err
}

// Release lets go of a reservation.
func (p *Promos) Release(ctx context.Context, number promo.UseNumber) (promo.Use, error) {
	return editOne(ctx, p.shop, p.uses, "promo.release", uint64(number), func(one *promo.Use) error {
		if one.State != promo.Reserved {
			return fault.Conflict("use", "is %s, not reserved", one.State)
		}
		one.State = promo.Released
		return nil
	})
}

// Uses returns up to limit uses of a promotion behind a cursor, newest first.
func (p *Promos) Uses(ctx context.Context, number promo.Number, after string, limit int) ([]promo.Use, string, error) {
	return pageOf(ctx, p.shop, p.uses, inList(listUses).Uint64(uint64(number)), page{After: after, Limit: limit})
}
