package promo

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/money"
)

// Why says why a code takes nothing off.
type Why string

// The reasons. None is that it counts.
const (
	Counts       Why = ""
	NotActive    Why = "not_active"
	NotYet       Why = "not_yet"
	Expired      Why = "expired"
	Revoked      Why = "revoked"
	UsedUp       Why = "used"          // the coupon was redeemed
	Taken        Why = "reserved"      // somebody else has it in an order that is being taken
	NotHers      Why = "not_hers"      // it is somebody else's coupon
	WrongDay     Why = "day"           // not on this day of the week, or at this hour
	WrongChannel Why = "channel"       //
	NotFor       Why = "not_for_her"   // she is not of its segments or tiers
	NotFirst     Why = "not_first"     // only for a first order
	BelowLeast   Why = "least"         // the order comes to less than it asks for
	NoItem       Why = "no_item"       // nothing in the order is what it is for
	AllUsed      Why = "limit_total"   //
	HerLimit     Why = "limit_each"    //
	DayLimit     Why = "limit_daily"   //
	Twice        Why = "twice"         // it stands in the order already
	Alone        Why = "exclusive"     // one of them stands alone
	SameCategory Why = "same_category" // another one of its category takes more
	NothingLeft  Why = "nothing_left"  // the others take off all there is
)

// Bought is the order that codes are held against.
type Bought struct {
	Lines    []BoughtLine
	Delivery money.Amount
	At       time.Time // in the shop's zone
	Internal bool      // the customer works here
	First    bool      // she has no order yet
	Segment  string
	Tier     string
	Channel  string
}

// BoughtLine is one of its lines.
type BoughtLine struct {
	Item     uint64 // of the catalogue, 0 for none
	Category string
	Amount   money.Amount // before any code
}

// Sum is what all lines come to.
func (b *Bought) Sum() (sum money.Amount) {
	for _, line := range b.Lines {
		sum += line.Amount
	}
	return sum
}

// Counted is how often a promotion was used, or is kept to be.
type Counted struct{ Total, Hers, Today int64 }

// Fits says why a promotion counts for nothing in an order, Counts when it
// does.
func (p *Promo) Fits(bought *Bought, used Counted) Why {
	minute := bought.At.Hour()*60 + bought.At.Minute()
	switch {
	case p.State != Active:
		return NotActive
	case bought.At.Before(p.From):
		return NotYet
	case !p.Until.IsZero() && bought.At.After(p.Until):
		return Expired
	case len(p.Days) > 0 && !slices.Contains(p.Days, int(bought.At.Weekday())), minute < p.Begins, p.Ends > 0 && minute >= p.Ends:
		return WrongDay
	case !among(p.Channels, bought.Channel):
		return WrongChannel
	case bought.Internal, !among(p.Segments, bought.Segment), !among(p.Tiers, bought.Tier):
		return NotFor
	case p.First && !bought.First:
		return NotFirst
	case bought.Sum() < p.Least:
		return BelowLeast
	case p.Total > 0 && used.Total >= p.Total:
		return AllUsed
	case p.Each > 0 && used.Hers >= p.Each:
		return HerLimit
	case p.Daily > 0 && used.Today >= p.Daily:
		return DayLimit
	case p.alone(bought).sum() == 0:
		return NoItem
	}
	return Counts
}

func among(names []string, name string) bool {
	return len(names) == 0 || slices.Contains(names, name)
}

// For reports whether a promotion counts for a line.
func (p *Promo) For(line *BoughtLine) bool {
	if len(p.Items) > 0 && !slices.Contains(p.Items, line.Item) {
		return false
	}
	return among(p.Categories, line.Category)
}
