package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
)

type ticketVerbs struct {
	Open        ticketOpen        `cmd:"" help:"Note a question, problem, request or complaint, or what a department asks of another."`
	Show        ticketShow        `cmd:"" help:"Show a ticket with its clocks and playbook."`
	List        ticketList        `cmd:"" help:"Show what is open, most severe first."`
	Acknowledge ticketAcknowledge `cmd:"" help:"Note that the customer heard that somebody looks after it."`
	Act         ticketAct         `cmd:"" help:"Note what was done."`
	Wait        ticketWait        `cmd:"" help:"Let it wait, or go on with --for nobody."`
	Postpone    ticketPostpone    `cmd:"" help:"Count that it was put off once more."`
	Offer       ticketOffer       `cmd:"" help:"Ask somebody else to take it over."`
	Reply       ticketReply       `cmd:"" help:"Take it over, or decline."`
	Remedy      ticketRemedy      `cmd:"" help:"Offer something that makes up for it."`
	Resolve     ticketResolve     `cmd:"" help:"Say how it was resolved."`
	Accept      ticketAccept      `cmd:"" help:"Note whether the customer is content."`
	Close       ticketClose       `cmd:"" help:"End it for good."`
	Reopen      ticketReopen      `cmd:"" help:"Let it go on: it was not settled after all."`
	Severity    ticketSeverity    `cmd:"" help:"Give it another severity."`
	Note        ticketNote        `cmd:"" help:"Note what is really needed, the cause, steps of the playbook that are done."`
}

type ticketOpen struct {
	Type     string `arg:"" help:"question, problem, request, complaint or internal."`
	Title    string `arg:"" help:"In a few words."`
	Customer string `help:"Whose it is: id, code, phone or ref:X."`
	Owner    string `required:"" help:"Who answers for it: code or name of a member of staff."`
	From     string `help:"Of an internal one: the department that asks."`
	To       string `help:"Of an internal one: the department that is asked."`
	Due      string `help:"Of an internal one: until when."`
	Asked    string `help:"What was asked for."`
	Need     string `help:"What is really needed."`
	Severity int    `help:"1 low to 4 urgent." default:"2"`
	Channel  string `help:"How it came."`
	About    string `help:"Code of the order or thing that it is about."`
	Cause    string `help:"late, damaged, lost, wrong_bill or a word of your own; chooses the playbook."`
	Mood     int    `help:"1 angry to 5 delighted."`
}

func (v *ticketOpen) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.OpenTicket(ctx, engine, api.NewTicket{
			Type: v.Type, Customer: v.Customer, From: v.From, To: v.To, Title: v.Title, Asked: v.Asked, Need: v.Need, Severity: v.Severity,
			Channel: v.Channel, About: v.About, Owner: v.Owner, Cause: v.Cause, Mood: v.Mood, Due: v.Due,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() { showTicket(s, engine, &made) })
	})
}

// showTicket shows a ticket, what is late, and the playbook.
func showTicket(s *say, engine *core.Engine, one *api.Ticket) {
	s.line("%s  %s  %s  %s  (%s)", "%s  %s  %s  %s  (%s)", one.Code, s.ticketStatus(one.Status), one.Owner, one.Title, one.Customer)
	if one.Offered != "" {
		s.line("  Ditawarkan kepada %s.", "  Offered to %s.", one.Offered)
	}
	if one.Clocks.AckLate && one.Acknowledged == "" {
		s.line("  Pelanggan belum mendapat kabar: raja ticket acknowledge %s", "  The customer has not heard yet: raja ticket acknowledge %s", one.Code)
	}
	if one.Clocks.ResolveDue != "" && one.Resolution == "" {
		s.line("  Sebaiknya selesai %s.", "  Should be resolved by %s.", one.Clocks.ResolveDue)
	}
	s.ticketWords(one)
	s.ticketWork(engine.Business().Currency, one)
	for _, book := range care.Playbooks() {
		if book.Code != one.Playbook || one.Resolution != "" {
			continue
		}
		s.line("  %s:", "  %s:", s.pick(book.NameID, book.NameEN))
		for i, step := range book.Steps {
			s.line("   %d. %s", "   %d. %s", i+1, s.pick(step.ID, step.EN))
		}
	}
}

// ticketStatus is where a ticket stands, in the person's language.
func (s *say) ticketStatus(status string) string {
	words := map[string][2]string{
		"new": {"baru", "new"}, "open": {"dikerjakan", "open"}, "waiting_customer": {"menunggu pelanggan", "waiting for the customer"},
		"waiting_internal": {"menunggu bagian lain", "waiting for others here"}, "resolved": {"teratasi", "resolved"}, "closed": {"selesai", "closed"},
	}
	return s.pick(words[status][0], words[status][1])
}

type ticketShow struct {
	Code string `arg:"" help:"Such as T-00012."`
}

func (v *ticketShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.TicketAt(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		return s.result(found, func() { showTicket(s, engine, &found) })
	})
}

