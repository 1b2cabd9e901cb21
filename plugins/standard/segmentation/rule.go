package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/segment"
)

// The segments, at their positions in manifest.json. The reason of each is
// the text at the same position.
const (
	Prospects uint32 = 1 + iota
	New
	Promising
	Active
	Loyal
	Champions
	NeedsAttention
	AlmostLost
	AtRisk
	PreviouslyLoyal
	Dormant
)

// Away is the reason of someone who did not come in the whole window.
const Away uint32 = 12

// newDays is how long ago a first visit still makes somebody new.
const newDays = 30

// Decide gives one customer exactly one segment, whatever the figures.
//
// Somebody who never bought is a prospect. Somebody whose visits all lie
// before the window stays a customer: the days since the last visit count,
// with no visits and no money in the window.
func Decide(c *raja.Facts, shop *raja.Shop) segment.Decision {
	if c.VisitsTotal == 0 && c.Visits == 0 {
		return segment.Decision{Segment: Prospects, Text: Prospects}
	}
	limits := limitsOf(shop)
	days := int64(shop.AsOfDay) - int64(lastDay(c))
	score := limits.score(days, int64(c.Visits), c.Net)
	chosen := choose(score, c, shop)
	text := chosen
	if c.Visits == 0 {
		text = Away
	}
	return segment.Decision{
		Segment: chosen, Mode: limits.mode, Text: text, Score: uint32(score.digits()),
		Args: [4]int64{int64(c.Visits), days, c.Net, score.digits()},
	}
}

// lastDay is the latest visit in the window, else the latest ever.
func lastDay(c *raja.Facts) int32 {
	if c.Visits > 0 {
		return c.LastVisitDay
	}
	return c.LastOrderDay
}

func choose(s Score, c *raja.Facts, shop *raja.Shop) uint32 {
	chosen := Map(s.R, s.FM())
	first := int64(shop.AsOfDay) - int64(c.FirstOrderDay)
	if chosen == Promising && s.R == 5 && s.FM() == 1 && c.VisitsTotal == 1 && c.Visits == 1 && first <= newDays {
		return New
	}
	return chosen
}

// Map is the total map from recency and frequency-with-money, each from 1 to
// 5, to a segment.
func Map(r, fm int64) uint32 { return total[r-1][fm-1] }

var total = [5][5]uint32{
	{Dormant, Dormant, AtRisk, AtRisk, PreviouslyLoyal},
	{Dormant, AlmostLost, AtRisk, AtRisk, PreviouslyLoyal},
	{AlmostLost, NeedsAttention, NeedsAttention, Loyal, Loyal},
	{Promising, Promising, Active, Loyal, Champions},
	{Promising, Promising, Active, Loyal, Champions},
}
