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
	Spent   int64 // in the last 365 days
	Missing int64 // to the next tier, 0 at the top
}

// StandingOf places a customer by what was spent in the last 365 days. A
// threshold belongs to the tier it opens. Somebody who never came is in no
// tier.
func StandingOf(visits uint32, spent int64, shop *raja.Shop) Standing {
	silver, gold := shop.Int("silver_from"), shop.Int("gold_from")
	switch {
	case visits == 0:
		return Standing{Tier: None, Spent: spent}
	case spent >= gold:
		return Standing{Tier: Gold, Spent: spent}
	case spent >= silver:
		return Standing{Tier: Silver, Spent: spent, Missing: gold - spent}
	}
	return Standing{Tier: Member, Spent: spent, Missing: silver - spent}
}

// with is the decision about an order that earned points.
func (s Standing) with(points, net int64) loyalty.Decision {
	return loyalty.Decision{
		Points: points, Tier: s.Tier, Text: textEarned + s.Tier,
		Args: [4]int64{points, net, s.Missing, s.Spent},
	}
}

// alone is the decision about the tier with no order.
func (s Standing) alone() loyalty.Decision {
	if s.Tier == None {
		return loyalty.Decision{Text: textNoVisit}
	}
	return loyalty.Decision{Tier: s.Tier, Text: textTier + s.Tier, Args: [4]int64{0, 0, s.Missing, s.Spent}}
}
