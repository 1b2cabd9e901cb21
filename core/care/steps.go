package care

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// What can be done with a ticket. Every step is refused with the reason when
// the ticket stands where it makes no sense, and changes nothing then.

// open refuses a step on a ticket that is over.
func (k *Ticket) open() error {
	if k.Over() {
		return fault.Conflict("ticket", "is %s; open it again first", k.Status)
	}
	return nil
}

// Acknowledge notes that the customer heard that somebody looks after it. An
// answer that only says so counts. The first time counts.
func (k *Ticket) Acknowledge(at time.Time) error {
	if err := k.open(); err != nil {
		return err
	}
	if k.Acknowledged.IsZero() {
		k.Acknowledged = at.UTC()
	}
	if k.Status == New {
		k.Status = Working
	}
	return nil
}

// Act notes what was done. It counts as an answer to the customer when told
// says so.
func (k *Ticket) Act(done Action, told bool) error {
	if err := k.open(); err != nil {
		return err
	}
	done.What, done.Result = people.TidyLines(done.What), people.TidyLines(done.Result)
	switch {
	case done.What == "" || len(done.What) > people.MaxNote:
		return fault.Invalid("what", "is empty or longer than %d bytes", people.MaxNote)
	case len(done.Result) > people.MaxNote:
		return fault.Invalid("result", "is longer than %d bytes", people.MaxNote)
	case done.Cost < 0 || done.Cost > MaxCost:
		return fault.Invalid("cost", "is negative or too large")
	case len(k.Actions) >= MaxList:
		return fault.Conflict("action", "there are %d already; open another ticket", MaxList)
	}
	done.At = done.At.UTC()
	k.Actions = append(slices.Clone(k.Actions), done)
	if k.Status == New {
		k.Status = Working
	}
	if told {
		return k.Acknowledge(done.At)
	}
	return nil
}

// Wait lets the ticket wait for the customer or for somebody in the shop; its
// clock stands still meanwhile.
func (k *Ticket) Wait(status Status, at time.Time) error {
	if err := k.open(); err != nil {
		return err
	}
	switch status {
	case WaitingCustomer:
		k.Status = status
		return k.Clock.Pause("customer", at)
	case WaitingInternal:
		k.Status = status
		return k.Clock.Pause("internal", at)
	case Working:
		k.Status = status
		k.Clock.Resume(at)
		return nil
	}
	return fault.Invalid("status", "%q is not one of open, waiting_customer, waiting_internal", status)
}

// Postpone counts that it was put off once more.
func (k *Ticket) Postpone() error {
	if err := k.open(); err != nil {
		return err
	}
	k.Postponed++
	return nil
}

// Offer asks somebody else to take the ticket over. Until she accepts, the
// owner stays who she is.
func (k *Ticket) Offer(to staff.Number, reason string, at time.Time) error {
	if err := k.open(); err != nil {
		return err
	}
	reason = people.Tidy(reason)
	switch {
	case to == k.Owner:
		return fault.Conflict("to", "owns the ticket already")
	case to == 0:
		return fault.Invalid("to", "is missing; name who shall take it over")
	case reason == "" || len(reason) > people.MaxNote:
		return fault.Invalid("reason", "is empty or longer than %d bytes", people.MaxNote)
	case len(k.Handoffs) >= MaxList:
		return fault.Conflict("to", "the ticket was handed over %d times", MaxList)
	}
	k.Handoff = &Handoff{From: k.Owner, To: to, Reason: reason, At: at.UTC()}
	return nil
}

// Reply accepts or declines the offer that is open. Only who was asked can.
func (k *Ticket) Reply(by staff.Number, accept bool, at time.Time) error {
	switch {
	case k.Handoff == nil:
		return fault.Conflict("ticket", "nobody was asked to take it over")
	case k.Handoff.To != by:
		return fault.Forbidden("by", "somebody else was asked to take it over")
	}
	answered := *k.Handoff
	answered.Answered, answered.Accepted = at.UTC(), accept
	k.Handoff, k.Handoffs = nil, append(slices.Clone(k.Handoffs), answered)
	if accept {
		k.Owner = by
	}
	return nil
}

