package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// happening is something that the follow-up rule is told of.
type happening struct {
	customer people.Ordinal
	about    string // code of the record
	row      abi.FollowUpContext
}

const (
	// eventSlice is how many entries of the journal are looked through at once.
	eventSlice = 500
	// staleAfter is how old an event may be: a thank-you a week late is none.
	staleAfter = 48 * time.Hour
)

// happenings returns what happened behind the journal entry seq, and the last
// entry that was looked at.
func (f *FollowUps) happenings(ctx context.Context, seq uint64) (found []happening, last uint64, err error) {
	last = seq
	err = f.store.View(ctx, func(reader store.Reader) error {
		found, last = nil, seq
		picked := store.Range{Prefix: record.In(record.Journal), From: journal.Key(seq + 1), Limit: eventSlice}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			var entry journal.Entry
			if err := f.codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
				return err
			}
			if last = entry.Seq; entry.Undoes != 0 || f.clock.Now().Sub(entry.At) > staleAfter {
				continue
			}
			if found, err = f.appendHappenings(found, &entry); err != nil {
				return err
			}
		}
		return nil
	})
	return found, last, readable(err)
}

func (f *FollowUps) appendHappenings(found []happening, entry *journal.Entry) ([]happening, error) {
	for _, change := range entry.Changes {
		if change.After == nil {
			continue
		}
		var seen []happening
		var err error
		switch record.Space(change.Key[0]) {
		case record.Orders:
			seen, err = changed(f.shop, change, f.ofOrder)
		case record.Promises:
			seen, err = changed(f.shop, change, f.ofPromise)
		case record.Tickets:
			seen, err = changed(f.shop, change, f.ofTicket)
		}
		if err != nil {
			return nil, err
		}
		for _, one := range seen {
			one.row.AtUnixMs, one.row.Day = entry.At.UnixMilli(), int32(clock.DayOf(entry.At, f.zone))
			found = append(found, one)
		}
	}
	return found, nil
}

// changed decodes a record before and after and asks what that means. A record
// that is new was nothing before.
func changed[T any](s *shop, change journal.Change, means func(before, after *T) []happening) ([]happening, error) {
	var before, after T
	if change.Before != nil {
		if err := s.codec.Unmarshal(change.Key, change.Before, &before); err != nil {
			return nil, err
		}
	}
	if err := s.codec.Unmarshal(change.Key, change.After, &after); err != nil {
		return nil, err
	}
	return means(&before, &after), nil
}

func (f *FollowUps) ofOrder(before, after *sale.Order) (found []happening) {
	if after.Over() {
		return nil
	}
	tell := func(event uint32) {
		found = append(found, happening{after.Customer, Nota(after.Number), abi.FollowUpContext{Event: event, Net: int64(after.Net())}})
	}
	settled := after.Paid > 0 && after.Owed() == 0
	if settled && (before.Number == 0 || before.Owed() > 0) {
		tell(abi.EventOrderPaid)
	}
	if !after.TakenAt.IsZero() && before.TakenAt.IsZero() {
		tell(abi.EventPickedUp)
	}
	return found
}

func (f *FollowUps) ofPromise(before, after *promise.Promise) []happening {
	event := uint32(0)
	switch {
	case after.Customer == 0:
		return nil
	case after.Status == promise.Kept && before.Status != promise.Kept && after.MissedAt.IsZero():
		event = abi.EventPromiseKept
	case !after.MissedAt.IsZero() && before.MissedAt.IsZero(), after.Status == promise.Broken && before.Status == promise.Open && before.MissedAt.IsZero():
		event = abi.EventPromiseLate
	default:
		return nil
	}
	return []happening{{after.Customer, f.promises.code(uint64(after.Number)), abi.FollowUpContext{Event: event}}}
}

func (f *FollowUps) ofTicket(before, after *care.Ticket) []happening {
	if after.Type != care.Complaint || after.Customer == 0 || !after.Over() || before.Over() {
		return nil
	}
	return []happening{{after.Customer, f.tickets.code(uint64(after.Number)), abi.FollowUpContext{Event: abi.EventComplaintResolved}}}
}

// askAbout puts events into a question, with one facts row for each customer.
// Internal customers stay out of it.
func (f *FollowUps) askAbout(ctx context.Context, found []happening, batch *abi.Batch) (asked []happening, err error) {
	today := f.Today()
	err = f.store.View(ctx, func(reader store.Reader) error {
		asked, batch.Facts, batch.Events = nil, nil, nil
		rows := map[people.Ordinal]uint32{}
		for _, one := range found {
			if one.customer, err = f.currently(reader, one.customer); err != nil {
				return err
			}
			at, there := rows[one.customer]
			if !there {
				row, err := f.factsOn(reader, one.customer, today, f.business.Window)
				if err != nil {
					return err
				}
				if row.Ordinal == 0 || row.Kind != abi.KindExternal {
					continue
				}
				at = uint32(len(batch.Facts))
				rows[one.customer] = at
				page := make([]byte, abi.FactsSize)
				row.Put(page)
				batch.Facts = append(batch.Facts, page)
			}
			one.row.FactsRow = at
			batch.Events = append(batch.Events, one.row)
			asked = append(asked, one)
		}
		return nil
	})
	return asked, readable(err)
}
