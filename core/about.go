package core

import (
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// What a promise, a ticket, a message or a follow-up is about is named by the
// code of a record, such as N-000123.

// about returns a code as Raja writes it, "" for none, and refuses one of a
// record that is not there.
func (s *shop) about(reader store.Reader, code string) (string, error) {
	if people.Tidy(code) == "" {
		return "", nil
	}
	shelves, number, err := s.parse(code)
	if err != nil {
		return "", fault.Invalid("about", "%.60q is not a code like N-000123; name the record by its code", code)
	}
	word, written := shelves[0].name(number)
	for _, shelf := range shelves {
		_, err := reader.Get(shelf.keyOf(number))
		if err == nil {
			return written, nil
		}
		if !errors.Is(err, store.ErrNotFound) {
			return "", err
		}
	}
	return "", fault.NotFound("about", "there is no %s %s", word, written)
}

// customerOf is whose the record with a code is, 0 where it is nobody's.
func (s *shop) customerOf(reader store.Reader, code string) (people.Ordinal, error) {
	shelves, number, err := s.parse(code)
	if err != nil {
		return 0, nil
	}
	switch word, _ := shelves[0].name(number); word {
	case "order":
		one, err := s.orders.read(s, reader, number)
		return one.Customer, err
	case "promise":
		one, err := s.promises.read(s, reader, number)
		return one.Customer, err
	case "ticket":
		one, err := s.tickets.read(s, reader, number)
		return one.Customer, err
	case "quote":
		one, err := s.quotes.read(s, reader, number)
		return one.Customer, err
	case "appointment":
		one, err := s.appointments.read(s, reader, number)
		return one.Customer, err
	}
	return 0, nil
}

// checkOfHers refuses what another customer's business is about.
func (s *shop) checkOfHers(reader store.Reader, root people.Ordinal, code string) error {
	owner, err := s.customerOf(reader, code)
	if err != nil || owner == 0 {
		return err
	}
	if owner, err = s.currently(reader, owner); err != nil || owner == root {
		return err
	}
	return fault.Invalid("about", "%s is %s's, not hers", code, Code(owner))
}

// oldestDebt is the order for which a customer has owed longest, 0 for none.
func (s *shop) oldestDebt(reader store.Reader, root people.Ordinal) (sale.Number, error) {
	numbers, _, err := s.ofCustomer(reader, root, owedBy, page{Limit: 1})
	if err != nil || len(numbers) == 0 {
		return 0, err
	}
	return sale.Number(numbers[0]), nil
}
