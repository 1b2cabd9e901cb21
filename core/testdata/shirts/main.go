// Command shirts gives as many points as an order has pieces of "kemeja", and
// its reason says what these cost.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

var _ = loyalty.Serve(func(e loyalty.Event, shop *raja.Shop) (d loyalty.Decision) {
	for i := range e.Lines.Len() {
		if line := e.Lines.At(i); shop.Word(line.Item) == "kemeja" {
			d.Points += line.Quantity / 1000
			d.Text, d.Args[0] = 1, d.Args[0]+line.Net
		}
	}
	return d
})

func main() {}
