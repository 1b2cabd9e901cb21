package main

import (
	"testing"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

// The rule is an ordinary function: this test, and a debugger, run it as it
// stands, without WebAssembly. tests/*.json run the binary.
func TestTheFifthVisitMakesARegular(t *testing.T) {
	shop := &raja.Shop{AsOfDay: 100, Settings: []raja.Setting{
		{Key: "often", Value: 5}, {Key: "much", Value: 500_000}, {Key: "away", Value: 60},
	}}
	for visits, want := range map[uint32]uint32{4: Guest, 5: Regular} {
		got := Decide(&raja.Facts{OrdersTotal: 9, Visits: visits, LastOrderDay: 90}, shop)
		if got.Segment != want {
			t.Errorf("%d visits: segment %d, want %d", visits, got.Segment, want)
		}
	}
}
