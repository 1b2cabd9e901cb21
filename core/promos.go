package core

import (
	"context"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Promos is the chapter of codes: promotions, coupons, and what was taken off
// by them.
type Promos struct{ *shop }

// The exact indexes of what is said at the counter.
const (
	uniqueWord   byte = 9  // a promotion's word → promotion
	uniqueCoupon byte = 10 // the hash of a coupon's code → coupon
)

func wordKey(word string) record.Key { return record.In(record.Unique).Byte(uniqueWord).Text(word) }

func couponKey(hash []byte) record.Key {
	return record.In(record.Unique).Byte(uniqueCoupon).Text(string(hash))
}

func promoShelf() *shelf[promo.Promo] {
	return &shelf[promo.Promo]{
		space: record.Promos, word: "promo", mark: "PM-", digits: 4,
		number: func(p *promo.Promo) uint64 { return uint64(p.Number) },
		give:   func(p *promo.Promo, number uint64) { p.Number = promo.Number(number) },
		check:  (*promo.Promo).Check,
		keys: func(p *promo.Promo) []record.Key {
			if p.Word == "" {
				return nil
			}
			return []record.Key{wordKey(p.Word)}
		},
		free: func(t *tx, one *promo.Promo) error {
			for _, list := range []byte{listUses, listReserved, listCoupons} {
				if err := t.promos.refuseNeeded(t, uint64(one.Number), "been used", inList(list).Uint64(uint64(one.Number))); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func couponsOf(customer people.Ordinal) record.Key {
	return inList(listHers).Uint32(uint32(customer))
}

func givenFor(order sale.Number) record.Key { return inList(listGiven).Uint64(uint64(order)) }

func couponShelf() *shelf[promo.Coupon] {
	return &shelf[promo.Coupon]{
		space: record.Coupons, word: "coupon", mark: "KU-", digits: 5,
		number: func(c *promo.Coupon) uint64 { return uint64(c.Number) },
		give:   func(c *promo.Coupon, number uint64) { c.Number = promo.CouponNumber(number) },
		keys: func(c *promo.Coupon) []record.Key {
			number := uint64(c.Number)
			keys := []record.Key{inList(listCoupons).Uint64(uint64(c.Promo)).TimeDescending(c.At).Uint64(number)}
			if len(c.Hash) > 0 {
				keys = append(keys, couponKey(c.Hash))
			}
			if c.Customer != 0 {
				keys = append(keys, couponsOf(c.Customer).TimeDescending(c.At).Uint64(number))
			}
			if c.Order != 0 {
				keys = append(keys, givenFor(c.Order).Uint64(number))
			}
			return keys
		},
	}
}

func usesFor(order sale.Number) record.Key { return inList(listUsesFor).Uint64(uint64(order)) }

func usesBy(customer people.Ordinal) record.Key { return inList(listUsesBy).Uint32(uint32(customer)) }

func useShelf() *shelf[promo.Use] {
	return &shelf[promo.Use]{
		space: record.CodeUses, word: "use", mark: "U-", digits: 6,
		number: func(u *promo.Use) uint64 { return uint64(u.Number) },
		give:   func(u *promo.Use, number uint64) { u.Number = promo.UseNumber(number) },
		keys:   useKeys,
	}
}

func useKeys(u *promo.Use) []record.Key {
	number, of := uint64(u.Number), uint64(u.Promo)
	var keys []record.Key
	if u.Order != 0 {
		keys = append(keys, usesFor(u.Order).Uint64(number))
	}
	switch u.State {
	case promo.Redeemed:
		keys = append(keys, inList(listUses).Uint64(of).TimeDescending(u.At).Uint64(number))
	case promo.Reserved:
		keys = append(keys, inList(listReserved).Uint64(of).Time(u.Until).Uint64(number))
	case promo.Released:
		return keys
	}
	return append(keys, usesBy(u.Customer).Uint64(of).Uint64(number))
}

// Add offers a promotion; Number is filled in.
func (p *Promos) Add(ctx context.Context, given promo.Promo) (promo.Promo, error) {
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := p.update(ctx, "promo.add", func(t *tx) error {
		made = given
		if err := t.sensible(nil, &made); err != nil {
			return err
		}
		return t.promos.addNext(t, &made)
	})
	return made, err
}

// Edit changes a promotion. What was taken off by it stays as it was.
func (p *Promos) Edit(ctx context.Context, number promo.Number, edit func(*promo.Promo) error) (promo.Promo, error) {
	var changed promo.Promo
	err := p.update(ctx, "promo.edit", func(t *tx) (err error) {
		t.entry.Subject = t.promos.code(uint64(number))
		if changed, err = t.promos.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		before := changed
		if err := edit(&changed); err != nil {
			return err
		}
		changed.Number = number
		if err := changed.Check(); err != nil {
			return err
		}
		if err := t.sensible(&before, &changed); err != nil {
			return err
		}
		return t.promos.put(t, &changed)
	})
	return changed, err
}

// sensible refuses a promotion that names what is not there, or whose word is
// another's.
func (t *tx) sensible(before, one *promo.Promo) error {
	for _, number := range one.Items {
		if _, err := t.items.read(t.shop, t, number); err != nil {
			return fault.NotFound("items", "%s", fault.As(err).Message)
		}
	}
	if err := t.namedByRules(one); err != nil {
		return err
	}
	if one.Word == "" || (before != nil && before.Word == one.Word) {
		return nil
	}
	var other promo.Number
	err := t.codec.Get(t, wordKey(one.Word), &other)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err == nil {
		err = fault.Conflict("word", "%s is that of %s already", one.Word, t.promos.code(uint64(other)))
	}
	return err
}

// namedByRules refuses segments and tiers that no rule names.
func (t *tx) namedByRules(one *promo.Promo) error {
	for _, code := range one.Segments {
		if manifest := t.rules.deciding(); manifest == nil || manifest.SegmentPosition(code) == 0 {
			return fault.Invalid("segments", "%q is no segment of the rule that decides them", code)
		}
	}
	for _, code := range one.Tiers {
		if manifest := t.rules.manifest("loyalty"); manifest == nil || !slices.ContainsFunc(manifest.Tiers, func(one plugin.Named) bool { return one.Code == code }) {
			return fault.Invalid("tiers", "%q is no tier of the loyalty rule", code)
		}
	}
	return nil
}

// Get returns a promotion with how often it was used and what it took off.
func (p *Promos) Get(ctx context.Context, number promo.Number) (promo.Promo, Usage, error) {
	var (
		found promo.Promo
		usage Usage
	)
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		if found, err = p.promos.read(p.shop, reader, uint64(number)); err != nil {
			return err
		}
		usage, err = p.usage(reader, number)
		return err
	})
	return found, usage, readable(err)
}

// Usage is how a promotion was used.
type Usage struct {
	Redeemed int
	Reserved int          // kept for an order that is being taken
	Off      money.Amount // what it took off in all
}

func (s *shop) usage(reader store.Reader, number promo.Number) (Usage, error) {
	var found Usage
	for kv, err := range reader.Range(store.Range{Prefix: inList(listUses).Uint64(uint64(number)), KeyOnly: true}) {
		if err != nil {
			return found, err
		}
		one, err := s.uses.read(s, reader, record.Tail64(kv.Key))
		if err != nil {
			return found, err
		}
		found.Redeemed, found.Off = found.Redeemed+1, found.Off+one.Amount
	}
	kept, err := s.reservations(reader, number)
	found.Reserved = len(kept)
	return found, err
}

// List returns up to limit promotions behind a cursor, oldest first.
func (p *Promos) List(ctx context.Context, after string, limit int) ([]promo.Promo, string, error) {
	return pageOf(ctx, p.shop, p.promos, record.In(record.Promos), page{After: after, Limit: limit})
}
