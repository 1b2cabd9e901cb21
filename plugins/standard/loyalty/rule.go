package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// Decide says what one order earns and which tier its customer is in. With no
// order it decides the tier alone. Who belongs to the shop is in no program.
func Decide(e loyalty.Event, shop *raja.Shop) loyalty.Decision {
	if e.Customer.Kind == raja.KindInternal {
		return loyalty.Decision{Text: textInternal}
	}
	if e.Order == nil {
		return StandingOf(e.Customer, e.Customer.VisitsTotal, shop).alone()
	}
	// The order that is asked about is a visit, whatever is counted so far.
	standing := StandingOf(e.Customer, max(1, e.Customer.VisitsTotal), shop)
	card := CardOf(&e, shop)
	best := Best(&e, &card, shop)
	if best.Points == 0 {
		return standing.nothing(&e, &card, shop)
	}
	decision := best.decision(standing, &card)
	decision.ExpiresDay = Expiry(e.Order.OrderDay, shop.Int("expires_months"))
	return decision
}

// Expiry is the first day on which points of an order are gone, months
// after it and on the month's last day where it has no such day; 0 is never.
func Expiry(orderDay int32, months int64) int32 {
	if months <= 0 || months > 1200 {
		return 0
	}
	return raja.AddMonths(orderDay, int(months))
}
