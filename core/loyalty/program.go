package loyalty

import (
	"cmp"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// Program is what the owner decided about points, beside the rule that earns
// them.
type Program struct {
	Worth    money.Amount `cbor:"1,keyasint,omitempty" json:"worth"`    // what a point takes off an order; 0: orders are not paid with points
	Together bool         `cbor:"2,keyasint,omitempty" json:"together"` // an order that points paid in part earns on the rest
	Forgive  bool         `cbor:"3,keyasint,omitempty" json:"forgive"`  // nobody owes points: what was spent and is taken back is lost to the shop
	Waits    Wait         `cbor:"4,keyasint,omitempty" json:"waits"`    // what earned points wait for
	WaitDays int          `cbor:"5,keyasint,omitempty" json:"wait_days"`
	Again    int          `cbor:"6,keyasint,omitempty" json:"again_days"`       // spent points that come back after their day last so many days; 0: they are gone
	Birthday Points       `cbor:"7,keyasint,omitempty" json:"birthday"`         // on her birthday
	Referrer Points       `cbor:"8,keyasint,omitempty" json:"referrer"`         // to who brought her, once her first order is paid
	Referred Points       `cbor:"9,keyasint,omitempty" json:"referred"`         // to herself then
	Months   int          `cbor:"10,keyasint,omitempty" json:"months"`          // how long those of birthdays and referrals last; 0 for ever
	Tiers    *Tiers       `cbor:"11,keyasint,omitempty" json:"tiers,omitempty"` // how tiers are kept; none is as usual

	ReferralLeast money.Amount `cbor:"12,keyasint,omitempty" json:"referral_least" required:"false"` // what her first order comes to at least, net, for a referral
	Leasts        []Least      `cbor:"13,keyasint,omitempty" json:"-"`                               // those that counted before it, newest first, at most 50
}

// Least is what a first order came to at least for a referral, until it changed.
type Least struct {
	Until time.Time    `cbor:"1,keyasint"`           // when it changed
	Net   money.Amount `cbor:"2,keyasint,omitempty"` // minor units
}

// Wait is what earned points wait for before they can be spent.
type Wait string

// The waits.
const (
	WaitPaid  Wait = ""          // nothing more than that the order is paid
	WaitTaken Wait = "picked_up" // that the customer has taken it
	WaitDays  Wait = "days"      // so many days
)

// Limits of a programme.
const (
	maxWaitDays  = 366
	maxMonths    = 1200
	maxBonus     = 1_000_000
	maxLeasts    = 50
	maxPointCost = 1_000_000_000 // minor units that one point may take off
)

// Check refuses a programme that breaks a limit.
func (p *Program) Check() error {
	switch {
	case p.Worth < 0 || p.Worth > maxPointCost:
		return fault.Invalid("worth", "is not from 0 to %d", maxPointCost)
	case p.Waits != WaitPaid && p.Waits != WaitTaken && p.Waits != WaitDays:
		return fault.Invalid("waits", "%q is not one of picked_up, days; leave it empty for points that can be spent at once", p.Waits)
	case p.WaitDays < 0 || p.WaitDays > maxWaitDays || (p.WaitDays == 0) == (p.Waits == WaitDays):
		return fault.Invalid("wait_days", "is from 1 to %d where points wait for days, and 0 otherwise", maxWaitDays)
	case p.ReferralLeast < 0 || p.ReferralLeast > sale.MaxTotal:
		return fault.Invalid("referral_least", "is not from 0 to the most that an order comes to")
	case p.Again < 0 || p.Again > maxWaitDays:
		return fault.Invalid("again_days", "is not from 0 to %d", maxWaitDays)
	case p.Months < 0 || p.Months > maxMonths:
		return fault.Invalid("months", "is not from 0 to %d", maxMonths)
	}
	by := p.Keeps()
	if err := by.Check(); err != nil {
		return err
	}
	return cmp.Or(checkBonus("birthday", p.Birthday), checkBonus("referrer", p.Referrer), checkBonus("referred", p.Referred))
}

func checkBonus(field string, bonus Points) error {
	if bonus < 0 || bonus > maxBonus {
		return fault.Invalid(field, "is not from 0 to %d points", maxBonus)
	}
	return nil
}

// Keeps is how tiers are kept.
func (p *Program) Keeps() Tiers {
	if p.Tiers == nil {
		return UsualTiers()
	}
	return p.Tiers.orUsual()
}

// LeastAt is what an order taken at an instant comes to at least for a referral:
// what is asked of orders since changes nothing about those that are there.
func (p *Program) LeastAt(at time.Time) money.Amount {
	least := p.ReferralLeast
	for _, before := range p.Leasts {
		if !at.Before(before.Until) {
			break
		}
		least = before.Net
	}
	return least
}

// After is the programme once it takes the place of another.
func (p *Program) After(was *Program, now time.Time) Program {
	next := *p
	next.Leasts = was.Leasts
	if was.ReferralLeast != p.ReferralLeast && (was.Referrer != 0 || was.Referred != 0) {
		next.Leasts = append([]Least{{now, was.ReferralLeast}}, was.Leasts[:min(len(was.Leasts), maxLeasts-1)]...)
	}
	return next
}

// Begins returns the day from which points of an order of day count; taken
// says that the customer has her goods.
func (p *Program) Begins(day clock.Day, taken bool) clock.Day {
	switch {
	case p.Waits == WaitDays:
		return day + clock.Day(p.WaitDays)
	case p.Waits == WaitTaken && !taken:
		return Pending
	}
	return day
}

// Ends returns the first day on which bonus points given on day are gone, 0
// for never.
func (p *Program) Ends(day clock.Day) clock.Day {
	if p.Months == 0 {
		return 0
	}
	return day.AddMonths(p.Months)
}

// Lasts returns the day until which points last that come back on day after
// theirs had come, 0 where those are gone.
func (p *Program) Lasts(day clock.Day) clock.Day {
	if p.Again == 0 {
		return 0
	}
	return day + clock.Day(p.Again)
}
