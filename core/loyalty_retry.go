package core

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

const (
	// retryFaults is how many orders may fail again before the rest waits on.
	retryFaults = 3
	// retrySlice is how many answered orders one transaction writes.
	retrySlice = 32
	// retryAtOnce is how many orders are tried again by the way, while somebody
	// waits for something else.
	retryAtOnce = 1000
	// retryPatience is how long an order that failed again is left alone by
	// what tries by itself.
	retryPatience = time.Hour
)

// Retried is the outcome of asking about waiting orders again.
type Retried struct {
	Answered int   // orders that have their points now
	Refused  int   // orders whose answer cannot be taken: they wait on, until the rule is repaired or replaced
	Waiting  int   // orders that still wait, these among them
	Fault    error // why the first one that failed did, nil when none failed
}

// Retry asks the loyalty rule about every order that waits. The points count
// from the order's own day. It stops after three orders that fail again, which
// an answer that is refused does as well, or
// while the rule is paused; the next time begins with those not tried yet. Tiers
// that wait to be taken back are looked at behind them.
func (l *Loyalty) Retry(ctx context.Context) (Retried, error) {
	waiting, err := l.waiting(ctx, 0)
	if err != nil {
		return Retried{}, err
	}
	return l.retryAll(ctx, waiting)
}

// RetryDue is Retry for who does it by the way: a bounded number of orders, and
// none that failed again within the last hour.
func (l *Loyalty) RetryDue(ctx context.Context) (Retried, error) {
	waiting, err := l.waiting(ctx, retryAtOnce)
	if err != nil {
		return Retried{}, err
	}
	now := l.clock.Now()
	return l.retryAll(ctx, slices.DeleteFunc(waiting, func(one waitingOrder) bool { return now.Sub(one.tried).Abs() < retryPatience }))
}

func (s *shop) retryAll(ctx context.Context, waiting []waitingOrder) (done Retried, err error) {
	if len(waiting) > 0 {
		done, err = s.retry(ctx, waiting)
	}
	return done, errors.Join(err, s.revokeDue(ctx))
}

// retrying is one pass over waiting orders.
type retrying struct {
	*shop
	done     Retried
	answered []answered
	buyers   map[people.Ordinal]bool // of the answered ones
	failed   []sale.Number
}

// answered is an order with what the rule says of it now.
type answered struct {
	order sale.Order
	award Award
}

func (s *shop) retry(ctx context.Context, waiting []waitingOrder) (Retried, error) {
	r := &retrying{shop: s, buyers: map[people.Ordinal]bool{}}
	for _, one := range waiting {
		goes, err := r.try(ctx, one.number)
		if err != nil {
			return r.done, err
		}
		if !goes {
			break
		}
	}
	if err := errors.Join(r.write(ctx), r.putBehind(ctx)); err != nil {
		return r.done, err
	}
	left, err := s.waiting(ctx, 0)
	r.done.Waiting = len(left)
	return r.done, err
}

// try asks about one order; false means that the rule is not to be asked on.
func (r *retrying) try(ctx context.Context, number sale.Number) (bool, error) {
	order, err := (&Sales{r.shop}).Get(ctx, number)
	if err != nil {
		return false, err
	}
	if len(r.answered) == retrySlice || r.buyers[order.Customer] { // what she earned before counts
		if err := r.write(ctx); err != nil {
			return false, err
		}
	}
	question := newQuestion(r.shop)
	err = r.store.View(ctx, func(reader store.Reader) error { return question.addStanding(reader, &order) })
	if err != nil {
		return false, readable(err)
	}
	awards, err := question.ask(ctx)
	if err == nil {
		err = awards[0].Fault
	}
	switch {
	case ctx.Err() != nil:
		return false, readable(ctx.Err())
	case err != nil:
		r.done.Fault = cmp.Or(r.done.Fault, err)
		refused := errors.As(err, new(plugin.Refusal))
		if !refused && !errors.As(err, new(*plugin.Fault)) {
			return false, nil // paused, broken or gone: no order's fault
		}
		if refused {
			r.done.Refused++
		}
		r.failed = append(r.failed, number)
		return len(r.failed) < retryFaults, nil
	}
	r.answered = append(r.answered, answered{order, awards[0]})
	r.buyers[order.Customer] = true
	return true, nil
}

// write gives the answered orders their points.
func (r *retrying) write(ctx context.Context) error {
	if len(r.answered) == 0 {
		return nil
	}
	var given int
	err := r.update(ctx, "loyalty.retry", func(t *tx) error {
		given = 0
		t.entry.Subject = span(r.answered[0].order.Number, r.answered[len(r.answered)-1].order.Number)
		for i := range r.answered {
			one := &r.answered[i]
			still, err := t.stillWaits(&one.order)
			if err != nil {
				return err
			}
			if !still {
				continue
			}
			given++
			if err := t.accrue(&one.order, one.award, false); err != nil {
				return err
			}
		}
		return nil
	})
	r.done.Answered += given
	if err == nil {
		for i := range r.answered { // none is left out because another one's failed
			err = errors.Join(err, r.revoke(ctx, r.answered[i].order.Number))
		}
	}
	r.answered = nil
	clear(r.buyers)
	return err
}

// putBehind notes when orders were asked about in vain: the others go first.
func (r *retrying) putBehind(ctx context.Context) error {
	if len(r.failed) == 0 {
		return nil
	}
	return r.update(ctx, "loyalty.wait", func(t *tx) error {
		t.entry.Subject = span(r.failed[0], r.failed[len(r.failed)-1])
		for _, number := range r.failed {
			if err := t.codec.Put(t, retryKey(number), uint64(t.clock.Now().Unix())); err != nil {
				return err
			}
		}
		return nil
	})
}

// span names orders from the first to the last.
func span(first, last sale.Number) string {
	if first == last {
		return Nota(first)
	}
	return Nota(first) + " to " + Nota(last)
}

// retryByTheWay tries waiting orders again after something made the rule likely
// to work. What it cannot do waits on; it is nobody's error.
func (s *shop) retryByTheWay(ctx context.Context) {
	_, _ = (&Loyalty{s}).RetryDue(ctx)
}
