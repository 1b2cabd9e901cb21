package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// An order whose points the rule could not give waits here until the rule
// works again, unless the owner's policy lets such points go.

func retryKey(number sale.Number) record.Key {
	return record.In(record.Retries).Uint64(uint64(number))
}

// retrySlice is how many waiting orders are tried at once.
const retrySlice = 100

// queue makes an order wait for its points, as the policy of the rule says. An
// answer that was refused is the rule's last word: asking again gives the same.
func (t *tx) queue(order *sale.Order, why error) error {
	var refused plugin.Refusal
	if errors.As(why, &refused) || t.rules.policy("loyalty") != policyQueue {
		return nil
	}
	return t.Set(retryKey(order.Number), nil)
}

// Retry asks the loyalty rule about the orders that wait, and returns how many
// got their answer. The points count from the order's own day.
func (l *Loyalty) Retry(ctx context.Context) (int, error) {
	done, failed := 0, 0
	for after := sale.Number(0); failed < retryFaults; {
		waiting, err := l.waiting(ctx, after)
		if err != nil || len(waiting) == 0 {
			return done, err
		}
		for i := range waiting {
			answered, err := l.retry(ctx, &waiting[i])
			switch {
			case err != nil:
				return done, err
			case answered:
				done++
			default:
				failed++
			}
			after = waiting[i].Number
		}
	}
	return done, nil
}

// retryFaults is how many orders may fail again before the rest waits on.
const retryFaults = 3

// waiting returns the first orders that wait, behind one.
func (l *Loyalty) waiting(ctx context.Context, after sale.Number) ([]sale.Order, error) {
	var orders []sale.Order
	picked := store.Range{Prefix: record.In(record.Retries), From: retryKey(after + 1), KeyOnly: true, Limit: retrySlice}
	err := l.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			var order sale.Order
			if err := l.codec.Get(reader, orderKey(sale.Number(record.Tail64(kv.Key))), &order); err != nil {
				return err
			}
			orders = append(orders, order)
		}
		return nil
	})
	return orders, readable(err)
}

// retry asks about one order. While the rule still fails, nothing changes.
func (l *Loyalty) retry(ctx context.Context, order *sale.Order) (bool, error) {
	question := newQuestion(l.shop)
	err := l.store.View(ctx, func(reader store.Reader) error { return question.addStanding(reader, order) })
	if err != nil {
		return false, readable(err)
	}
	awards, err := question.ask(ctx)
	if err != nil {
		return false, nil //nolint:nilerr // the rule still fails: the order waits on
	}
	err = l.update(ctx, "loyalty.retry", func(t *tx) error {
		t.entry.Subject = Nota(order.Number)
		if _, err := t.Get(retryKey(order.Number)); errors.Is(err, store.ErrNotFound) {
			return nil // somebody else was faster
		}
		if err := t.Delete(retryKey(order.Number)); err != nil || awards[0].Fault != nil {
			return err
		}
		step, err := t.nextStep(order)
		if err != nil {
			return err
		}
		return t.accrue(order, step, awards[0])
	})
	return err == nil, err
}
