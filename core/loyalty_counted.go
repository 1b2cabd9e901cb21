package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// What counts for a tier is told to the loyalty rule and to no other: it follows
// from the owner's programme and, where points count, from the ledger. The rule
// has the thresholds.

// factsCounted are the fields that only the loyalty rule is given.
const factsCounted = abi.FactsHasQualifying | abi.FactsHasQualifyingBy | abi.FactsHasQualifyingFromDay

// qualify fills in what counts on a day, from the first day that does: visits
// are those that are paid, points what the orders of those days earned.
func qualify(row *abi.Facts, visits sale.History, points loyalty.Points, by loyalty.Tiers, day, from clock.Day) {
	row.Present |= factsCounted
	row.QualifyingFromDay = int32(from)
	since := uint32(0)
	if from != 0 {
		since = uint32(day - from + 1)
	}
	_, days, net := figures(visits.Window(day, since))
	switch {
	case by.By == loyalty.Earned:
		row.QualifyingBy, row.Qualifying = abi.QualifyingPoints, int64(points)
	case by.By == loyalty.Visits:
		row.QualifyingBy, row.Qualifying = abi.QualifyingVisits, int64(days)
	case inFacts(by):
		row.QualifyingBy, row.Qualifying = abi.QualifyingSpending, row.Net365
	default:
		row.QualifyingBy, row.Qualifying = abi.QualifyingSpending, net
	}
}

// inFacts says that what counts stands in everybody's facts already, so that
// nobody's past has to be read.
func inFacts(by loyalty.Tiers) bool { return by.By == loyalty.Spending && by.Window == loyalty.Rolling }

// earnings are the entries that say what a customer's orders earned; none where
// points do not count.
func (s *shop) earnings(reader store.Reader, customer people.Ordinal, by loyalty.Tiers) ([]loyalty.Entry, error) {
	if by.By != loyalty.Earned {
		return nil, nil
	}
	entries, err := s.ledger(reader, customer, forEver)
	return slices.DeleteFunc(entries, func(one loyalty.Entry) bool { return !one.Earning() }), err
}

// earnedIn are the points that orders of the days from first to last earned, but
// for those of some orders.
func (s *shop) earnedIn(entries []loyalty.Entry, first, last clock.Day, but []sale.Order) (sum loyalty.Points) {
	for i := range entries {
		one := &entries[i]
		asked := slices.ContainsFunc(but, func(order sale.Order) bool { return order.Number == one.Order })
		if day := one.SaleDay(s.zone); !asked && first <= day && day <= last {
			sum += one.Points - one.Lapsed
		}
	}
	return sum
}

// tiersByPoints decides the tiers where points count: those of the orders that
// were asked about are known only once the rule has answered.
func (q *question) tiersByPoints(ctx context.Context, awards []Award) error {
	today := q.Today()
	first := q.by.From(today)
	for i, award := range awards {
		if day := clock.DayOf(q.about[i].At, q.zone); award.Fault == nil && first <= day && day <= today {
			q.facts[q.batch.Orders[i].FactsRow].Qualifying += int64(award.Points)
		}
	}
	ranks, err := q.tiersOf(ctx, q.facts, today)
	for i := range awards {
		if err == nil {
			awards[i].Tier = uint32(ranks[q.batch.Orders[i].FactsRow])
		}
	}
	return err
}

// counting is what everybody's facts lack before a loyalty rule is asked about
// their tiers: what they owe does not count, and what counts is the owner's to
// say.
type counting struct {
	*shop
	owing map[people.Ordinal][]sale.Order // the orders that are not paid
	by    loyalty.Tiers
}

func (s *shop) counting(ctx context.Context) (*counting, error) {
	found := &counting{shop: s}
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		if found.owing, err = s.owing(reader); err != nil {
			return err
		}
		program, err := s.program(reader)
		found.by = program.Keeps()
		return err
	})
	return found, readable(err)
}

// complete makes the rows of a batch those of what each has paid, with what
// counts for a tier today.
func (s *counting) complete(ctx context.Context, batch *factsBatch) error {
	today := s.Today()
	from := s.by.From(today)
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		for i := range batch.each {
			row := &batch.each[i]
			her := people.Ordinal(row.Ordinal)
			if owed := s.owing[her]; len(owed) > 0 || !inFacts(s.by) {
				if *row, err = s.paidFacts(reader, her, today, owed, s.by, from); err != nil {
					return err
				}
			} else {
				qualify(row, nil, 0, s.by, today, from)
			}
			row.Put(batch.bytes[i*abi.FactsSize:])
		}
		return nil
	})
	return readable(err)
}
