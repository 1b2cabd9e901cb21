// Package rule calls those kings who come often and bring much, or whom the
// owner names.
package rule

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/segment"
)

// Positions in the manifest's segments; the reason of each is the text at the
// same position.
const (
	Royal uint32 = 1 + iota
	Regular
	Guest
	Away
	Prospect
)

var _ = segment.Serve(Decide)

// Decide puts one customer into a segment.
func Decide(c *raja.Facts, shop *raja.Shop) segment.Decision {
	if c.OrdersTotal == 0 {
		return because(Prospect)
	}

	// Away comes first: even a king who stays away needs a call, not a crown.
	days, away := int64(shop.AsOfDay)-int64(c.LastOrderDay), shop.Int("away")
	if days > away {
		return because(Away, days, away)
	}

	visits, often := int64(c.Visits), shop.Int("often")
	named := c.Flags&raja.FlagOwnerLoyal != 0
	switch {
	case named || c.Net >= shop.Int("much") && visits >= often:
		return because(Royal, visits, c.Net, days)
	case visits >= often:
		return because(Regular, visits, often)
	}
	return because(Guest, visits, often-visits)
}

func because(segmentAndText uint32, figures ...int64) segment.Decision {
	d := segment.Decision{Segment: segmentAndText, Text: segmentAndText}
	copy(d.Args[:], figures)
	return d
}
