package core

import (
	"context"
	"math"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Debts are what customers owe, by age.
type Debts struct {
	Total   money.Amount
	Buckets []sale.Bucket
	Orders  []sale.Order // oldest first, up to the limit asked for
}

// Debts counts what a customer owes, 0 for all of them, and lists up to limit
// orders.
func (p *Payments) Debts(ctx context.Context, customer people.Ordinal, limit int) (Debts, error) {
	var found Debts
	err := p.store.View(ctx, func(reader store.Reader) error {
		found = Debts{Buckets: sale.Ages()}
		everything := page{Limit: math.MaxInt - 1}
		if customer == 0 {
			numbers, _, err := everything.read(reader, inList(listOwed))
			if err != nil {
				return err
			}
			return p.addDebts(reader, numbers, limit, &found)
		}
		numbers, _, err := p.ofCustomer(reader, customer, owedBy, everything)
		if err != nil {
			return err
		}
		return p.addDebts(reader, numbers, limit, &found)
	})
	return found, readable(err)
}

func owedBy(customer people.Ordinal) record.Key { return inList(listOwedBy).Uint32(uint32(customer)) }

func (p *Payments) addDebts(reader store.Reader, numbers []uint64, limit int, found *Debts) error {
	for _, number := range numbers {
		order, err := p.orders.read(p.shop, reader, number)
		if err != nil {
			return err
		}
		sum, fits := money.Add(found.Total, order.Owed())
		if !fits {
			return fault.Internal("debts sum to more than Raja can count")
		}
		found.Total = sum
		sale.Age(found.Buckets, int(p.Today()-clock.DayOf(order.At, p.zone)), order.Owed())
		if len(found.Orders) < limit {
			found.Orders = append(found.Orders, order)
		}
	}
	return nil
}

// Till is what came in and went out by each method from an instant up to
// another.
type Till map[sale.Method]InOut

// InOut is money in and out.
type InOut struct{ In, Out money.Amount }

// Till sums the payments of a time by method: what should be in the drawer.
func (p *Payments) Till(ctx context.Context, from, to time.Time) (Till, error) {
	var sums Till
	err := p.store.View(ctx, func(reader store.Reader) error {
		sums = Till{}
		picked := store.Range{
			Prefix: inList(listMoney), KeyOnly: true,
			From: inList(listMoney).TimeDescending(to.Add(-1)), To: inList(listMoney).TimeDescending(from.Add(-1)),
		}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			one, err := p.payments.read(p.shop, reader, record.Tail64(kv.Key))
			if err != nil {
				return err
			}
			flow := sums[one.Method]
			if one.Kind == sale.Paid || one.Kind == sale.TopUp || one.Kind == sale.Spent {
				flow.In += one.Amount
			} else {
				flow.Out += one.Amount
			}
			sums[one.Method] = flow
		}
		return nil
	})
	return sums, readable(err)
}
