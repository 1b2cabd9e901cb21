package core

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// An order whose points the rule could not give waits until the rule works
// again, unless the owner's policy lets such points go. The record says when it
// was last asked about in vain: orders that fail again go behind the others, so
// that a bad one blocks nobody.

func retryKey(number sale.Number) record.Key {
	return record.In(record.Retries).Uint64(uint64(number))
}

// queue makes an order wait for its points, as the policy of the rule says.
func (t *tx) queue(order *sale.Order, why error) error {
	if !t.waits(why) {
		return nil
	}
	return t.codec.Put(t, retryKey(order.Number), uint64(0))
}

// waits reports whether an order waits for its points after a fault. So it does
// after an answer that was refused: the rule may be repaired or replaced.
func (s *shop) waits(why error) bool {
	return why != nil && (errors.Is(why, errOvertaken) || s.rules.policy("loyalty") == policyQueue)
}

// errOvertaken is why an order waits whose number went to another while the
// rule was asked, time and again: nothing is wrong with it or with the rule.
var errOvertaken = fault.Unavailable("plugin", "other orders came first each time that the loyalty rule was asked about this one")

// overtakings is how many times the rule is asked about an order that is about
// to be written.
const overtakings = 3

// waitingOrder is one order that waits.
type waitingOrder struct {
	number sale.Number
	tried  time.Time // when it was last asked about in vain; 1970 for never
}

// waiting returns the orders that wait, those that were tried longest ago
// first; limit bounds how many are looked at, 0 is all.
func (s *shop) waiting(ctx context.Context, limit int) ([]waitingOrder, error) {
	var found []waitingOrder
	err := s.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Retries), Limit: limit}) {
			if err != nil {
				return err
			}
			tried := uint64(0)
			if len(kv.Value) > 0 { // an older Raja wrote none
				if err := s.codec.Unmarshal(kv.Key, kv.Value, &tried); err != nil {
					return err
				}
			}
			found = append(found, waitingOrder{sale.Number(record.Tail64(kv.Key)), time.Unix(int64(tried), 0)})
		}
		return nil
	})
	slices.SortStableFunc(found, func(a, b waitingOrder) int { return cmp.Or(a.tried.Compare(b.tried), cmp.Compare(a.number, b.number)) })
	return found, readable(err)
}

// stillWaits takes an order out of the queue, unless somebody was faster or it
// is another order by now.
func (t *tx) stillWaits(asked *sale.Order) (bool, error) {
	if _, err := t.Get(retryKey(asked.Number)); errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	var now sale.Order
	if err := t.codec.Get(t, orderKey(asked.Number), &now); err != nil {
		return false, err
	}
	if now.Customer != asked.Customer || now.Paid != asked.Paid || !sameSale(&now, asked) {
		return false, nil
	}
	return true, t.Delete(retryKey(asked.Number))
}
