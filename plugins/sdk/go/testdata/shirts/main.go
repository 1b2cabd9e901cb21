// Command shirts is a loyalty rule for tests: a point for every gram of
// shirts.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

var _ = loyalty.Serve(decide)

func decide(e loyalty.Event, shop *raja.Shop) (d loyalty.Decision) {
	for i := range e.Lines.Len() {
		if line := e.Lines.At(i); shop.Word(line.Item) == "kemeja" {
			d.Points += line.Grams
		}
	}
	return d
}

func main() {}
