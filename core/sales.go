package core

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// Sales is the chapter of orders.
type Sales struct{ *shop }

// NewOrder is an order as it is taken at the counter. The discount comes off
// the sum of the items.
type NewOrder struct {
	Customer people.Ordinal
	Items    []sale.Line // Item, Quantity and Price, or as Catalogue.Line gives them
	Discount money.Amount
	Delivery money.Amount  // the fee for bringing it
	Paid     *money.Amount // what she pays now; nil is all of it
	Method   sale.Method   // how; "" is cash
	Tendered money.Amount  // of cash: what she hands over; 0 is not said
	At       time.Time     // zero is now
	By       staff.Number
	Note     string
	Asset    people.AssetNumber // the thing that it is about
	Answers  map[string]string  // to the questions of the intake form
	Work     bool               // there is work to do: it begins in the first state of the flow
	Due      time.Time          // until when it is promised to be ready; zero is not
	Why      string             // why it is promised though it is tight
	Key      string             // the caller's own: the same key twice is one order; "" is none
	Points   int64              // points that pay a part of it
	Codes    []string           // that are said, of promotions and coupons
	Channel  people.Channel     // how it came; "" is over the counter
	Quote    sale.QuoteNumber   // the quote that she takes up, instead of Items and Discount; 0 is none
}

// Placed is a recorded order with what the loyalty rule gave for it.
type Placed struct {
	Order sale.Order
	Again bool // the caller's key was used before: this is the order of then
	Award Award
	Waits bool   // the rule failed, and the order's points come once it works again
	Said  []Said // what came of each code
}

func orderKey(number sale.Number) record.Key {
	return record.In(record.Orders).Uint64(uint64(number))
}

func ordersOfKey(order *sale.Order) record.Key {
	return ordersOf(order.Customer).TimeDescending(order.At).Uint64(uint64(order.Number))
}

func ordersOf(customer people.Ordinal) record.Key {
	return record.In(record.OrdersOf).Uint32(uint32(customer))
}

func saleKey(order sale.ID) record.Key {
	return record.In(record.Unique).Byte(uniqueSale).Text(string(order[:]))
}

func importKey(key []byte) record.Key {
	return record.In(record.Unique).Byte(uniqueOrder).Text(string(key))
}

// takenBefore is placedBefore outside of a change.
func (s *Sales) takenBefore(ctx context.Context, key string, asked uint64) (known sale.Order, again bool, err error) {
	err = s.store.View(ctx, func(reader store.Reader) (err error) {
		known, again, err = s.placedBefore(reader, key, asked)
		return err
	})
	return known, again, readable(err)
}

// Add records an order and the points that it earns, in one transaction. A
// rule that faults costs no order: it is recorded without points and
// Award.Fault says why. One that answers is asked about waiting orders too.
func (s *Sales) Add(ctx context.Context, given NewOrder) (Placed, error) {
	asked, err := given.asked()
	if err != nil {
		return Placed{}, err
	}
	if known, again, err := s.takenBefore(ctx, given.Key, asked); err != nil || again {
		return Placed{Order: known, Again: again}, err
	}
	if given, err = s.quoted(ctx, given); err != nil {
		return Placed{}, err
	}
	if err := s.reviewHer(ctx, given.Customer); err != nil {
		return Placed{}, err
	}
	order, codes, err := s.draft(ctx, given)
	if err != nil {
		return Placed{}, err
	}
	order.Asked = asked
	placed, err := s.place(ctx, given, order, codes, s.award)
	for n := 1; errors.Is(err, errOvertaken); n++ {
		ask := s.award
		if n == overtakings {
			ask = func(context.Context, *sale.Order) (Award, error) { return Award{Fault: errOvertaken}, nil }
		}
		placed, err = s.place(ctx, given, order, codes, ask)
	}
	if err == nil && (placed.Award.Fault == nil || errors.Is(placed.Award.Fault, errOvertaken)) {
		s.retryByTheWay(ctx)
	}
	return placed, err
}

