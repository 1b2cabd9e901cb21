package core

import (
	"context"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Tie is what the profile of one customer says of another.
type Tie struct {
	Customer people.Customer     // whose profile says so
	Kind     people.RelationKind // what the other is to her; none where the other is her guardian, or brought her
	Label    string              // in words of one's own
	Ward     bool                // the other answers for her
	Brought  bool                // the other brought her
}

// NamedBy returns what others' profiles say of a customer: to whom she is a
// parent or a friend, for whom she answers, whom she brought. A relation is
// noted once, on whichever card, and this is its other side. Whom it names as
// whom she counts now: a merge takes it along.
func (p *Profiles) NamedBy(ctx context.Context, customer people.Ordinal) ([]Tie, error) {
	var ties []Tie
	err := p.store.View(ctx, func(reader store.Reader) error {
		if _, err := p.read(reader, customer); err != nil {
			return err
		}
		root, err := p.currently(reader, customer)
		if err != nil {
			return err
		}
		ties, err = p.namedBy(reader, root)
		return err
	})
	return ties, readable(err)
}

func (s *shop) namedBy(reader store.Reader, root people.Ordinal) ([]Tie, error) {
	selves, err := s.selves(reader, root)
	if err != nil {
		return nil, err
	}
	var ties []Tie
	seen := map[people.Ordinal]bool{root: true}
	for _, self := range selves {
		for _, under := range []record.Key{relatedTo(self), referredBy(self)} {
			numbers, _, err := page{Limit: maxOfOne}.read(reader, under)
			if err != nil {
				return nil, err
			}
			for _, number := range numbers {
				who := people.Ordinal(number)
				if seen[who] {
					continue
				}
				seen[who] = true
				said, err := s.saidBy(reader, who, root)
				if err != nil {
					return nil, err
				}
				ties = append(ties, said...)
			}
		}
	}
	return ties, nil
}

// saidBy returns what one profile says of a customer; nothing where its own
// customer was merged into another, whose profile says it now.
func (s *shop) saidBy(reader store.Reader, who, root people.Ordinal) ([]Tie, error) {
	customer, err := s.read(reader, who)
	if err != nil || customer.Into != 0 {
		return nil, err
	}
	known, err := s.profile(reader, who)
	if err != nil {
		return nil, err
	}
	means := func(named people.Ordinal) (bool, error) {
		if named == 0 {
			return false, nil
		}
		as, err := s.currently(reader, named)
		return as == root, err
	}
	var ties []Tie
	for _, tie := range known.Relations {
		if is, err := means(tie.To); err != nil {
			return nil, err
		} else if is {
			ties = append(ties, Tie{Customer: customer, Kind: tie.Kind, Label: tie.Label})
		}
	}
	ward, err := means(known.Guardian)
	if err != nil {
		return nil, err
	}
	if ward {
		ties = append(ties, Tie{Customer: customer, Ward: true})
	}
	brought, err := means(known.Referrer)
	if brought {
		ties = append(ties, Tie{Customer: customer, Brought: true})
	}
	return ties, err
}
