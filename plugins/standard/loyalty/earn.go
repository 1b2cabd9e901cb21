package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// mostPoints is the most one order can earn; it keeps a strange setting from
// overflowing.
const mostPoints = 1_000_000_000_000

// Earned is what one way of earning gives for an order.
type Earned struct {
	Points int64
	Figure int64  // what it counted: money, a visit's number, kilograms, pieces
	Text   uint32 // its reason, 0 that of spending with the tier
}

// Best is what the way of earning that gives most gives for an order; of those
// that give as much it is the first. A refunded or free order earns nothing.
func Best(e *loyalty.Event, card *Card, shop *raja.Shop) (best Earned) {
	if e.Order.Net <= 0 {
		return best
	}
	for _, one := range [...]Earned{bySpending(e, shop), byVisit(e, shop), byKilogram(e, shop), byPiece(e, shop), card.earned()} {
		if one.Points > best.Points {
			best = one
		}
	}
	return best
}

// bySpending is floor(net / spend_per_point) × points_per_step.
func bySpending(e *loyalty.Event, shop *raja.Shop) Earned {
	spend := shop.Int("spend_per_point")
	if spend <= 0 {
		return Earned{}
	}
	return Earned{Points: times(e.Order.Net/spend, shop.Int("points_per_step")), Figure: e.Order.Net}
}

// byVisit counts a day once, by the order that opens it.
func byVisit(e *loyalty.Event, shop *raja.Shop) Earned {
	if e.Order.Visit == 0 {
		return Earned{}
	}
	return Earned{Points: times(1, shop.Int("points_per_visit")), Figure: int64(e.Order.Visit), Text: textVisit}
}

func byKilogram(e *loyalty.Event, shop *raja.Shop) Earned {
	kilograms := whole(e.Lines, func(line *raja.Line) bool { return shop.Word(line.Unit) == "kg" })
	return Earned{Points: times(kilograms, shop.Int("points_per_kg")), Figure: kilograms, Text: textKilogram}
}

func byPiece(e *loyalty.Event, shop *raja.Shop) Earned {
	pieces := whole(e.Lines, named(shop, shop.Text("piece_of")))
	return Earned{Points: times(pieces, shop.Int("points_per_piece")), Figure: pieces, Text: textPiece}
}

// times is so many points each, at most mostPoints, and nothing of less than
// one.
func times(count, each int64) int64 {
	switch {
	case count <= 0 || each <= 0:
		return 0
	case count > mostPoints/each:
		return mostPoints
	}
	return count * each
}
