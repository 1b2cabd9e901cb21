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

// facts is factsOn from the page that is held, where it holds the row.
func (l *listing) facts(ordinal people.Ordinal) (abi.Facts, error) {
	number, offset := place(ordinal)
	if l.page == nil || number != l.number {
		page, err := record.GetBytes(l.reader, factsKey(number))
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return abi.Facts{}, err
		}
		l.number, l.page = number, page
	}
	if len(l.page) >= offset+abi.FactsSize {
		var row abi.Facts
		if row.Read(l.page[offset:]); exactOn(&row, l.day, l.business.Window) {
			return row, nil
		}
	}
	return l.factsOn(l.reader, ordinal, l.day, l.business.Window)
}
