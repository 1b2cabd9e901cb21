package core

import (
	"context"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Loyalty is the chapter of points and tiers. The loyalty rule proposes; the
// ledger here is what holds.
type Loyalty struct{ *shop }

// ledgerKey is where the entries of an order lie: a changed order has a
// reversal and an accrual of each revision, told apart by step.
func ledgerKey(order *sale.Order, step byte) record.Key {
	return ledgerOf(order.Customer).Time(order.At).Uint64(uint64(order.Number)).Byte(step)
}

func ledgerOf(customer people.Ordinal) record.Key {
	return record.In(record.Ledger).Uint32(uint32(customer))
}

// firstStep ends the key of an order's first entry.
const firstStep byte = 1

// accrue writes what an order earned: the ledger entry at step, the lot, the
// tier.
func (t *tx) accrue(order *sale.Order, step byte, given Award) error {
	if given.Points != 0 {
		entry := loyalty.Entry{
			Kind: loyalty.Accrue, Points: given.Points, At: order.At, Order: order.Number,
			Expires: given.Expires, Rule: given.Rule, Text: given.Text, Args: given.Args,
		}
		if err := t.post(order, step, entry); err != nil {
			return err
		}
	}
	buyer, err := t.currently(t, order.Customer)
	if err != nil {
		return err
	}
	return t.editFacts(buyer, func(row *abi.Facts) { row.Tier = given.Tier })
}

// reward gives an order what it earned, or makes it wait where the rule
// failed.
func (t *tx) reward(order *sale.Order, step byte, given Award) error {
	if given.Fault != nil {
		return t.queue(order, given.Fault)
	}
	return t.accrue(order, step, given)
}

// post appends an entry to the ledger and moves its points in the lot.
func (t *tx) post(order *sale.Order, step byte, entry loyalty.Entry) error {
	if err := t.codec.Put(t, ledgerKey(order, step), entry); err != nil {
		return err
	}
	known, err := t.past(order.Customer)
	if err != nil {
		return err
	}
	known.lots = known.lots.Add(loyalty.Lot{
		Earned: clock.DayOf(entry.At, t.zone), Expires: entry.Expires, Points: entry.Points,
	})
	return nil
}

// Earned returns the points that an order has brought so far.
func (l *Loyalty) Earned(ctx context.Context, order *sale.Order) (loyalty.Points, error) {
	var sum loyalty.Points
	err := l.store.View(ctx, func(reader store.Reader) error {
		entries, err := l.entriesOf(reader, order)
		for _, entry := range entries {
			sum += entry.Points
		}
		return err
	})
	return sum, readable(err)
}

// entriesOf returns the ledger entries of one order, oldest first.
func (s *shop) entriesOf(reader store.Reader, order *sale.Order) ([]loyalty.Entry, error) {
	var entries []loyalty.Entry
	prefix := ledgerOf(order.Customer).Time(order.At).Uint64(uint64(order.Number))
	for kv, err := range reader.Range(store.Range{Prefix: prefix}) {
		if err != nil {
			return nil, err
		}
		var entry loyalty.Entry
		if err := s.codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// nextStep returns the step of the next entry of an order that has some.
func (t *tx) nextStep(order *sale.Order) (byte, error) {
	entries, err := t.entriesOf(t, order)
	if len(entries) > 250 {
		return 0, fault.Conflict("order", "%s has been changed too often", Nota(order.Number))
	}
	return byte(len(entries)) + firstStep, err
}

// reverse takes back what an order has earned so far, from its own lot.
func (t *tx) reverse(order *sale.Order) error {
	entries, err := t.entriesOf(t, order)
	if err != nil {
		return err
	}
	held := map[clock.Day]loyalty.Points{}
	for _, entry := range entries {
		held[entry.Expires] += entry.Points
	}
	for expires, points := range held {
		if points == 0 {
			continue
		}
		back := loyalty.Entry{Kind: loyalty.AccrueReversal, Points: -points, At: order.At, Order: order.Number, Expires: expires}
		step, err := t.nextStep(order)
		if err != nil {
			return err
		}
		if err := t.post(order, step, back); err != nil {
			return err
		}
	}
	return nil
}

// Statement is a customer's points on a day.
type Statement struct {
	Points   loyalty.Points
	Tier     string // code, "" none
	Expiring loyalty.Lots
	Entries  []loyalty.Entry // newest first
}

// Statement returns a customer's balance and ledger as of an instant; entries
// of later are left out. limit bounds the entries, 0 is all.
func (l *Loyalty) Statement(ctx context.Context, customer people.Ordinal, at time.Time, limit int) (Statement, error) {
	var found Statement
	day := clock.DayOf(at, l.zone)
	err := l.store.View(ctx, func(reader store.Reader) error {
		known, err := readPast(reader, customer)
		if err != nil {
			return err
		}
		found.Points, found.Expiring = known.lots.Balance(day), known.lots.Expiring(day)
		row, _, err := readFacts(reader, customer)
		if err != nil {
			return err
		}
		found.Tier = l.tierCode(row.Tier)
		found.Entries, err = l.entries(reader, customer, at, limit)
		return err
	})
	return found, readable(err)
}

func (l *Loyalty) entries(reader store.Reader, customer people.Ordinal, at time.Time, limit int) ([]loyalty.Entry, error) {
	all, err := l.selves(reader, customer)
	if err != nil {
		return nil, err
	}
	var entries []loyalty.Entry
	for _, one := range all {
		picked := store.Range{Prefix: ledgerOf(one), To: ledgerOf(one).Time(at.Add(time.Millisecond)), Reverse: true, Limit: limit}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return nil, err
			}
			var entry loyalty.Entry
			if err := l.codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
				return nil, err
			}
			entries = append(entries, entry)
		}
	}
	if len(all) > 1 {
		slices.SortStableFunc(entries, func(a, b loyalty.Entry) int { return b.At.Compare(a.At) })
	}
	if limit > 0 {
		entries = entries[:min(limit, len(entries))]
	}
	return entries, nil
}

func (s *shop) tierCode(position uint32) string {
	if manifest := s.rules.manifest("loyalty"); manifest != nil {
		return manifest.TierAt(position).Code
	}
	return ""
}

// TierName returns the name of a tier in both languages, "" for none.
func (l *Loyalty) TierName(code string) (id, en string) {
	if manifest := l.rules.manifest("loyalty"); manifest != nil {
		for _, tier := range manifest.Tiers {
			if tier.Code == code {
				return tier.Name.ID, tier.Name.EN
			}
		}
	}
	return "", ""
}

// Reason renders the reason of an award or entry in both languages, "" for
// none. rule is the id of the one that gave it: texts are positions in its
// manifest, which is kept also when the rule was removed.
func (l *Loyalty) Reason(rule string, text uint32, args [4]int64) (id, en string) {
	if words := l.rules.wordsOf(rule); words != nil {
		return l.reason(words, text, args)
	}
	return "", ""
}
