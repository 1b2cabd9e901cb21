package outreach

import (
	"slices"

	"github.com/raja-crm/raja/core/fault"
)

// Matter is what a message is about, as it stands now. The zero Matter is
// nothing, or nothing of which a message could say what is not so.
type Matter struct {
	Code    string // as people call it: N-000123
	Over    string // why nothing comes of it: `void`, `cancelled` or `withdrawn`; "" where something does
	Work    bool   // it is an order
	Ready   bool   // of an order: she can have it
	Taken   bool   // of an order: she has it
	Owed    bool   // of an order: something is still to be paid
	Kept    bool   // it is a promise that ended
	Past    bool   // it is an appointment whose time has come
	SoldOut bool   // it is an item, or waiting for one, that is not there
}

// Fits refuses a message that would say what is not so, such as that an order
// is ready that is not.
func (p Purpose) Fits(of Matter) error {
	why := ""
	switch {
	case of.Over != "" && slices.Contains([]Purpose{ThankYou, Ready, Reminder, Debt, Late, Confirm, CheckIn, Survey}, p):
		why = "is " + of.Over + ": nothing comes of it"
	case p == Ready || p == Reminder:
		why = of.unready()
	case p == Debt && of.Work && !of.Owed:
		why = "is paid: nothing is open"
	case p == Late && of.Kept:
		why = "has ended: there is no new time to tell her"
	case p == Late && of.Taken:
		why = "was taken already: there is no new time to tell her"
	case p == Confirm && of.Past:
		why = "has begun or is over: there is nothing to confirm"
	case p == Restocked && of.SoldOut:
		why = "is still sold out"
	}
	if why == "" {
		return nil
	}
	return fault.Conflict("about", "%s %s", of.Code, why)
}

func (m Matter) unready() string {
	switch {
	case m.Taken:
		return "was taken already: she has it"
	case m.Work && !m.Ready:
		return "is not ready; say so first when it is"
	}
	return ""
}
