// Package followup makes a rule of a function that proposes the next friendly
// step for one customer:
//
//	var _ = followup.Serve(decide)
//
//	func decide(e followup.Event, shop *raja.Shop) followup.Decision { … }
package followup

import (
	"unsafe"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/internal/guest"
	"github.com/raja-crm/raja/plugins/sdk/go/internal/turn"
)

// Decision is one step and its day, with the reason that people read. Action
// 0 is nothing to do.
type Decision = raja.FollowUpRow

// Event is what happened to a customer. Happened is nil when every customer
// is being looked at, not one event.
type Event struct {
	Customer *raja.Facts
	Happened *raja.FollowUpContext
}

// Decide answers one event.
type Decide func(e Event, shop *raja.Shop) Decision

// serving is the rule of this module; a module has one.
var serving Decide

// Serve makes decide the rule of this module. It answers true, so that it can
// stand in a variable.
func Serve(decide Decide) bool {
	serving = decide
	guest.Serving("follow_up")
	return true
}

func answer(in unsafe.Pointer, size uint32, out unsafe.Pointer, room uint32) int32 {
	input := guest.Open(in, size)
	happened := raja.Context[raja.FollowUpContext](input)
	if happened.Len() == 0 {
		return lookAtAll(input, out, room)
	}
	rows := guest.Answers[Decision](out, room, happened.Len())
	for i := range rows {
		turn.Row = i
		event := happened.At(i)
		rows[i] = serving(Event{input.Facts.At(int(event.FactsRow)), event}, &input.Shop)
	}
	return int32(len(rows))
}

func lookAtAll(input *raja.Input, out unsafe.Pointer, room uint32) int32 {
	rows := guest.Answers[Decision](out, room, input.Facts.Len())
	for i := range rows {
		turn.Row = i
		rows[i] = serving(Event{Customer: input.Facts.At(i)}, &input.Shop)
	}
	return int32(len(rows))
}
