package core

import (
	"bytes"
	"context"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/index"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Catalogue is the chapter of what the shop sells, for how much, and who waits
// for it.
type Catalogue struct{ *shop }

func itemShelf() *shelf[sale.Item] {
	return &shelf[sale.Item]{
		space: record.Items, word: "item", mark: "K-", digits: 4,
		number: func(i *sale.Item) uint64 { return uint64(i.Number) },
		check:  (*sale.Item).Check,
		ties:   (*tx).checkItemParts,
		free: func(t *tx, gone *sale.Item) error {
			if err := t.items.refuseNeeded(t, uint64(gone.Number), "somebody who waits for it", waitsFor(gone.Number)); err != nil {
				return err
			}
			return t.refuseNamed(gone.Number)
		},
		keys: func(i *sale.Item) []record.Key {
			return []record.Key{inList(listItems).Text(index.Normalize(i.Name)).Uint64(uint64(i.Number))}
		},
	}
}

func priceShelf() *shelf[sale.Price] {
	return &shelf[sale.Price]{
		space: record.Prices, word: "price", mark: "PR-", digits: 5,
		number: func(p *sale.Price) uint64 { return uint64(p.Number) },
		check:  (*sale.Price).Check,
		keys: func(p *sale.Price) []record.Key {
			return []record.Key{pricesOf(p.Item, p.List).TimeDescending(p.From).Uint64(uint64(p.Number))}
		},
	}
}

func pricesOf(item sale.ItemNumber, list string) record.Key {
	return inList(listPrices).Uint64(uint64(item)).Text(list)
}

// Add notes an item with its first price, which holds from now on for
// everybody.
func (c *Catalogue) Add(ctx context.Context, given sale.Item, price sale.Price) (sale.Item, error) {
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := c.update(ctx, "item.add", func(t *tx) error {
		if err := t.checkItemParts(&given); err != nil {
			return err
		}
		number, err := t.items.next(t)
		if err != nil {
			return err
		}
		made = given
		made.Number = sale.ItemNumber(number)
		t.entry.Subject = t.items.code(number)
		if err := t.items.add(t, &made); err != nil {
			return err
		}
		price.Item, price.From = made.Number, t.clock.Now()
		return t.setPrice(price)
	})
	return made, err
}

func (t *tx) checkItemParts(given *sale.Item) error {
	for _, part := range given.Parts {
		if _, err := t.items.read(t.shop, t, uint64(part.Item)); err != nil {
			return fault.NotFound("part", "there is no item %s", t.items.code(uint64(part.Item))).Because(err)
		}
	}
	return nil
}

// Edit changes an item; edit may run twice. Prices are set apart.
func (c *Catalogue) Edit(ctx context.Context, number sale.ItemNumber, edit func(*sale.Item) error) (sale.Item, error) {
	return editOne(ctx, c.shop, c.items, "item.edit", uint64(number), edit)
}

// Get returns an item.
func (c *Catalogue) Get(ctx context.Context, number sale.ItemNumber) (sale.Item, error) {
	return readOne(ctx, c.shop, c.items, uint64(number))
}

// List returns up to limit items by name behind a cursor, those that are gone
// too.
func (c *Catalogue) List(ctx context.Context, after string, limit int) ([]sale.Item, string, error) {
	return pageOf(ctx, c.shop, c.items, inList(listItems), page{After: after, Limit: limit})
}

// Find returns the item of a name, in any case, or not found.
func (c *Catalogue) Find(ctx context.Context, name string) (sale.Item, error) {
	found, _, err := pageOf(ctx, c.shop, c.items, inList(listItems).Text(index.Normalize(name)), page{Limit: 2})
	switch {
	case err != nil:
		return sale.Item{}, err
	case len(found) == 0:
		return sale.Item{}, fault.NotFound("item", "there is no item %q in the catalogue", name)
	case len(found) > 1:
		return sale.Item{}, fault.Conflict("item", "%q is the name of several; use a code like %s", name, c.items.code(uint64(found[0].Number)))
	}
	return found[0], nil
}

// SetPrice lets an item cost something else from a moment on, which may lie
// ahead; what was sold keeps its price.
func (c *Catalogue) SetPrice(ctx context.Context, given sale.Price) error {
	if given.From.IsZero() {
		given.From = c.clock.Now()
	}
	return c.update(ctx, "price.set", func(t *tx) error {
		if _, err := t.items.read(t.shop, t, uint64(given.Item)); err != nil {
			return err
		}
		t.entry.Subject = t.items.code(uint64(given.Item))
		return t.setPrice(given)
	})
}

func (t *tx) setPrice(given sale.Price) error {
	given.From = given.From.UTC()
	if err := given.Check(); err != nil {
		return err
	}
	number, err := t.prices.next(t)
	if err != nil {
		return err
	}
	given.Number = sale.PriceNumber(number)
	return t.prices.add(t, &given)
}

// Price returns what an item costs at a moment on a list, or for everybody
// where that list has no price; of prices that begin together, the one that was
// set last. Not found says that it has none yet.
func (c *Catalogue) Price(ctx context.Context, item sale.ItemNumber, list string, at time.Time) (sale.Price, error) {
	var found sale.Price
	err := c.store.View(ctx, func(reader store.Reader) (err error) {
		found, err = c.price(reader, item, list, at)
		return err
	})
	return found, readable(err)
}

func (s *shop) price(reader store.Reader, item sale.ItemNumber, list string, at time.Time) (sale.Price, error) {
	from := pricesOf(item, list).TimeDescending(at)
	var last record.Key // of the prices that began together, the one that was set last holds
	for kv, err := range reader.Range(store.Range{Prefix: pricesOf(item, list), From: from, KeyOnly: true}) {
		if err != nil {
			return sale.Price{}, err
		}
		if last != nil && !bytes.Equal(last[:len(from)], kv.Key[:len(from)]) {
			break
		}
		last = bytes.Clone(kv.Key)
	}
	switch {
	case last != nil:
		return s.prices.read(s, reader, record.Tail64(last))
	case list != "":
		return s.price(reader, item, "", at)
	}
	return sale.Price{}, fault.NotFound("price", "%s has no price yet", s.items.code(uint64(item)))
}

// Prices returns every price of an item on a list, newest first.
func (c *Catalogue) Prices(ctx context.Context, item sale.ItemNumber, list string) ([]sale.Price, error) {
	found, _, err := pageOf(ctx, c.shop, c.prices, pricesOf(item, list), page{Limit: maxOfOne})
	return found, err
}

// AllPrices returns every price of an item on every list, everybody's first,
// newest first on each.
func (c *Catalogue) AllPrices(ctx context.Context, item sale.ItemNumber) ([]sale.Price, error) {
	found, _, err := pageOf(ctx, c.shop, c.prices, inList(listPrices).Uint64(uint64(item)), page{Limit: maxOfOne})
	return found, err
}

// Line is an order's line for so many thousandths of an item's unit at the
// price of now, on a list; not found says that nothing has a price on it.
func (c *Catalogue) Line(ctx context.Context, item sale.ItemNumber, thousandths int64, list string) (sale.Line, error) {
	var line sale.Line
	switch {
	case thousandths <= 0:
		return line, fault.Invalid("quantity", "is not above nothing")
	case len(list) > sale.MaxText:
		return line, fault.Invalid("list", "is longer than %d bytes", sale.MaxText)
	}
	err := c.store.View(ctx, func(reader store.Reader) error {
		known, err := c.items.read(c.shop, reader, uint64(item))
		if err != nil {
			return err
		}
		if known.Gone {
			return fault.Conflict("item", "%s is sold no more", known.Name)
		}
		price, err := c.price(reader, item, list, c.clock.Now())
		if err == nil && price.List != list {
			err = c.knowsList(reader, list)
		}
		line = known.Line(thousandths, price.Amount)
		return err
	})
	return line, readable(err)
}

// knowsList refuses a list on which no item has a price: it is misspelt, and
// the price for everybody is not what was meant.
func (s *shop) knowsList(reader store.Reader, list string) error {
	prices, named := inList(listPrices), record.Key(nil).Text(list)
	for kv, err := range reader.Range(store.Range{Prefix: prices, KeyOnly: true}) {
		if err != nil {
			return err
		}
		if behindItem := kv.Key[len(prices)+8:]; bytes.HasPrefix(behindItem, named) {
			return nil
		}
	}
	return fault.NotFound("list", "nothing has a price on a list %q", list)
}