// MakeUp offers a remedy. What it costs above the allowance of who offers it
// must be approved by somebody who may: approver is zero when nobody did. The
// one that was offered before is kept among the earlier ones.
func (k *Ticket) MakeUp(given Remedy, allowance int64, approver staff.Number) error {
	if err := k.open(); err != nil {
		return err
	}
	given.What, given.Apology = people.TidyLines(given.What), people.TidyLines(given.Apology)
	switch {
	case given.What == "" || len(given.What) > people.MaxNote:
		return fault.Invalid("what", "is empty or longer than %d bytes", people.MaxNote)
	case len(given.Apology) > people.MaxNote:
		return fault.Invalid("apology", "is longer than %d bytes", people.MaxNote)
	case given.Cost < 0 || given.Cost > MaxCost:
		return fault.Invalid("cost", "is negative or too large")
	case len(k.Earlier) >= MaxList:
		return fault.Conflict("remedy", "%d were offered already; open another ticket", MaxList)
	case int64(given.Cost) > allowance && approver == 0:
		return fault.Forbidden("cost", "is above what may be given without approval; name who approves it")
	}
	if int64(given.Cost) > allowance {
		given.Approved = approver
	}
	given.At = given.At.UTC()
	if k.Remedy != nil {
		k.Earlier = append(slices.Clone(k.Earlier), *k.Remedy)
	}
	k.Remedy = &given
	return nil
}

// Resolve says how the ticket was resolved. Something must have been done
// about it; what cannot be solved is explained, with an alternative.
func (k *Ticket) Resolve(how Resolution, explanation, alternative, cause string, at time.Time) error {
	if err := k.open(); err != nil {
		return err
	}
	explanation, alternative, cause = people.TidyLines(explanation), people.TidyLines(alternative), people.Tidy(cause)
	switch {
	case !slices.Contains(Resolutions(), how):
		return fault.Invalid("resolution", "%q is not one of %v", how, Resolutions())
	case how == CannotSolve && explanation == "":
		return fault.Invalid("explanation", "is empty; say why it cannot be solved, as it was told to the customer")
	case how == CannotSolve && alternative == "":
		return fault.Invalid("alternative", "is empty; say what she was offered instead")
	case k.Type == Complaint && len(k.Actions) == 0:
		return fault.Conflict("action", "is missing: a complaint is not resolved before something was done")
	case k.Handoff != nil:
		return fault.Conflict("handoff", "is not answered yet")
	}
	k.Resolution, k.Explanation, k.Alternative, k.Status = how, explanation, alternative, Resolved
	if cause != "" {
		k.Cause = cause
	}
	k.Clock.End(at)
	return nil
}

// Accept notes whether the customer is content. One that is not goes on.
func (k *Ticket) Accept(content bool, at time.Time) error {
	if k.Status != Resolved {
		return fault.Conflict("ticket", "is %s; resolve it first", k.Status)
	}
	k.Accepted = &content
	if !content {
		return k.Reopen("pelanggan belum puas", 0, at)
	}
	return nil
}

// Close ends a ticket for good. A complaint needs an action and the customer's
// word; force is for a customer who does not answer, and says so.
func (k *Ticket) Close(force bool) error {
	switch {
	case k.Status == Closed:
		return fault.Conflict("ticket", "is closed already")
	case k.Status != Resolved:
		return fault.Conflict("ticket", "is %s; resolve it first", k.Status)
	case k.Type == Complaint && len(k.Actions) == 0:
		return fault.Conflict("action", "is missing: a complaint is not closed with nothing done")
	case k.Type == Complaint && k.Accepted == nil && !force:
		return fault.Conflict("accepted", "is not known; ask the customer whether she is content, or close it without her answer")
	}
	k.Status = Closed
	return nil
}

// Reopen lets a ticket go on that was not settled after all: the same clock
// continues.
func (k *Ticket) Reopen(reason string, by staff.Number, at time.Time) error {
	reason = people.Tidy(reason)
	switch {
	case !k.Over():
		return fault.Conflict("ticket", "is %s", k.Status)
	case reason == "" || len(reason) > people.MaxNote:
		return fault.Invalid("reason", "is empty or longer than %d bytes", people.MaxNote)
	case at.Sub(k.Clock.Stop) > ReopenFor:
		return fault.Conflict("ticket", "was resolved more than 30 days ago; open a new one")
	case len(k.Reopened) >= MaxList:
		return fault.Conflict("ticket", "was opened again %d times; open a new one", MaxList)
	}
	k.Reopened = append(slices.Clone(k.Reopened), Reopening{At: at.UTC(), By: by, Reason: reason})
	k.Status, k.Resolution = Working, ""
	k.Clock.Reopen(at)
	return nil
}
