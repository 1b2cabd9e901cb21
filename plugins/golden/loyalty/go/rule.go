// Package rule gives one stamp for each amount paid, and more for express
// work.
package rule

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// Positions in the manifest's tiers.
const (
	NoTier uint32 = iota
	Silver
	Gold
)

// Positions in the manifest's texts.
const (
	Stamps uint32 = 1 + iota
	StampsAndBonus
	Year
)

var _ = loyalty.Serve(Decide)

// Decide says what one order earns and which tier its customer is in.
func Decide(e loyalty.Event, shop *raja.Shop) loyalty.Decision {
	d := loyalty.Decision{Tier: tierOf(e.Customer, shop)}
	if e.Order == nil {
		d.Text, d.Args = Year, [4]int64{e.Customer.Net365}
		return d
	}
	per := shop.Int("per")
	paid, fast := max(0, e.Order.Net), paidForExpress(e.Lines, shop)
	extra := fast * (shop.Int("bonus") - 1) / per
	d.Points = paid/per + extra
	if d.Points > 0 {
		d.ExpiresDay = e.Order.OrderDay + int32(shop.Int("keep"))
	}
	d.Text, d.Args = Stamps, [4]int64{d.Points, paid, per}
	if extra > 0 {
		d.Text, d.Args = StampsAndBonus, [4]int64{d.Points, paid, extra, fast}
	}
	return d
}

func tierOf(c *raja.Facts, shop *raja.Shop) uint32 {
	switch {
	case c.Net365 >= shop.Int("gold"):
		return Gold
	case c.Net365 >= shop.Int("silver"):
		return Silver
	}
	return NoTier
}

// paidForExpress is what was paid for express work. A refunded line takes
// nothing away.
func paidForExpress(lines raja.Rows[raja.Line], shop *raja.Shop) (sum int64) {
	express := shop.Text("express")
	if express == "" {
		return 0
	}
	for i := range lines.Len() {
		if line := lines.At(i); shop.Word(line.Category) == express {
			sum += max(0, line.Net)
		}
	}
	return sum
}