type ticketList struct {
	Owner string `help:"Only those of this member of staff."`
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *ticketList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := api.TicketsOf(ctx, engine, v.Owner, v.After, v.Limit)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"tickets": all, "next": next}, func() {
			for i := range all {
				s.line("%s  %d  %s  %s  %s", "%s  %d  %s  %s  %s", all[i].Code, all[i].Severity, s.ticketStatus(all[i].Status), all[i].Owner, all[i].Title)
			}
			s.none(len(all), "Tidak ada yang terbuka.", "Nothing is open.")
		})
	})
}

// stepTicket does one thing to a ticket and shows where it stands.
func stepTicket(ctx context.Context, g *Globals, s *say, code string, step api.TicketStep) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, step.By)
		if err != nil {
			return err
		}
		changed, err := api.StepTicket(ctx, engine, code, step)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showTicket(s, engine, &changed) })
	})
}

// ticketNamed names a ticket and who does something to it.
type ticketNamed struct {
	Code string `arg:"" help:"Such as T-00012."`
	By   string `help:"Who does it: code or name of a member of staff."`
}

type ticketAcknowledge struct{ ticketNamed }

func (v *ticketAcknowledge) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "acknowledge", By: v.By})
}

type ticketAct struct {
	ticketNamed
	What   string `arg:"" help:"What was done."`
	Cost   int64  `help:"What it cost the shop, in minor units."`
	Result string `help:"What came of it."`
	Told   bool   `help:"The customer heard of it."`
}

func (v *ticketAct) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "act", By: v.By, What: v.What, Cost: v.Cost, Result: v.Result, Told: v.Told})
}

type ticketWait struct {
	ticketNamed
	For string `required:"" enum:"customer,internal,nobody" help:"customer, internal, or nobody to go on."`
}

func (v *ticketWait) Run(ctx context.Context, g *Globals, s *say) error {
	status := map[string]care.Status{"customer": care.WaitingCustomer, "internal": care.WaitingInternal, "nobody": care.Working}[v.For]
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "wait", By: v.By, Status: string(status)})
}

type ticketPostpone struct{ ticketNamed }

func (v *ticketPostpone) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "postpone", By: v.By})
}

type ticketOffer struct {
	ticketNamed
	To     string `required:"" help:"Who shall take it over."`
	Reason string `required:"" help:"Why."`
}

func (v *ticketOffer) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "offer", By: v.By, To: v.To, Reason: v.Reason})
}

type ticketReply struct {
	Code    string `arg:"" help:"Such as T-00012."`
	By      string `required:"" help:"Who was asked."`
	Decline bool   `help:"She does not take it over."`
}

func (v *ticketReply) Run(ctx context.Context, g *Globals, s *say) error {
	do := "accept_offer"
	if v.Decline {
		do = "decline_offer"
	}
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: do, By: v.By})
}

type ticketRemedy struct {
	ticketNamed
	What     string `arg:"" help:"What she gets."`
	Cost     int64  `help:"What it costs the shop, in minor units."`
	Apology  string `help:"What was said."`
	Approver string `help:"Who allows the cost, an owner or manager, where it is above what may be given."`
}

func (v *ticketRemedy) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "remedy", By: v.By, What: v.What, Cost: v.Cost, Apology: v.Apology, Approver: v.Approver})
}

type ticketResolve struct {
	ticketNamed
	How         string `arg:"" help:"solved, explained, replaced, refunded, repaired, cannot_solve_explained, duplicate or withdrawn."`
	Explanation string `help:"What the customer was told."`
	Alternative string `help:"What she was offered when it could not be solved."`
	Cause       string `help:"Why it came to be."`
}

func (v *ticketResolve) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{
		Do: "resolve", By: v.By, Resolution: v.How, Explanation: v.Explanation, Alternative: v.Alternative, Cause: v.Cause,
	})
}

type ticketAccept struct {
	ticketNamed
	Refused bool `help:"She is not content: it opens again."`
}

func (v *ticketAccept) Run(ctx context.Context, g *Globals, s *say) error {
	do := "accept"
	if v.Refused {
		do = "refuse"
	}
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: do, By: v.By})
}

type ticketClose struct {
	ticketNamed
	Force bool `help:"Without the customer's word: she does not answer."`
}

func (v *ticketClose) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "close", By: v.By, Force: v.Force})
}

type ticketReopen struct {
	ticketNamed
	Reason string `required:"" help:"Why."`
}

func (v *ticketReopen) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "reopen", By: v.By, Reason: v.Reason})
}

type ticketSeverity struct {
	ticketNamed
	Severity int `arg:"" help:"1 low to 4 urgent."`
}

func (v *ticketSeverity) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "severity", By: v.By, Severity: v.Severity})
}

type ticketNote struct {
	ticketNamed
	Need  string `help:"What is really needed."`
	Cause string `help:"Why it came to be."`
	Done  []int  `help:"Steps of the playbook that are done, from 1."`
}

func (v *ticketNote) Run(ctx context.Context, g *Globals, s *say) error {
	return stepTicket(ctx, g, s, v.Code, api.TicketStep{Do: "note", By: v.By, Need: v.Need, Cause: v.Cause, Steps: v.Done})
}
