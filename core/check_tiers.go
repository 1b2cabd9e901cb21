package core

import (
	"context"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
)

// tiers holds what is kept of tiers against the facts that say them.
func (c *checkup) tiers(ctx context.Context) error {
	return c.walk(ctx, record.Standings, func(key, _ []byte) error {
		var one loyalty.Standing
		if c.codec.Get(c.reader, key, &one) != nil {
			return nil // others tells of it
		}
		merged, err := c.merged(one.Customer)
		if err := unlessAbsent(err); err != nil || merged { // it waits for their parting
			return err
		}
		row, there, err := readFacts(c.reader, one.Customer)
		if err != nil || !there {
			return c.find("tier of "+Code(one.Customer), "is kept for nobody")
		}
		if c.rules.manifest("loyalty") == nil {
			return nil
		}
		if code := c.tierCode(row.Tier); code != one.Tier && !parked(&one, &row) {
			return c.find("tier of "+Code(one.Customer), "is %q in the facts and %q as it is kept", code, one.Tier)
		}
		return nil
	})
}

func (c *checkup) merged(customer people.Ordinal) (bool, error) {
	known, err := c.read(c.reader, customer)
	return known.Into != 0, err
}
