package core

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// changedOne is one customer or order that the import changed, with what
// followed from that.
type changedOne struct {
	change  journal.Change
	entries []loyalty.Entry // that an order brought
	packed  []record.Key    // what it earned first
	waited  *journal.Change // it waited for its points before
}

// changed gives back what the import changed, newest first.
func (u *unimport) changed(ctx context.Context) error {
	for _, seq := range u.changes {
		var ones []changedOne
		err := u.store.View(ctx, func(reader store.Reader) error {
			entry, err := journal.Read(reader, u.codec, seq)
			if err == nil {
				ones, err = u.parse(&entry)
			}
			return err
		})
		if err != nil {
			return readable(err)
		}
		u.total += len(ones)
		if err := inPieces(ctx, u, ones, u.restore); err != nil {
			return err
		}
	}
	return nil
}

// parse reads off a journal entry what an import changed, newest first.
func (u *unimport) parse(entry *journal.Entry) ([]changedOne, error) {
	var ones []changedOne
	at := map[sale.Number]int{}
	for _, change := range entry.Changes {
		space := record.Space(change.Key[0])
		if change.Before == nil || (space != record.Customers && space != record.Orders) {
			continue
		}
		if space == record.Orders {
			at[sale.Number(record.Tail64(change.Key))] = len(ones)
		}
		ones = append(ones, changedOne{change: change})
	}
	for _, change := range entry.Changes {
		if err := u.attach(&change, ones, at); err != nil {
			return nil, err
		}
	}
	slices.Reverse(ones)
	return ones, nil
}

// attach puts what followed from an order's change to that.
func (u *unimport) attach(change *journal.Change, ones []changedOne, at map[sale.Number]int) error {
	switch record.Space(change.Key[0]) {
	case record.Entries:
		var entry loyalty.Entry
		if err := u.codec.Unmarshal(change.Key, change.After, &entry); err != nil {
			return err
		}
		if one, known := at[entry.Order]; known && entry.Order != 0 {
			ones[one].entries = append(ones[one].entries, entry)
		}
	case record.Ledger:
		if one, known := at[packedOrder(change.Key)]; known {
			ones[one].packed = append(ones[one].packed, change.Key)
		}
	case record.Retries:
		if one, known := at[sale.Number(record.Tail64(change.Key))]; known {
			ones[one].waited = change
		}
	}
	return nil
}

// packedOrder is the order whose first earnings lie at a key of the ledger.
func packedOrder(key record.Key) sale.Number { return sale.Number(record.Tail64(key[:len(key)-1])) }

// restore gives one record back what it was.
func (u *unimport) restore(reader store.Reader, t *tx, one changedOne, did *piece) error {
	if record.Space(one.change.Key[0]) == record.Customers {
		return u.restoreCustomer(reader, t, &one.change, did)
	}
	return u.restoreOrder(reader, t, &one, did)
}

func (u *unimport) restoreCustomer(reader store.Reader, t *tx, change *journal.Change, did *piece) error {
	var before, after people.Customer
	err := errors.Join(u.codec.Unmarshal(change.Key, change.Before, &before), u.codec.Unmarshal(change.Key, change.After, &after))
	if err != nil || before.Batch == u.batch.Number {
		return err // she goes, or stays as the import left her
	}
	now, foreseen := u.would.people[before.Ordinal]
	if !foreseen {
		if now, err = u.read(reader, before.Ordinal); err != nil {
			return unlessAbsent(err)
		}
	}
	if now.Into != before.Into {
		return u.stay(reader, did, &Stay{Why: StayMerged, By: Code(now.Into)}, Code(now.Ordinal), now.Ordinal)
	}
	was := now
	for _, field := range now.TakeBack(&before, &after) {
		if err := u.stay(reader, did, &Stay{Why: StayChanged, Field: field}, Code(now.Ordinal), now.Ordinal); err != nil {
			return err
		}
	}
	if sameCustomer(&was, &now) {
		return nil
	}
	if now.UpdatedAt.Equal(was.UpdatedAt) && !was.UpdatedAt.Equal(before.UpdatedAt) {
		now.UpdatedAt = u.clock.Now()
	}
	if !u.restored[now.Ordinal] && !slices.Contains(did.restoredWho, now.Ordinal) {
		did.restoredWho = append(did.restoredWho, now.Ordinal)
		did.restored++
	}
	if t == nil {
		u.would.people[now.Ordinal] = now
		return nil
	}
	did.wrote = true
	return t.customers.put(t, &now)
}

func (u *unimport) restoreOrder(reader store.Reader, t *tx, one *changedOne, did *piece) error {
	now, err := reader.Get(one.change.Key)
	if err != nil || bytes.Equal(now, one.change.Before) {
		return unlessAbsent(err)
	}
	var left sale.Order
	if err := u.codec.Unmarshal(one.change.Key, one.change.After, &left); err != nil {
		return err
	}
	if !bytes.Equal(now, one.change.After) {
		return u.stay(reader, did, &Stay{Why: StayChanged}, Nota(left.Number), left.Customer)
	}
	points, err := u.unearnChange(reader, t, one)
	if err != nil {
		return err
	}
	if points == nil {
		return u.stay(reader, did, &Stay{Why: StaySpent}, Nota(left.Number), left.Customer)
	}
	did.restored++
	if t == nil {
		did.gone = append(did.gone, left.Number) // from who had it through the import
		for _, some := range points {
			u.foresee(some)
		}
		return nil
	}
	did.wrote = true
	return t.restoreOrder(one, points)
}

// restoreOrder gives an order, and what it earned, back what they were.
func (t *tx) restoreOrder(one *changedOne, points []*unearned) error {
	for _, some := range points {
		if err := t.unearn(some); err != nil {
			return err
		}
	}
	if one.waited != nil {
		if err := t.Set(one.waited.Key, one.waited.Before); err != nil {
			return err
		}
	}
	_, now, err := t.orders.standing(t, one.change.Key)
	if err != nil {
		return err
	}
	var then sale.Order
	if err := t.codec.Unmarshal(one.change.Key, one.change.Before, &then); err != nil {
		return err
	}
	t.note(one.change.Key, one.change.After, one.change.Before)
	return t.orders.write(t, one.change.Key, one.change.Before, now, &then)
}

// unearnChange is unearn for all whose points a change of an order moved: nil
// where somebody spent them.
func (u *unimport) unearnChange(reader store.Reader, t *tx, one *changedOne) ([]*unearned, error) {
	own := map[people.Ordinal][]loyalty.Entry{}
	var whose []people.Ordinal
	add := func(customer people.Ordinal, entry loyalty.Entry) {
		if own[customer] == nil {
			whose = append(whose, customer)
		}
		own[customer] = append(own[customer], entry)
	}
	for _, entry := range one.entries {
		if _, err := u.entries.read(u.shop, reader, uint64(entry.Number)); err == nil {
			add(entry.Customer, entry)
		}
	}
	for _, key := range one.packed {
		var entry loyalty.Entry
		if err := u.codec.Get(reader, key, &entry); err == nil {
			add(people.Ordinal(binary.BigEndian.Uint32(key[1:])), entry)
		}
	}
	all := []*unearned{}
	for _, customer := range whose {
		points, err := u.unearn(reader, t, customer, own[customer])
		if err != nil || points == nil {
			return nil, err
		}
		all = append(all, points)
	}
	return all, nil
}
