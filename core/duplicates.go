package core

import (
	"cmp"
	"slices"

	"github.com/raja-crm/raja/core/index"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/store"
)

// Duplicate is somebody who may be the same person. A shared phone alone is
// worth 4: families share one, so nobody is refused or merged for it.
type Duplicate struct {
	Customer people.Customer
	Score    int
	Reasons  []string // "phone", "email", "name"
}

// What each sign is worth.
var duplicateScores = map[string]int{"phone": 4, "email": 4, "name": 3}

// maxTwins bounds what a warning shows.
const maxTwins = 10

// duplicates returns those who share a phone, an address or a whole name with
// customer, most alike first.
func (p *People) duplicates(reader store.Reader, customer *people.Customer) ([]Duplicate, error) {
	signs := map[people.Ordinal][]string{}
	for _, number := range customer.Phones {
		if err := p.sign(reader, signs, "phone", lookupPhone, number.E164); err != nil {
			return nil, err
		}
	}
	if err := p.sign(reader, signs, "email", lookupEmail, fold(customer.Email)); err != nil {
		return nil, err
	}
	for _, hit := range p.names.table.Search(customer.Name, maxFound) {
		signs[people.Ordinal(hit.ID)] = append(signs[people.Ordinal(hit.ID)], "name")
	}
	var twins []Duplicate
	for ordinal, reasons := range signs {
		twin, err := p.read(reader, ordinal)
		if err != nil {
			return nil, err
		}
		if !sameName(twin.Name, customer.Name) {
			reasons = slices.DeleteFunc(reasons, func(reason string) bool { return reason == "name" })
		}
		if len(reasons) > 0 {
			twins = append(twins, judge(twin, reasons))
		}
	}
	slices.SortFunc(twins, func(a, b Duplicate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Customer.Ordinal, b.Customer.Ordinal))
	})
	return twins[:min(len(twins), maxTwins)], nil
}

func (p *People) sign(reader store.Reader, signs map[people.Ordinal][]string, reason string, field byte, value string) error {
	if value == "" {
		return nil
	}
	matches, err := p.lookup(reader, field, value)
	for _, match := range matches {
		if !slices.Contains(signs[match], reason) {
			signs[match] = append(signs[match], reason)
		}
	}
	return err
}

func judge(twin people.Customer, reasons []string) Duplicate {
	judged := Duplicate{Customer: twin, Reasons: reasons}
	for _, reason := range reasons {
		judged.Score += duplicateScores[reason]
	}
	return judged
}

func sameName(a, b string) bool { return index.Normalize(a) == index.Normalize(b) }
