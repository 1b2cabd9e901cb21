// Command thanks is a follow-up rule for tests: it thanks three days after an
// order, and breaks in every way a rule can for certain amounts.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/followup"
)

var _ = followup.Serve(decide)

func decide(e followup.Event, shop *raja.Shop) followup.Decision {
	if e.Happened == nil {
		return followup.Decision{Action: 1, DueDay: shop.AsOfDay + 30}
	}
	switch e.Happened.Net {
	case 13:
		raja.Log("about to fall")
		days := []int32{}
		return followup.Decision{DueDay: days[e.Happened.Day]}
	case 14:
		raja.Fail(raja.ThisRow, raja.FieldPoints, "no thanks for "+shop.Text("shop_name"))
	}
	return followup.Decision{Action: 1, Text: 1, DueDay: e.Happened.Day + 3, Args: [4]int64{e.Customer.Points}}
}

func main() {}
