package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// The tiers, at their positions in manifest.json.
const (
	None uint32 = iota
	Member
	Silver
	Gold
)

// Standing is a customer's tier and what is missing to the next.
type Standing struct {
	Tier    uint32
	Counted int64 // what counts for it: minor units, points or visits
	Missing int64 // to the next tier, 0 at the top
	by      uint32
	from    int32 // the first day that counts, 0 all
	today   int32
}

// StandingOf places a customer by what the shop counts for a tier. A threshold
// belongs to the tier it opens. Somebody who never came is in no tier.
func StandingOf(c *raja.Facts, visits uint32, shop *raja.Shop) Standing {
	by := c.QualifyingBy
	if by > raja.QualifyingVisits { // of a newer Raja: counted as money
		by = raja.QualifyingSpending
	}
	silver, gold := thresholds(by, shop)
	s := Standing{Counted: c.Qualifying, by: by, from: c.QualifyingFromDay, today: shop.AsOfDay}
	switch {
	case visits == 0:
		s.Tier = None
	case s.Counted >= gold:
		s.Tier = Gold
	case s.Counted >= silver:
		s.Tier, s.Missing = Silver, gold-s.Counted
	default:
		s.Tier, s.Missing = Member, silver-s.Counted
	}
	return s
}

// thresholds are the owner's, for what she counts.
func thresholds(by uint32, shop *raja.Shop) (silver, gold int64) {
	switch by {
	case raja.QualifyingPoints:
		return shop.Int("silver_points"), shop.Int("gold_points")
	case raja.QualifyingVisits:
		return shop.Int("silver_visits"), shop.Int("gold_visits")
	}
	return shop.Int("silver_from"), shop.Int("gold_from")
}

// with is the decision about an order that earned points. What is missing is
// told where money counts: only that follows from what the customer knows of her
// order.
func (s Standing) with(points, net int64) loyalty.Decision {
	d := loyalty.Decision{Points: points, Tier: s.Tier, Text: textEarned + s.Tier, Args: [4]int64{points, net, s.Missing, s.Counted}}
	if s.by != raja.QualifyingSpending {
		d.Text = textSpending
	}
	return d
}

// alone is the decision about the tier with no order.
func (s Standing) alone() loyalty.Decision {
	if s.Tier == None {
		return loyalty.Decision{Text: textNoVisit}
	}
	return loyalty.Decision{Tier: s.Tier, Text: s.text() + s.Tier, Args: [4]int64{0, int64(s.from), s.Missing, s.Counted}}
}

// yearDays is how long the last 12 months are.
const yearDays = 365

// text says what counts, and since when.
func (s Standing) text() uint32 {
	spending := s.by == raja.QualifyingSpending
	switch {
	case spending && s.from == s.today-yearDays+1:
		return textTier
	case s.from != 0:
		return textSince + 3*s.by
	}
	return textEver + 3*s.by
}
