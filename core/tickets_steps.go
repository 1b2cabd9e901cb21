package core

import (
	"context"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/staff"
)

// step changes a ticket in a unit of work of its own; who does it must work
// here.
func (k *Tickets) step(ctx context.Context, action string, number care.TicketNumber, by staff.Number, do func(*tx, *care.Ticket, time.Time) error) (care.Ticket, error) {
	var changed care.Ticket
	err := k.update(ctx, "ticket."+action, func(t *tx) (err error) {
		t.entry.Subject = t.tickets.code(uint64(number))
		if err := t.working("by", by); err != nil {
			return err
		}
		if changed, err = t.tickets.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		if err := do(t, &changed, t.clock.Now()); err != nil {
			return err
		}
		if err := changed.Check(); err != nil {
			return err
		}
		return t.tickets.put(t, &changed)
	})
	return changed, err
}

// Acknowledge notes that the customer heard that somebody looks after it.
func (k *Tickets) Acknowledge(ctx context.Context, number care.TicketNumber) (care.Ticket, error) {
	return k.step(ctx, "acknowledge", number, 0, func(_ *tx, one *care.Ticket, now time.Time) error { return one.Acknowledge(now) })
}

// Act notes what was done. At is filled in.
func (k *Tickets) Act(ctx context.Context, number care.TicketNumber, done care.Action, told bool) (care.Ticket, error) {
	return k.step(ctx, "act", number, done.By, func(_ *tx, one *care.Ticket, now time.Time) error {
		done.At = now
		return one.Act(done, told)
	})
}

// Wait lets a ticket wait for the customer or for somebody in the shop, or go
// on (care.Working).
func (k *Tickets) Wait(ctx context.Context, number care.TicketNumber, status care.Status) (care.Ticket, error) {
	return k.step(ctx, "wait", number, 0, func(_ *tx, one *care.Ticket, now time.Time) error { return one.Wait(status, now) })
}

// Postpone counts that a ticket was put off once more.
func (k *Tickets) Postpone(ctx context.Context, number care.TicketNumber) (care.Ticket, error) {
	return k.step(ctx, "postpone", number, 0, func(_ *tx, one *care.Ticket, _ time.Time) error { return one.Postpone() })
}

// Offer asks somebody else to take a ticket over; until she accepts, nothing
// changes.
func (k *Tickets) Offer(ctx context.Context, number care.TicketNumber, to staff.Number, reason string) (care.Ticket, error) {
	return k.step(ctx, "offer", number, to, func(_ *tx, one *care.Ticket, now time.Time) error { return one.Offer(to, reason, now) })
}

// Reply accepts or declines to take a ticket over.
func (k *Tickets) Reply(ctx context.Context, number care.TicketNumber, by staff.Number, accept bool) (care.Ticket, error) {
	return k.step(ctx, "reply", number, by, func(_ *tx, one *care.Ticket, now time.Time) error { return one.Reply(by, accept, now) })
}

// MakeUp offers a remedy. What it costs above the allowance of who offers it
// needs approver, who must be an owner or a manager; a manager approves nothing
// of her own while somebody else works here.
func (k *Tickets) MakeUp(ctx context.Context, number care.TicketNumber, given care.Remedy, approver staff.Number) (care.Ticket, error) {
	return k.step(ctx, "remedy", number, given.By, func(t *tx, one *care.Ticket, now time.Time) error {
		allowance := int64(0)
		if given.By != 0 {
			known, err := t.members.read(t.shop, t, uint64(given.By))
			if err != nil {
				return err
			}
			allowance = known.Remedy
		}
		if approver != 0 {
			if err := t.mayApprove(approver); err != nil {
				return err
			}
			if int64(given.Cost) > allowance {
				if err := t.refuseOwnApproval(given.By, approver); err != nil {
					return err
				}
			}
		}
		given.At = now
		return one.MakeUp(given, allowance, approver)
	})
}

func (t *tx) mayApprove(approver staff.Number) error {
	if err := t.working("approver", approver); err != nil {
		return err
	}
	known, err := t.members.read(t.shop, t, uint64(approver))
	if err == nil && known.Role == staff.Clerk {
		return fault.Forbidden("approver", "%s is neither owner nor manager", known.Name)
	}
	return err
}

// refuseOwnApproval refuses a manager who approves what she offers herself, or
// what nobody says she did not. An owner may: it is her money. Who works here
// alone may: there is nobody to ask.
func (t *tx) refuseOwnApproval(by, approver staff.Number) error {
	if by != 0 && by != approver {
		return nil
	}
	known, err := t.members.read(t.shop, t, uint64(approver))
	if err != nil || known.Role == staff.Owner {
		return err
	}
	all, err := allIn(t.shop, t, t.members)
	if err != nil {
		return err
	}
	others := slices.ContainsFunc(all, func(one staff.Member) bool { return !one.Left && one.Number != approver })
	switch {
	case !others:
		return nil
	case by == 0:
		return fault.Invalid("by", "is missing; say who offers it, for %s approves nothing of her own", known.Name)
	}
	return fault.Forbidden("approver", "%s offers it herself; name another owner or manager", known.Name)
}

// Resolve says how a ticket was resolved.
func (k *Tickets) Resolve(ctx context.Context, number care.TicketNumber, how care.Resolution, explanation, alternative, cause string) (care.Ticket, error) {
	return k.step(ctx, "resolve", number, 0, func(_ *tx, one *care.Ticket, now time.Time) error {
		return one.Resolve(how, explanation, alternative, cause, now)
	})
}

// Accept notes whether the customer is content; one that is not opens again.
func (k *Tickets) Accept(ctx context.Context, number care.TicketNumber, content bool) (care.Ticket, error) {
	return k.step(ctx, "accept", number, 0, func(_ *tx, one *care.Ticket, now time.Time) error { return one.Accept(content, now) })
}

// Close ends a ticket for good, force without the customer's word.
func (k *Tickets) Close(ctx context.Context, number care.TicketNumber, force bool) (care.Ticket, error) {
	return k.step(ctx, "close", number, 0, func(_ *tx, one *care.Ticket, _ time.Time) error { return one.Close(force) })
}

// Reopen lets a ticket go on that was not settled after all.
func (k *Tickets) Reopen(ctx context.Context, number care.TicketNumber, reason string, by staff.Number) (care.Ticket, error) {
	return k.step(ctx, "reopen", number, by, func(_ *tx, one *care.Ticket, now time.Time) error { return one.Reopen(reason, by, now) })
}

// Hurry gives a ticket another severity and policy, nil for the shop's own of
// that severity. What ran and what was waited stays.
func (k *Tickets) Hurry(ctx context.Context, number care.TicketNumber, severity int, policy *care.Policy) (care.Ticket, error) {
	return k.step(ctx, "severity", number, 0, func(t *tx, one *care.Ticket, _ time.Time) error {
		one.Severity = severity
		if policy != nil {
			one.Policy = *policy
			return nil
		}
		return t.hasten(one)
	})
}

// Note changes a ticket's words: what is asked, needed, the cause, the
// playbook and which of its steps are done.
func (k *Tickets) Note(ctx context.Context, number care.TicketNumber, edit func(*care.Words) error) (care.Ticket, error) {
	return k.step(ctx, "note", number, 0, func(_ *tx, one *care.Ticket, _ time.Time) error {
		words := one.Words()
		if err := edit(&words); err != nil {
			return err
		}
		return one.SetWords(words)
	})
}
