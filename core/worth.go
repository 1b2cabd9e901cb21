package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/worth"
)

// Worth is the chapter of when customers are expected again and what they are
// worth. All of it is computed from their orders when it is asked for.
type Worth struct{ *shop }

// Value is what a customer is worth.
type Value struct {
	worth.Figures
	worth.Estimate
	Visits int
}

// Of returns what a customer was worth and may be. An internal customer, and
// one without orders, is worth nothing yet: Orders is then 0.
func (w *Worth) Of(ctx context.Context, customer people.Ordinal) (Value, error) {
	var value Value
	err := w.store.View(ctx, func(reader store.Reader) error {
		value = Value{}
		known, err := w.read(reader, customer)
		if err != nil || known.Kind != people.External {
			return err
		}
		if value.Figures, err = w.figures(reader, customer); err != nil || value.Orders == 0 {
			return err
		}
		from, err := readPast(reader, customer)
		if err != nil {
			return err
		}
		value.Visits = len(from.visits.Window(w.Today(), 0))
		if value.Visits < worth.EstimateVisits {
			return nil
		}
		others, err := w.habits(ctx, reader)
		value.Estimate = value.Figures.Estimate(w.Today(), others.retention)
		return err
	})
	return value, readable(err)
}

// figures adds up a customer's orders until today, each with the cost that
// held when it was made.
func (w *Worth) figures(reader store.Reader, customer people.Ordinal) (worth.Figures, error) {
	var sum worth.Figures
	err := w.each(reader, customer, ordersOf, func(kv store.KV) error {
		var order sale.Order
		if err := w.codec.Get(reader, orderKey(sale.Number(record.Tail64(kv.Key))), &order); err != nil {
			return err
		}
		day := clock.DayOf(order.At, w.zone)
		if !order.Counts() || day > w.Today() {
			return nil
		}
		if sum.Orders == 0 || day < sum.First {
			sum.First = day
		}
		sum.Orders++
		sum.Net += order.Net()
		return w.addCost(reader, &order, &sum)
	})
	return sum, err
}

// addCost adds the cost of an order when that of every line is known; what was
// given back cost nothing.
func (w *Worth) addCost(reader store.Reader, order *sale.Order, sum *worth.Figures) error {
	var spent money.Amount
	for i := range order.Lines {
		line := &order.Lines[i]
		if line.Offer == 0 {
			return nil
		}
		price, err := w.price(reader, line.Offer, "", order.At)
		if fault.KindOf(err) == fault.KindNotFound || (err == nil && price.Cost == 0) {
			return nil
		}
		if err != nil {
			return err
		}
		cost, fits := money.TimesMilli(price.Cost, max(line.Thousandths()-line.BackMilli, 0))
		if !fits {
			return nil
		}
		spent += cost
	}
	if len(order.Lines) > 0 {
		sum.Known, sum.Cost = sum.Known+order.Net(), sum.Cost+spent
	}
	return nil
}

// Next returns when a customer is expected again. Last is 0 for one who never
// came and for an internal one: nobody is expected then.
func (w *Worth) Next(ctx context.Context, customer people.Ordinal) (worth.Next, error) {
	var next worth.Next
	err := w.store.View(ctx, func(reader store.Reader) error {
		known, err := w.read(reader, customer)
		if err != nil || known.Kind != people.External {
			return err
		}
		from, err := readPast(reader, customer)
		if err != nil {
			return err
		}
		next, err = w.expect(ctx, reader, customer, from, &fallbacks{})
		return err
	})
	return next, readable(err)
}

// fallbacks are what stands in for a rhythm of her own, read when the first
// customer needs it.
type fallbacks struct {
	read  bool
	shop  worth.Rhythm
	cares map[sale.ItemNumber]int
}

