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
		return StandingOf(e.Customer.VisitsTotal, e.Customer.Net365, shop).alone()
	}
	// The order that is asked about is a visit, whatever is counted so far.
	standing := StandingOf(max(1, e.Customer.VisitsTotal), e.Customer.Net365, shop)
	points := Earn(e.Order.Net, shop)
	if points == 0 {
		return standing.tooLittle(e.Order.Net, shop)
	}
	decision := standing.with(points, e.Order.Net)
	decision.ExpiresDay = Expiry(e.Order.OrderDay, shop.Int("expires_months"))
	return decision
}

// mostPoints is the most one order can earn; it keeps a strange setting from
// overflowing.
const mostPoints = 1_000_000_000_000

// Earn is floor(net / spend_per_point) × points_per_step, once an order. A
// refunded or free order earns nothing, nor does any while the program is off.
func Earn(net int64, shop *raja.Shop) int64 {
	spend, step := shop.Int("spend_per_point"), shop.Int("points_per_step")
	if net <= 0 || spend <= 0 || step <= 0 {
		return 0
	}
	if net/spend > mostPoints/step {
		return mostPoints
	}
	return net / spend * step
}

// Expiry is the first day on which points of an order are gone, months
// after it and on the month's last day where it has no such day; 0 is never.
func Expiry(orderDay int32, months int64) int32 {
	if months <= 0 || months > 1200 {
		return 0
	}
	return raja.AddMonths(orderDay, int(months))
}
