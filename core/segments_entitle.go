package core

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

func entitlementsKey() record.Key { return record.In(record.Meta).Text("entitlements") }

func (s *shop) entitlements(reader store.Reader) (segment.Entitlements, error) {
	known, _, err := setting[segment.Entitlements](s, reader, entitlementsKey())
	return known, err
}

// Entitlements returns what the owner gives to segments.
func (s *Segments) Entitlements(ctx context.Context) (segment.Entitlements, error) {
	var known segment.Entitlements
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = s.entitlements(reader)
		return err
	})
	return known, readable(err)
}

// Entitle replaces what the owner gives to segments. What is new there is of a
// segment that one of the shop's rules has, also one that is switched off.
func (s *Segments) Entitle(ctx context.Context, given segment.Entitlements) error {
	if err := given.Check(); err != nil {
		return err
	}
	return s.update(ctx, "segment.entitle", func(t *tx) error {
		before, err := s.entitlements(t)
		if err != nil {
			return err
		}
		for _, one := range given.List {
			if before.Of(one.Segment) == nil && !s.rules.segment(one.Segment) {
				return fault.Invalid("segment", "no rule of this shop has a segment %.60q; raja segment list shows those that there are", one.Segment)
			}
		}
		return t.putSetting(entitlementsKey(), "entitlements", &given)
	})
}

// Entitled returns what a customer is given by her segment, nil for nothing.
func (s *Segments) Entitled(ctx context.Context, customer people.Ordinal) (*segment.Entitlement, error) {
	var given *segment.Entitlement
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		given, err = s.entitled(reader, customer)
		return err
	})
	return given, readable(err)
}

func (s *shop) entitled(reader store.Reader, customer people.Ordinal) (*segment.Entitlement, error) {
	known, err := s.entitlements(reader)
	if err != nil || len(known.List) == 0 {
		return nil, err
	}
	root, err := s.currently(reader, customer)
	if err != nil {
		return nil, err
	}
	row, found, err := readFacts(reader, root)
	if err != nil || !found {
		return nil, err
	}
	return known.Of(s.segmentCode(row.Segment)), nil
}

// mayDiscount refuses a discount by hand off goods worth so much beyond what
// the owner allows for the customer's segment. What codes take off is their own
// affair. A quote is held to it when it is made: what was promised then stands.
func (s *shop) mayDiscount(ctx context.Context, customer people.Ordinal, discount, goods money.Amount) error {
	if discount == 0 {
		return nil
	}
	if err := s.current(ctx, customer); err != nil {
		return err
	}
	allowed, err := (&Segments{s}).Entitled(ctx, customer)
	if err != nil {
		return err
	}
	if allowed.Allows(int64(discount), int64(goods)) {
		return nil
	}
	most := money.Amount(int64(goods) * int64(allowed.Discount) / 100)
	return fault.Forbidden("discount", "is above the %d percent that the owner allows in segment %s; give at most %s, or ask her",
		allowed.Discount, allowed.Segment, s.business.Currency.Plain(most))
}

// goods is what an order's lines come to before its discount.
func goods(order *sale.Order) money.Amount {
	sum := order.Discount
	for i := range order.Lines {
		sum += order.Lines[i].Net
	}
	return sum
}
