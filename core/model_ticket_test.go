package core_test

import (
	"cmp"
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/staff"
)

func ticketSteps() ([]step, []func(*machine)) {
	return []step{
		{"open a ticket", 6, (*machine).openTicket},
		{"go on with a ticket", 16, (*machine).goOnWithTicket},
	}, []func(*machine){(*machine).lookAtTickets}
}

func (m *machine) openTicket() {
	given := core.NewTicket{
		Type: of(m, "type", care.Complaint, care.Complaint, care.QuestionType, care.InternalType, "rumour"), Customer: people.Ordinal(m.number("customer")),
		Title: of(m, "title", "Kancing hilang", ""), Severity: m.pick("severity", 6), Owner: staff.Number(m.number("staff")), Cause: each(m, "cause", "", "lost", "late"), Mood: m.pick("mood", 3),
	}
	if given.Type == care.InternalType {
		given.Customer, given.From, given.To = 0, staff.DepartmentNumber(m.number("department")), staff.DepartmentNumber(m.number("department"))
	}
	if m.often("due", 3) {
		given.Due = m.ahead("due")
	}
	got, err := both(m, func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Open(m.ctx(), given) })
	if m.refused("open a ticket", err, first(
		when(given.Type == "rumour", "invalid type"), when(given.Type == care.InternalType && given.From == 0, "invalid from"), when(given.Type == care.InternalType && given.To == 0, "invalid to"),
		when(given.Type != care.InternalType && given.Customer == 0, "invalid customer"), when(given.Title == "", "invalid title"),
		when(given.Owner == 0, "invalid owner"), when(given.Severity > 4, "invalid severity"), m.works("owner", given.Owner),
		when(given.Customer != 0, m.there("customer", "customer", uint64(given.Customer))),
		when(given.From != 0, m.there("department", "from", uint64(given.From))), when(given.To != 0, m.there("department", "to", uint64(given.To))),
		when(!given.Due.IsZero() && given.Type != care.InternalType, "invalid due"), when(!given.Due.IsZero() && given.Due.Before(m.now.at), "invalid due"),
	)) {
		return
	}
	u := m.write("ticket.open")
	now := m.now.Now()
	want := care.Ticket{
		Number: care.TicketNumber(u.next("ticket")), Type: given.Type, Customer: given.Customer, From: given.From, To: given.To, Title: given.Title,
		Severity: cmp.Or(given.Severity, 2), Owner: given.Owner, Cause: given.Cause, Status: care.New, OpenedAt: now, Clock: promise.Timer{Start: now}, Playbook: given.Cause,
	}
	if given.Cause == "" && given.Mood == 1 {
		want.Playbook = "angry"
	}
	want.Policy = policyOf(want.Type, want.Severity)
	m.same("the ticket", got, want)
	u.put("ticket", uint64(want.Number), want)
	if !given.Due.IsZero() {
		newPromise(u, core.NewPromise{
			Department: given.From, Kind: promise.Internal, Text: given.Title, About: codeOf("T-", 5, uint64(want.Number)), Due: given.Due, By: given.Owner, Why: "permintaan internal",
		})
	}
	u.commit()
}

// policyOf is how fast a ticket should go.
func policyOf(kind care.Type, severity int) care.Policy {
	hours := []time.Duration{0, 44, 22, 11, 4}[severity] * time.Hour
	if kind == care.QuestionType {
		hours /= 2
	}
	if severity == 4 || kind == care.Complaint {
		return care.Policy{Acknowledge: 15 * time.Minute, Resolve: hours}
	}
	return care.Policy{Acknowledge: 30 * time.Minute, Resolve: hours}
}

// goOnWithTicket takes one of the steps that a ticket can go.
func (m *machine) goOnWithTicket() {
	steps := []func(care.TicketNumber, *care.Ticket) (func(*core.Engine) (care.Ticket, error), string){
		m.acknowledge, m.act, m.act, m.waitTicket, m.waitTicket, m.postpone, m.offer, m.reply, m.makeUp, m.resolve, m.resolve, m.accept, m.closeTicket, m.reopenTicket, m.hurry,
	}
	number, at := m.number("ticket"), m.pick("which", len(steps))
	want, _ := known[care.Ticket](m.book, "ticket", number)
	ask, wrong := steps[at](care.TicketNumber(number), &want)
	got, err := both(m, ask)
	if m.refused("go on with a ticket", err, wrong) {
		return
	}
	m.same("the ticket", got, want)
	m.write("ticket.step").put("ticket", number, want).commit()
}

func over(k *care.Ticket) string {
	return when(k.Status == care.Resolved || k.Status == care.Closed, "conflict ticket")
}

func (m *machine) ticketThere(number care.TicketNumber) string {
	return m.there("ticket", "ticket", uint64(number))
}

func heard(k *care.Ticket, now time.Time) {
	if k.Acknowledged.IsZero() {
		k.Acknowledged = now
	}
	if k.Status == care.New {
		k.Status = care.Working
	}
}

