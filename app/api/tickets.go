package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// Ticket is something that the shop owes an answer to.
type Ticket struct {
	Code         string   `json:"code"`
	Type         string   `json:"type"`
	Customer     string   `json:"customer"`
	From         string   `json:"from" doc:"department that asks, of an internal one"`
	To           string   `json:"to" doc:"department that is asked"`
	Title        string   `json:"title"`
	Asked        string   `json:"asked"`
	Need         string   `json:"need"`
	Severity     int      `json:"severity"`
	Status       string   `json:"status"`
	Owner        string   `json:"owner"`
	Offered      string   `json:"offered" doc:"to whom it was offered and is not answered"`
	About        string   `json:"about"`
	OpenedAt     string   `json:"opened_at"`
	Acknowledged string   `json:"acknowledged_at"`
	Clocks       Clocks   `json:"clocks"`
	Actions      []Action `json:"actions"`
	Cause        string   `json:"cause"`
	Resolution   string   `json:"resolution"`
	Explanation  string   `json:"explanation"`
	Alternative  string   `json:"alternative"`
	Remedy       *Remedy  `json:"remedy"`
	Earlier      []Remedy `json:"earlier_remedies" doc:"offered before the one that counts, oldest first"`
	Accepted     *bool    `json:"accepted" doc:"null while the customer was not asked"`
	Reopened     int      `json:"reopened"`
	Postponed    int      `json:"postponed"`
	Playbook     string   `json:"playbook"`
	Done         []int    `json:"done" doc:"steps of the playbook, from 1"`
}

// Clocks are a ticket's two clocks, in minutes of open time.
type Clocks struct {
	Acknowledged int    `json:"acknowledged_minutes"`
	Resolved     int    `json:"resolved_minutes"`
	AckLate      bool   `json:"acknowledge_late"`
	ResolveLate  bool   `json:"resolve_late"`
	ResolveDue   string `json:"resolve_due"`
	Warning      int    `json:"warning" doc:"75, 90 or 100 percent of the time to resolve it"`
}

// Action is something that was done.
type Action struct {
	What   string `json:"what"`
	By     string `json:"by"`
	At     string `json:"at"`
	Cost   int64  `json:"cost"`
	Result string `json:"result"`
}

// Remedy makes up for what went wrong.
type Remedy struct {
	Apology  string `json:"apology"`
	What     string `json:"what"`
	Cost     int64  `json:"cost"`
	By       string `json:"by"`
	Approved string `json:"approved" doc:"who allowed the cost; empty when it needed nobody"`
	At       string `json:"at"`
}

