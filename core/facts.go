package core

import (
	"errors"
	"math"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Facts lie on disk as plugins see them, rowsPerPage customers to a key, so
// that a page is copied into a guest as it lies. More rows scan faster; fewer
// are less to rewrite for every order.
const rowsPerPage = 16

// The look-back windows that every row carries beside the shop's own, in days.
const (
	halfYear = 180
	fullYear = 365
)

func factsKey(page uint32) record.Key { return record.In(record.Facts).Uint32(page) }

// place returns the page of an ordinal and the row's offset in it.
func place(ordinal people.Ordinal) (page uint32, offset int) {
	n := uint32(ordinal) - 1
	return n / rowsPerPage, int(n%rowsPerPage) * abi.FactsSize
}

// page returns a page of facts for change, as long as its rows need.
func (t *tx) page(number uint32) ([]byte, error) {
	if kept, ok := t.pages[number]; ok {
		return kept, nil
	}
	raw, err := record.GetBytes(t, factsKey(number))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	return raw, nil
}

// writePage writes a changed page of facts without the rows of nobody behind the
// last customer; a page of nobody goes.
func (t *tx) writePage(number uint32) error {
	page := t.pages[number]
	for len(page) >= abi.FactsSize && !slices.ContainsFunc(page[len(page)-abi.FactsSize:], func(b byte) bool { return b != 0 }) {
		page = page[:len(page)-abi.FactsSize]
	}
	if len(page) == 0 {
		return t.Delete(factsKey(number))
	}
	return record.PutBytes(t, factsKey(number), page)
}

// factsNow returns a customer's row as this unit of work has it so far.
func (t *tx) factsNow(ordinal people.Ordinal) (abi.Facts, error) {
	var row abi.Facts
	number, offset := place(ordinal)
	raw, err := t.page(number)
	if err == nil && len(raw) >= offset+abi.FactsSize {
		row.Read(raw[offset:])
	}
	return row, err
}

// editFacts changes one row in place.
func (t *tx) editFacts(ordinal people.Ordinal, edit func(*abi.Facts)) error {
	number, offset := place(ordinal)
	raw, err := t.page(number)
	if err != nil {
		return err
	}
	if missing := offset + abi.FactsSize - len(raw); missing > 0 {
		raw = append(raw, make([]byte, missing)...)
	}
	var row abi.Facts
	row.Read(raw[offset:])
	edit(&row)
	row.Put(raw[offset:])
	t.pages[number] = raw
	return nil
}

// refreshFacts recomputes a row's figures from the customer's past.
func (t *tx) refreshFacts(ordinal people.Ordinal, from *past) error {
	return t.editFacts(ordinal, func(row *abi.Facts) {
		from.fill(row, t.Today(), t.business.Window)
	})
}

// addFacts makes the row of a new customer.
func (t *tx) addFacts(customer *people.Customer) error {
	return t.editFacts(customer.Ordinal, func(row *abi.Facts) {
		*row = identity(customer, t.zone)
		new(past).fill(row, t.Today(), t.business.Window)
	})
}

// readFacts returns a customer's row as it stands, or false when she has none.
func readFacts(reader store.Reader, ordinal people.Ordinal) (abi.Facts, bool, error) {
	var row abi.Facts
	number, offset := place(ordinal)
	raw, err := record.GetBytes(reader, factsKey(number))
	if errors.Is(err, store.ErrNotFound) || (err == nil && len(raw) < offset+abi.FactsSize) {
		return row, false, nil
	}
	if err != nil {
		return row, false, err
	}
	row.Read(raw[offset:])
	return row, row.Ordinal != 0, nil
}

// factsOn returns a customer's row with its figures exact on day for a window
// of days (0 = all), recomputed from the past only where the stored row is
// not.
func (s *shop) factsOn(reader store.Reader, ordinal people.Ordinal, day clock.Day, window uint32) (abi.Facts, error) {
	row, there, err := readFacts(reader, ordinal)
	if err != nil {
		return row, err
	}
	ahead, err := s.isAhead(reader)
	if err != nil || (!ahead && exactOn(&row, day, window)) {
		return row, err
	}
	from, err := readPast(reader, ordinal)
	if err != nil {
		return row, err
	}
	if ahead && there {
		return row, s.asOf(reader, &row, from, day, window)
	}
	from.fill(&row, day, window)
	return row, nil
}

// exactOn reports whether a row's figures hold on day for window.
func exactOn(row *abi.Facts, day clock.Day, window uint32) bool {
	return row.WindowDays == window && clock.Day(row.ExactFromDay) <= day && day <= clock.Day(row.ExactThroughDay)
}

// fill computes every figure of a row as of day, looking back window days
// (0 = all). The same past gives the same bytes on every day from
// ExactFromDay through ExactThroughDay.
func (p *past) fill(row *abi.Facts, day clock.Day, window uint32) {
	known := p.visits.Window(day, 0)
	inWindow := p.visits.Window(day, window)
	row.Present = abi.FactsAll &^ factsCounted
	row.WindowDays = window
	row.FirstOrderDay, row.LastOrderDay, row.LastVisitDay = 0, 0, 0
	if len(known) > 0 {
		row.FirstOrderDay = int32(known[0].Day)
		row.LastOrderDay = int32(known[len(known)-1].Day)
	}
	if len(inWindow) > 0 {
		row.LastVisitDay = int32(inWindow[len(inWindow)-1].Day)
	}
	row.OrdersTotal, row.VisitsTotal, row.NetTotal = figures(known)
	row.Orders, row.Visits, row.Net = figures(inWindow)
	_, row.Visits180, _ = figures(p.visits.Window(day, halfYear))
	_, _, row.Net365 = figures(p.visits.Window(day, fullYear))
	row.Points = int64(p.lots.Balance(day))
	from, through := p.steady(day, window)
	row.ExactFromDay, row.ExactThroughDay = int32(from), int32(through)
}

func figures(visits sale.History) (orders, days uint32, net int64) {
	orders, sum := visits.Sum()
	return orders, uint32(len(visits)), int64(sum)
}

// steady returns the days around day on which fill gives the same figures: up
// to the day before the next visit enters, leaves a window, or points expire.
func (p *past) steady(day clock.Day, window uint32) (from, through clock.Day) {
	from, through = p.lots.Steady(day)
	turn := func(at int64) {
		switch {
		case at > math.MaxInt32:
		case at <= int64(day):
			from = max(from, clock.Day(at))
		default:
			through = min(through, clock.Day(at-1))
		}
	}
	for _, visit := range p.visits {
		turn(int64(visit.Day))
		turn(int64(visit.Day) + halfYear)
		turn(int64(visit.Day) + fullYear)
		if window > 0 {
			turn(int64(visit.Day) + int64(window))
		}
	}
	return from, through
}
