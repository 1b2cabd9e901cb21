package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type afterVerbs struct {
	Ask      afterAsk      `cmd:"" help:"Ask what to offer."`
	Log      afterLog      `cmd:"" help:"Note what was done about somebody at the door."`
	Visits   afterVisits   `cmd:"" help:"Show who knocked, newest first."`
	Simulate afterSimulate `cmd:"" help:"Ask the rule about visits of the past: as it is set now, or with --set as it would be."`
	Returns  afterReturns  `cmd:"" help:"Count who came back, by what was done."`
}

type afterAsk struct {
	Customer string `help:"Id, code, phone or ref:X; without it a stranger."`
	At       string `help:"When she knocks, shop time or with a zone; without it now."`
	Service  string `help:"drop_off, wait or pick_up."`
	Staff    string `help:"willing or gone."`
	Unsafe   bool   `help:"Somebody's safety is in doubt."`
}

func (v *afterAsk) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		answer, err := api.AskAfterHours(ctx, engine, api.Knock{
			Customer: v.Customer, At: v.At, Staff: v.Staff, Service: v.Service, Unsafe: v.Unsafe,
		})
		if err != nil {
			return err
		}
		return s.result(answer, func() { showAnswer(s, &answer) })
	})
}

func showAnswer(s *say, answer *api.Answer) {
	if answer.Customer != nil {
		s.caution(&answer.Customer.Caution)
	}
	if answer.Open {
		s.line("Toko buka: layani seperti biasa.", "The shop is open: serve as usual.")
		return
	}
	if answer.Customer != nil {
		s.line("%s", "%s", s.pick(answer.Customer.GreetingID, answer.Customer.GreetingEN))
	}
	if answer.Customer != nil {
		s.entitled(answer.Customer.Given, true)
	}
	for i, option := range answer.Options {
		s.line("%d. %s: “%s”", "%d. %s: “%s”", i+1, s.pick(option.NameID, option.NameEN), s.pick(option.TextID, option.TextEN))
	}
	if answer.Decision == core.DecisionAskOwner {
		s.line("Aturan tidak menjawab: tanyakan kepada pemilik.", "The rule gave no answer: ask the owner.")
	}
	s.line("%s", "%s", s.pick(answer.ReasonID, answer.ReasonEN))
}
