package core

import (
	"context"
	"encoding/binary"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
)

// ledger counts what orders earned first.
func (c *checkup) ledger(ctx context.Context) error {
	return c.walk(ctx, record.Ledger, func(key, _ []byte) error {
		ordinal := people.Ordinal(binary.BigEndian.Uint32(key[1:]))
		var entry loyalty.Entry
		if err := c.codec.Get(c.reader, key, &entry); err != nil {
			return c.find("ledger of "+Code(ordinal), "an entry cannot be read")
		}
		owner, known, err := c.pastUnder(ordinal)
		if err != nil {
			return err
		}
		if !known {
			return c.find("ledger of "+Code(ordinal), "the customer does not exist")
		}
		owner.lots = owner.lots.Plus(entry.Lots(c.zone))
		return nil
	})
}

// entries counts the other movements of points.
func (c *checkup) entries(ctx context.Context) error {
	return c.walk(ctx, record.Entries, func(key, _ []byte) error {
		var entry loyalty.Entry
		if c.codec.Get(c.reader, key, &entry) != nil {
			return nil // others tells of it
		}
		code := c.shelves.entries.code(uint64(entry.Number))
		owner, known, err := c.pastUnder(entry.Customer)
		if err != nil {
			return err
		}
		if !known {
			return c.find("entry "+code, "the customer does not exist")
		}
		owner.lots = owner.lots.Plus(entry.Lots(c.zone))
		return c.balanced(code, &entry)
	})
}

// balanced compares an entry's points with what it does to lots and accounts.
func (c *checkup) balanced(code string, entry *loyalty.Entry) error {
	var sum loyalty.Points
	for _, side := range entry.Postings(c.zone) {
		sum += side.Points
	}
	if lots := entry.Lots(c.zone).Sum(); lots != entry.Points || sum != 0 {
		return c.find("entry "+code, "moves %d points by its lots and %d by its sum", lots, entry.Points)
	}
	return nil
}
