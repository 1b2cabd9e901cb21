// Who is royalty in this shop: a rule that puts each customer into a segment.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/segment"
)

// Positions in the manifest's segments, and in its texts: each segment has its
// own sentence.
const (
	Royal uint32 = 1 + iota
	Regular
	Guest
	Away
	Prospect
)

var _ = segment.Serve(Decide)

// Decide calls those royal who come often and bring much, or whom the owner
// names.
func Decide(c *raja.Facts, shop *raja.Shop) segment.Decision {
	if c.OrdersTotal == 0 {
		return because(Prospect)
	}
	visits, often := int64(c.Visits), shop.Int("often")
	// Away comes first: even a king who stays away needs a call, not a crown.
	days := int64(shop.AsOfDay) - int64(c.LastOrderDay)
	if days > shop.Int("away") {
		return because(Away, days, shop.Int("away"))
	}
	if c.Flags&raja.FlagOwnerLoyal != 0 || c.Net >= shop.Int("much") && visits >= often {
		return because(Royal, visits, c.Net, days)
	}
	if visits >= often {
		return because(Regular, visits, often)
	}
	return because(Guest, visits, often-visits)
}

// because is a segment with its sentence and the figures in it.
func because(segmentOf uint32, figures ...int64) segment.Decision {
	d := segment.Decision{Segment: segmentOf, Text: segmentOf}
	copy(d.Args[:], figures)
	return d
}

func main() {}
