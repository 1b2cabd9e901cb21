package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/people"
)

type interactionVerbs struct {
	Log    interactionLog    `cmd:"" help:"Note a contact, all in one call."`
	List   interactionList   `cmd:"" help:"Show contacts, newest first."`
	Answer interactionAnswer `cmd:"" help:"Note the answer to something that was to be asked back."`
	Mood   interactionMood   `cmd:"" help:"Weigh what speaks for losing a customer."`
}

type interactionLog struct {
	Ref      string   `arg:"" help:"With whom: id, code, phone or ref:X."`
	Body     string   `arg:"" optional:"" help:"What was said, in the shop's words."`
	Kind     string   `help:"inquiry, problem, request, complaint, compliment, suggestion, order, follow_up or visit." default:"visit"`
	Channel  string   `help:"walk_in, phone, whatsapp, sms, email, instagram, facebook, tiktok, marketplace, website or letter." default:"walk_in"`
	At       string   `help:"When; now without it."`
	Outgoing bool     `help:"The shop began it."`
	Quote    string   `help:"What was said, in the customer's own words."`
	Topic    []string `help:"What it was about; may be given again." sep:"none"`
	Mood     int      `help:"1 angry to 5 delighted."`
	Patience int      `help:"1 none to 3 plenty."`
	Signal   []string `help:"What was seen and not said: sigh, hurried, price_hesitation, silent_leave, competitor_named, complained_to_others, delighted."`
	Point    []string `help:"What stood out; may be given again." sep:"none"`
	Ask      []string `help:"What is to be asked back; may be given again." sep:"none"`
	By       string   `help:"Who notes it."`
	Ticket   string   `help:"The ticket that it belongs to."`
}

func (v *interactionLog) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		made, err := api.LogInteraction(ctx, engine, api.NewInteraction{
			Customer: v.Ref, Kind: v.Kind, Channel: v.Channel, At: v.At, Outgoing: v.Outgoing, Body: v.Body, Quote: v.Quote, Topics: v.Topic,
			Mood: v.Mood, Patience: v.Patience, Signals: v.Signal, Points: v.Point, Questions: v.Ask, By: v.By, Ticket: v.Ticket,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() { s.line("Dicatat sebagai %s.", "Noted as %s.", made.Code) })
	})
}

type interactionList struct {
	Ref        string `arg:"" optional:"" help:"Only those with this customer."`
	Unanswered bool   `help:"Only those with something to ask back, oldest first."`
	Limit      int    `help:"How many at most." default:"50"`
	After      string `help:"Go on after this cursor."`
}

func (v *interactionList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := v.read(ctx, engine)
		if err != nil {
			return err
		}
		contacts := api.Shown(engine, all, api.InteractionOf)
		return s.result(map[string]any{"interactions": contacts, "next": next}, func() {
			for _, one := range contacts {
				s.line("%s  %s  %s  %s  %s  %s", "%s  %s  %s  %s  %s  %s", one.Code, one.At, one.Customer, one.Kind, one.Channel, strings.TrimSpace(one.Body+" "+one.Quote))
			}
			s.none(len(contacts), "Belum ada kontak.", "There is no contact yet.")
		})
	})
}

func (v *interactionList) read(ctx context.Context, engine *core.Engine) ([]care.Interaction, string, error) {
	if v.Unanswered {
		return engine.Interactions.Unanswered(ctx, v.After, v.Limit)
	}
	var who people.Ordinal
	if v.Ref != "" {
		customer, err := engine.People.Find(ctx, v.Ref)
		if err != nil {
			return nil, "", err
		}
		who = customer.Ordinal
	}
	return engine.Interactions.With(ctx, who, v.After, v.Limit)
}

type interactionAnswer struct {
	Code     string `arg:"" help:"Such as L-000012."`
	Question int    `arg:"" help:"Which one, from 1."`
	Answer   string `arg:"" help:"What she said."`
}

func (v *interactionAnswer) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.AnswerQuestion(ctx, engine, v.Code, v.Question, v.Answer)
		if err != nil {
			return err
		}
		return s.result(changed, func() { s.line("%s: %s", "%s: %s", changed.Questions[v.Question-1].Text, v.Answer) })
	})
}

type interactionMood struct {
	Ref string `arg:"" help:"Whose: id, code, phone or ref:X."`
}

func (v *interactionMood) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.MoodOf(ctx, engine, v.Ref)
		if err != nil {
			return err
		}
		return s.result(found, func() {
			s.line("Risiko %d dari 100.", "A risk of %d of 100.", found.Risk)
			for _, sign := range found.Signs {
				s.line("  %+d  %s  %s", "  %+d  %s  %s", sign.Points, sign.What, sign.At)
			}
		})
	})
}
