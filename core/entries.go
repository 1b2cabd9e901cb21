package core

import (
	"errors"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// The ledger of points is in two places. What an order earned first lies under
// its customer and its moment, packed, since an import brings a million of
// those. Every other movement is a record with a number. None is ever changed;
// a mistake is taken back by another.

func entryShelf() *shelf[loyalty.Entry] {
	return &shelf[loyalty.Entry]{
		space: record.Entries, word: "entry", mark: "E-", digits: 6,
		number: func(e *loyalty.Entry) uint64 { return uint64(e.Number) },
		give:   func(e *loyalty.Entry, number uint64) { e.Number = loyalty.EntryNumber(number) },
		check:  (*loyalty.Entry).Check,
		keys:   entryKeys, follow: (*tx).followEntry,
	}
}

func entriesWith(customer people.Ordinal) record.Key {
	return inList(listEntries).Uint32(uint32(customer))
}

func entriesOn(reward loyalty.RewardNumber) record.Key {
	return inList(listEntriesOn).Uint64(uint64(reward))
}

func entriesFor(order sale.Number) record.Key { return inList(listEntriesFor).Uint64(uint64(order)) }

// uniqueEntry is the exact index of what an entry came from.
const uniqueEntry byte = 8

func entryKey(key string) record.Key { return record.In(record.Unique).Byte(uniqueEntry).Text(key) }

func entryKeys(e *loyalty.Entry) []record.Key {
	number := uint64(e.Number)
	keys := []record.Key{
		entriesWith(e.Customer).TimeDescending(e.At).Uint64(number),
		inList(listEntriesAll).TimeDescending(e.At).Uint64(number),
	}
	if e.Order != 0 {
		keys = append(keys, entriesFor(e.Order).Uint64(number))
	}
	if e.Reward != 0 {
		keys = append(keys, entriesOn(e.Reward).Uint64(number))
	}
	if e.Key != "" {
		keys = append(keys, entryKey(e.Key))
	}
	return keys
}

// followEntry moves the lots of the customer whose points an entry moves.
func (t *tx) followEntry(before, after *loyalty.Entry) error {
	for _, one := range []struct {
		entry *loyalty.Entry
		lots  func(loyalty.Lots) loyalty.Lots
	}{{before, loyalty.Lots.Negated}, {after, slices.Clone[loyalty.Lots]}} {
		if one.entry == nil {
			continue
		}
		known, err := t.past(one.entry.Customer)
		if err != nil {
			return err
		}
		known.lots = known.lots.Plus(one.lots(one.entry.Lots(t.zone)))
	}
	return nil
}

// enter appends an entry; At, when it is zero, is now. One with a key that was
// used before is not entered again: it reads over the entry of then; the same
// key for something else is a conflict.
func (t *tx) enter(made *loyalty.Entry) error {
	if made.At.IsZero() {
		made.At = t.clock.Now()
	}
	if known, err := t.enteredBefore(made); err != nil || known {
		return err
	}
	number, err := t.entries.next(t)
	if err != nil {
		return err
	}
	made.Number = loyalty.EntryNumber(number)
	if err := made.Check(); err != nil {
		return err
	}
	add := t.entries.add
	if follows(made) && !t.rewrites {
		add = t.entries.addUnnoted
	}
	if err := add(t, made); err != nil {
		return err
	}
	return t.settleDebts(made.Customer)
}

// follows reports whether an entry is no doing of its own: it follows from an
// order, another entry or the day, which is what the journal tells of.
func follows(e *loyalty.Entry) bool {
	return e.Order != 0 || e.Kind == loyalty.Expire || e.Points == 0
}

// settleDebts pays what a customer owes out of the points she has, as soon as
// she has both: so those do not expire beside what is owed.
func (t *tx) settleDebts(customer people.Ordinal) error {
	known, err := t.past(customer)
	if err != nil {
		return err
	}
	moves := known.lots.Settle(t.Today())
	if len(moves) == 0 {
		return nil
	}
	return t.enter(&loyalty.Entry{Kind: loyalty.Adjust, Customer: customer, Moves: moves, Reason: loyalty.ReasonSettled})
}

func (t *tx) enteredBefore(made *loyalty.Entry) (bool, error) {
	if made.Key == "" {
		return false, nil
	}
	var number uint64
	err := t.codec.Get(t, entryKey(made.Key), &number)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	known, err := t.entries.read(t.shop, t, number)
	if err == nil && !made.Again(&known) {
		return false, fault.Conflict("key", "%q was used for another entry, %s", made.Key, t.entries.code(number))
	}
	*made = known
	return true, err
}

// entriesOf returns the ledger entries of one order, oldest first. What it
// earned for another customer, or on another day, before it was changed was
// taken back then, and is no part of it.
func (s *shop) entriesOf(reader store.Reader, order *sale.Order) ([]loyalty.Entry, error) {
	var entries []loyalty.Entry
	earned := ledgerOf(order.Customer).Time(order.At).Uint64(uint64(order.Number))
	for kv, err := range reader.Range(store.Range{Prefix: earned}) {
		if err != nil {
			return nil, err
		}
		var entry loyalty.Entry
		if err := s.codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	for kv, err := range reader.Range(store.Range{Prefix: entriesFor(order.Number), KeyOnly: true}) {
		if err != nil {
			return nil, err
		}
		entry, err := s.entries.read(s, reader, record.Tail64(kv.Key))
		if err != nil {
			return nil, err
		}
		elsewhere := entry.Customer != order.Customer || (!entry.Sale.IsZero() && !entry.Sale.Equal(order.At))
		if !elsewhere || !entry.Earning() {
			entries = append(entries, entry)
		}
	}
	return entries, nil
}

// forEver is behind every entry that there will be.
var forEver = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// ledger returns every entry of a customer until an instant, oldest first.
func (s *shop) ledger(reader store.Reader, customer people.Ordinal, until time.Time) ([]loyalty.Entry, error) {
	var entries []loyalty.Entry
	err := s.each(reader, customer, ledgerOf, func(kv store.KV) error {
		var entry loyalty.Entry
		if err := s.codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
			return err
		}
		entries = append(entries, entry)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = s.each(reader, customer, entriesWith, func(kv store.KV) error {
		entry, err := s.entries.read(s, reader, record.Tail64(kv.Key))
		entries = append(entries, entry)
		return err
	})
	entries = slices.DeleteFunc(entries, func(e loyalty.Entry) bool { return e.At.After(until) || e.Emptied() })
	slices.SortStableFunc(entries, func(a, b loyalty.Entry) int { return a.At.Compare(b.At) })
	return entries, err
}
