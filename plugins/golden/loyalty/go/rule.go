// What an order earns: a rule that gives points and decides the tier.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// Positions in the manifest's tiers.
const (
	Silver uint32 = 1 + iota
	Gold
)

// Positions in the manifest's texts.
const (
	WhyPlain uint32 = 1 + iota
	WhyExpress
	WhyTier
)

var _ = loyalty.Serve(Decide)

// Decide gives one point for every so much money, more for express work. With
// no order only the tier is asked.
func Decide(e loyalty.Event, shop *raja.Shop) loyalty.Decision {
	d := loyalty.Decision{Tier: tier(e.Customer.Net365, shop)}
	if e.Order == nil {
		d.Text, d.Args = WhyTier, [4]int64{e.Customer.Net365}
		return d
	}
	// A refund takes nothing away here: Raja itself takes back what the order
	// earned.
	paid, per := max(0, e.Order.Net), shop.Int("per")
	fast := express(e.Lines, shop)
	extra := fast * (shop.Int("bonus") - 1) / per
	d.Points = paid/per + extra
	if d.Points > 0 {
		d.ExpiresDay = e.Order.OrderDay + int32(shop.Int("keep"))
	}
	d.Text, d.Args = WhyPlain, [4]int64{d.Points, paid, per}
	if extra > 0 {
		d.Text, d.Args = WhyExpress, [4]int64{d.Points, paid, extra, fast}
	}
	return d
}

// express is the money of lines in the category that earns more.
func express(lines raja.Rows[raja.Line], shop *raja.Shop) (sum int64) {
	category := shop.Text("express")
	if category == "" {
		return 0
	}
	for i := range lines.Len() {
		if line := lines.At(i); shop.Word(line.Category) == category {
			sum += max(0, line.Net)
		}
	}
	return sum
}

func tier(net365 int64, shop *raja.Shop) uint32 {
	switch {
	case net365 >= shop.Int("gold"):
		return Gold
	case net365 >= shop.Int("silver"):
		return Silver
	}
	return 0
}

func main() {}
