package core

import (
	"context"
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
)

// wallets sums what is in every wallet: none holds less than nothing.
func (c *checkup) wallets(ctx context.Context) error {
	held := map[people.Ordinal]money.Amount{}
	err := c.walk(ctx, record.Payments, func(key, _ []byte) error {
		var one sale.Payment
		if c.codec.Get(c.reader, key, &one) != nil || one.Wallet() == 0 {
			return nil // others tells of what cannot be read
		}
		root, err := c.currently(c.reader, one.Customer)
		if err != nil {
			return c.find("payment "+c.shelves.payments.code(uint64(one.Number)), "the customer does not exist")
		}
		held[root] += one.Wallet()
		return nil
	})
	if err != nil {
		return err
	}
	for _, whose := range slices.Sorted(maps.Keys(held)) {
		if held[whose] < 0 {
			if err := c.find("customer "+Code(whose), "the wallet holds %s: more was spent than was paid in", c.business.Currency.Plain(held[whose])); err != nil {
				return err
			}
		}
	}
	return nil
}
