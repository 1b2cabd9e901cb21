package core

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
)

func waitShelf() *shelf[sale.Wait] {
	return &shelf[sale.Wait]{
		space: record.Waits, word: "wait", mark: "W-", digits: 4,
		number: func(w *sale.Wait) uint64 { return uint64(w.Number) },
		give:   func(w *sale.Wait, number uint64) { w.Number = sale.WaitNumber(number) },
		check:  (*sale.Wait).Check,
		keys: func(w *sale.Wait) []record.Key {
			if w.Over {
				return []record.Key{waitsOf(w.Customer).Uint64(uint64(w.Number))}
			}
			return []record.Key{waitsFor(w.Item).Time(w.At).Uint64(uint64(w.Number)), waitsOf(w.Customer).Uint64(uint64(w.Number))}
		},
	}
}

func waitsFor(item sale.ItemNumber) record.Key { return inList(listWaits).Uint64(uint64(item)) }

func waitsOf(customer people.Ordinal) record.Key { return inList(listWaitsOf).Uint32(uint32(customer)) }

// Await puts a customer on the waiting list of an item.
func (c *Catalogue) Await(ctx context.Context, given sale.Wait) (sale.Wait, error) {
	given.At = c.clock.Now()
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := c.update(ctx, "wait.add", func(t *tx) error {
		if _, err := t.read(t, given.Customer); err != nil {
			return err
		}
		if _, err := t.items.read(t.shop, t, uint64(given.Item)); err != nil {
			return err
		}
		if err := t.refuseWaitingTwice(&given); err != nil {
			return err
		}
		made = given
		return t.waitlist.addNext(t, &made)
	})
	return made, err
}

// refuseWaitingTwice refuses who waits for the item already.
func (t *tx) refuseWaitingTwice(given *sale.Wait) error {
	root, err := t.currently(t, given.Customer)
	if err != nil {
		return err
	}
	numbers, _, err := t.ofCustomer(t, root, waitsOf, page{Limit: maxOfOne})
	if err != nil {
		return err
	}
	for _, number := range numbers {
		other, err := t.waitlist.read(t.shop, t, number)
		if err != nil {
			return err
		}
		if other.Item == given.Item && !other.Over {
			return fault.Conflict("customer", "waits for it already: %s", t.waitlist.code(number))
		}
	}
	return nil
}

// Waiting returns who waits for an item, longest first.
func (c *Catalogue) Waiting(ctx context.Context, item sale.ItemNumber) ([]sale.Wait, error) {
	found, _, err := pageOf(ctx, c.shop, c.waitlist, waitsFor(item), page{Limit: maxOfOne})
	return found, err
}

// Awaited returns up to limit entries of what a customer waits for, or waited,
// behind a cursor, oldest first.
func (c *Catalogue) Awaited(ctx context.Context, customer people.Ordinal, after string, limit int) ([]sale.Wait, string, error) {
	return pageOfCustomer(ctx, c.shop, c.waitlist, customer, waitsOf, page{After: after, Limit: limit})
}

// Told notes that a customer knows that what she waits for is there.
func (c *Catalogue) Told(ctx context.Context, number sale.WaitNumber) (sale.Wait, error) {
	return editOne(ctx, c.shop, c.waitlist, "wait.told", uint64(number), func(w *sale.Wait) error {
		if w.Over {
			return fault.Conflict("wait", "is over")
		}
		w.Told = c.clock.Now()
		return nil
	})
}

// Done ends a customer's waiting: she bought it, or wants it no more.
func (c *Catalogue) Done(ctx context.Context, number sale.WaitNumber) (sale.Wait, error) {
	return editOne(ctx, c.shop, c.waitlist, "wait.done", uint64(number), func(w *sale.Wait) error {
		if w.Over {
			return fault.Conflict("wait", "is over already")
		}
		w.Over = true
		return nil
	})
}
