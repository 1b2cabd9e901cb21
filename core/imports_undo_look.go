package core

import (
	"context"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// look finds the batch and all that it made and changed.
func (u *unimport) look(ctx context.Context, reader store.Reader) error {
	err := u.codec.Get(reader, batchKey(u.batch.Number), &u.batch)
	if errors.Is(err, store.ErrNotFound) {
		return fault.NotFound("batch", "there is no import %s; see raja import list", u.batch.Name())
	}
	if err != nil {
		return err
	}
	if u.batch.Undo != nil && u.batch.Undo.Done {
		return fault.Conflict("batch", "%s; import the file again to have it back", u.doneOn())
	}
	for _, find := range []func(context.Context, store.Reader) error{u.findChanges, u.findSales, u.findComers, u.findRows} {
		if err := find(ctx, reader); err != nil {
			return err
		}
	}
	return nil
}

// findChanges finds the journal entries of the import that changed what was
// there before it.
func (u *unimport) findChanges(ctx context.Context, reader store.Reader) error {
	from := journal.Key(u.batch.Behind.Journal + 1)
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Journal), From: from}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		var entry journal.Entry
		if err := u.codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
			return err
		}
		switch {
		case entry.Subject != u.batch.Name():
		case entry.Action == "import."+string(u.batch.Kind):
			u.opened = entry.Seq
		case entry.Action == actionImported:
			slices.Reverse(u.changes)
			return nil
		case entry.Action == actionSlice && len(entry.Changes) > 0:
			u.changes = append(u.changes, entry.Seq)
		}
	}
	slices.Reverse(u.changes)
	return nil
}

// findSales finds the orders that the import made. One that another import
// changed since stays with that one.
func (u *unimport) findSales(ctx context.Context, reader store.Reader) error {
	if u.batch.Kind != intake.Orders {
		return nil
	}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Orders), From: orderKey(u.batch.Behind.Orders + 1)}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		var one struct {
			Batch uint64 `cbor:"12,keyasint"`
		}
		if err := u.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
			return err
		}
		number := sale.Number(record.Tail64(kv.Key))
		made := one.Batch == u.batch.Number
		if one.Batch > u.batch.Number {
			if made, err = u.madeFirst(reader, number); err != nil {
				return err
			}
		}
		if made && !u.changedOnly(reader, number) {
			u.sales = append(u.sales, number)
		}
	}
	slices.Reverse(u.sales)
	return nil
}

// changedOnly reports whether an order was there before the import, which then
// only changed it: such a one goes back, and does not go.
func (u *unimport) changedOnly(reader store.Reader, number sale.Number) bool {
	changed := false
	_ = u.eachChange(reader, record.Orders, uint64(number), func(entry *journal.Entry, change *journal.Change) bool {
		changed = u.mine(entry) && change.Before != nil
		return !changed
	})
	return changed
}

// madeFirst reports whether the import made an order that another one changed
// since.
func (u *unimport) madeFirst(reader store.Reader, number sale.Number) (made bool, err error) {
	err = u.eachChange(reader, record.Orders, uint64(number), func(_ *journal.Entry, change *journal.Change) bool {
		var was sale.Order
		if change.Before != nil && u.codec.Unmarshal(change.Key, change.Before, &was) == nil {
			made = was.Batch == u.batch.Number
		}
		return false
	})
	return made, err
}

// findComers finds the customers that the import made.
func (u *unimport) findComers(ctx context.Context, reader store.Reader) error {
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Customers), From: customerKey(u.batch.Behind.Customers + 1)}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		var one struct {
			Batch uint64 `cbor:"14,keyasint"`
		}
		if err := u.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
			return err
		}
		if one.Batch == u.batch.Number {
			u.comers = append(u.comers, people.Ordinal(record.Tail32(kv.Key)))
		}
	}
	slices.Reverse(u.comers)
	return nil
}

// findRows finds by which rows the new customers would be known again.
func (u *unimport) findRows(ctx context.Context, reader store.Reader) error {
	if u.batch.Kind != intake.Customers {
		return nil
	}
	mine := map[people.Ordinal]bool{}
	for _, ordinal := range u.comers {
		mine[ordinal] = true
	}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Unique).Byte(uniqueRow).Text(u.batch.Source)}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		var ordinal people.Ordinal
		if err := u.codec.Unmarshal(kv.Key, kv.Value, &ordinal); err != nil {
			return err
		}
		if mine[ordinal] {
			u.rows[ordinal] = append(u.rows[ordinal], slices.Clone(record.Key(kv.Key)))
		}
	}
	return nil
}

// mine reports whether a journal entry is part of the import, or of taking it
// back.
func (u *unimport) mine(entry *journal.Entry) bool {
	return entry.Subject == u.batch.Name() && (entry.Action == actionSlice || entry.Action == actionUnimport)
}

// eachChange gives the changes of a record, oldest first, while give is true.
func (u *unimport) eachChange(reader store.Reader, space record.Space, number uint64, give func(*journal.Entry, *journal.Change) bool) error {
	key := u.shelfOf(space).keyOf(number)
	for kv, err := range reader.Range(store.Range{Prefix: trailOf(space, number), KeyOnly: true}) {
		if err != nil {
			return err
		}
		entry, err := journal.Read(reader, u.codec, record.Tail64(kv.Key))
		if err != nil {
			return err
		}
		for i := range entry.Changes {
			if string(entry.Changes[i].Key) == string(key) && !give(&entry, &entry.Changes[i]) {
				return nil
			}
		}
	}
	return nil
}
