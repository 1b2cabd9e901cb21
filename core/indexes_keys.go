package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// source is a record that index keys follow from.
type source struct {
	space  record.Space
	number uint64
}

// suspect is an index key that may be missing, wrong or too many.
type suspect struct {
	key  record.Key
	from source
}

// mendKeys makes an index of keys anew.
func (h *Health) mendKeys(ctx context.Context, space record.Space) (int, error) {
	var suspects []suspect
	err := h.store.View(ctx, func(reader store.Reader) error {
		want := map[string]source{}
		err := h.derive(ctx, reader, space, func(key record.Key, from source) { want[string(key)] = from })
		if err == nil {
			suspects, err = h.differing(ctx, reader, space, want)
		}
		return err
	})
	if err != nil {
		return 0, readable(err)
	}
	return len(suspects), inSlices(ctx, h, suspects, func(t *tx, one suspect) error { return t.mendKey(one) })
}

// derive gives every key of a space that the records ask for.
func (s *shop) derive(ctx context.Context, reader store.Reader, space record.Space, give func(record.Key, source)) error {
	for _, shelf := range s.every {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(shelf.in())}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			one := source{shelf.in(), numberIn(shelf.in(), kv.Key)}
			_, keys, err := shelf.derive(s, kv.Key, kv.Value)
			if err != nil {
				return err
			}
			for _, key := range keys {
				if record.Space(key[0]) == space {
					give(key, one)
				}
			}
		}
	}
	return nil
}

// keysOf returns the index keys of a record, none when there is no such
// record.
func (s *shop) keysOf(reader store.Reader, from source) ([]record.Key, error) {
	shelf := s.shelfOf(from.space)
	if shelf == nil {
		return nil, nil
	}
	key := shelf.keyOf(from.number)
	sealed, err := reader.Get(key)
	if err != nil {
		return nil, unlessAbsent(err)
	}
	_, keys, err := shelf.derive(s, key, sealed)
	return keys, err
}

func unlessAbsent(err error) error {
	if errors.Is(err, store.ErrNotFound) || err != nil && fault.KindOf(err) == fault.KindNotFound {
		return nil
	}
	return err
}

// orderIndex are the keys of an order: exact ones, and its place in its
// customer's list.
func orderIndex(order *sale.Order) []record.Key {
	keys := []record.Key{saleKey(order.ID), ordersOfKey(order)}
	if len(order.Key) > 0 {
		keys = append(keys, importKey(order.Key))
	}
	return append(keys, orderLists(order)...)
}

// orderLists are the lists that an order stands in: of those in a state, with
// something owed, ready and not fetched, about a thing.
func orderLists(order *sale.Order) []record.Key {
	number := uint64(order.Number)
	var keys []record.Key
	if order.Status != "" && order.Void == nil {
		keys = append(keys, ordersIn(order.Status).Time(order.At).Uint64(number))
	}
	if order.Owed() > 0 {
		keys = append(keys, inList(listOwed).Time(order.At).Uint64(number), owedBy(order.Customer).Time(order.At).Uint64(number))
	}
	if order.Waiting() {
		keys = append(keys, inList(listUnclaimed).Time(order.ReadyAt).Uint64(number))
	}
	if order.Asset != 0 {
		keys = append(keys, inList(listOrdersAbout).Uint64(uint64(order.Asset)).Uint64(number))
	}
	return keys
}

// differing holds the keys that are there against those that should be.
func (s *shop) differing(ctx context.Context, reader store.Reader, space record.Space, want map[string]source) ([]suspect, error) {
	var suspects []suspect
	for kv, err := range reader.Range(store.Range{Prefix: record.In(space)}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		key := record.Key(append([]byte{}, kv.Key...))
		if space == record.Unique && key[1] == uniqueRow {
			continue // it follows from a file, not from a record
		}
		from, wanted := want[string(key)]
		if !wanted || !s.pointsAt(key, kv.Value, from) {
			suspects = append(suspects, suspect{key, from})
		}
		delete(want, string(key))
	}
	for key, from := range want {
		suspects = append(suspects, suspect{record.Key(key), from})
	}
	return suspects, nil
}

// pointsAt says whether the value of a key names the record.
func (s *shop) pointsAt(key record.Key, value []byte, from source) bool {
	if record.Space(key[0]) != record.Unique {
		return len(value) == 0
	}
	var target uint64
	return s.codec.Unmarshal(key, value, &target) == nil && target == from.number
}

// mendKey sets the key when its record asks for it, and removes it otherwise.
// A key that was too many has no record; whoever has taken it meanwhile keeps
// it.
func (t *tx) mendKey(one suspect) error {
	from := one.from
	if from == (source{}) {
		value, err := t.Get(one.key)
		if err != nil {
			return unlessAbsent(err)
		}
		from = t.ownerOf(one.key, value)
	}
	keys, err := t.keysOf(t, from)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if string(key) != string(one.key) {
			continue
		}
		if record.Space(key[0]) == record.Unique {
			return t.codec.Put(t, key, from.number)
		}
		return t.Set(key, nil)
	}
	return t.Delete(one.key)
}

// ownerOf reads off a key and its value which record it says it belongs to.
func (t *tx) ownerOf(key record.Key, value []byte) source {
	switch record.Space(key[0]) {
	case record.Lookup:
		return source{record.Customers, uint64(record.Tail32(key))}
	case record.OrdersOf:
		return source{record.Orders, record.Tail64(key)}
	case record.Lists:
		return source{listed(key[1]), record.Tail64(key)}
	}
	var target uint64
	if t.codec.Unmarshal(key, value, &target) != nil {
		return source{record.Customers, 0} // nobody
	}
	if key[1] == uniqueOrder || key[1] == uniqueSale {
		return source{record.Orders, target}
	}
	if key[1] == uniquePayment {
		return source{record.Payments, target}
	}
	if key[1] == uniqueMember {
		return source{record.Profiles, target}
	}
	return source{record.Customers, target}
}