func (w *Worth) expect(ctx context.Context, reader store.Reader, customer people.Ordinal, from *past, other *fallbacks) (worth.Next, error) {
	visits := from.visits.Window(w.Today(), 0)
	if len(visits) == 0 {
		return worth.Next{}, nil
	}
	days := daysOf(visits)
	if len(days) >= worth.RhythmVisits {
		return worth.Expect(days, w.Today(), 0, 0), nil
	}
	if !other.read {
		others, err := w.habits(ctx, reader)
		if err != nil {
			return worth.Next{}, err
		}
		if other.cares, err = w.cares(reader); err != nil {
			return worth.Next{}, err
		}
		other.shop = others.rhythm
		other.read = true
	}
	item, err := w.careOf(reader, customer, other.cares)
	return worth.Expect(days, w.Today(), item, other.shop), err
}

func daysOf(visits sale.History) []clock.Day {
	days := make([]clock.Day, len(visits))
	for i, visit := range visits {
		days[i] = visit.Day
	}
	return days
}

// cares are the items that are needed again after some days.
func (w *Worth) cares(reader store.Reader) (map[sale.ItemNumber]int, error) {
	cares := map[sale.ItemNumber]int{}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Items)}) {
		if err != nil {
			return nil, err
		}
		var item sale.Item
		if err := w.codec.Unmarshal(kv.Key, kv.Value, &item); err != nil {
			return nil, err
		}
		if item.CareDays > 0 {
			cares[item.Number] = item.CareDays
		}
	}
	return cares, nil
}

// careOf is the shortest of the days that what she bought last usually lasts,
// 0 when nobody said how long.
func (w *Worth) careOf(reader store.Reader, customer people.Ordinal, cares map[sale.ItemNumber]int) (int, error) {
	if len(cares) == 0 {
		return 0, nil
	}
	var last sale.Order
	err := w.each(reader, customer, ordersOf, func(kv store.KV) error {
		var order sale.Order
		if err := w.codec.Get(reader, orderKey(sale.Number(record.Tail64(kv.Key))), &order); err != nil {
			return err
		}
		if order.Counts() && order.At.After(last.At) && clock.DayOf(order.At, w.zone) <= w.Today() {
			last = order
		}
		return nil
	})
	shortest := 0
	for i := range last.Lines {
		if days := cares[last.Lines[i].Offer]; days > 0 && (shortest == 0 || days < shortest) {
			shortest = days
		}
	}
	return shortest, err
}

// Overdue is one customer beyond her day.
type Overdue struct {
	Customer people.Ordinal
	worth.Next
}

// OverdueList is who is beyond her day.
type OverdueList struct {
	Due, AtRisk int // all of them, by state
	Customers   []Overdue
}

// Overdue returns up to limit external customers who are beyond one and a half
// times their rhythm, those who have just missed their day first: they are the
// most likely to come when they are called. It reads everybody's visits.
func (w *Worth) Overdue(ctx context.Context, limit int, progress func(done, total int)) (OverdueList, error) {
	var list OverdueList
	total, done := int(w.population(ctx)), 0
	err := w.store.View(ctx, func(reader store.Reader) error {
		list = OverdueList{}
		other, pasts := &fallbacks{}, walkPasts(reader)
		defer pasts.stop()
		return w.walkFacts(ctx, reader, w.Today(), w.business.Window, func(batch factsBatch) error {
			for _, row := range batch.each {
				if row.VisitsTotal == 0 {
					continue
				}
				ordinal := people.Ordinal(row.Ordinal)
				from, err := pasts.past(ordinal)
				if err != nil {
					return err
				}
				next, err := w.expect(ctx, reader, ordinal, from, other)
				if err != nil {
					return err
				}
				list.add(Overdue{ordinal, next})
			}
			if done += len(batch.each); progress != nil {
				progress(done, total)
			}
			return nil
		})
	})
	slices.SortStableFunc(list.Customers, func(a, b Overdue) int {
		// as fractions, exactly: since/rhythm
		return cmp.Compare(int64(a.Since)*int64(b.Rhythm), int64(b.Since)*int64(a.Rhythm))
	})
	list.Customers = list.Customers[:min(max(limit, 0), len(list.Customers))]
	return list, readable(err)
}

func (l *OverdueList) add(one Overdue) {
	switch one.State() {
	case worth.Due:
		l.Due++
	case worth.AtRisk:
		l.AtRisk++
	default:
		return
	}
	l.Customers = append(l.Customers, one)
}
