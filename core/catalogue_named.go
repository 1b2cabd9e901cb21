package core

import (
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// refuseNamed refuses to let go of an item that an order, a quote, an
// appointment or a package names. None did before the entry that is undone
// brought the item, so that only what was written since is looked through.
func (t *tx) refuseNamed(item sale.ItemNumber) error {
	for kv, err := range t.Range(store.Range{Prefix: record.In(record.Journal), From: journal.Key(t.entry.Undoes + 1)}) {
		if err != nil {
			return err
		}
		var entry journal.Entry
		if err := t.codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
			return err
		}
		for _, change := range entry.Changes {
			by, err := t.namesItem(change.Key, item)
			if err != nil {
				return err
			}
			if by != "" {
				return fault.Conflict("item", "%s stands in %s by now, and stays; retire it instead", t.items.code(uint64(item)), by)
			}
		}
	}
	return nil
}

// namesItem is the code of the record at key when it names an item, as it
// stands now; "" when it does not.
func (t *tx) namesItem(key record.Key, item sale.ItemNumber) (string, error) {
	number := record.Tail64(key)
	switch record.Space(key[0]) {
	case record.Orders:
		return namedIn(t, t.orders, number, func(o *sale.Order) bool { return sold(o.Lines, item) })
	case record.Quotes:
		return namedIn(t, t.quotes, number, func(q *sale.Quote) bool { return sold(q.Lines, item) })
	case record.Appointments:
		return namedIn(t, t.appointments, number, func(a *sale.Appointment) bool { return a.Item == item })
	case record.Items:
		return namedIn(t, t.items, number, func(i *sale.Item) bool {
			return i.Number != item && slices.ContainsFunc(i.Parts, func(part sale.Part) bool { return part.Item == item })
		})
	}
	return "", nil
}

func sold(lines []sale.Line, item sale.ItemNumber) bool {
	return slices.ContainsFunc(lines, func(line sale.Line) bool { return line.Offer == item })
}

func namedIn[T any](t *tx, in *shelf[T], number uint64, names func(*T) bool) (string, error) {
	one, err := in.read(t.shop, t, number)
	if fault.KindOf(err) == fault.KindNotFound {
		return "", nil
	}
	if err != nil || !names(&one) {
		return "", err
	}
	return in.code(number), nil
}
