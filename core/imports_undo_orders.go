package core

import (
	"bytes"
	"context"
	"errors"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// removeOrders removes the orders that the import made, with all that followed.
func (u *unimport) removeOrders(ctx context.Context) error {
	return inPieces(ctx, u, u.sales, u.removeOrder)
}

func (u *unimport) removeOrder(reader store.Reader, t *tx, number sale.Number, did *piece) error {
	sealed, err := reader.Get(orderKey(number))
	if err != nil {
		return unlessAbsent(err)
	}
	var order sale.Order
	if err := u.codec.Unmarshal(orderKey(number), sealed, &order); err != nil {
		return err
	}
	own, err := u.broughtBy(reader, &order, did)
	if err != nil {
		return err
	}
	stays, err := u.orderStays(reader, &order, sealed, own, did)
	if err != nil {
		return err
	}
	var points *unearned
	if stays == nil {
		if points, err = u.unearn(reader, t, order.Customer, own); err != nil {
			return err
		}
		if points == nil {
			stays = &Stay{Why: StaySpent}
		}
	}
	if stays != nil {
		return u.stay(reader, did, stays, Nota(number), order.Customer)
	}
	did.removed++
	did.gone = append(did.gone, number)
	if t == nil {
		u.foresee(points)
		return nil
	}
	did.wrote = true
	return t.removeOrder(&order, points)
}

// removeOrder removes an order and what it earned.
func (t *tx) removeOrder(order *sale.Order, points *unearned) error {
	if err := t.unearn(points); err != nil {
		return err
	}
	if err := errors.Join(t.Delete(retryKey(order.Number)), t.Delete(revocationKey(order.Number))); err != nil {
		return err
	}
	return t.orders.remove(t, order)
}

// stay notes that something stays, with the name of whose it is.
func (u *unimport) stay(reader store.Reader, did *piece, stays *Stay, code string, whose people.Ordinal) error {
	known, err := u.read(reader, whose)
	if unlessAbsent(err) != nil {
		return err
	}
	stays.Code, stays.Name = code, known.Name
	did.stays = append(did.stays, *stays)
	return nil
}

// broughtBy returns every entry of points that an order brought.
func (u *unimport) broughtBy(reader store.Reader, order *sale.Order, did *piece) ([]loyalty.Entry, error) {
	own, err := u.entriesOf(reader, order)
	if err != nil {
		return nil, err
	}
	if none, err := did.none(reader, entriesFor(order.Number)); none || err != nil {
		return own, err
	}
	seen := map[loyalty.EntryNumber]bool{}
	for i := range own {
		seen[own[i].Number] = true
	}
	for kv, err := range reader.Range(store.Range{Prefix: entriesFor(order.Number), KeyOnly: true}) {
		if err != nil {
			return nil, err
		}
		if number := record.Tail64(kv.Key); !seen[loyalty.EntryNumber(number)] {
			entry, err := u.entries.read(u.shop, reader, number)
			if err != nil {
				return nil, err
			}
			own = append(own, entry)
		}
	}
	return own, nil
}

// orderStays says why an order that the import made cannot go, nil when it can.
func (u *unimport) orderStays(reader store.Reader, order *sale.Order, sealed []byte, own []loyalty.Entry, did *piece) (*Stay, error) {
	if stays, err := u.touched(reader, record.Orders, uint64(order.Number), func(left []byte) bool { return bytes.Equal(left, sealed) }); stays != nil || err != nil {
		return stays, err
	}
	for i := range own {
		if own[i].Customer != 0 && own[i].Customer != order.Customer || !own[i].Earning() && own[i].Reason != reasonForgiven {
			return &Stay{Why: StayPoints}, nil
		}
	}
	for _, list := range []struct {
		under record.Key
		why   StayReason
	}{
		{paymentsFor(order.Number), StayPaid},
		{usesFor(order.Number), StayCodes},
		{givenFor(order.Number), StayCodes},
		{promisesAbout(Nota(order.Number)), StayPromised},
		{photosFor(uint64(order.Number)), StayPhotos},
	} {
		if held, err := u.holds(reader, did, list.under); held || err != nil {
			return &Stay{Why: list.why}, err
		}
	}
	return u.toldAbout(reader, order, did)
}

// touched says who changed a record that the import made: nil where it is as the
// import left it.
func (u *unimport) touched(reader store.Reader, space record.Space, number uint64, same func(left []byte) bool) (stays *Stay, err error) {
	err = u.eachChange(reader, space, number, func(entry *journal.Entry, change *journal.Change) bool {
		if u.mine(entry) {
			return true
		}
		if !same(change.Before) {
			stays = &Stay{Why: StayChanged}
			if entry.Action == actionSlice {
				stays = &Stay{Why: StayImported, By: entry.Subject}
			}
		}
		return false
	})
	return stays, err
}

// holds reports whether a list names anything that does not go with the import.
func (u *unimport) holds(reader store.Reader, did *piece, prefix record.Key) (bool, error) {
	if none, err := did.none(reader, prefix); none || err != nil {
		return false, err
	}
	for kv, err := range reader.Range(store.Range{Prefix: prefix, KeyOnly: true}) {
		if err != nil {
			return false, err
		}
		if !u.would.goes(kv.Key) {
			return true, nil
		}
	}
	return false, nil
}

// goes reports whether a dry run has taken back what an index key names.
func (w *would) goes(key record.Key) bool {
	switch {
	case record.Space(key[0]) == record.OrdersOf:
		return w.orders.Contains(uint32(record.Tail64(key)))
	case record.Space(key[0]) == record.Ledger:
		return w.orders.Contains(uint32(packedOrder(key)))
	case record.Space(key[0]) == record.Lists && key[1] == listEntries:
		entry, changed := w.entries[loyalty.EntryNumber(record.Tail64(key))]
		return changed && len(entry.Moves) == 0
	}
	return false
}

// toldAbout says which ticket, message or follow-up is about an order.
func (u *unimport) toldAbout(reader store.Reader, order *sale.Order, did *piece) (*Stay, error) {
	code := Nota(order.Number)
	found, err := anyOf(u.shop, reader, did, u.tickets, ticketsOf(order.Customer), func(k *care.Ticket) bool { return k.About == code })
	if found || err != nil {
		return &Stay{Why: StayTickets}, err
	}
	found, err = anyOf(u.shop, reader, did, u.messages, messagesTo(order.Customer), func(m *outreach.Message) bool { return m.About == code })
	if !found && err == nil {
		found, err = anyOf(u.shop, reader, did, u.followUps, followUpsWith(order.Customer), func(f *outreach.FollowUp) bool { return f.About == code })
	}
	if found || err != nil {
		return &Stay{Why: StayTalk}, err
	}
	return nil, nil
}

// anyOf reports whether one of the records in a list is what is looked for.
func anyOf[T any](s *shop, reader store.Reader, did *piece, on *shelf[T], list record.Key, is func(*T) bool) (bool, error) {
	if none, err := did.none(reader, list); none || err != nil {
		return false, err
	}
	for kv, err := range reader.Range(store.Range{Prefix: list, KeyOnly: true}) {
		if err != nil {
			return false, err
		}
		one, err := on.read(s, reader, record.Tail64(kv.Key))
		if err != nil || is(&one) {
			return err == nil, err
		}
	}
	return false, nil
}
