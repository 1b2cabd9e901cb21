package promo

import (
	"regexp"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// Number counts promotions, 1 is PM-0001.
type Number uint64

// Kind is what a promotion takes off.
type Kind string

// The kinds.
const (
	Percent      Kind = "percent"
	Amount       Kind = "amount"
	FreeDelivery Kind = "free_delivery"
)

// Stacking is beside what a promotion may stand.
type Stacking string

// The ways to stack.
const (
	Exclusive Stacking = "exclusive" // alone
	One       Stacking = "one"       // beside those of other categories
	Joint     Stacking = "joint"     // beside all but an exclusive one
)

// State is whether a promotion is offered.
type State string

// The states.
const (
	Draft  State = "draft"
	Active State = "active"
	Ended  State = "ended"
)

// Promo is a promotion: what it takes off, for whom and when.
type Promo struct {
	Number   Number       `cbor:"1,keyasint"`            // the same as in the key
	Name     string       `cbor:"2,keyasint"`            // what it is called
	Kind     Kind         `cbor:"3,keyasint"`            // `percent`, `amount` or `free_delivery`
	Percent  int64        `cbor:"4,keyasint,omitempty"`  // hundredths of a percent, of percent
	Amount   money.Amount `cbor:"5,keyasint,omitempty"`  // in minor units, of amount
	Most     money.Amount `cbor:"6,keyasint,omitempty"`  // it takes off at most so much; none is no limit
	Least    money.Amount `cbor:"7,keyasint,omitempty"`  // what the order comes to at least
	Word     string       `cbor:"8,keyasint,omitempty"`  // the code that anybody may say; none where each has her own
	Stacking Stacking     `cbor:"9,keyasint"`            // `exclusive`, `one` or `joint`
	Category string       `cbor:"10,keyasint,omitempty"` // of one: only one of a category counts
	Priority int          `cbor:"11,keyasint,omitempty"` // the higher is taken off first

	From       time.Time `cbor:"12,keyasint"`           // since when
	Until      time.Time `cbor:"13,keyasint"`           // until when; none is no end
	Days       []int     `cbor:"14,keyasint,omitempty"` // of the week, 0 is Sunday; none is every day
	Begins     int       `cbor:"15,keyasint,omitempty"` // minutes of the day from which it counts
	Ends       int       `cbor:"16,keyasint,omitempty"` // and up to which; none is midnight
	Items      []uint64  `cbor:"17,keyasint,omitempty"` // of the catalogue to which it counts; none is all
	Categories []string  `cbor:"18,keyasint,omitempty"` // of items to which it counts; none is all
	Segments   []string  `cbor:"19,keyasint,omitempty"` // for whom; none is everybody
	Tiers      []string  `cbor:"20,keyasint,omitempty"` // for whom; none is everybody
	Channels   []string  `cbor:"21,keyasint,omitempty"` // by which the order came; none is all
	First      bool      `cbor:"22,keyasint,omitempty"` // only for a first order
	Total      int64     `cbor:"23,keyasint,omitempty"` // how often in all; none is no limit
	Each       int64     `cbor:"24,keyasint,omitempty"` // how often for one customer
	Daily      int64     `cbor:"25,keyasint,omitempty"` // how often on one day
	Running    bool      `cbor:"26,keyasint,omitempty"` // a percentage is of what others have left, not of the price

	After money.Amount `cbor:"27,keyasint,omitempty"` // who paid an order of at least so much is given a coupon; none is nobody
	Valid int          `cbor:"28,keyasint,omitempty"` // for how many days a coupon holds
	State State        `cbor:"29,keyasint"`           // `draft`, `active` or `ended`
	Note  string       `cbor:"30,keyasint,omitempty"` // what to mind
}

// Limits of a promotion.
const (
	MaxNames    = 50 // items, categories, segments and so on that one names
	MaxPriority = 1000
	MaxValid    = 3660
	maxUses     = 1 << 40
)

var word = regexp.MustCompile(`^[A-Z0-9]{3,30}$`)

// Check tidies a promotion and refuses one that breaks a rule.
func (p *Promo) Check() error {
	p.tidy()
	switch {
	case p.Name == "" || len(p.Name) > sale.MaxText:
		return fault.Invalid("name", "is empty or longer than %d bytes", sale.MaxText)
	case len(p.Note) > people.MaxNote:
		return fault.Invalid("note", "is longer than %d bytes", people.MaxNote)
	case p.Word != "" && !word.MatchString(p.Word):
		return fault.Invalid("word", "%q is not from 3 to 30 letters and digits", p.Word)
	case !slices.Contains([]Stacking{Exclusive, One, Joint}, p.Stacking):
		return fault.Invalid("stacking", "%q is not one of exclusive, one, joint", p.Stacking)
	case len(p.Category) > sale.MaxText:
		return fault.Invalid("category", "is longer than %d bytes", sale.MaxText)
	case p.Priority < 0 || p.Priority > MaxPriority:
		return fault.Invalid("priority", "is not from 0 to %d", MaxPriority)
	case !slices.Contains([]State{Draft, Active, Ended}, p.State):
		return fault.Invalid("state", "%q is not one of draft, active, ended", p.State)
	case p.Valid < 0 || p.Valid > MaxValid:
		return fault.Invalid("valid", "is not from 0 to %d days", MaxValid)
	}
	for _, check := range []func() error{p.checkBenefit, p.checkTimes, p.checkNames, p.checkLimits} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Promo) tidy() {
	p.Name, p.Note, p.Category, p.Word = people.Tidy(p.Name), people.Tidy(p.Note), people.Tidy(p.Category), Typed(p.Word)
	if p.Stacking == "" {
		p.Stacking = One
	}
	if p.State == "" {
		p.State = Active
	}
	for _, names := range [][]string{p.Categories, p.Segments, p.Tiers, p.Channels} {
		for i := range names {
			names[i] = people.Tidy(names[i])
		}
	}
}

// Gives reports whether a promotion gives a coupon to who paid an order that
// came to so much at an instant.
func (p *Promo) Gives(net money.Amount, at time.Time) bool {
	return p.State == Active && p.After > 0 && net >= p.After && !at.Before(p.From) && (p.Until.IsZero() || !at.After(p.Until))
}

// wholePercent are the hundredths of a percent that are all.
const wholePercent = 100 * 100

func (p *Promo) checkBenefit() error {
	switch {
	case !slices.Contains([]Kind{Percent, Amount, FreeDelivery}, p.Kind):
		return fault.Invalid("kind", "%q is not one of percent, amount, free_delivery", p.Kind)
	case (p.Kind == Percent) != (p.Percent != 0) || p.Percent < 0 || p.Percent > wholePercent:
		return fault.Invalid("percent", "is above 0 and at most 100 for a percentage, and nothing else has one")
	case (p.Kind == Amount) != (p.Amount != 0) || p.Amount < 0 || p.Amount > sale.MaxTotal:
		return fault.Invalid("amount", "is above nothing for an amount, and nothing else has one")
	case p.Most < 0 || p.Most > sale.MaxTotal:
		return fault.Invalid("most", "is negative or too large")
	case p.Least < 0 || p.Least > sale.MaxTotal:
		return fault.Invalid("least", "is negative or too large")
	case p.After < 0 || p.After > sale.MaxTotal:
		return fault.Invalid("after", "is negative or too large")
	case p.After > 0 && p.Word != "":
		return fault.Invalid("after", "gives each her own code; leave the word out")
	}
	return nil
}

func (p *Promo) checkTimes() error {
	switch {
	case !p.Until.IsZero() && !p.Until.After(p.From):
		return fault.Invalid("until", "is not after its beginning")
	case p.Begins < 0 || p.Begins >= dayMinutes:
		return fault.Invalid("begins", "is not a time of day")
	case p.Ends < 0 || p.Ends > dayMinutes || (p.Ends != 0 && p.Ends <= p.Begins):
		return fault.Invalid("ends", "is not a time of day after its beginning")
	}
	for _, day := range p.Days {
		if day < 0 || day > 6 {
			return fault.Invalid("days", "%d is not from 0, Sunday, to 6", day)
		}
	}
	return nil
}

const dayMinutes = 24 * 60

func (p *Promo) checkNames() error {
	if len(p.Items) > MaxNames {
		return fault.Invalid("items", "are more than %d", MaxNames)
	}
	for _, field := range []struct {
		name  string
		texts []string
	}{{"categories", p.Categories}, {"segments", p.Segments}, {"tiers", p.Tiers}, {"channels", p.Channels}} {
		if len(field.texts) > MaxNames {
			return fault.Invalid(field.name, "are more than %d", MaxNames)
		}
		for _, text := range field.texts {
			if text == "" || len(text) > sale.MaxText {
				return fault.Invalid(field.name, "has one that is empty or longer than %d bytes", sale.MaxText)
			}
		}
	}
	for _, channel := range p.Channels {
		if !people.Channel(channel).Known() {
			return fault.Invalid("channels", "%q is not one of the channels", channel)
		}
	}
	return nil
}

func (p *Promo) checkLimits() error {
	for _, limit := range []struct {
		name  string
		value int64
	}{{"total", p.Total}, {"each", p.Each}, {"daily", p.Daily}} {
		if limit.value < 0 || limit.value > maxUses {
			return fault.Invalid(limit.name, "is negative or too large")
		}
	}
	return nil
}
