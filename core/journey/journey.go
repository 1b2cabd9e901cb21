// Package journey says how far a customer has come with the shop: five stages,
// each shown by a fact. It is pure; which facts there are is read elsewhere.
package journey

import (
	"cmp"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// Stage is one part of the journey.
type Stage string

// The stages, in the order in which they are reached. Some may be left out.
const (
	Awareness     Stage = "awareness"     // she is known, and no more
	Consideration Stage = "consideration" // she asked, or was given a quote
	Preference    Stage = "preference"    // it is known what she likes, or she asks for a member of staff
	Purchase      Stage = "purchase"      // she bought
	Repurchase    Stage = "repurchase"    // she came back on another day
)

// Stages are all of them, in order.
func Stages() []Stage { return []Stage{Awareness, Consideration, Preference, Purchase, Repurchase} }

// Place is where a stage stands among them from 0, and −1 for what is none.
func (s Stage) Place() int { return slices.Index(Stages(), s) }

// Name is what people call a stage, "" for what is none.
func (s Stage) Name() (id, en string) {
	words := map[Stage][2]string{
		Awareness: {"Tahu", "Aware"}, Consideration: {"Menimbang", "Considering"}, Preference: {"Suka", "Preferring"},
		Purchase: {"Membeli", "Bought"}, Repurchase: {"Membeli lagi", "Came back"},
	}
	return words[s][0], words[s][1]
}

// Why is the fact that shows a stage.
type Why string

// The facts.
const (
	Added     Why = "added"     // noted as a customer
	Asked     Why = "asked"     // she asked or wished for something
	Quoted    Why = "quoted"    // she was given a quote
	Favourite Why = "favourite" // it was noted what she likes
	ForStaff  Why = "staff"     // she booked with a certain member of staff
	Ordered   Why = "ordered"   // her first order
	Returned  Why = "returned"  // her second visit
	ByHand    Why = "manual"    // somebody set it
)

// Words say a fact in both languages, "" for what is none.
func (w Why) Words() (id, en string) {
	words := map[Why][2]string{
		Added: {"dicatat sebagai pelanggan", "noted as a customer"}, Asked: {"bertanya", "asked for something"},
		Quoted: {"menerima penawaran", "was given a quote"}, Favourite: {"kesukaannya dicatat", "her favourites were noted"},
		ForStaff: {"memesan staf tertentu", "asked for a member of staff"}, Ordered: {"pesanan pertama", "first order"},
		Returned: {"kunjungan kedua", "second visit"}, ByHand: {"diatur oleh staf", "set by hand"},
	}
	return words[w][0], words[w][1]
}

// Shows is the stage that a fact shows, "" for ByHand.
func (w Why) Shows() Stage {
	switch w {
	case Added:
		return Awareness
	case Asked, Quoted:
		return Consideration
	case Favourite, ForStaff:
		return Preference
	case Ordered:
		return Purchase
	case Returned:
		return Repurchase
	}
	return ""
}

// Fact is the first time something was so.
type Fact struct {
	Why Why
	Day clock.Day
}

// Override is a stage that somebody set by hand.
type Override struct {
	Number   uint64         `cbor:"1,keyasint"`           // the same as in the key
	Customer people.Ordinal `cbor:"2,keyasint"`           // whose
	Stage    Stage          `cbor:"3,keyasint"`           // `awareness`, `consideration`, `preference`, `purchase` or `repurchase`
	Reason   string         `cbor:"4,keyasint"`           // why the facts do not say it
	At       time.Time      `cbor:"5,keyasint"`           // when it was set
	By       staff.Number   `cbor:"6,keyasint,omitempty"` // by whom
}

// maxReason is the longest reason, in characters.
const maxReason = 500

// Check tidies the reason and refuses what breaks a rule.
func (o *Override) Check() error {
	o.Reason = people.TidyLines(o.Reason)
	switch {
	case o.Stage.Place() < 0:
		return fault.Invalid("stage", "%q is not one of awareness, consideration, preference, purchase, repurchase", o.Stage)
	case o.Reason == "":
		return fault.Invalid("reason", "is empty; say why the facts do not show it")
	case len([]rune(o.Reason)) > maxReason:
		return fault.Invalid("reason", "is longer than %d characters", maxReason)
	case o.Customer == 0:
		return fault.Invalid("customer", "is missing")
	}
	return nil
}

// Step is one time a customer came to a stage.
type Step struct {
	Stage  Stage
	Day    clock.Day
	Why    Why
	Reason string       // of what was set by hand
	By     staff.Number // who set it
}

// Walk returns her steps until today, oldest first. A fact only takes her
// further; what was set by hand takes her anywhere, and holds until a later
// fact takes her further than that.
func Walk(facts []Fact, set []Override, today clock.Day, zone *time.Location) []Step {
	var events []Step
	for _, fact := range facts {
		events = append(events, Step{Stage: fact.Why.Shows(), Day: fact.Day, Why: fact.Why})
	}
	slices.SortStableFunc(set, func(a, b Override) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Number, b.Number)) })
	for _, one := range set {
		events = append(events, Step{Stage: one.Stage, Day: clock.DayOf(one.At, zone), Why: ByHand, Reason: one.Reason, By: one.By})
	}
	slices.SortStableFunc(events, func(a, b Step) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), byHandLast(a, b), cmp.Compare(a.Stage.Place(), b.Stage.Place()))
	})
	var steps []Step
	for _, event := range events {
		if event.Day > today {
			break
		}
		if event.Why == ByHand || len(steps) == 0 || event.Stage.Place() > steps[len(steps)-1].Stage.Place() {
			steps = append(steps, event)
		}
	}
	return steps
}

// byHandLast puts what was set by hand behind the facts of the same day, and
// keeps the order in which it was set.
func byHandLast(a, b Step) int {
	switch {
	case a.Why == ByHand && b.Why == ByHand:
		return 0
	case a.Why == ByHand:
		return 1
	case b.Why == ByHand:
		return -1
	}
	return 0
}