func (m *machine) acknowledge(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	wrong := first(m.ticketThere(n), over(k))
	heard(k, m.now.Now())
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Acknowledge(m.ctx(), n) }, wrong
}

func (m *machine) act(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	done := care.Action{What: of(m, "what", "Menelepon", "Mencari", ""), By: m.anybody(), Cost: money.Amount(of(m, "cost", 0, 5000, -1))}
	told := m.often("told", 5)
	wrong := first(m.works("by", done.By), m.ticketThere(n), over(k), when(done.What == "", "invalid what"), when(done.Cost < 0, "invalid cost"))
	with := done
	with.At = m.now.Now()
	k.Actions = append(slices.Clone(k.Actions), with)
	if k.Status == care.New {
		k.Status = care.Working
	}
	if told {
		heard(k, m.now.Now())
	}
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Act(m.ctx(), n, done, told) }, wrong
}

func (m *machine) waitTicket(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	status := of(m, "status", care.WaitingCustomer, care.WaitingInternal, care.Working, care.Closed)
	wrong := first(m.ticketThere(n), over(k), when(status == care.Closed, "invalid status"))
	k.Status = status
	switch status {
	case care.WaitingCustomer:
		k.Clock = paused(k.Clock, "customer", m.now.Now())
	case care.WaitingInternal:
		k.Clock = paused(k.Clock, "internal", m.now.Now())
	default:
		k.Clock = resumed(k.Clock, m.now.Now())
	}
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Wait(m.ctx(), n, status) }, wrong
}

func (m *machine) postpone(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	wrong := first(m.ticketThere(n), over(k))
	k.Postponed++
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Postpone(m.ctx(), n) }, wrong
}

func (m *machine) offer(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	to, reason := m.anybody(), of(m, "reason", "libur", "")
	wrong := first(m.works("by", to), m.ticketThere(n), over(k), when(to == k.Owner, "conflict to"), when(to == 0, "invalid to"), when(reason == "", "invalid reason"))
	k.Handoff = &care.Handoff{From: k.Owner, To: to, Reason: reason, At: m.now.Now()}
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Offer(m.ctx(), n, to, reason) }, wrong
}

func (m *machine) reply(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	who, yes := m.anybody(), m.often("yes", 7)
	if k.Handoff != nil && m.often("she", 7) {
		who = k.Handoff.To
	}
	wrong := first(m.works("by", who), m.ticketThere(n), when(k.Handoff == nil, "conflict ticket"), when(k.Handoff != nil && k.Handoff.To != who, "forbidden by"))
	if wrong == "" {
		answered := *k.Handoff
		answered.Answered, answered.Accepted = m.now.Now(), yes
		k.Handoff, k.Handoffs = nil, append(slices.Clone(k.Handoffs), answered)
		if yes {
			k.Owner = who
		}
	}
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Reply(m.ctx(), n, who, yes) }, wrong
}

func (m *machine) makeUp(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	given, approver := care.Remedy{What: of(m, "what", "Cuci gratis", ""), Cost: money.Amount(of(m, "cost", 0, 10_000, 15_000, -1)), By: m.anybody()}, m.anybody()
	who, _ := known[staff.Member](m.book, "staff", uint64(given.By))
	allows, _ := known[staff.Member](m.book, "staff", uint64(approver))
	wrong := first(
		m.works("by", given.By), m.ticketThere(n), m.works("approver", approver), when(approver != 0 && allows.Role == staff.Clerk, "forbidden approver"), over(k),
		when(given.What == "", "invalid what"), when(given.Cost < 0, "invalid cost"), when(int64(given.Cost) > who.Remedy && approver == 0, "forbidden cost"),
	)
	if self := (given.By == 0 || given.By == approver) && int64(given.Cost) > who.Remedy && approver != 0 && allows.Role == staff.Manager; self && !m.alone(approver) {
		wrong = first(m.works("by", given.By), m.ticketThere(n), m.works("approver", approver), when(given.By == 0, "invalid by"), "forbidden approver")
	}
	with := given
	if with.At = m.now.Now(); int64(with.Cost) > who.Remedy {
		with.Approved = approver
	}
	if k.Remedy != nil {
		k.Earlier = append(slices.Clone(k.Earlier), *k.Remedy)
	}
	k.Remedy = &with
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.MakeUp(m.ctx(), n, given, approver) }, wrong
}

// alone reports whether nobody else works here.
func (m *machine) alone(who staff.Number) bool {
	return len(all(m.book, "staff", func(one staff.Member) bool { return !one.Left && one.Number != who })) == 0
}

func (m *machine) resolve(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	how, why, instead := of(m, "how", care.Resolution("solved"), "solved", care.CannotSolve, "prayed"), each(m, "why", "", "sudah rusak"), each(m, "instead", "", "ganti rugi")
	wrong := first(
		m.ticketThere(n), over(k), when(how == "prayed", "invalid resolution"), when(how == care.CannotSolve && why == "", "invalid explanation"),
		when(how == care.CannotSolve && instead == "", "invalid alternative"), when(k.Type == care.Complaint && len(k.Actions) == 0, "conflict action"),
		when(k.Handoff != nil, "conflict handoff"),
	)
	k.Resolution, k.Explanation, k.Alternative, k.Status, k.Cause = how, why, instead, care.Resolved, "late"
	k.Clock = stopped(k.Clock, m.now.Now())
	return func(e *core.Engine) (care.Ticket, error) {
		return e.Tickets.Resolve(m.ctx(), n, how, why, instead, "late")
	}, wrong
}

