package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
)

// Tickets is the chapter of questions, problems, requests and complaints, and
// of what departments ask of each other.
type Tickets struct{ *shop }

func ticketShelf() *shelf[care.Ticket] {
	return &shelf[care.Ticket]{
		space: record.Tickets, word: "ticket", mark: "T-", digits: 5,
		number: func(k *care.Ticket) uint64 { return uint64(k.Number) },
		check:  (*care.Ticket).Check,
		keys:   ticketKeys,
		free: func(t *tx, gone *care.Ticket) error {
			return t.tickets.refuseNeeded(t, uint64(gone.Number), "contacts", interactionsOfTicket(gone.Number))
		},
	}
}

func ticketsOf(customer people.Ordinal) record.Key {
	return inList(listTickets).Uint32(uint32(customer))
}

func ticketsOpen() record.Key { return inList(listTicketsOpen) }

func ticketsOwned(owner staff.Number) record.Key {
	return inList(listTicketsOwned).Uint64(uint64(owner))
}

func ticketsFor(department staff.DepartmentNumber) record.Key {
	return inList(listTicketsFor).Uint64(uint64(department))
}

func ticketsDone() record.Key { return inList(listTicketsDone) }

func ticketKeys(one *care.Ticket) []record.Key {
	number := uint64(one.Number)
	var keys []record.Key
	if one.Customer != 0 {
		keys = append(keys, ticketsOf(one.Customer).TimeDescending(one.OpenedAt).Uint64(number))
	}
	if one.To != 0 {
		keys = append(keys, ticketsFor(one.To).TimeDescending(one.OpenedAt).Uint64(number))
	}
	if one.Over() {
		return append(keys, ticketsDone().TimeDescending(one.Clock.Stop).Uint64(number))
	}
	return append(keys,
		ticketsOpen().Byte(byte(255-one.Severity)).Time(one.OpenedAt).Uint64(number),
		ticketsOwned(one.Owner).Time(one.OpenedAt).Uint64(number))
}

// NewTicket is a ticket as it is opened. Type, Title and Owner are required,
// and a customer or, of an internal request, two departments.
type NewTicket struct {
	Type        care.Type
	Customer    people.Ordinal
	From, To    staff.DepartmentNumber
	Title       string
	Asked, Need string
	Severity    int // 1 to 4; 0 is 2
	Channel     people.Channel
	About       string
	Owner       staff.Number
	Cause       string
	Mood        int          // of the customer, for the playbook
	Policy      *care.Policy // nil takes the shop's own for the type
	Due         time.Time    // of an internal request: its own promise; zero is none
}

// Open opens a ticket. An internal request with a due time comes with a
// promise to the department that asks.
func (k *Tickets) Open(ctx context.Context, given NewTicket) (care.Ticket, error) {
	var made care.Ticket
	err := k.update(ctx, "ticket.open", func(t *tx) (err error) {
		made, err = t.openTicket(given)
		return err
	})
	return made, err
}

func (t *tx) openTicket(given NewTicket) (care.Ticket, error) {
	now := t.clock.Now()
	made := care.Ticket{
		Type: given.Type, Customer: given.Customer, From: given.From, To: given.To, Title: given.Title, Asked: given.Asked, Need: given.Need,
		Severity: given.Severity, Channel: given.Channel, About: given.About, Owner: given.Owner, Cause: given.Cause,
		Status: care.New, OpenedAt: now, Clock: promise.StartAt(now), Playbook: care.SuggestPlaybook(given.Cause, given.Mood),
	}
	if made.Severity == 0 {
		made.Severity = 2
	}
	if err := made.Check(); err != nil {
		return made, err
	}
	if given.Mood < 0 || given.Mood > 5 {
		return made, fault.Invalid("mood", "%d is not from 1 to 5", given.Mood)
	}
	if err := t.checkTicketTies(&made); err != nil {
		return made, err
	}
	var err error
	if made.About, err = t.about(t, made.About); err != nil {
		return made, err
	}
	if given.Policy != nil {
		made.Policy = *given.Policy
	} else if err := t.hasten(&made); err != nil {
		return made, err
	}
	number, err := t.tickets.next(t)
	if err != nil {
		return made, err
	}
	made.Number = care.TicketNumber(number)
	t.entry.Subject = t.tickets.code(number)
	if err := t.tickets.add(t, &made); err != nil {
		return made, err
	}
	return made, t.promiseRequest(&made, given.Due)
}

