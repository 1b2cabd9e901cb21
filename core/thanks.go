package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// thankFrom is how long after an order was paid thanks are due.
const thankFrom = 24 * time.Hour

// Thanks prepares a thank-you for every order that was paid lately and has
// none yet, and returns how many. It may run as often as one likes.
func (m *Messages) Thanks(ctx context.Context) (int, error) {
	due, err := m.unthanked(ctx)
	if err != nil {
		return 0, err
	}
	count := 0
	for _, one := range due {
		total := m.business.Currency.Text(one.Payable(), "id")
		_, err := m.Prepare(ctx, NewMessage{
			Customer: one.Customer, Purpose: outreach.ThankYou, About: Nota(one.Number),
			Values: map[string]string{"nota": Nota(one.Number), "total": total},
		})
		if fault.KindOf(err) == fault.KindForbidden {
			continue
		}
		if err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

func (m *Messages) unthanked(ctx context.Context) ([]sale.Order, error) {
	var due []sale.Order
	err := m.store.View(ctx, func(reader store.Reader) error {
		due = nil
		now := m.clock.Now()
		picked := store.Range{Prefix: inList(listMoney), To: inList(listMoney).TimeDescending(now.Add(-thankFrom)), KeyOnly: true}
		seen := map[uint64]bool{}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			one, err := m.payments.read(m.shop, reader, record.Tail64(kv.Key))
			if err != nil {
				return err
			}
			if one.Order == 0 || seen[uint64(one.Order)] {
				continue
			}
			seen[uint64(one.Order)] = true
			order, err := m.orders.read(m.shop, reader, uint64(one.Order))
			if err != nil {
				return err
			}
			thanked, err := m.thanked(reader, order.Customer, Nota(order.Number))
			if err != nil {
				return err
			}
			if !order.Over() && order.Owed() == 0 && !thanked {
				due = append(due, order)
			}
		}
		return nil
	})
	return due, readable(err)
}

func (s *shop) thanked(reader store.Reader, customer people.Ordinal, nota string) (bool, error) {
	root, err := s.currently(reader, customer)
	if err != nil {
		return false, err
	}
	found := false
	err = eachOf(s, reader, s.messages, root, messagesTo, func(one *outreach.Message) {
		found = found || (one.Purpose == outreach.ThankYou && one.About == nota)
	})
	return found, err
}
