package care

import (
	"slices"
	"strconv"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Level is how fast the owner wants tickets of one sort to go.
type Level struct {
	Type     Type   `cbor:"1,keyasint"` // `question`, `problem`, `request`, `complaint` or `internal`
	Severity int    `cbor:"2,keyasint"` // 1 low to 4 urgent
	Policy   Policy `cbor:"3,keyasint"` // how fast
}

// MaxPolicy is the most time that a ticket may be given, open time.
const MaxPolicy = 366 * 24 * time.Hour

// LevelsOf returns the level of every sort of ticket: the owner's own, else
// DefaultPolicy.
func LevelsOf(own []Level) []Level {
	var all []Level
	for _, kind := range Types() {
		for severity := 1; severity <= 4; severity++ {
			all = append(all, Level{Type: kind, Severity: severity, Policy: PolicyOf(own, kind, severity)})
		}
	}
	return all
}

// PolicyOf is how fast a ticket should go: as the owner wants it, else
// DefaultPolicy.
func PolicyOf(own []Level, kind Type, severity int) Policy {
	for _, one := range own {
		if one.Type == kind && one.Severity == severity {
			return one.Policy
		}
	}
	return DefaultPolicy(kind, severity)
}

// CheckLevels refuses levels that break a rule; the field names which, from 0.
func CheckLevels(own []Level) error {
	for i, one := range own {
		field := func(name string) string { return "levels[" + strconv.Itoa(i) + "]." + name }
		earlier := func(other Level) bool { return other.Type == one.Type && other.Severity == one.Severity }
		switch policy := one.Policy; {
		case !slices.Contains(Types(), one.Type):
			return fault.Invalid(field("type"), "%q is not one of %v", one.Type, Types())
		case one.Severity < 1 || one.Severity > 4:
			return fault.Invalid(field("severity"), "%d is not from 1 to 4", one.Severity)
		case slices.ContainsFunc(own[:i], earlier):
			return fault.Invalid(field("type"), "%s of severity %d stands twice", one.Type, one.Severity)
		case policy.Acknowledge < 0 || policy.Acknowledge > MaxPolicy:
			return fault.Invalid(field("acknowledge_minutes"), "is negative or more than %d days", int(MaxPolicy.Hours())/24)
		case policy.Resolve < 0 || policy.Resolve > MaxPolicy:
			return fault.Invalid(field("resolve_minutes"), "is negative or more than %d days", int(MaxPolicy.Hours())/24)
		case policy.Resolve > 0 && policy.Acknowledge > policy.Resolve:
			return fault.Invalid(field("acknowledge_minutes"), "is longer than the time to resolve it")
		}
	}
	return nil
}
