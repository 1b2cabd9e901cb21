package loyalty

import (
	"cmp"
	"slices"

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

	By     Counted `cbor:"5,keyasint,omitempty" json:"by,omitempty" enum:"spending,points,visits" doc:"what counts for a tier; spending where it is left out"`                                      // what counts for a tier: `spending` (also where it is absent), `points` that orders earned, or `visits`
	Window Window  `cbor:"6,keyasint,omitempty" json:"window,omitempty" enum:"rolling,year,ever" doc:"over which time: the last 365 days, the calendar year, or all; rolling where it is left out"` // over which time: `rolling` (the last 365 days; also where it is absent), `year` (from 1 January) or `ever`
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
	case t.Grace > t.Months*365/12:
		return fault.Invalid("tiers.grace_days", "%d days are longer than the %d months from one review to the next", t.Grace, t.Months)
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
	Before []Before  // what the upgrades took the place of that may be taken back, the newest first
}

// Before is a tier that an upgrade took the place of.
type Before struct {
	Rank   Rank
	Since  clock.Day
	Review clock.Day
	Order  uint64
}

// Same reports whether two are one and the same.
func (h Held) Same(other Held) bool {
	return h.bare() == other.bare() && slices.Equal(h.Before, other.Before)
}

func (h Held) bare() Before { return Before{h.Rank, h.Since, h.Review, h.Order} }

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
		return Held{Rank: earned, Since: today, Review: by.ReviewFrom(today), Order: order, Before: h.before(today, by)}
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

// before is what an upgrade of today takes the place of, with what stood before
// that where it may still come back.
func (h Held) before(today clock.Day, by Tiers) []Before {
	if !h.revocable(today, by) {
		return []Before{h.bare()}
	}
	return append([]Before{h.bare()}, h.Before...)
}

// revocable reports whether an order brought the tier and may still take it back.
func (h Held) revocable(today clock.Day, by Tiers) bool {
	return h.Order != 0 && today <= h.Since+clock.Day(by.Revoke)
}

// Revocable are the days of the upgrades that may be taken back, the newest
// first.
func (h Held) Revocable(today clock.Day, by Tiers) (days []clock.Day) {
	for h.revocable(today, by) {
		days, h = append(days, h.Since), h.back()
	}
	return days
}

// back is what the tier took the place of.
func (h Held) back() Held {
	if len(h.Before) == 0 {
		return Held{}
	}
	was := h.Before[0]
	return Held{Rank: was.Rank, Since: was.Since, Review: was.Review, Order: was.Order, Before: h.Before[1:]}
}

// Without is the tier once something was given back on a day, which is asked about
// today: each upgrade that could be taken back then goes, the newest first, where
// she has not earned it on its own day; earned says what she has, now that it is
// given back, on such a day and today.
func (h Held) Without(lost, today clock.Day, earned func(clock.Day) Rank, by Tiers) Held {
	back := h
	for back.revocable(lost, by) && earned(back.Since) < back.Rank {
		back = back.back()
	}
	if back.Same(h) {
		return h
	}
	return back.On(today, earned(today), h.Order, by)
}

// Standing is the tier of a customer as it is kept. The fields 7 to 9 are an
// earlier Raja's.
type Standing struct {
	Customer people.Ordinal `cbor:"1,keyasint"`            // the same as in the key
	Tier     string         `cbor:"2,keyasint"`            // its code
	Since    clock.Day      `cbor:"3,keyasint"`            // day
	Review   clock.Day      `cbor:"4,keyasint"`            // day from which she has the days of grace to earn it again
	Look     clock.Day      `cbor:"5,keyasint"`            // day on which it is looked at next
	Order    uint64         `cbor:"6,keyasint,omitempty"`  // that brought it
	Steps    []TierStep     `cbor:"10,keyasint,omitempty"` // how she came to it, newest first, at most MaxSteps
	Before   []TierBefore   `cbor:"11,keyasint,omitempty"` // what its upgrades took the place of, newest first
	Was      []TierWas      `cbor:"12,keyasint,omitempty"` // what its last changes found, newest first, at most MaxWas
}

// TierBefore is a tier that an upgrade took the place of.
type TierBefore struct {
	Tier   string    `cbor:"1,keyasint,omitempty"` // its code, none for no tier
	Since  clock.Day `cbor:"2,keyasint"`           // day
	Review clock.Day `cbor:"3,keyasint"`           // day of its review
	Order  uint64    `cbor:"4,keyasint,omitempty"` // that brought it
}

// TierStep is one change of a tier.
type TierStep struct {
	Day   clock.Day `cbor:"1,keyasint"`           // when
	From  string    `cbor:"2,keyasint,omitempty"` // code, none for no tier
	To    string    `cbor:"3,keyasint,omitempty"` // code
	Why   string    `cbor:"4,keyasint"`           // `earned`, `reviewed`, `revoked` or `rule`
	Order uint64    `cbor:"5,keyasint,omitempty"` // of earned and revoked
}

// TierWas is a tier as a change found it.
type TierWas struct {
	Day    clock.Day    `cbor:"1,keyasint"`           // of the change
	Tier   string       `cbor:"2,keyasint,omitempty"` // its code, none for no tier
	Since  clock.Day    `cbor:"3,keyasint"`           // day
	Review clock.Day    `cbor:"4,keyasint"`           // day of its review
	Order  uint64       `cbor:"5,keyasint,omitempty"` // that brought it
	Before []TierBefore `cbor:"6,keyasint,omitempty"` // what its upgrades took the place of, newest first
}

// MaxWas is how many changes of a tier can be looked behind.
const MaxWas = 8

// Find notes what a change of a day found.
func (s *Standing) Find(was TierWas, earlier []TierWas) {
	s.Was = append([]TierWas{was}, earlier[:min(len(earlier), MaxWas-1)]...)
}

// Rewind makes a standing what it was on a day, as far as it remembers, and says
// whether that is another one. Its review is then due as it was.
func (s *Standing) Rewind(day clock.Day) bool {
	moved := false
	for len(s.Was) > 0 && s.Was[0].Day > day {
		was := s.Was[0]
		s.Tier, s.Since, s.Review, s.Look, s.Order, s.Before = was.Tier, was.Since, was.Review, was.Review, was.Order, was.Before
		s.Was, moved = s.Was[1:], true
	}
	for moved && len(s.Steps) > 0 && s.Steps[0].Day > day {
		s.Steps = s.Steps[1:]
	}
	return moved
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
