// Package rule proposes the next friendly step. Who belongs to the shop is
// left in peace.
package rule

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
	FirstVisit uint32 = 1 + iota
	PickedUp
	Late
	Resolved
	Away
)

var _ = followup.Serve(Decide)

// Decide answers what happened to one customer.
func Decide(e followup.Event, shop *raja.Shop) (nothing followup.Decision) {
	c, happened := e.Customer, e.Happened
	switch {
	case c.Kind == raja.KindInternal:
		return nothing
	case happened == nil:
		return invite(c, shop)
	}
	switch happened.Event {
	case raja.EventOrderPaid:
		// Thanks for every order would soon be noise: only the first one counts.
		if c.Visits == 1 {
			return step(Thank, happened.Day+1, FirstVisit, happened.Net)
		}
	case raja.EventPickedUp:
		return step(CheckIn, happened.Day+3, PickedUp, happened.Net)
	case raja.EventPromiseLate:
		return step(Apologise, happened.Day, Late, 0)
	case raja.EventComplaintResolved:
		return step(CheckIn, happened.Day+7, Resolved, happened.Net)
	}
	return nothing
}

// invite invites those who have stayed away too long, once they have ever
// come.
func invite(c *raja.Facts, shop *raja.Shop) (nothing followup.Decision) {
	days := int64(shop.AsOfDay) - int64(c.LastOrderDay)
	if c.OrdersTotal == 0 || days <= shop.Int("away") {
		return nothing
	}
	return step(Invite, shop.AsOfDay, Away, days)
}

func step(action uint32, day int32, text uint32, figure int64) followup.Decision {
	return followup.Decision{Action: action, DueDay: day, Text: text, Args: [4]int64{figure}}
}
