package core

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// Health is the chapter of whether the data is what it should be.
type Health struct {
	*shop
	plugins *Plugins
}

// Report is what a check found.
type Report struct {
	Customers, Orders, Entries int // customers, orders and journal entries looked at
	Others                     int // records of all other chapters
	Findings                   []Finding
	Amiss                      []store.Amiss  // keyspaces that do not hold what was written, where the second copy could not mend them
	Alone                      bool           // the second copy is damaged and could not be made anew
	Repairs                    []store.Repair // what was mended on the way
}

// OK reports whether nothing was found.
func (r *Report) OK() bool { return len(r.Findings) == 0 && len(r.Amiss) == 0 && !r.Alone }

// Finding is one thing that is wrong.
type Finding struct {
	Where   string // "customer C-00012", "journal", "facts"
	Message string
	Rule    string // the rule whose package is missing or damaged, "" for all else
}

// maxFindings is where a report stops: what is broken a thousand times is
// not clearer for the next.
const maxFindings = 1000

// checkup is one check on its way: what the records say, to be held against
// what follows from them.
type checkup struct {
	*shop
	plugins *Plugins
	reader  store.Reader
	report  Report
	pasts   map[people.Ordinal]*past
	all     *roaring.Bitmap
	claimed int           // index keys found and right
	entry   journal.Entry // the last that was asked about
}

// Check reads every record, verifies its checksum, derives every index, fact,
// set and balance anew and compares. It counts what is in each keyspace. Of the
// second copy it sees that it is there and is as it was written, and compares
// nothing. Damage that it meets is mended from the other copy, and the check
// begins again; so it does where nobody has counted yet. progress is given the
// number of records read; it may be nil.
func (h *Health) Check(ctx context.Context, progress func(done int)) (Report, error) {
	if sound, err := h.sound(ctx); err != nil {
		return Report{}, readable(err)
	} else if !sound {
		return h.CheckDeep(ctx, progress)
	}
	report, err := h.check(ctx, progress)
	if err != nil || report.OK() {
		return report, err
	}
	return h.CheckDeep(ctx, progress)
}

// Tend looks whether all is there that was counted, and the second copy too, and
// mends what is not. A disk may lose in the tables what nobody reads for weeks.
// It takes as long as to read both copies once, and nobody waits for it; Repairs
// tells what was mended.
func (h *Health) Tend(ctx context.Context) error {
	sound, err := h.sound(ctx)
	m, can := h.store.(*mending)
	if err != nil || sound || !can {
		return readable(err)
	}
	_, err = m.healer.Heal(ctx, nil)
	return readable(err)
}

