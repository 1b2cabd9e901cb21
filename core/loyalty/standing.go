package loyalty

import (
	"cmp"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Tiers is what the owner decided about keeping a tier, beside the rule that
// says which one a customer earns by what she does.
type Tiers struct {
	Months    int       `cbor:"1,keyasint" json:"months"`      // after how many months a tier is reviewed
	Grace     int       `cbor:"2,keyasint" json:"grace_days"`  // how many days she has then to earn it again
	Downgrade Downgrade `cbor:"3,keyasint" json:"downgrade"`   // how far down she goes
	Revoke    int       `cbor:"4,keyasint" json:"revoke_days"` // for how many days an upgrade is taken back with the order that brought it

	By     Counted `cbor:"5,keyasint,omitempty" json:"by,omitempty" enum:"spending,points,visits" doc:"what counts for a tier; spending where it is left out"`
	Window Window  `cbor:"6,keyasint,omitempty" json:"window,omitempty" enum:"rolling,year,ever" doc:"over which time: the last 365 days, the calendar year, or all; rolling where it is left out"`
}

// Downgrade is how far down a customer goes who does not earn her tier again.
type Downgrade string

// The ways down.
const (
	OneDown       Downgrade = "one_down"      // to the tier below
	BalanceBased  Downgrade = "balance_based" // to the one that she earns
	maxTierMonths           = 120
)

// UsualTiers is what counts until the owner decides.
func UsualTiers() Tiers {
	return Tiers{Months: 12, Grace: 60, Downgrade: OneDown, Revoke: 30, By: Spending, Window: Rolling}
}

// Check refuses what breaks a limit.
func (t *Tiers) Check() error {
	switch {
	case t.Months < 1 || t.Months > maxTierMonths:
		return fault.Invalid("tiers.months", "is not from 1 to %d", maxTierMonths)
	case t.Grace < 0 || t.Grace > maxWaitDays:
		return fault.Invalid("tiers.grace_days", "is not from 0 to %d", maxWaitDays)
	case t.Downgrade != OneDown && t.Downgrade != BalanceBased:
		return fault.Invalid("tiers.downgrade", "%q is neither one_down nor balance_based", t.Downgrade)
	case t.Revoke < 0 || t.Revoke > maxWaitDays:
		return fault.Invalid("tiers.revoke_days", "is not from 0 to %d", maxWaitDays)
	}
	return cmp.Or(t.By.check(), t.Window.check())
}

// Rank is a tier's place in the rule's list, from 1; 0 is none.
type Rank uint32

// Held is a tier that a customer has, since when, and when it is looked at again.
type Held struct {
	Rank   Rank
	Since  clock.Day
	Review clock.Day // from then on she has the days of grace to earn it again
	Order  uint64    // that brought it, 0 for none
	Before Before    // what she had until that order came
}

// Before is the tier that an upgrade took the place of.
type Before struct {
	Rank   Rank
	Since  clock.Day
	Review clock.Day
}

// Look is the next day after today on which a tier may change by itself, 0 for
// none: the end of a review, or of the days of grace.
func (h Held) Look(today clock.Day, by Tiers) clock.Day {
	switch {
	case h.Rank == 0:
		return 0
	case today < h.Review:
		return h.Review
	}
	return h.Review + clock.Day(by.Grace)
}

// On is the tier on a day on which a customer earns a rank by what she did; an
// upgrade that an order brings names it. Up she goes at once; down only after a
// review and the days of grace. It is pure: the same days in the same order
// give the same tier, whenever they are looked at.
func (h Held) On(today clock.Day, earned Rank, order uint64, by Tiers) Held {
	switch {
	case earned > h.Rank:
		return Held{Rank: earned, Since: today, Review: by.ReviewFrom(today), Order: order, Before: Before{h.Rank, h.Since, h.Review}}
	case h.Rank == 0 || today < h.Review:
		return h
	case earned == h.Rank:
		for today >= h.Review {
			h.Review = by.ReviewFrom(h.Review)
		}
		return h
	case today < h.Review+clock.Day(by.Grace):
		return h
	}
	down := earned
	if by.Downgrade == OneDown {
		down = max(earned, h.Rank-1)
	}
	return Held{Rank: down, Since: today, Review: by.ReviewFrom(today)}
}

// Without is the tier once the order that brought it is given back: within the
// days of revoking what she had before, unless she earns more.
func (h Held) Without(order uint64, today clock.Day, earned Rank, by Tiers) Held {
	if h.Order != order || order == 0 || earned >= h.Rank || today > h.Since+clock.Day(by.Revoke) {
		return h
	}
	back := Held{Rank: h.Before.Rank, Since: h.Before.Since, Review: h.Before.Review}
	if earned > back.Rank {
		return Held{Rank: earned, Since: today, Review: by.ReviewFrom(today)}
	}
	return back
}

// Standing is the tier of a customer as it is kept.
type Standing struct {
	Customer     people.Ordinal `cbor:"1,keyasint"`            // the same as in the key
	Tier         string         `cbor:"2,keyasint"`            // its code
	Since        clock.Day      `cbor:"3,keyasint"`            // day
	Review       clock.Day      `cbor:"4,keyasint"`            // day from which she has the days of grace to earn it again
	Look         clock.Day      `cbor:"5,keyasint"`            // day on which it is looked at next
	Order        uint64         `cbor:"6,keyasint,omitempty"`  // that brought it
	Before       string         `cbor:"7,keyasint,omitempty"`  // the code of what she had until then
	BeforeSince  clock.Day      `cbor:"8,keyasint,omitempty"`  // since when, of that
	BeforeReview clock.Day      `cbor:"9,keyasint,omitempty"`  // its review
	Steps        []TierStep     `cbor:"10,keyasint,omitempty"` // how she came to it, newest first, at most MaxSteps
}

// TierStep is one change of a tier.
type TierStep struct {
	Day   clock.Day `cbor:"1,keyasint"`           // when
	From  string    `cbor:"2,keyasint,omitempty"` // code, none for no tier
	To    string    `cbor:"3,keyasint,omitempty"` // code
	Why   string    `cbor:"4,keyasint"`           // `earned`, `reviewed`, `revoked` or `rule`
	Order uint64    `cbor:"5,keyasint,omitempty"` // of earned and revoked
}

// MaxSteps is how many changes of a tier are kept.
const MaxSteps = 50

// The reasons of a change.
const (
	WhyEarned   = "earned"
	WhyReviewed = "reviewed"
	WhyRevoked  = "revoked"
	WhyRule     = "rule" // the rule or its settings changed
)
