package main

import (
	"testing"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/followup"
)

// The rule is an ordinary function: this test, and a debugger, run it as it
// stands, without WebAssembly. tests/*.json run the binary.
func TestOnlyAFirstVisitIsThankedFor(t *testing.T) {
	paid := &raja.FollowUpContext{Event: raja.EventOrderPaid, Day: 100}
	for visits, want := range map[uint32]uint32{1: Thank, 2: 0} {
		got := Decide(followup.Event{Customer: &raja.Facts{Visits: visits}, Happened: paid}, &raja.Shop{})
		if got.Action != want {
			t.Errorf("%d visits: action %d, want %d", visits, got.Action, want)
		}
	}
}
