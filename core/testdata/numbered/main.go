// Command numbered gives as many points for an order as its number says.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

var _ = loyalty.Serve(func(e loyalty.Event, _ *raja.Shop) loyalty.Decision {
	if e.Order == nil {
		return loyalty.Decision{}
	}
	return loyalty.Decision{Points: int64(e.Order.OrderSeq)}
})

func main() {}
