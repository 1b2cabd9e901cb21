package core_test

import (
	"reflect"
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/sale"
)

// An order that is taken once more under a key that was used.

// add takes an order in both shops.
func (m *machine) add(given core.NewOrder, lines []sale.Line) (core.Placed, error) {
	return both(m, func(e *core.Engine) (core.Placed, error) {
		given.Items = slices.Clone(lines)
		placed, err := e.Sales.Add(m.ctx(), given)
		placed.Award, placed.Said = core.Award{}, nil
		return placed, err
	})
}

// theAsked is what a repeated order must ask for again.
func theAsked(given core.NewOrder, lines []sale.Line) core.NewOrder {
	given.Items, given.At, given.Due = slices.Clone(lines), time.Time{}, time.Time{}
	return given
}

// takenAgain repeats an order whose key was used: it is the one of then, or
// another one, which is a conflict. Nothing is written.
func (m *machine) takenAgain(given core.NewOrder, lines []sale.Line) bool {
	before, used := m.asked[given.Key]
	if !used {
		return false
	}
	got, err := m.add(given, lines)
	if !m.refused("take an order again", err, when(!reflect.DeepEqual(before, theAsked(given, lines)), "conflict key")) {
		then := all(m.book, "order", func(o sale.Order) bool { return string(o.Key) == "k"+given.Key })
		m.same("the order of then", got.Order, then[0])
	}
	return true
}