// goesOn lets the same clock go on: what lies between counts as waiting.
func goesOn(k *care.Ticket, reason string, by staff.Number, now time.Time) string {
	if now.Sub(k.Clock.Stop) > 30*24*time.Hour {
		return "conflict ticket"
	}
	k.Reopened = append(slices.Clone(k.Reopened), care.Reopening{At: now, By: by, Reason: reason})
	k.Status, k.Resolution = care.Working, ""
	from, to := k.Clock.Stop, now
	if from.After(to) {
		to = from
	}
	k.Clock.Stop = time.Time{}
	k.Clock.Pauses = append(slices.Clone(k.Clock.Pauses), promise.Pause{For: "customer", From: from, To: to})
	return ""
}

func (m *machine) accept(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	content := m.often("content", 6)
	wrong := first(m.ticketThere(n), when(k.Status != care.Resolved, "conflict ticket"))
	if k.Accepted = &content; wrong == "" && !content {
		wrong = goesOn(k, "pelanggan belum puas", 0, m.now.Now())
	}
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Accept(m.ctx(), n, content) }, wrong
}

func (m *machine) closeTicket(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	force := m.often("force", 3)
	wrong := first(m.ticketThere(n), when(k.Status != care.Resolved, "conflict ticket"),
		when(k.Type == care.Complaint && k.Accepted == nil && !force, "conflict accepted"))
	k.Status = care.Closed
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Close(m.ctx(), n, force) }, wrong
}

func (m *machine) reopenTicket(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	reason, who := of(m, "reason", "rusak lagi", ""), m.anybody()
	wrong := first(m.works("by", who), m.ticketThere(n), when(over(k) == "", "conflict ticket"), when(reason == "", "invalid reason"))
	if wrong == "" {
		wrong = goesOn(k, reason, who, m.now.Now())
	}
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Reopen(m.ctx(), n, reason, who) }, wrong
}

func (m *machine) hurry(n care.TicketNumber, k *care.Ticket) (func(*core.Engine) (care.Ticket, error), string) {
	severity := 1 + m.pick("severity", 5)
	wrong := first(m.ticketThere(n), when(severity > 4, "invalid severity"))
	if k.Severity = severity; wrong == "" {
		k.Policy = policyOf(k.Type, severity)
	}
	return func(e *core.Engine) (care.Ticket, error) { return e.Tickets.Hurry(m.ctx(), n, severity, nil) }, wrong
}

func (m *machine) lookAtTickets() {
	opened := func(k care.Ticket) time.Time { return k.OpenedAt }
	open := by(all(m.book, "ticket", func(k care.Ticket) bool { return over(&k) == "" }), oldest(opened))
	board := by(slices.Clone(open), func(a, b care.Ticket) int { return cmp.Compare(b.Severity, a.Severity) })
	pages(m, "the board of tickets", board, func(e *core.Engine, after string, limit int) ([]care.Ticket, string, error) {
		return e.Tickets.Board(m.ctx(), after, limit)
	})
	for number := range staff.Number(m.last["staff"] + 1) {
		whole(m, "tickets of an owner", slices.DeleteFunc(slices.Clone(open), func(k care.Ticket) bool { return k.Owner != number }), func(e *core.Engine) ([]care.Ticket, error) {
			return e.Tickets.Owned(m.ctx(), number)
		})
	}
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		of := all(m.book, "ticket", func(k care.Ticket) bool { return k.Customer != 0 && m.under(who.Ordinal, k.Customer) })
		pages(m, "tickets of hers", by(of, newest(opened)), func(e *core.Engine, after string, limit int) ([]care.Ticket, string, error) {
			return e.Tickets.Of(m.ctx(), who.Ordinal, after, limit)
		})
	}
	for number := range staff.DepartmentNumber(m.last["department"]) {
		asked := all(m.book, "ticket", func(k care.Ticket) bool { return k.To == number+1 })
		pages(m, "requests", by(asked, newest(opened)), func(e *core.Engine, after string, limit int) ([]care.Ticket, string, error) {
			return e.Tickets.For(m.ctx(), number+1, after, limit)
		})
	}
	for _, ticket := range all[care.Ticket](m.book, "ticket", nil) {
		clocks, err := both(m, func(e *core.Engine) (core.Clocks, error) { return e.Tickets.Clocks(&ticket, m.now.Now()) })
		m.refused("clocks", err, "")
		m.same("how long a ticket took", clocks.Resolved, ran(ticket.Clock, m.now.Now()))
		m.same("whether that is too long", clocks.ResolveLate, ran(ticket.Clock, m.now.Now()) > ticket.Policy.Resolve)
	}
}