func (t *tx) checkTicketTies(made *care.Ticket) error {
	if err := t.working("owner", made.Owner); err != nil {
		return err
	}
	if made.Customer != 0 {
		if _, err := t.read(t, made.Customer); err != nil {
			return err
		}
	}
	if err := t.checkDepartment("from", made.From); err != nil {
		return err
	}
	return t.checkDepartment("to", made.To)
}

func (t *tx) checkDepartment(field string, number staff.DepartmentNumber) error {
	if number == 0 {
		return nil
	}
	if _, err := t.departments.read(t.shop, t, uint64(number)); err != nil {
		return fault.NotFound(field, "there is no department %s", t.departments.code(uint64(number))).Because(err)
	}
	return nil
}

// promiseRequest makes the promise of an internal request.
func (t *tx) promiseRequest(made *care.Ticket, due time.Time) error {
	if due.IsZero() {
		return nil
	}
	if made.Type != care.InternalType {
		return fault.Invalid("due", "is for internal requests; make the customer a promise of its own")
	}
	subject := t.entry.Subject
	_, err := t.makePromise(NewPromise{
		Department: made.From, Kind: promise.Internal, Text: made.Title, About: subject, Due: due, By: made.Owner, Why: "permintaan internal",
	})
	t.entry.Subject = subject
	return err
}

// Get returns a ticket.
func (k *Tickets) Get(ctx context.Context, number care.TicketNumber) (care.Ticket, error) {
	return readOne(ctx, k.shop, k.tickets, uint64(number))
}

// Board returns up to limit tickets that are not over, behind a cursor, most
// severe and then oldest first.
func (k *Tickets) Board(ctx context.Context, after string, limit int) ([]care.Ticket, string, error) {
	return pageOf(ctx, k.shop, k.tickets, ticketsOpen(), page{After: after, Limit: limit})
}

// Owned returns the tickets that a member of staff answers for, oldest first.
func (k *Tickets) Owned(ctx context.Context, owner staff.Number) ([]care.Ticket, error) {
	found, _, err := pageOf(ctx, k.shop, k.tickets, ticketsOwned(owner), page{Limit: maxOfOne})
	return found, err
}

// Of returns up to limit tickets of a customer behind a cursor, newest first.
func (k *Tickets) Of(ctx context.Context, customer people.Ordinal, after string, limit int) ([]care.Ticket, string, error) {
	return pageOfCustomer(ctx, k.shop, k.tickets, customer, ticketsOf, page{After: after, Limit: limit})
}

// For returns up to limit requests to a department behind a cursor, newest
// first.
func (k *Tickets) For(ctx context.Context, department staff.DepartmentNumber, after string, limit int) ([]care.Ticket, string, error) {
	return pageOf(ctx, k.shop, k.tickets, ticketsFor(department), page{After: after, Limit: limit})
}

// Clocks are the figures of a ticket's two clocks at an instant, in open time.
type Clocks struct {
	Acknowledged time.Duration // until the customer heard something, or so far
	Resolved     time.Duration // until it was resolved, or so far; waiting left out
	AckLate      bool
	ResolveLate  bool
	ResolveDue   time.Time // zero for no limit or never
	Warning      int       // 75, 90 or 100 percent of the time to resolve it
}

// Clocks computes a ticket's clocks anew from what happened and the calendar.
func (k *Tickets) Clocks(ticket *care.Ticket, at time.Time) (Clocks, error) {
	calendar, err := k.calendar()
	if err != nil {
		return Clocks{}, err
	}
	until := at
	if !ticket.Acknowledged.IsZero() {
		until = ticket.Acknowledged
	}
	shown := Clocks{Acknowledged: calendar.Elapsed(ticket.OpenedAt, until), Resolved: ticket.Clock.Elapsed(calendar, at)}
	shown.AckLate = ticket.Policy.Acknowledge > 0 && shown.Acknowledged > ticket.Policy.Acknowledge
	if ticket.Policy.Resolve > 0 {
		shown.ResolveLate = shown.Resolved > ticket.Policy.Resolve
		shown.Warning = ticket.Clock.Warning(calendar, ticket.Policy.Resolve, at)
		if due, ever := ticket.Clock.Due(calendar, ticket.Policy.Resolve, at); ever {
			shown.ResolveDue = due
		}
	}
	return shown, nil
}
