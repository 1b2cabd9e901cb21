// Package loyalty makes a rule of a function that says what one order earns
// and which tier its customer is in:
//
//	var _ = loyalty.Serve(decide)
//
//	func decide(e loyalty.Event, shop *raja.Shop) loyalty.Decision { … }
package loyalty

import (
	"unsafe"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/internal/guest"
	"github.com/raja-crm/raja/plugins/sdk/go/internal/turn"
)

// Decision is what an order earns, with the reason that people read.
type Decision = raja.LoyaltyRow

// Event is one order of one customer. With no order the customer's tier is
// being decided anew, and Points of the decision must be 0.
type Event struct {
	Customer *raja.Facts // counts the order already
	Order    *raja.OrderContext
	Lines    raja.Rows[raja.Line]
}

// Decide answers one event.
type Decide func(e Event, shop *raja.Shop) Decision

// serving is the rule of this module; a module has one.
var serving Decide

// Serve makes decide the rule of this module. It answers true, so that it can
// stand in a variable.
func Serve(decide Decide) bool {
	serving = decide
	guest.Serving("loyalty")
	return true
}

func answer(in unsafe.Pointer, size uint32, out unsafe.Pointer, room uint32) int32 {
	input := guest.Open(in, size)
	orders := raja.Context[raja.OrderContext](input)
	if orders.Len() == 0 {
		return recalculate(input, out, room)
	}
	rows := guest.Answers[Decision](out, room, orders.Len())
	for i := range rows {
		turn.Row = i
		order := orders.At(i)
		rows[i] = serving(Event{
			Customer: input.Facts.At(int(order.FactsRow)), Order: order,
			Lines: input.Lines.Slice(int(order.LinesFrom), int(order.LinesCount)),
		}, &input.Shop)
	}
	return int32(len(rows))
}

func recalculate(input *raja.Input, out unsafe.Pointer, room uint32) int32 {
	rows := guest.Answers[Decision](out, room, input.Facts.Len())
	for i := range rows {
		turn.Row = i
		rows[i] = serving(Event{Customer: input.Facts.At(i)}, &input.Shop)
	}
	return int32(len(rows))
}
