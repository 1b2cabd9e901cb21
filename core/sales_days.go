package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Sold is what was sold in a time that begins with Day.
type Sold struct {
	Day    clock.Day
	Orders int
	Visits int          // days on which a customer came, each customer's counted
	Net    money.Amount // of the orders taken then, net of what was given back since
}

// Span is how long a part of a report is.
type Span string

// The spans. A week begins on Monday.
const (
	Daily   Span = "day"
	Weekly  Span = "week"
	Monthly Span = "month"
)

// begins returns the first day of the part that a day lies in.
func (s Span) begins(day clock.Day) clock.Day {
	switch s {
	case Weekly:
		return day - (day+3)%7 // day 0 was a Thursday
	case Monthly:
		return day - clock.Day(day.OfMonth()) + 1
	}
	return day
}

func (s Span) next(day clock.Day) clock.Day {
	switch s {
	case Weekly:
		return day + 7
	case Monthly:
		return day.AddMonths(1)
	}
	return day + 1
}

// maxParts is how many parts one report has at most.
const maxParts = 400

// Sold adds up what was sold from a day to another, both among them, by day,
// week or month; every part is there, also one that brought nothing. It reads
// everybody's visits.
func (s *Sales) Sold(ctx context.Context, from, to clock.Day, by Span) ([]Sold, error) {
	parts, err := by.parts(from, to)
	if err != nil {
		return nil, err
	}
	err = s.store.View(ctx, func(reader store.Reader) error {
		for i := range parts {
			parts[i] = Sold{Day: parts[i].Day}
		}
		var visits sale.History
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Histories)}) {
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return err
			}
			raw, err := record.Open(kv.Key, kv.Value)
			if err != nil {
				return err
			}
			known, err := parsePast(visits, raw)
			if err != nil {
				return err
			}
			visits = known.visits
			if err := known.sold(parts, from, to, by); err != nil {
				return err
			}
		}
		return nil
	})
	return parts, readable(err)
}

func (s Span) parts(from, to clock.Day) ([]Sold, error) {
	switch {
	case s != Daily && s != Weekly && s != Monthly:
		return nil, fault.Invalid("by", "%.20q is not one of day, week, month", s)
	case to < from:
		return nil, fault.Invalid("to", "%s is before %s", to, from)
	}
	var parts []Sold
	for day := s.begins(from); day <= to; day = s.next(day) {
		if len(parts) == maxParts {
			return nil, fault.Invalid("from", "%s is too far back; choose fewer days, or weeks or months", from)
		}
		parts = append(parts, Sold{Day: day})
	}
	return parts, nil
}

func (p *past) sold(parts []Sold, from, to clock.Day, by Span) error {
	for _, visit := range p.visits {
		if visit.Day < from || visit.Day > to {
			continue
		}
		at, _ := slices.BinarySearchFunc(parts, by.begins(visit.Day), func(one Sold, day clock.Day) int { return cmp.Compare(one.Day, day) })
		sum, fits := money.Add(parts[at].Net, visit.Net)
		if !fits {
			return fault.Internal("sales sum to more than Raja can count")
		}
		parts[at].Net = sum
		parts[at].Orders += int(visit.Orders)
		parts[at].Visits++
	}
	return nil
}
