package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// Interaction is one contact with a customer.
type Interaction struct {
	Code      string          `json:"code"`
	Customer  string          `json:"customer"`
	At        string          `json:"at"`
	Kind      string          `json:"kind"`
	Channel   string          `json:"channel"`
	Outgoing  bool            `json:"outgoing"`
	Body      string          `json:"body"`
	Quote     string          `json:"quote"`
	Topics    []string        `json:"topics"`
	Mood      int             `json:"mood"`
	Patience  int             `json:"patience"`
	Signals   []string        `json:"signals"`
	Points    []string        `json:"points"`
	Questions []care.Question `json:"questions"`
	By        string          `json:"by"`
	Ticket    string          `json:"ticket"`
}

// NewInteraction is what the quick log sends, all in one call.
type NewInteraction struct {
	Customer  string   `json:"customer"`
	Kind      string   `json:"kind"`
	Channel   string   `json:"channel"`
	At        string   `json:"at,omitempty"`
	Outgoing  bool     `json:"outgoing,omitempty"`
	Body      string   `json:"body,omitempty"`
	Quote     string   `json:"quote,omitempty"`
	Topics    []string `json:"topics,omitempty"`
	Mood      int      `json:"mood,omitempty" minimum:"0" maximum:"5"`
	Patience  int      `json:"patience,omitempty" minimum:"0" maximum:"3"`
	Signals   []string `json:"signals,omitempty"`
	Points    []string `json:"points,omitempty"`
	Questions []string `json:"questions,omitempty"`
	By        string   `json:"by,omitempty"`
	Ticket    string   `json:"ticket,omitempty"`
	Moment    bool     `json:"moment,omitempty" doc:"a moment of truth"`
}

// Mood is the risk of losing a customer, and what speaks for it.
type Mood struct {
	Risk   int    `json:"risk" doc:"0 to 100"`
	AtRisk bool   `json:"at_risk"`
	Signs  []Sign `json:"signs"`
}

// Sign is one thing that speaks for or against it.
type Sign struct {
	What   string `json:"what"`
	At     string `json:"at"`
	Points int    `json:"points"`
}

func (s *service) interactionOperations(api huma.API) {
	huma.Get(api, "/api/interactions", func(ctx context.Context, in *PageQuery) (*out[listOf[Interaction]], error) {
		all, next, err := s.engine.Interactions.With(ctx, 0, in.After, in.Limit)
		return &out[listOf[Interaction]]{listOf[Interaction]{Shown(s.engine, all, InteractionOf), next}}, answer(err)
	})
	huma.Get(api, "/api/interactions/unanswered", func(ctx context.Context, in *PageQuery) (*out[listOf[Interaction]], error) {
		all, next, err := s.engine.Interactions.Unanswered(ctx, in.After, in.Limit)
		return &out[listOf[Interaction]]{listOf[Interaction]{Shown(s.engine, all, InteractionOf), next}}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/interactions", func(ctx context.Context, in *pageInput) (*out[listOf[Interaction]], error) {
		who, err := ordinalOf(ctx, s.engine, "customer", in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		all, next, err := s.engine.Interactions.With(ctx, who, in.After, in.Limit)
		return &out[listOf[Interaction]]{listOf[Interaction]{Shown(s.engine, all, InteractionOf), next}}, answer(err)
	})
	huma.Post(api, "/api/interactions", func(ctx context.Context, in *struct{ Body NewInteraction }) (*created[Interaction], error) {
		made, err := LogInteraction(ctx, s.engine, in.Body)
		return &created[Interaction]{http.StatusCreated, made}, answer(err)
	})
	huma.Post(api, "/api/interactions/{code}/answers", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			Question int    `json:"question" minimum:"1"`
			Answer   string `json:"answer"`
		}
	},
	) (*out[Interaction], error) {
		changed, err := AnswerQuestion(ctx, s.engine, in.Code, in.Body.Question, in.Body.Answer)
		return &out[Interaction]{changed}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/mood", func(ctx context.Context, in *RefInput) (*out[Mood], error) {
		found, err := MoodOf(ctx, s.engine, in.Ref)
		return &out[Mood]{found}, answer(err)
	})
}

// InteractionOf is how a contact is shown.
func InteractionOf(engine *core.Engine, one *care.Interaction) Interaction {
	signals := make([]string, len(one.Signals))
	for i, signal := range one.Signals {
		signals[i] = string(signal)
	}
	return Interaction{
		Code: engine.CodeOf("interaction", uint64(one.Number)), Customer: engine.CodeOf("customer", uint64(one.Customer)),
		At: moment(one.At, engine.Zone()), Kind: string(one.Kind), Channel: string(one.Channel), Outgoing: one.Outgoing, Body: one.Body, Quote: one.Quote,
		Topics: append([]string{}, one.Topics...), Mood: one.Mood, Patience: one.Patience, Signals: signals, Points: append([]string{}, one.Points...),
		Questions: append([]care.Question{}, one.Questions...), By: core.StaffCode(one.By), Ticket: engine.CodeOf("ticket", uint64(one.Ticket)),
	}
}

// LogInteraction notes a contact.
func LogInteraction(ctx context.Context, engine *core.Engine, given NewInteraction) (Interaction, error) {
	who, err := ordinalOf(ctx, engine, "customer", given.Customer)
	if err != nil {
		return Interaction{}, err
	}
	at, err := Moment(engine, "at", given.At)
	if err != nil {
		return Interaction{}, err
	}
	by, err := StaffOf(ctx, engine, "by", given.By)
	if err != nil {
		return Interaction{}, err
	}
	ticket, err := optional(engine, "ticket", "ticket", given.Ticket)
	if err != nil {
		return Interaction{}, err
	}
	made, err := engine.Interactions.Log(ctx, given.record(who, at, care.TicketNumber(ticket), by))
	return InteractionOf(engine, &made), err
}

func (n *NewInteraction) record(who people.Ordinal, at time.Time, ticket care.TicketNumber, by staff.Number) care.Interaction {
	made := care.Interaction{
		Customer: who, At: at, Kind: care.Kind(n.Kind), Channel: people.Channel(n.Channel), Outgoing: n.Outgoing, Body: n.Body, Quote: n.Quote,
		Topics: n.Topics, Mood: n.Mood, Patience: n.Patience, Points: n.Points, Ticket: ticket, Moment: n.Moment, By: by,
	}
	for _, signal := range n.Signals {
		made.Signals = append(made.Signals, care.Signal(signal))
	}
	for _, text := range n.Questions {
		made.Questions = append(made.Questions, care.Question{Text: text})
	}
	return made
}

// AnswerQuestion notes the answer to a question of a contact, from 1.
func AnswerQuestion(ctx context.Context, engine *core.Engine, code string, question int, text string) (Interaction, error) {
	number, err := engine.NumberOf("interaction", code)
	if err != nil {
		return Interaction{}, err
	}
	changed, err := engine.Interactions.Answer(ctx, care.InteractionNumber(number), question, text)
	return InteractionOf(engine, &changed), err
}

// MoodOf weighs what speaks for losing a customer.
func MoodOf(ctx context.Context, engine *core.Engine, ref string) (Mood, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Mood{}, err
	}
	found, err := engine.Interactions.Mood(ctx, who.Ordinal, engine.Now())
	view := Mood{Risk: found.Risk, AtRisk: found.AtRisk, Signs: []Sign{}}
	for _, sign := range found.Signs {
		view.Signs = append(view.Signs, Sign{What: sign.What, At: moment(sign.At, engine.Zone()), Points: sign.Points})
	}
	return view, err
}
