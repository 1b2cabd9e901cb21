package main

import (
	"testing"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// The rule is an ordinary function: this test, and a debugger, run it as it
// stands, without WebAssembly. tests/*.json run the binary.
func TestOnePointForEveryTenThousand(t *testing.T) {
	shop := &raja.Shop{Settings: []raja.Setting{
		{Key: "per", Value: 10_000},
		{Key: "express", Text: "express"},
		{Key: "bonus", Value: 2},
		{Key: "keep", Value: 365},
		{Key: "silver", Value: 1_000_000},
		{Key: "gold", Value: 5_000_000},
	}}
	got := Decide(loyalty.Event{Customer: &raja.Facts{}, Order: &raja.OrderContext{Net: 57_000, OrderDay: 100}}, shop)
	if got.Points != 5 || got.ExpiresDay != 465 {
		t.Errorf("%d points until day %d, want 5 until 465", got.Points, got.ExpiresDay)
	}
}
