// Package afterhours makes a rule of a function that ranks what can be
// offered to someone at the door of a closed shop:
//
//	var _ = afterhours.Serve(decide)
//
//	func decide(v afterhours.Visit, shop *raja.Shop) []afterhours.Option { … }
package afterhours

import (
	"unsafe"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/internal/guest"
)

// MostOptions is how many options an answer may hold.
const MostOptions = 8

// Option is one thing to offer, with the figures of its wording and of the
// reason that staff read.
type Option = raja.AfterHoursRow

// Visit is who stands at the door, and when. Customer is nil when nobody
// knows them.
type Visit struct {
	*raja.AfterHoursContext
	Customer *raja.Facts
}

// Decide ranks the options of one visit, best first, at most MostOptions. It
// is asked only while the shop is closed.
type Decide func(v Visit, shop *raja.Shop) []Option

// serving is the rule of this module; a module has one.
var serving Decide

// Serve makes decide the rule of this module. It answers true, so that it can
// stand in a variable.
func Serve(decide Decide) bool {
	serving = decide
	guest.Serving("after_hours")
	return true
}

func answer(in unsafe.Pointer, size uint32, out unsafe.Pointer, room uint32) int32 {
	input := guest.Open(in, size)
	visit := Visit{AfterHoursContext: raja.Context[raja.AfterHoursContext](input).At(0)}
	if visit.FactsRow >= 0 {
		visit.Customer = input.Facts.At(int(visit.FactsRow))
	}
	options := serving(visit, &input.Shop)
	copy(guest.Answers[Option](out, room, len(options)), options)
	return int32(len(options))
}
