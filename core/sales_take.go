package core

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// What belongs to taking an order at the counter beside its lines.

// orderKeyOf is the exact key of an order whose caller gave one of her own; an
// import's keys begin with other letters.
func orderKeyOf(key string) []byte { return append([]byte{'k'}, key...) }

// placedBefore reads the order that was taken with the same key of the
// caller's own before: a double click is one order. A key that comes with
// something else is a conflict.
func (s *shop) placedBefore(reader store.Reader, key string, asked uint64) (known sale.Order, again bool, err error) {
	if key == "" {
		return known, false, nil
	}
	if len(key) >= sale.MaxText {
		return known, false, fault.Invalid("key", "is longer than %d bytes", sale.MaxText-1)
	}
	var number uint64
	err = s.codec.Get(reader, importKey(orderKeyOf(key)), &number)
	if errors.Is(err, store.ErrNotFound) {
		return known, false, nil
	}
	if err != nil {
		return known, false, err
	}
	if known, err = s.orders.read(s, reader, number); err != nil {
		return known, false, err
	}
	if known.Asked != asked {
		return known, false, fault.Conflict("key", "was used for another order, %s; a new order needs a key of its own", Nota(known.Number))
	}
	return known, true, nil
}

// asked is a digest of what an order asks for, 0 where it has no key. When it
// was said, and until when it is promised, differ between two clicks.
func (n *NewOrder) asked() (uint64, error) {
	if n.Key == "" {
		return 0, nil
	}
	one := *n
	one.At, one.Due = time.Time{}, time.Time{}
	raw, err := json.Marshal(one)
	if err != nil {
		return 0, err
	}
	digest := sha256.Sum256(raw)
	return binary.BigEndian.Uint64(digest[:]), nil
}

// completeOrder checks what an order names, its answers to the intake form,
// and lets its work begin.
func (t *tx) completeOrder(order *sale.Order, given NewOrder) error {
	if _, err := t.read(t, order.Customer); err != nil {
		return err
	}
	if err := t.working("by", order.By); err != nil {
		return err
	}
	if order.Asset != 0 {
		if _, err := t.assets.read(t.shop, t, uint64(order.Asset)); err != nil {
			return err
		}
	}
	items := lo.Map(order.Lines, func(line sale.Line, _ int) sale.ItemNumber { return line.Offer })
	form, err := t.formFor(t, items)
	if err != nil {
		return err
	}
	if order.Answers, err = form.Accept(given.Answers); err != nil {
		return err
	}
	if len(order.Answers) > 0 {
		order.Form = form.Version
	}
	if !given.Work {
		return nil
	}
	known, err := t.workshop(t)
	if err != nil {
		return err
	}
	return order.Move(known.Flow, known.Flow[0].Code, order.By, t.clock.Now())
}

// firstPayment notes what was paid when the order was taken.
func (t *tx) firstPayment(order *sale.Order, given NewOrder) error {
	if order.Paid == 0 {
		return nil
	}
	made := sale.Payment{
		Kind: sale.Paid, Customer: order.Customer, Order: order.Number, Amount: order.Paid, Method: given.Method, At: t.clock.Now(), By: order.By,
	}
	if made.Method == "" {
		made.Method = sale.Cash
	}
	if made.Method == sale.Wallet {
		made.Kind = sale.Spent
		if err := t.wallet(order.Customer, made.Amount); err != nil {
			return err
		}
	}
	return t.addPayment(&made)
}

// payNow fills in what is paid at once: all of it, which cash rounds as the shop
// does, or a part, which must be one that coins make. A sum that is all of it,
// before or after rounding, settles the order.
func (s *Sales) payNow(ctx context.Context, order *sale.Order, given NewOrder) error {
	order.Paid = order.Payable()
	if given.Paid != nil {
		order.Paid = *given.Paid
	}
	if given.Method != "" && given.Method != sale.Cash {
		return nil
	}
	known, err := s.Workshop(ctx)
	if err != nil {
		return err
	}
	all, step := order.Payable(), known.RoundTo
	rounding := sale.Rounding(all, step)
	if given.Paid == nil || (order.Paid > 0 && (order.Paid == all || order.Paid == all+rounding)) {
		order.Paid, order.Rounding, order.RoundTo = all+rounding, rounding, step
		return nil
	}
	return sale.WholeCash("pay", order.Paid, step, s.business.Currency)
}

// promiseOrder promises until when an order is ready.
func (t *tx) promiseOrder(order *sale.Order, given NewOrder) error {
	if given.Due.IsZero() {
		return nil
	}
	subject := t.entry.Subject
	names := make([]string, len(order.Lines))
	for i, line := range order.Lines {
		names[i] = line.Item
	}
	text := strings.Join(names, ", ")
	_, err := t.makePromise(NewPromise{
		Customer: order.Customer, Kind: promise.Ready, Text: text[:min(len(text), people.MaxNote)], About: subject, Due: given.Due, By: order.By, Why: given.Why,
	})
	t.entry.Subject = subject
	return err
}

// priced settles an order's sums; points take off what they are worth.
func (s *Sales) priced(ctx context.Context, order *sale.Order, given NewOrder) error {
	if err := order.Settle(); err != nil || given.Points == 0 {
		return err
	}
	program, err := (&Loyalty{s.shop}).Program(ctx)
	if err != nil {
		return err
	}
	if program.Worth == 0 {
		return fault.Conflict("points", "take nothing off an order here; say first what a point is worth")
	}
	off, fits := money.Times(program.Worth, given.Points)
	if given.Points < 0 || !fits || off > order.Total {
		return fault.Invalid("points", "are below zero or worth more than the order, which is %s", s.business.Currency.Plain(order.Total))
	}
	order.Points, order.Off, order.Unearned = given.Points, off, !program.Together
	order.Discount += off
	return order.Settle()
}
