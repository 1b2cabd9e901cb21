package core

import (
	"cmp"
	"slices"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/store"
)

// Duplicate is somebody who may be the same person. A shared phone alone is
// worth 4: families share one, so nobody is refused or merged for it.
type Duplicate struct {
	Customer people.Customer
	Score    float64
	Reasons  []string // as people.Score gives them: "phone", "name", "household"
}

// What a warning shows: as many at most, from the score of a whole name on.
const (
	maxTwins  = 10
	worthSeen = 3
)

// lastDigits are enough of a phone to find it when its beginning is written
// wrongly.
const lastDigits = 7

// duplicates returns those who may be the same person as a customer who is not
// there yet, most alike first.
func (p *People) duplicates(reader store.Reader, customer *people.Customer) ([]Duplicate, error) {
	found, err := p.candidates(reader, customer)
	if err != nil {
		return nil, err
	}
	unknown := &people.Profile{}
	var twins []Duplicate
	for _, ordinal := range found {
		twin, err := p.read(reader, ordinal)
		if err != nil {
			return nil, err
		}
		known, err := p.profile(reader, ordinal)
		if err != nil {
			return nil, err
		}
		score, reasons := people.Score(people.Suspect{Customer: customer, Profile: unknown}, people.Suspect{Customer: &twin, Profile: &known})
		if score >= worthSeen || slices.Contains(reasons, "household") {
			twins = append(twins, Duplicate{twin, score, reasons})
		}
	}
	slices.SortFunc(twins, func(a, b Duplicate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Customer.Ordinal, b.Customer.Ordinal))
	})
	return twins[:min(len(twins), maxTwins)], nil
}

// maxCandidates bounds how many are compared with a newcomer.
const maxCandidates = 200

// candidates returns those who share a phone, an address or what spellings of
// a name share.
func (p *People) candidates(reader store.Reader, customer *people.Customer) ([]people.Ordinal, error) {
	var found []people.Ordinal
	look := func(field byte, value string) error {
		if value == "" {
			return nil
		}
		matches, err := p.lookup(reader, field, value)
		found = append(found, matches...)
		return err
	}
	for _, number := range customer.Phones {
		if err := look(lookupPhone, number.E164); err != nil {
			return nil, err
		}
		if len(number.E164) > lastDigits {
			for _, hit := range p.names.table.Search(number.E164[len(number.E164)-lastDigits:], maxTwins) {
				found = append(found, people.Ordinal(hit.ID))
			}
		}
	}
	if err := look(lookupEmail, fold(customer.Email)); err != nil {
		return nil, err
	}
	if err := look(lookupName, people.NameBlock(customer.Name)); err != nil {
		return nil, err
	}
	found, err := p.allCurrently(reader, lo.Uniq(found))
	return found[:min(len(found), maxCandidates)], err
}
