package main

import (
	"testing"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
)

// The rule is an ordinary function: this test, and a debugger, run it as it
// stands, without WebAssembly. tests/*.json run the binary.
func TestALoyalCustomerComesInDuringTheGrace(t *testing.T) {
	shop := &raja.Shop{Settings: []raja.Setting{{Key: "grace", Value: 15}}}
	king := &raja.Facts{Flags: raja.FlagOwnerLoyal}
	for minutes, want := range map[int32]uint32{15: ComeIn, 16: DropOff} {
		visit := afterhours.Visit{AfterHoursContext: &raja.AfterHoursContext{MinutesSinceClose: minutes}, Customer: king}
		if got := Decide(visit, shop)[0].Option; got != want {
			t.Errorf("%d minutes after closing: option %d, want %d", minutes, got, want)
		}
	}
}
