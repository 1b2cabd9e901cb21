package main

import (
	"strings"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// Card is the stamp card as it stands with one order. Stamps are visits, or
// units of an item or category within the order. It is counted anew each time
// and kept nowhere.
type Card struct {
	On      bool
	Goods   bool  // stamps are units, not visits
	Every   int64 // so many stamps fill it
	Points  int64 // what a full one gives
	Stamps  int64 // visits so far, or whole units
	Full    int64 // how often this order fills it
	Missing int64 // stamps to the next full one
}

// CardOf counts the stamps of an order.
func CardOf(e *loyalty.Event, shop *raja.Shop) Card {
	card := Card{Every: shop.Int("stamp_every"), Points: shop.Int("stamp_points")}
	if card.Every <= 0 || card.Points <= 0 {
		return Card{}
	}
	card.On = true
	if of := strings.TrimSpace(shop.Text("stamp_of")); of != "" {
		card.Goods, card.Stamps = true, whole(e.Lines, named(shop, of))
		card.Full = card.Stamps / card.Every
	} else {
		card.countVisits(e)
	}
	card.Missing = card.Every - card.Stamps%card.Every
	return card
}

// countVisits stamps a day once, by the order that opens it. What a later order
// of that day says is what stands now.
func (c *Card) countVisits(e *loyalty.Event) {
	c.Stamps = int64(e.Customer.VisitsTotal)
	if visit := int64(e.Order.Visit); visit > 0 {
		c.Stamps = visit
		if visit%c.Every == 0 {
			c.Full = 1
		}
	}
}

func (c *Card) earned() Earned {
	text := textCardOfVisits
	if c.Goods {
		text = textCardOfGoods
	}
	return Earned{Points: times(c.Full, c.Points), Figure: c.Stamps, Text: text}
}
