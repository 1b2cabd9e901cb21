package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Entitlements are what the owner gives to segments, whatever rule decides who
// is in them.
type Entitlements struct {
	List []Entitlement `cbor:"1,keyasint"` // at most one a segment
}

// Entitlement is what the customers of one segment are given.
type Entitlement struct {
	Segment    string `cbor:"1,keyasint" json:"segment"`               // its code
	Priority   int    `cbor:"2,keyasint,omitempty" json:"priority"`    // 0 like anybody, to 9: served first
	AfterHours string `cbor:"3,keyasint,omitempty" json:"after_hours"` // what the owner wishes when one of them knocks after hours, for staff to read
	Capped     bool   `cbor:"4,keyasint,omitempty" json:"capped"`      // discounts by hand have a limit
	Discount   int    `cbor:"5,keyasint,omitempty" json:"discount"`    // that limit, in percent of the goods
	Wording    string `cbor:"6,keyasint,omitempty" json:"wording"`     // how staff say it
}

// Limits of entitlements.
const (
	MaxEntitlements = 100
	maxWording      = 500 // characters
	maxPriority     = 9
)

// Check tidies codes and texts and refuses what breaks a rule.
func (e *Entitlements) Check() error {
	if len(e.List) > MaxEntitlements {
		return fault.Invalid("entitlements", "are more than %d", MaxEntitlements)
	}
	seen := map[string]bool{}
	for i := range e.List {
		one := &e.List[i]
		one.Segment = strings.ToUpper(people.Tidy(one.Segment))
		one.AfterHours, one.Wording = people.TidyLines(one.AfterHours), people.TidyLines(one.Wording)
		switch {
		case one.Segment == "" || len(one.Segment) > 64:
			return fault.Invalid("segment", "is empty or longer than 64 bytes")
		case seen[one.Segment]:
			return fault.Invalid("segment", "%s stands twice", one.Segment)
		case one.Priority < 0 || one.Priority > maxPriority:
			return fault.Invalid("priority", "%d is not from 0 to %d", one.Priority, maxPriority)
		case one.Discount < 0 || one.Discount > 100:
			return fault.Invalid("discount", "%d is not from 0 to 100 percent", one.Discount)
		case one.Discount > 0 && !one.Capped:
			return fault.Invalid("capped", "is false while a limit of %d percent is given", one.Discount)
		case utf8.RuneCountInString(one.AfterHours) > maxWording:
			return fault.Invalid("after_hours", "is longer than %d characters", maxWording)
		case utf8.RuneCountInString(one.Wording) > maxWording:
			return fault.Invalid("wording", "is longer than %d characters", maxWording)
		}
		seen[one.Segment] = true
	}
	return nil
}

// Of returns what a segment is given, nil for nothing.
func (e *Entitlements) Of(code string) *Entitlement {
	for i := range e.List {
		if e.List[i].Segment == code {
			return &e.List[i]
		}
	}
	return nil
}

// Allows reports whether a discount of so many minor units off goods of so
// many may be given by hand.
func (e *Entitlement) Allows(discount, goods int64) bool {
	return e == nil || !e.Capped || discount*100 <= int64(e.Discount)*goods
}
