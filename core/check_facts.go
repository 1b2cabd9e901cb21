package core

import (
	"math"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// rebuiltRow is the row that a customer and her past give, with what rules
// decided about her, on a day on which the row that is held says it is exact:
// any of them gives the same.
func rebuiltRow(customer *people.Customer, zone *time.Location, from *past, held *abi.Facts) abi.Facts {
	row := identity(customer, zone)
	keepDecisions(&row, held)
	day := held.ExactFromDay
	if day == math.MinInt32 {
		day = held.ExactThroughDay
	}
	from.fill(&row, clock.Day(day), held.WindowDays)
	return row
}

// keepDecisions copies what rules decided from one row to another.
func keepDecisions(to, from *abi.Facts) {
	to.Flags |= from.Flags & abi.FlagSegmentLoyal
	to.Segment, to.SegmentSinceDay, to.Tier = from.Segment, from.SegmentSinceDay, from.Tier
}
