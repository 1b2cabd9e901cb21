// The next friendly step: a rule that proposes whom to call, and when.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/followup"
)

// Positions in the manifest's options.
const (
	Thank uint32 = 1 + iota
	CheckIn
	Apologise
	Invite
)

// Positions in the manifest's texts.
const (
	WhyFirst uint32 = 1 + iota
	WhyPickedUp
	WhyLate
	WhyResolved
	WhyAway
)

var _ = followup.Serve(Decide)

// nothing is the answer when there is no need to call.
var nothing followup.Decision

// Decide answers what happened to a customer; with no event it looks for those
// who have been away.
func Decide(e followup.Event, shop *raja.Shop) followup.Decision {
	if e.Customer.Kind == raja.KindInternal {
		return nothing
	}
	if e.Happened == nil {
		return whoIsAway(e.Customer, shop)
	}
	day, net := e.Happened.Day, [4]int64{e.Happened.Net}
	switch e.Happened.Event {
	case raja.EventOrderPaid:
		// Only the first visit is thanked for: a regular would feel counted.
		if e.Customer.Visits == 1 {
			return followup.Decision{Action: Thank, DueDay: day + 1, Text: WhyFirst, Args: net}
		}
	case raja.EventPickedUp:
		return followup.Decision{Action: CheckIn, DueDay: day + 3, Text: WhyPickedUp, Args: net}
	case raja.EventPromiseLate:
		return followup.Decision{Action: Apologise, DueDay: day, Text: WhyLate}
	case raja.EventComplaintResolved:
		return followup.Decision{Action: CheckIn, DueDay: day + 7, Text: WhyResolved, Args: net}
	}
	return nothing
}

func whoIsAway(c *raja.Facts, shop *raja.Shop) followup.Decision {
	days := int64(shop.AsOfDay) - int64(c.LastOrderDay)
	if c.OrdersTotal == 0 || days <= shop.Int("away") {
		return nothing
	}
	return followup.Decision{Action: Invite, DueDay: shop.AsOfDay, Text: WhyAway, Args: [4]int64{days}}
}

func main() {}
