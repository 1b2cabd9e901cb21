package core

import (
	"math"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Segments count what a customer ordered; what earns points and tiers is what
// she has paid. The loyalty rule is asked about her past without the orders of
// which she owes something.

// unpaid are the orders of which a customer owes something.
func (s *shop) unpaid(reader store.Reader, customer people.Ordinal) ([]sale.Order, error) {
	numbers, _, err := s.ofCustomer(reader, customer, owedBy, page{Limit: math.MaxInt - 1})
	if err != nil {
		return nil, err
	}
	orders := make([]sale.Order, len(numbers))
	for i, number := range numbers {
		if orders[i], err = s.orders.read(s, reader, number); err != nil {
			return nil, err
		}
	}
	return orders, nil
}

// owing are those orders by customer, of everybody who owes something.
func (s *shop) owing(reader store.Reader) (map[people.Ordinal][]sale.Order, error) {
	by := map[people.Ordinal][]sale.Order{}
	for kv, err := range reader.Range(store.Range{Prefix: inList(listOwed), KeyOnly: true}) {
		if err != nil {
			return nil, err
		}
		order, err := s.orders.read(s, reader, record.Tail64(kv.Key))
		if err != nil {
			return nil, err
		}
		buyer, err := s.currently(reader, order.Customer)
		if err != nil {
			return nil, err
		}
		by[buyer] = append(by[buyer], order)
	}
	return by, nil
}

// paidFacts are a customer's facts on a day without the orders that she owes,
// with what counts for her tier from the first day that does.
func (s *shop) paidFacts(reader store.Reader, customer people.Ordinal, day clock.Day, owed []sale.Order, by loyalty.Tiers, from clock.Day) (abi.Facts, error) {
	row, err := s.factsOn(reader, customer, day, s.business.Window)
	known := new(past)
	if err == nil && (len(owed) > 0 || !inFacts(by)) {
		known, err = readPast(reader, customer)
	}
	if err != nil {
		return row, err
	}
	known.without(owed, s)
	if len(owed) > 0 {
		known.fill(&row, day, s.business.Window)
	}
	earned, err := s.earnings(reader, customer, by)
	qualify(&row, known.visits, s.earnedIn(earned, from, day, nil), by, day, from)
	return row, err
}

// without takes orders out of a past.
func (p *past) without(orders []sale.Order, s *shop) {
	for i := range orders {
		if visits, was := p.visits.Remove(clock.DayOf(orders[i].At, s.zone), orders[i].Net()); was {
			p.visits = visits
		}
	}
}
