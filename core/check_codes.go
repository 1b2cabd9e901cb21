package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
)

// codes holds uses and coupons against the orders that they were used for.
func (c *checkup) codes(ctx context.Context) error {
	err := c.walk(ctx, record.CodeUses, func(key, _ []byte) error {
		var one promo.Use
		if c.codec.Get(c.reader, key, &one) != nil || one.State != promo.Redeemed {
			return nil // others tells of what cannot be read
		}
		if !c.says(one.Order, func(used sale.CodeUsed) bool {
			return used.Promo == uint64(one.Promo) && used.Coupon == uint64(one.Coupon) && used.Off+used.Delivery == one.Amount
		}) {
			return c.find("use "+c.shelves.uses.code(uint64(one.Number)), "is not what the order %s says", Nota(one.Order))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.walk(ctx, record.Coupons, func(key, _ []byte) error {
		var one promo.Coupon
		if c.codec.Get(c.reader, key, &one) != nil || one.Used == 0 {
			return nil
		}
		if !c.says(one.Used, func(used sale.CodeUsed) bool { return used.Coupon == uint64(one.Number) }) {
			return c.find("coupon "+c.shelves.coupons.code(uint64(one.Number)), "is not what the order %s says", Nota(one.Used))
		}
		return nil
	})
}

// says reports whether an order names a code.
func (c *checkup) says(number sale.Number, is func(sale.CodeUsed) bool) bool {
	order, err := c.shelves.orders.read(c.shop, c.reader, uint64(number))
	return err == nil && slices.ContainsFunc(order.Codes, is)
}
