package sale

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// Stage is what a status means for the shop, whatever it is called.
type Stage string

// The stages.
const (
	Underway  Stage = "underway"  // there is work to do
	ReadyNow  Stage = "ready"     // the customer can have it
	Finished  Stage = "finished"  // she has it
	Cancelled Stage = "cancelled" // it will not be done
)

// State is one status of a shop's work.
type State struct {
	Code   string   `cbor:"1,keyasint" json:"code"`           // small letters and _: what programs call it
	NameID string   `cbor:"2,keyasint" json:"name_id"`        // what people call it in Indonesian
	NameEN string   `cbor:"3,keyasint" json:"name_en"`        // and in English
	Stage  Stage    `cbor:"4,keyasint" json:"stage"`          // `underway`, `ready`, `finished` or `cancelled`
	Next   []string `cbor:"5,keyasint,omitempty" json:"next"` // where it may go from here
}

// Flow is how work goes through a shop: the first state is where it begins.
type Flow []State

// MaxStates is how many states a flow may have.
const MaxStates = 30

var stateCode = regexp.MustCompile(`^[a-z][a-z_]{0,39}$`)

// Codes lists the codes of the states.
func (f Flow) Codes() []string {
	codes := make([]string, len(f))
	for i := range f {
		codes[i] = f[i].Code
	}
	return codes
}

// Find returns the state with a code, nil for none.
func (f Flow) Find(code string) *State {
	for i := range f {
		if f[i].Code == code {
			return &f[i]
		}
	}
	return nil
}

// Check tidies the names and refuses a flow that breaks a rule: every state can
// be named, leads somewhere that is there, and the end can be reached. The
// field names the place, from 0, as in flow[2].next.
func (f Flow) Check() error {
	if len(f) == 0 || len(f) > MaxStates {
		return fault.Invalid("flow", "has from 1 to %d states", MaxStates)
	}
	for i := range f {
		if field, why := f.wrong(i); why != "" {
			return fault.Invalid(fmt.Sprintf("flow[%d].%s", i, field), "%s", why)
		}
	}
	if !f.ends() {
		return fault.Invalid("flow", "has no state of the stage finished that can be reached from the first, %s", f[0].Code)
	}
	return nil
}

// wrong says what is wrong with a state, and in which field; "" for nothing.
func (f Flow) wrong(i int) (field, why string) {
	state, stages := &f[i], []Stage{Underway, ReadyNow, Finished, Cancelled}
	state.NameID, state.NameEN = people.Tidy(state.NameID), people.Tidy(state.NameEN)
	switch {
	case !stateCode.MatchString(state.Code):
		return "code", fmt.Sprintf("%.60q is not a code of small letters and _", state.Code)
	case f.Find(state.Code) != state:
		return "code", state.Code + " stands twice"
	case state.NameID == "" || len(state.NameID) > MaxText:
		return "name_id", fmt.Sprintf("of %s is empty or longer than %d bytes", state.Code, MaxText)
	case state.NameEN == "" || len(state.NameEN) > MaxText:
		return "name_en", fmt.Sprintf("of %s is empty or longer than %d bytes", state.Code, MaxText)
	case !slices.Contains(stages, state.Stage):
		return "stage", fmt.Sprintf("of %s: %.60q is not one of underway, ready, finished, cancelled", state.Code, state.Stage)
	}
	for _, next := range state.Next {
		if f.Find(next) == nil {
			return "next", fmt.Sprintf("of %s leads to %.60q, which is not there", state.Code, next)
		}
	}
	return "", ""
}

// ends reports whether a finished state can be reached from the first.
func (f Flow) ends() bool {
	reached := []string{f[0].Code}
	for at := 0; at < len(reached); at++ {
		state := f.Find(reached[at])
		if state.Stage == Finished {
			return true
		}
		for _, next := range state.Next {
			if !slices.Contains(reached, next) {
				reached = append(reached, next)
			}
		}
	}
	return false
}

// Move puts an order into another state. When it is ready first is noted once
// and for all; where it is taken or cancelled it leaves the work.
func (o *Order) Move(flow Flow, to string, by staff.Number, at time.Time) error {
	state := flow.Find(to)
	switch {
	case state == nil:
		return fault.Invalid("status", "%q is not one of this shop's", to)
	case o.Void != nil:
		return fault.Conflict("order", "is void")
	case len(o.Moves) >= MaxMoves:
		return fault.Conflict("status", "was changed %d times", MaxMoves)
	}
	if now := flow.Find(o.Status); now != nil && !slices.Contains(now.Next, to) {
		if len(now.Next) == 0 {
			return fault.Conflict("status", "is %s, the last one; the order does not go on to %s", o.Status, to)
		}
		return fault.Conflict("status", "goes from %s to %v, not to %s", o.Status, now.Next, to)
	}
	if o.Cancelled && state.Stage != Cancelled && (o.Points > 0 || len(o.Codes) > 0) {
		return fault.Conflict("order", "was cancelled, and its points and codes went back; record it anew instead")
	}
	o.Status, o.Cancelled = to, state.Stage == Cancelled
	o.Moves = append(slices.Clone(o.Moves), Move{Status: to, At: at.UTC(), By: by})
	if state.Stage == ReadyNow && o.ReadyAt.IsZero() {
		o.ReadyAt = at.UTC()
	}
	if state.Stage == Finished && o.TakenAt.IsZero() {
		o.TakenAt = at.UTC()
	}
	return nil
}

// MaxMoves is how often an order may change its state.
const MaxMoves = 200

// Waiting reports whether the order is ready and was not taken.
func (o *Order) Waiting() bool {
	return o.Void == nil && !o.ReadyAt.IsZero() && o.TakenAt.IsZero()
}