// place asks the rule and then writes the order. It is errOvertaken, and nothing
// is written, where another order came between.
func (s *Sales) place(ctx context.Context, given NewOrder, order sale.Order, codes tried, ask func(context.Context, *sale.Order) (Award, error)) (Placed, error) {
	earned, err := ask(ctx, &order)
	if err != nil {
		return Placed{}, err
	}
	placed := Placed{Said: codes.said}
	err = s.update(ctx, "order.add", func(t *tx) (err error) {
		if placed.Order, placed.Again, err = t.placedBefore(t, given.Key, order.Asked); err != nil || placed.Again {
			return err
		}
		placed.Order = order
		if err := t.completeOrder(&placed.Order, given); err != nil {
			return err
		}
		if err := t.addOrder(&placed.Order, t.orders.add); err != nil {
			return err
		}
		t.entry.Subject = Nota(placed.Order.Number)
		if err := t.useCodes(&placed.Order, given, codes); err != nil {
			return err
		}
		if err := t.takeUp(given.Quote, &placed.Order); err != nil {
			return err
		}
		if err := t.firstPayment(&placed.Order, given); err != nil {
			return err
		}
		if err := t.promiseOrder(&placed.Order, given); err != nil {
			return err
		}
		if err := t.pay(&placed.Order, given.By); err != nil {
			return err
		}
		if err := t.referral(&placed.Order); err != nil {
			return err
		}
		if err := t.bounce(nil, &placed.Order); err != nil {
			return err
		}
		return t.reward(&placed.Order, earned, true)
	})
	placed.Award, placed.Waits = earned, s.waits(earned.Fault)
	return placed, err
}

// award asks the loyalty rule about an order under the number that it will get,
// with no transaction open. The error is the store's; a rule that faults is in
// Award.Fault.
func (s *Sales) award(ctx context.Context, order *sale.Order) (Award, error) {
	question, asked := newQuestion(s.shop), *order
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		if asked.Number, err = question.next(reader); err != nil {
			return err
		}
		return question.addKnown(reader, order.Customer, &asked)
	})
	if err != nil {
		return Award{}, readable(err)
	}
	awards, fault := question.ask(ctx)
	if fault != nil {
		return Award{Fault: fault, asked: asked.Number}, nil
	}
	return awards[0], nil
}

func (s *Sales) draft(ctx context.Context, given NewOrder) (order sale.Order, codes tried, err error) {
	if given.At.IsZero() {
		given.At = s.clock.Now()
	}
	made, err := id.New(given.At, s.entropy)
	if err != nil {
		return order, codes, err
	}
	if len(given.Items) == 0 {
		return order, codes, fault.Invalid("item", "an order needs at least one item")
	}
	if err := counterLines(given.Items); err != nil {
		return order, codes, err
	}
	order = sale.Order{
		ID: sale.ID(made), Customer: given.Customer, At: given.At.UTC(),
		Lines: slices.Clone(given.Items), Discount: given.Discount, Delivery: given.Delivery,
		By: given.By, Note: people.TidyLines(given.Note), Asset: given.Asset,
	}
	if given.Key != "" {
		order.Key = orderKeyOf(given.Key)
	}
	if codes, err = s.sayCodes(ctx, &order, given); err != nil {
		return order, codes, err
	}
	if err := s.priced(ctx, &order, given); err != nil {
		return order, codes, err
	}
	if err := s.payNow(ctx, &order, given); err != nil {
		return order, codes, err
	}
	if err := s.tendered(given.Tendered, given.Method, order.Paid); err != nil {
		return order, codes, err
	}
	if err := order.Check(); err != nil {
		return order, codes, err
	}
	if given.Quote != 0 {
		return order, codes, nil
	}
	return order, codes, s.mayDiscount(ctx, given.Customer, given.Discount, goods(&order))
}

// counterLines refuses lines at the counter that have no name or no quantity.
func counterLines(lines []sale.Line) error {
	for _, line := range lines {
		if people.Tidy(line.Item) == "" {
			return fault.Invalid("item", "has no name")
		}
		if line.Quantity < 1 && line.Milli < 1 {
			return fault.Invalid("quantity", "of %s is not above nothing", line.Item)
		}
	}
	return nil
}

// orderShelf is where orders lie: the days on which their customers came
// follow from them.
func orderShelf() *shelf[sale.Order] {
	return &shelf[sale.Order]{
		space: record.Orders, word: "order", mark: "N-", digits: 6,
		number: func(o *sale.Order) uint64 { return uint64(o.Number) },
		keys:   orderIndex,
		follow: (*tx).followOrder,
		revive: (*tx).reviveOrder,
	}
}

// addOrder gives the order its number and writes it with its index and its
// day in the customer's past.
func (t *tx) addOrder(order *sale.Order, add func(*tx, *sale.Order) error) error {
	t.counters.Orders++
	order.Number = t.counters.Orders
	return add(t, order)
}

