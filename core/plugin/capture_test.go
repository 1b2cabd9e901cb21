package plugin_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// A captured question can be asked again, and names nobody.
func TestACapturedFaultNamesNobody(t *testing.T) {
	rule := load(t, honest("loyalty", trap()), "lines", "net_365")
	batch := &abi.Batch{
		Facts:  [][]byte{plugintest.Page(abi.Facts{Ordinal: 7_654_321, Net365: 42}, abi.Facts{Ordinal: 1_234_567})},
		Orders: []abi.OrderContext{{OrderSeq: 4711, Net: 9, LinesCount: 2, FactsRow: 1}},
		Lines:  []abi.Line{{Item: "Kebaya Bu Sari", Category: "express", Net: 5}, {Item: "", Category: "kilat"}},
	}
	_, err := rule.Loyalty(context.Background(), batch)
	f := faultOf(err)
	if f == nil {
		t.Fatal(err)
	}
	if bytes.Contains(f.Input, []byte("Sari")) {
		t.Error("the name of an item is still there")
	}
	again, err := abi.ReadBatch(f.Input)
	if err != nil {
		t.Fatal(err)
	}
	var first, second abi.Facts
	first.Read(again.Facts[0])
	second.Read(again.Facts[0][abi.FactsSize:])
	if first.Ordinal != 1 || second.Ordinal != 2 || first.Net365 != 42 {
		t.Errorf("ordinals %d and %d, net_365 %d; want row numbers and the figure", first.Ordinal, second.Ordinal, first.Net365)
	}
	if again.Orders[0].OrderSeq != 1 || again.Orders[0].Net != 9 {
		t.Errorf("order %+v, want the number of its row", again.Orders[0])
	}
	if len(again.Lines) != 2 || again.Lines[0].Item != "xxxxxxxxxxxxxx" || again.Lines[0].Category != "express" || again.Orders[0].FactsRow != 1 {
		t.Errorf("lines %+v, orders %+v", again.Lines, again.Orders)
	}
	for _, line := range batch.Lines {
		if line.Item == "xxxxxxxxxxxxxx" {
			t.Error("the shop's own question was changed")
		}
	}
}
