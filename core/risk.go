package core

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/store"
)

// Mood is the risk of losing a customer, from 0 to 100, and what speaks for
// it, weightiest first.
type Mood struct {
	Risk   int
	AtRisk bool
	Signs  []care.Sign
}

// lookBack is how many contacts, promises and tickets of a customer are looked
// at for her mood.
const lookBack = 100

// Mood weighs what was seen of a customer lately, her broken promises and her
// open complaints. All but the last fade with time.
func (i *Interactions) Mood(ctx context.Context, customer people.Ordinal, at time.Time) (Mood, error) {
	var signs []care.Sign
	err := i.store.View(ctx, func(reader store.Reader) (err error) {
		signs, err = i.signs(reader, customer, at)
		return err
	})
	slices.SortStableFunc(signs, func(a, b care.Sign) int { return cmp.Compare(b.Points, a.Points) })
	risk := care.Risk(signs)
	return Mood{Risk: risk, AtRisk: risk >= care.AtRisk, Signs: signs}, readable(err)
}

func (s *shop) signs(reader store.Reader, customer people.Ordinal, at time.Time) ([]care.Sign, error) {
	var signs []care.Sign
	err := eachOf(s, reader, s.interactions, customer, interactionsWith, func(one *care.Interaction) {
		signs = append(signs, one.Signs(at)...)
	})
	if err != nil {
		return nil, err
	}
	err = eachOf(s, reader, s.promises, customer, promisesTo, func(one *promise.Promise) {
		if broken := care.BrokenPromise(one.ClosedAt, at); one.Status == promise.Broken && broken.Points != 0 {
			signs = append(signs, broken)
		}
	})
	if err != nil {
		return nil, err
	}
	return signs, eachOf(s, reader, s.tickets, customer, ticketsOf, func(one *care.Ticket) {
		if one.Type == care.Complaint && !one.Over() {
			signs = append(signs, care.OpenComplaint(one.OpenedAt))
		}
	})
}

// eachOf gives the first records of a customer's list.
func eachOf[T any](s *shop, reader store.Reader, from *shelf[T], customer people.Ordinal, under listOf, give func(*T)) error {
	numbers, _, err := s.ofCustomer(reader, customer, under, page{Limit: lookBack})
	if err != nil {
		return err
	}
	for _, number := range numbers {
		one, err := from.read(s, reader, number)
		if err != nil {
			return err
		}
		give(&one)
	}
	return nil
}