// NewTicket is what the form of a new ticket sends.
type NewTicket struct {
	Type     string `json:"type"`
	Customer string `json:"customer,omitempty"`
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`
	Title    string `json:"title"`
	Asked    string `json:"asked,omitempty"`
	Need     string `json:"need,omitempty"`
	Severity int    `json:"severity,omitempty" minimum:"0" maximum:"4"`
	Channel  string `json:"channel,omitempty"`
	About    string `json:"about,omitempty"`
	Owner    string `json:"owner"`
	Cause    string `json:"cause,omitempty"`
	Mood     int    `json:"mood,omitempty" minimum:"0" maximum:"5"`
	Due      string `json:"due,omitempty" doc:"of an internal request: its own promise"`
}

// TicketStep is one thing done to a ticket.
type TicketStep struct {
	Do          string `json:"do" enum:"acknowledge,act,wait,postpone,offer,accept_offer,decline_offer,remedy,resolve,accept,refuse,close,reopen,severity,note"`
	By          string `json:"by,omitempty"`
	What        string `json:"what,omitempty" doc:"of act and remedy"`
	Result      string `json:"result,omitempty"`
	Cost        int64  `json:"cost,omitempty" minimum:"0"`
	Told        bool   `json:"told,omitempty" doc:"of act: the customer heard of it"`
	Status      string `json:"status,omitempty" doc:"of wait: waiting_customer, waiting_internal or open"`
	To          string `json:"to,omitempty" doc:"of offer: to whom"`
	Reason      string `json:"reason,omitempty"`
	Apology     string `json:"apology,omitempty"`
	Approver    string `json:"approver,omitempty"`
	Resolution  string `json:"resolution,omitempty"`
	Explanation string `json:"explanation,omitempty"`
	Alternative string `json:"alternative,omitempty"`
	Cause       string `json:"cause,omitempty"`
	Need        string `json:"need,omitempty"`
	Severity    int    `json:"severity,omitempty"`
	Force       bool   `json:"force,omitempty" doc:"of close: without the customer's word"`
	Steps       []int  `json:"steps,omitempty" doc:"of note: steps of the playbook that are done"`
}

func (s *service) ticketOperations(api huma.API) {
	huma.Get(api, "/api/tickets", func(ctx context.Context, in *struct {
		PageQuery
		Owner string `query:"owner" maxLength:"200" doc:"only hers"`
	},
	) (*out[listOf[Ticket]], error) {
		all, next, err := TicketsOf(ctx, s.engine, in.Owner, in.After, in.Limit)
		return &out[listOf[Ticket]]{listOf[Ticket]{all, next}}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/tickets", func(ctx context.Context, in *pageInput) (*out[listOf[Ticket]], error) {
		who, err := ordinalOf(ctx, s.engine, "customer", in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		all, next, err := s.engine.Tickets.Of(ctx, who, in.After, in.Limit)
		return &out[listOf[Ticket]]{listOf[Ticket]{Shown(s.engine, all, TicketOf), next}}, answer(err)
	})
	huma.Post(api, "/api/tickets", func(ctx context.Context, in *struct{ Body NewTicket }) (*created[Ticket], error) {
		made, err := OpenTicket(ctx, s.engine, in.Body)
		return &created[Ticket]{http.StatusCreated, made}, answer(err)
	})
	huma.Get(api, "/api/tickets/{code}", func(ctx context.Context, in *CodeInput) (*out[Ticket], error) {
		found, err := TicketAt(ctx, s.engine, in.Code)
		return &out[Ticket]{found}, answer(err)
	})
	huma.Post(api, "/api/tickets/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body TicketStep
	},
	) (*out[Ticket], error) {
		changed, err := StepTicket(ctx, s.engine, in.Code, in.Body)
		return &out[Ticket]{changed}, answer(err)
	})
}

// TicketOf is how a ticket is shown, with its clocks as of now.
func TicketOf(engine *core.Engine, one *care.Ticket) Ticket {
	zone := engine.Zone()
	view := Ticket{
		Code: engine.CodeOf("ticket", uint64(one.Number)), Type: string(one.Type), Customer: engine.CodeOf("customer", uint64(one.Customer)),
		From: engine.CodeOf("department", uint64(one.From)), To: engine.CodeOf("department", uint64(one.To)),
		Title: one.Title, Asked: one.Asked, Need: one.Need, Severity: one.Severity, Status: string(one.Status), Owner: core.StaffCode(one.Owner),
		About: one.About, OpenedAt: moment(one.OpenedAt, zone), Acknowledged: moment(one.Acknowledged, zone), Actions: []Action{},
		Cause: one.Cause, Resolution: string(one.Resolution), Explanation: one.Explanation, Alternative: one.Alternative,
		Accepted: one.Accepted, Reopened: len(one.Reopened), Postponed: one.Postponed, Playbook: one.Playbook, Done: append([]int{}, one.Done...),
	}
	if one.Handoff != nil {
		view.Offered = core.StaffCode(one.Handoff.To)
	}
	for _, done := range one.Actions {
		view.Actions = append(view.Actions, Action{
			What: done.What, By: core.StaffCode(done.By), At: moment(done.At, zone), Cost: int64(done.Cost), Result: done.Result,
		})
	}
	if one.Remedy != nil {
		view.Remedy = new(remedyOf(engine, one.Remedy))
	}
	view.Earlier = Shown(engine, one.Earlier, remedyOf)
	view.Clocks = clocks(engine, one)
	return view
}

func remedyOf(engine *core.Engine, one *care.Remedy) Remedy {
	return Remedy{
		Apology: one.Apology, What: one.What, Cost: int64(one.Cost), By: core.StaffCode(one.By), Approved: core.StaffCode(one.Approved),
		At: moment(one.At, engine.Zone()),
	}
}

func clocks(engine *core.Engine, one *care.Ticket) Clocks {
	run, err := engine.Tickets.Clocks(one, engine.Now())
	if err != nil {
		return Clocks{} // the hours cannot be read: check says so
	}
	return Clocks{
		Acknowledged: int(run.Acknowledged.Minutes()), Resolved: int(run.Resolved.Minutes()), AckLate: run.AckLate, ResolveLate: run.ResolveLate,
		ResolveDue: moment(run.ResolveDue, engine.Zone()), Warning: run.Warning,
	}
}

// TicketsOf lists the tickets that are not over: all of them, or those of an
// owner.
func TicketsOf(ctx context.Context, engine *core.Engine, owner, after string, limit int) ([]Ticket, string, error) {
	if owner == "" {
		all, next, err := engine.Tickets.Board(ctx, after, limit)
		return Shown(engine, all, TicketOf), next, err
	}
	who, err := StaffOf(ctx, engine, "owner", owner)
	if err != nil {
		return nil, "", err
	}
	all, err := engine.Tickets.Owned(ctx, who)
	return Shown(engine, all, TicketOf), "", err
}

// TicketAt returns the ticket with a code.
func TicketAt(ctx context.Context, engine *core.Engine, code string) (Ticket, error) {
	number, err := engine.NumberOf("ticket", code)
	if err != nil {
		return Ticket{}, err
	}
	found, err := engine.Tickets.Get(ctx, care.TicketNumber(number))
	return TicketOf(engine, &found), err
}

// OpenTicket opens a ticket.
func OpenTicket(ctx context.Context, engine *core.Engine, given NewTicket) (Ticket, error) {
	who, err := ordinalOf(ctx, engine, "customer", given.Customer)
	if err != nil {
		return Ticket{}, err
	}
	owner, err := StaffOf(ctx, engine, "owner", given.Owner)
	if err != nil {
		return Ticket{}, err
	}
	from, err := optional(engine, "from", "department", given.From)
	if err != nil {
		return Ticket{}, err
	}
	to, err := optional(engine, "to", "department", given.To)
	if err != nil {
		return Ticket{}, err
	}
	due, err := Moment(engine, "due", given.Due)
	if err != nil {
		return Ticket{}, err
	}
	made, err := engine.Tickets.Open(ctx, core.NewTicket{
		Type: care.Type(given.Type), Customer: who, From: staff.DepartmentNumber(from), To: staff.DepartmentNumber(to), Title: given.Title,
		Asked: given.Asked, Need: given.Need, Severity: given.Severity, Channel: people.Channel(given.Channel), About: given.About,
		Owner: owner, Cause: given.Cause, Mood: given.Mood, Due: due,
	})
	return TicketOf(engine, &made), err
}

// StepTicket does one thing to a ticket.
func StepTicket(ctx context.Context, engine *core.Engine, code string, step TicketStep) (Ticket, error) {
	n, err := engine.NumberOf("ticket", code)
	if err != nil {
		return Ticket{}, err
	}
	by, err := StaffOf(ctx, engine, "by", step.By)
	if err != nil {
		return Ticket{}, err
	}
	changed, err := stepTicket(ctx, engine, care.TicketNumber(n), by, step)
	return TicketOf(engine, &changed), err
}

func stepTicket(ctx context.Context, engine *core.Engine, number care.TicketNumber, by staff.Number, step TicketStep) (care.Ticket, error) {
	tickets := engine.Tickets
	switch step.Do {
	case "acknowledge":
		return tickets.Acknowledge(ctx, number)
	case "act":
		return tickets.Act(ctx, number, care.Action{What: step.What, By: by, Cost: money.Amount(step.Cost), Result: step.Result}, step.Told)
	case "wait":
		return tickets.Wait(ctx, number, care.Status(step.Status))
	case "postpone":
		return tickets.Postpone(ctx, number)
	case "accept_offer", "decline_offer":
		return tickets.Reply(ctx, number, by, step.Do == "accept_offer")
	case "resolve":
		return tickets.Resolve(ctx, number, care.Resolution(step.Resolution), step.Explanation, step.Alternative, step.Cause)
	case "accept", "refuse":
		return tickets.Accept(ctx, number, step.Do == "accept")
	case "close":
		return tickets.Close(ctx, number, step.Force)
	case "reopen":
		return tickets.Reopen(ctx, number, step.Reason, by)
	case "severity":
		return tickets.Hurry(ctx, number, step.Severity, nil)
	case "note":
		return tickets.Note(ctx, number, noting(step))
	case "offer":
		to, err := StaffOf(ctx, engine, "to", step.To)
		if err != nil {
			return care.Ticket{}, err
		}
		return tickets.Offer(ctx, number, to, step.Reason)
	}
	approver, err := StaffOf(ctx, engine, "approver", step.Approver)
	if err != nil {
		return care.Ticket{}, err
	}
	return tickets.MakeUp(ctx, number, care.Remedy{Apology: step.Apology, What: step.What, Cost: money.Amount(step.Cost), By: by}, approver)
}

func noting(step TicketStep) func(*care.Words) error {
	return func(words *care.Words) error {
		if step.Need != "" {
			words.Need = step.Need
		}
		if step.Cause != "" {
			words.Cause = step.Cause
		}
		words.Done = append(words.Done, step.Steps...)
		return nil
	}
}
