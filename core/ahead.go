package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// A computer's date may be wrong for a day, and a look may be asked for as of
// another one. What was written then is dated ahead of the day that it is again.
// It does not count until its day comes, and is named until it is put right.

// isAhead reports whether anything was written on a later day than today: the
// clock is behind, or was ahead. A shop whose clock only ever went on pays one
// read for it.
func (s *shop) isAhead(reader store.Reader) (bool, error) {
	var known counters
	err := s.codec.Get(reader, countersKey(), &known)
	return known.Newest > s.Today(), unlessAbsent(err)
}

// lotsOn are a customer's points by what had happened up to a day.
func (s *shop) lotsOn(reader store.Reader, customer people.Ordinal, day clock.Day) (loyalty.Lots, error) {
	entries, err := s.ledger(reader, customer, lastOf(day, s.zone))
	return loyalty.Fold(entries, s.zone), err
}

// lastOf is the last moment of a day.
func lastOf(day clock.Day, zone *time.Location) time.Time {
	return day.End(zone).Add(-time.Nanosecond)
}

// asOf makes a customer's row that of a day before things which were written
// already.
func (s *shop) asOf(reader store.Reader, row *abi.Facts, known *past, day clock.Day, window uint32) error {
	customer := people.Ordinal(row.Ordinal)
	lots, err := s.lotsOn(reader, customer, day)
	if err != nil {
		return err
	}
	(&past{visits: known.visits, lots: lots}).fill(row, day, window)
	kept, err := s.standings.read(s, reader, uint64(customer))
	if err != nil || parked(&kept, row) || !kept.Rewind(day) {
		return unlessAbsent(err)
	}
	row.Tier = uint32(s.rankOf(kept.Tier))
	return nil
}

// Ahead is what is dated later than today.
type Ahead struct {
	Code string    // of the newest order or entry of points, "" for none
	At   time.Time // its moment
	More int       // how many others there are
}

// add takes one more.
func (a *Ahead) add(code string, at time.Time) {
	if a.Code != "" {
		a.More++
	}
	if at.After(a.At) {
		a.Code, a.At = code, at
	}
}

// Ahead returns what is dated later than today: the clock is behind it, or was
// ahead when it was written. It reads nothing where the clock only ever went on.
func (h *Health) Ahead(ctx context.Context) (Ahead, error) {
	var found Ahead
	err := h.store.View(ctx, func(reader store.Reader) error {
		found = Ahead{}
		behind, err := h.isAhead(reader)
		if err != nil || !behind {
			return err
		}
		end := lastOf(h.Today(), h.zone)
		if err := h.ordersAhead(ctx, reader, end, &found); err != nil {
			return err
		}
		return h.entriesAhead(reader, end, &found)
	})
	return found, readable(err)
}

func (h *Health) ordersAhead(ctx context.Context, reader store.Reader, end time.Time, found *Ahead) error {
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Orders)}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		var order sale.Order
		if err := h.codec.Unmarshal(kv.Key, kv.Value, &order); err != nil {
			return err
		}
		if order.At.After(end) && order.Net() != 0 {
			found.add(Nota(order.Number), order.At)
		}
	}
	return nil
}

// entriesAhead looks at the entries of points that have a number, newest first.
// What an order brought is told by the order.
func (h *Health) entriesAhead(reader store.Reader, end time.Time, found *Ahead) error {
	for kv, err := range reader.Range(store.Range{Prefix: inList(listEntriesAll), KeyOnly: true}) {
		if err != nil {
			return err
		}
		entry, err := h.entries.read(h.shop, reader, record.Tail64(kv.Key))
		if err != nil || !entry.At.After(end) {
			return err
		}
		if entry.Order == 0 && !entry.Emptied() {
			found.add(h.entries.code(uint64(entry.Number)), entry.At)
		}
	}
	return nil
}
