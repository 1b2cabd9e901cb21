package core

import (
	"errors"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// listing reads customers of one moment as lists show them. Neighbours share a
// page of facts, which is read once for those who follow each other.
type listing struct {
	*shop
	reader store.Reader
	day    clock.Day
	number uint32 // of the page that is held
	page   []byte // nil before the first
	ahead  bool   // something was written on a later day than today
}

func (s *shop) listing(reader store.Reader, day clock.Day) *listing {
	return &listing{shop: s, reader: reader, day: day}
}

// at returns the customer with an ordinal.
func (l *listing) at(ordinal people.Ordinal) (Listed, error) {
	customer, err := l.read(l.reader, ordinal)
	if err != nil {
		return Listed{}, err
	}
	return l.of(customer)
}

// of returns a customer whose record was read already.
func (l *listing) of(customer people.Customer) (Listed, error) {
	facts, err := l.facts(customer.Ordinal)
	if err != nil {
		return Listed{}, err
	}
	return Listed{Customer: customer, Facts: facts, Segment: l.segmentCode(facts.Segment), Tier: l.tierCode(facts.Tier)}, nil
}

// together is from how many customers on those whose numbers follow each other
// are read in one go, and not each for herself.
const together = 4

// each gives the customers in the order of the ordinals.
func (l *listing) each(ordinals []uint32, give func(Listed)) error {
	for len(ordinals) > 0 {
		n := 1
		for n < len(ordinals) && ordinals[n] == ordinals[0]+uint32(n) {
			n++
		}
		read, err := l.row(ordinals[:n], give)
		for ; err == nil && read < n; read++ {
			var one Listed
			if one, err = l.at(people.Ordinal(ordinals[read])); err == nil {
				give(one)
			}
		}
		if err != nil {
			return err
		}
		ordinals = ordinals[n:]
	}
	return nil
}

// row gives customers whose numbers follow each other, up to the first who is
// not there, and returns how many that were.
func (l *listing) row(ordinals []uint32, give func(Listed)) (read int, err error) {
	if len(ordinals) < together {
		return 0, nil
	}
	where := store.Range{Prefix: record.In(record.Customers), From: customerKey(people.Ordinal(ordinals[0])), Limit: len(ordinals)}
	for kv, err := range l.reader.Range(where) {
		if err != nil {
			return read, err
		}
		if record.Tail32(kv.Key) != ordinals[read] {
			break
		}
		var customer people.Customer
		if err := l.codec.Unmarshal(kv.Key, kv.Value, &customer); err != nil {
			return read, err
		}
		one, err := l.of(customer)
		if err != nil {
			return read, err
		}
		give(one)
		read++
	}
	return read, nil
}

// facts is factsOn from the page that is held, where it holds the row.
func (l *listing) facts(ordinal people.Ordinal) (abi.Facts, error) {
	number, offset := place(ordinal)
	if l.page == nil || number != l.number {
		page, err := record.GetBytes(l.reader, factsKey(number))
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return abi.Facts{}, err
		}
		if l.ahead, err = l.isAhead(l.reader); err != nil {
			return abi.Facts{}, err
		}
		l.number, l.page = number, page
	}
	if !l.ahead && len(l.page) >= offset+abi.FactsSize {
		var row abi.Facts
		if row.Read(l.page[offset:]); exactOn(&row, l.day, l.business.Window) {
			return row, nil
		}
	}
	return l.factsOn(l.reader, ordinal, l.day, l.business.Window)
}