// followOrder moves an order's day in its customer's past, and forgets how a
// thing is unlocked that she has taken back.
func (t *tx) followOrder(before, after *sale.Order) error {
	if before != nil && before.Counts() {
		was, err := t.past(before.Customer)
		if err != nil {
			return err
		}
		visits, ok := was.visits.Remove(clock.DayOf(before.At, t.zone), before.Net())
		if !ok {
			return fault.Internal("order %s is not in its customer's history; run raja check", Nota(before.Number))
		}
		was.visits = visits
	}
	if before != nil && after != nil && before.TakenAt.IsZero() && !after.TakenAt.IsZero() {
		if err := t.handBack(after); err != nil {
			return err
		}
	}
	if after == nil || !after.Counts() {
		return nil
	}
	now, err := t.past(after.Customer)
	if err == nil {
		now.visits = now.visits.Add(clock.DayOf(after.At, t.zone), after.Net())
	}
	return err
}

// replaceOrder writes a changed order over the one that is there. One that is
// somebody else's or of another day takes back the points that followed.
func (t *tx) replaceOrder(known, order *sale.Order) error {
	if known.Customer != order.Customer || !known.At.Equal(order.At) {
		if err := t.reverse(known); err != nil {
			return err
		}
	}
	order.ID, order.Number = known.ID, known.Number
	return t.orders.put(t, order)
}

// reviveOrder lets the rule be asked anew about what an undo brought back; what
// earns nothing any more, or is another's, gives its points back at once.
func (t *tx) reviveOrder(now, then *sale.Order) error {
	if now != nil && then != nil && now.Cancelled && !then.Cancelled && then.Points > 0 {
		return fault.Forbidden("entry", "cancelled %s, and the points that paid a part of it went back; record it anew instead", Nota(then.Number))
	}
	if now != nil && (then == nil || earning(then) == 0 || now.Customer != then.Customer || !now.At.Equal(then.At)) {
		if err := t.reverse(now); err != nil {
			return err
		}
	}
	if now != nil && then != nil && earning(then) < earning(now) {
		if err := t.loses(then); err != nil {
			return err
		}
	}
	if then == nil || earning(then) == 0 {
		return nil
	}
	return t.codec.Put(t, retryKey(then.Number), uint64(0))
}

// Doubts are what looks like a slip of lines that are sold or offered.
func (s *Sales) Doubts(ctx context.Context, lines []sale.Line) ([]fault.Warning, error) {
	var all []fault.Warning
	err := s.store.View(ctx, func(reader store.Reader) error {
		all = sale.Doubts(lines)
		for i, line := range lines {
			if line.Offer == 0 || sold(lines[:i], line.Offer) {
				continue
			}
			item, err := s.items.read(s.shop, reader, uint64(line.Offer))
			if err != nil {
				return err
			}
			all = append(all, item.Doubts()...)
		}
		return nil
	})
	return all, readable(err)
}

// Get returns an order by its number.
func (s *Sales) Get(ctx context.Context, number sale.Number) (sale.Order, error) {
	var order sale.Order
	err := s.store.View(ctx, func(reader store.Reader) error {
		return s.codec.Get(reader, orderKey(number), &order)
	})
	if errors.Is(err, store.ErrNotFound) {
		return order, fault.NotFound("order", "there is no order %s", Nota(number))
	}
	return order, readable(err)
}

// Latest returns up to limit orders of the shop, those recorded last first, and
// the cursor of the next page, "" after the last.
func (s *Sales) Latest(ctx context.Context, after string, limit int) ([]sale.Order, string, error) {
	return pageOf(ctx, s.shop, s.orders, record.In(record.Orders), page{After: after, Limit: limit, Back: true})
}

// Of returns up to limit orders of a customer, newest first, and the cursor
// of the next page, "" after the last.
func (s *Sales) Of(ctx context.Context, customer people.Ordinal, after string, limit int) ([]sale.Order, string, error) {
	var (
		orders []sale.Order
		next   string
	)
	err := s.store.View(ctx, func(reader store.Reader) error {
		numbers, more, err := s.ofCustomer(reader, customer, ordersOf, page{After: after, Limit: limit})
		if err != nil {
			return err
		}
		orders, next = make([]sale.Order, len(numbers)), more
		for i, number := range numbers {
			if orders[i], err = s.orders.read(s.shop, reader, number); err != nil {
				return err
			}
		}
		return nil
	})
	return orders, next, readable(err)
}
