// Package segment makes a rule of a function that puts one customer into one
// segment:
//
//	var _ = segment.Serve(decide)
//
//	func decide(c *raja.Facts, shop *raja.Shop) segment.Decision { … }
//
// The function sees one customer at a time, so equal figures get equal
// segments in any order and any batch.
package segment

import (
	"unsafe"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/internal/guest"
	"github.com/raja-crm/raja/plugins/sdk/go/internal/turn"
)

// Decision is one customer's segment, with the reason that people read.
type Decision = raja.SegmentRow

// Decide puts one customer into a segment.
type Decide func(c *raja.Facts, shop *raja.Shop) Decision

// serving is the rule of this module; a module has one.
var serving Decide

// Serve makes decide the rule of this module. It answers true, so that it can
// stand in a variable.
func Serve(decide Decide) bool {
	serving = decide
	guest.Serving("segment")
	return true
}

// answer decides every row of the input, in place.
func answer(in unsafe.Pointer, size uint32, out unsafe.Pointer, room uint32) int32 {
	input := guest.Open(in, size)
	rows := guest.Answers[Decision](out, room, input.Facts.Len())
	for i := range rows {
		turn.Row = i
		rows[i] = serving(input.Facts.At(i), &input.Shop)
	}
	return int32(len(rows))
}
