// Command picky gives a point an order and breaks over one that has a line
// "karung".
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

var _ = loyalty.Serve(func(e loyalty.Event, shop *raja.Shop) loyalty.Decision {
	if e.Order == nil {
		return loyalty.Decision{}
	}
	for i := range e.Lines.Len() {
		if shop.Word(e.Lines.At(i).Item) == "karung" {
			panic("cannot weigh a sack")
		}
	}
	return loyalty.Decision{Points: 1}
})

func main() {}
