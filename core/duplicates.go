package core

import (
	"cmp"
	"context"
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
	return p.alike(reader, people.Suspect{Customer: customer, Profile: &people.Profile{}})
}

// Twins returns those who may be the same person as a customer, or of her
// household, most alike first, at most ten. Who was said to be somebody else is
// not among them.
func (p *People) Twins(ctx context.Context, customer people.Ordinal) ([]Duplicate, error) {
	if err := p.Warm(ctx); err != nil {
		return nil, err
	}
	var twins []Duplicate
	err := p.store.View(ctx, func(reader store.Reader) error {
		known, err := p.read(reader, customer)
		if err != nil {
			return err
		}
		profile, err := p.profile(reader, customer)
		if err != nil {
			return err
		}
		twins, err = p.alike(reader, people.Suspect{Customer: &known, Profile: &profile})
		return err
	})
	review := lo.Filter(twins, func(one Duplicate, _ int) bool {
		return one.Score >= people.Maybe || slices.Contains(one.Reasons, "household")
	})
	return review, readable(err)
}

// alike returns who is like somebody, most alike first.
func (p *People) alike(reader store.Reader, who people.Suspect) ([]Duplicate, error) {
	found, err := p.candidates(reader, who.Customer)
	if err != nil {
		return nil, err
	}
	apart, err := p.apartFrom(reader, who.Profile)
	if err != nil {
		return nil, err
	}
	var twins []Duplicate
	for _, ordinal := range lo.Without(found, append(apart, who.Customer.Ordinal)...) {
		twin, err := p.twin(reader, who, ordinal)
		if err != nil {
			return nil, err
		}
		if twin.Score >= worthSeen || slices.Contains(twin.Reasons, "household") {
			twins = append(twins, twin)
		}
	}
	slices.SortFunc(twins, func(a, b Duplicate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Customer.Ordinal, b.Customer.Ordinal))
	})
	return twins[:min(len(twins), maxTwins)], nil
}

// twin compares somebody with a customer. Nobody is like her of whom it was
// said that she is somebody else, or who is of her household already.
func (p *People) twin(reader store.Reader, who people.Suspect, ordinal people.Ordinal) (Duplicate, error) {
	var other Duplicate
	customer, err := p.read(reader, ordinal)
	if err != nil {
		return other, err
	}
	known, err := p.profile(reader, ordinal)
	if err != nil {
		return other, err
	}
	apart, err := p.apartFrom(reader, &known)
	if err != nil || slices.Contains(apart, who.Customer.Ordinal) {
		return other, err
	}
	other.Customer = customer
	other.Score, other.Reasons = people.Score(who, people.Suspect{Customer: &customer, Profile: &known})
	if slices.Contains(other.Reasons, "household") && len(lo.Intersect(who.Profile.Groups, known.Groups)) > 0 {
		return Duplicate{}, nil
	}
	return other, nil
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