// sound looks whether a second copy, where the store keeps one, is whole, and
// meanwhile whether all is there that was counted.
func (h *Health) sound(ctx context.Context) (bool, error) {
	kept, can := h.kept().(*badger.DB)
	if !can {
		return true, nil
	}
	second := make(chan error, 1)
	go func() { second <- kept.Whole(ctx) }()
	amiss, err := kept.Count(ctx)
	for _, err := range []error{<-second, err} {
		if errors.Is(err, store.ErrCorrupt) || errors.Is(err, store.ErrUncounted) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	return len(amiss) == 0, nil
}

// CheckDeep is Check after every byte of both copies has been read and the
// copies have been compared.
func (h *Health) CheckDeep(ctx context.Context, progress func(done int)) (Report, error) {
	var repairs []store.Repair
	var amiss []store.Amiss
	alone := false
	if m, can := h.store.(*mending); can {
		var err error
		if repairs, err = m.healer.Heal(ctx, progress); err != nil && !errors.Is(err, store.ErrCorrupt) {
			return Report{}, readable(err)
		}
		alone = err != nil
		if counter, can := m.healer.(store.Counter); can && alone { // nothing was compared: what the tables say of themselves is left
			amiss, _ = counter.Count(ctx) // who cannot count says no more than the check does
		}
	}
	report, err := h.check(ctx, progress)
	report.Repairs, report.Amiss, report.Alone = repairs, amiss, alone
	return report, err
}

// Mend is CheckDeep and, where the records disagree with what follows from
// them, makes every index anew. mended counts the entries that this changed.
func (h *Health) Mend(ctx context.Context, progress func(done int)) (report Report, mended map[Index]int, err error) {
	if report, err = h.CheckDeep(ctx, progress); err != nil || report.OK() {
		return report, nil, err
	}
	mended = map[Index]int{}
	for _, index := range []Index{IndexKeys, IndexLookups, IndexOrders, IndexLists, IndexTrail, IndexFacts, IndexSets} {
		if mended[index], err = h.Rebuild(ctx, index); err != nil {
			return report, mended, err
		}
	}
	before := report
	report, err = h.check(ctx, progress)
	report.Repairs, report.Amiss, report.Alone = before.Repairs, before.Amiss, before.Alone
	return report, mended, err
}

// check derives and compares, and changes nothing.
func (h *Health) check(ctx context.Context, progress func(done int)) (Report, error) {
	c := &checkup{shop: h.shop, plugins: h.plugins, pasts: map[people.Ordinal]*past{}, all: roaring.New()}
	kept := h.store
	if m, can := kept.(*mending); can {
		kept = m.Store // what it meets is a finding, not yet an error
	}
	err := kept.View(ctx, func(reader store.Reader) error {
		c.reader = reader
		for _, step := range []func(context.Context) error{
			c.journal, c.trail, c.missing, c.customers, c.orders, c.others, c.photos, c.hints, c.ledger, c.entries, c.wallets, c.codes, c.tiers, c.indexes, c.histories, c.sets, c.packages,
		} {
			if err := step(ctx); err != nil {
				return err
			}
			if progress != nil {
				progress(c.report.Customers + c.report.Orders + c.report.Others + c.report.Entries)
			}
		}
		return nil
	})
	if errors.Is(err, store.ErrCorrupt) {
		c.find("store", "a part of the disk files is damaged, and what lies behind it was not looked at") //nolint:errcheck // the check ends here
		err = nil
	}
	if errors.Is(err, errEnough) {
		err = nil
	}
	return c.report, readable(err)
}

func (c *checkup) find(where, format string, args ...any) error {
	return c.add(Finding{Where: where, Message: fmt.Sprintf(format, args...)})
}

func (c *checkup) add(found Finding) error {
	c.report.Findings = append(c.report.Findings, found)
	if len(c.report.Findings) == maxFindings {
		return errEnough
	}
	return nil
}

// walk calls give for every record of a space whose seal holds.
func (c *checkup) walk(ctx context.Context, space record.Space, give func(key, body []byte) error) error {
	for kv, err := range c.reader.Range(store.Range{Prefix: record.In(space)}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		body, err := record.Open(kv.Key, kv.Value)
		if err != nil {
			err = c.find(fmt.Sprintf("record %x", kv.Key), "%s", err)
		} else {
			err = give(kv.Key, body)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *checkup) journal(context.Context) error {
	var known counters
	if err := c.codec.Get(c.reader, countersKey(), &known); err != nil {
		return c.find("counters", "cannot be read: %s", err)
	}
	held, err := journal.Verify(c.reader, c.codec, known.Journal)
	c.report.Entries = int(held)
	if err != nil {
		return c.find("journal", "%s", err)
	}
	return nil
}

func (c *checkup) customers(ctx context.Context) error {
	return c.walk(ctx, record.Customers, func(key, _ []byte) error {
		c.report.Customers++
		ordinal := people.Ordinal(record.Tail32(key))
		customer, err := c.read(c.reader, ordinal)
		if err != nil || customer.Ordinal != ordinal {
			return c.find("customer "+Code(ordinal), "cannot be read or lies in the wrong place")
		}
		if customer.Into != 0 {
			if !aliasIsEmpty(c.reader, ordinal) {
				return c.find("customer "+Code(ordinal), "was merged, and has days or facts of her own all the same")
			}
			return c.index("customer "+Code(ordinal), uint64(ordinal), c.shop.customers.keysIn(&customer))
		}
		c.all.Add(uint32(ordinal))
		c.pasts[ordinal] = &past{}
		return c.index("customer "+Code(ordinal), uint64(ordinal), c.shop.customers.keysIn(&customer))
	})
}

// pastUnder is the past that what lies under an ordinal belongs to.
func (c *checkup) pastUnder(ordinal people.Ordinal) (*past, bool, error) {
	if found, known := c.pasts[ordinal]; known {
		return found, true, nil
	}
	root, err := c.currently(c.reader, ordinal)
	found, known := c.pasts[root]
	return found, known, err
}

func (c *checkup) orders(ctx context.Context) error {
	return c.walk(ctx, record.Orders, func(key, _ []byte) error {
		c.report.Orders++
		number := sale.Number(record.Tail64(key))
		var order sale.Order
		if err := c.codec.Get(c.reader, key, &order); err != nil || order.Number != number {
			return c.find("order "+Nota(number), "cannot be read or lies in the wrong place")
		}
		buyer, known, err := c.pastUnder(order.Customer)
		if err != nil {
			return err
		}
		if !known {
			return c.find("order "+Nota(number), "its customer %s does not exist", Code(order.Customer))
		}
		if order.Counts() {
			buyer.visits = buyer.visits.Add(clock.DayOf(order.At, c.zone), order.Net())
		}
		return c.index("order "+Nota(number), uint64(number), c.shop.orders.keysIn(&order))
	})
}

// others reads the records of all other shelves.
func (c *checkup) others(ctx context.Context) error {
	for _, shelf := range c.every {
		if shelf.in() == record.Customers || shelf.in() == record.Orders {
			continue
		}
		err := c.walk(ctx, shelf.in(), func(key, _ []byte) error {
			c.report.Others++
			word, code := shelf.name(numberIn(shelf.in(), key))
			sealed, err := c.reader.Get(key)
			if err != nil {
				return err
			}
			number, keys, err := shelf.derive(c.shop, key, sealed)
			if err != nil || number != numberIn(shelf.in(), key) {
				return c.find(word+" "+code, "cannot be read or lies in the wrong place")
			}
			return c.index(word+" "+code, number, keys)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// index verifies the index keys that a record derives.
func (c *checkup) index(where string, want uint64, keys []record.Key) error {
	for _, key := range keys {
		found, err := c.pointsTo(key, want)
		c.claimed++
		if err != nil || found != want {
			if err := c.find(where, "index %x is missing or points elsewhere", []byte(key)); err != nil {
				return err
			}
		}
	}
	return nil
}

// pointsTo is the number that an index key names; only exact keys hold one.
func (c *checkup) pointsTo(key record.Key, meant uint64) (uint64, error) {
	var target uint64
	if record.Space(key[0]) != record.Unique {
		_, err := c.reader.Get(key)
		return meant, err
	}
	err := c.codec.Get(c.reader, key, &target)
	return target, err
}

// indexes counts the index keys there are: more than the records derive are
// strays.
func (c *checkup) indexes(ctx context.Context) error {
	found := 0
	for _, space := range []record.Space{record.Unique, record.Lookup, record.OrdersOf, record.Lists} {
		for kv, err := range c.reader.Range(store.Range{Prefix: record.In(space), KeyOnly: true}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if space != record.Unique || kv.Key[1] != uniqueRow { // which follows from a file
				found++
			}
		}
	}
	if found != c.claimed {
		return c.find("indexes", "hold %d keys, the records derive %d", found, c.claimed)
	}
	return nil
}

// histories compares every stored past and every row of facts with those that
// the orders and the ledger give.
func (c *checkup) histories(ctx context.Context) error {
	for ordinal, want := range c.pasts {
		if err := ctx.Err(); err != nil {
			return err
		}
		held, err := readPast(c.reader, ordinal)
		if err != nil || !bytes.Equal(held.bytes(), want.bytes()) {
			if err := c.find("customer "+Code(ordinal), "days or points disagree with the orders and the ledger"); err != nil {
				return err
			}
			continue
		}
		if err := c.facts(ordinal, want); err != nil {
			return err
		}
	}
	return nil
}

func (c *checkup) facts(ordinal people.Ordinal, want *past) error {
	held, found, err := readFacts(c.reader, ordinal)
	if err != nil || !found {
		return c.find("customer "+Code(ordinal), "has no facts")
	}
	customer, err := c.read(c.reader, ordinal)
	if err != nil {
		return err
	}
	if rebuiltRow(&customer, c.zone, want, &held) != held {
		return c.find("customer "+Code(ordinal), "facts disagree with the records")
	}
	return nil
}
