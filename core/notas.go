package core

import (
	"context"

	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/receipt"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Nota returns what is printed for an order, in "id" or "en". A reprint says
// what was sold then, at the prices of then.
func (s *Sales) Nota(ctx context.Context, number sale.Number, lang string, again bool) (*receipt.Nota, error) {
	var (
		order  sale.Order
		who    string
		points int64
		due    string
		ways   []sale.Way
	)
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		if order, err = s.orders.read(s.shop, reader, uint64(number)); err != nil {
			return err
		}
		root, err := s.currently(reader, order.Customer)
		if err != nil {
			return err
		}
		known, err := s.read(reader, root)
		if err != nil {
			return err
		}
		if who = known.Called(); lang == "id" {
			who = known.Addressed()
		}
		past, err := readPast(reader, root)
		if err != nil {
			return err
		}
		points = int64(past.lots.Balance(s.Today()))
		paid, err := s.paidFor(reader, number)
		if err != nil {
			return err
		}
		ways = sale.PaidBy(paid)
		due, err = s.promisedFor(reader, Nota(number))
		return err
	})
	if err != nil {
		return nil, readable(err)
	}
	return &receipt.Nota{
		Shop: s.business.Name, Number: Nota(number), Order: &order, Customer: who, Points: points, Promise: due, Ways: ways,
		Zone: s.zone, Currency: s.business.Currency, Lang: lang, Copy: again,
	}, nil
}

// promisedFor is until when a record is promised, "" when nothing is.
func (s *shop) promisedFor(reader store.Reader, code string) (string, error) {
	numbers, _, err := page{Limit: maxOfOne}.read(reader, promisesAbout(code))
	if err != nil {
		return "", err
	}
	for _, number := range numbers {
		one, err := s.promises.read(s, reader, number)
		if err != nil {
			return "", err
		}
		if one.Kind == promise.Ready && one.Status == promise.Open {
			return one.Due.In(s.zone).Format("02-01-2006 15:04"), nil
		}
	}
	return "", nil
}
