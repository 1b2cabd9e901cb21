package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// Message is words prepared for a customer. Raja sends nothing.
type Message struct {
	Code      string `json:"code"`
	Customer  string `json:"customer"`
	Purpose   string `json:"purpose"`
	Text      string `json:"text"`
	State     string `json:"state" enum:"prepared,opened,confirmed,skipped"`
	Link      string `json:"link" doc:"opens the chat with the words in it; empty without a number for WhatsApp"`
	NotBefore string `json:"not_before" doc:"the end of the quiet hours, empty for at once"`
	About     string `json:"about"`
	Why       string `json:"why" doc:"why it was skipped"`
	At        string `json:"at" doc:"when it was prepared"`
	Already   bool   `json:"already" doc:"of what is prepared: it was prepared before and waits; words that are given now are its own from now on"`
}

// NewMessage is what is to be prepared.
type NewMessage struct {
	Customer string            `json:"customer"`
	Purpose  string            `json:"purpose"`
	Lang     string            `json:"lang,omitempty"`
	Text     string            `json:"text,omitempty" doc:"instead of the template for the purpose"`
	About    string            `json:"about,omitempty"`
	Values   map[string]string `json:"values,omitempty"`
}

// MessageStep is one thing done to a message.
type MessageStep struct {
	Do  string `json:"do" enum:"open,confirm,skip"`
	Why string `json:"why,omitempty"`
	By  string `json:"by,omitempty"`
}

// FollowUp is getting back to somebody.
type FollowUp struct {
	Code     string `json:"code"`
	Customer string `json:"customer"`
	Purpose  string `json:"purpose"`
	Text     string `json:"text"`
	Due      string `json:"due"`
	Owner    string `json:"owner"`
	About    string `json:"about"`
	Every    int    `json:"every_days"`
	DoneAt   string `json:"done_at"`
	Dropped  bool   `json:"dropped"`
	Outcome  string `json:"outcome"`
	Snoozed  int    `json:"snoozed"`

	Rule     string `json:"rule" doc:"the rule that proposed it, empty for a person"`
	NameID   string `json:"name_id" doc:"what it proposed"`
	NameEN   string `json:"name_en"`
	TextID   string `json:"text_id" doc:"the words that the rule proposes"`
	TextEN   string `json:"text_en"`
	ReasonID string `json:"reason_id" doc:"why"`
	ReasonEN string `json:"reason_en"`
}

// Suggestions is what the follow-up rule proposed.
type Suggestions struct {
	Rule    string     `json:"rule"`
	Added   []FollowUp `json:"added"`
	Known   int        `json:"known" doc:"proposals that stood there already, or were done within 30 days"`
	Left    int        `json:"left" doc:"proposals beyond 200 a day"`
	Refused int        `json:"refused" doc:"answers that could not be taken"`

	Refusals []RefusedCustomer `json:"refusals" doc:"the first of them"`

	Fault string `json:"fault" doc:"why the rule stopped; then nothing is proposed"`
}

// Suggest asks the follow-up rule about what happened, and once a day about
// everybody.
func Suggest(ctx context.Context, engine *core.Engine) (Suggestions, error) {
	said, err := engine.FollowUps.Suggest(ctx)
	shown := Suggestions{
		Rule: said.Rule, Added: Shown(engine, said.Added, FollowUpOf), Known: said.Known, Left: said.Left, Refused: len(said.Refused),
		Refusals: []RefusedCustomer{},
	}
	for _, one := range said.Refused[:min(len(said.Refused), shownRefusals)] {
		shown.Refusals = append(shown.Refusals, RefusedCustomer{core.Code(one.Ordinal), one.Reason})
	}
	if said.Fault != nil {
		shown.Fault = said.Fault.Error()
	}
	return shown, err
}

// NewFollowUp is what the form of a new follow-up sends.
type NewFollowUp struct {
	Customer string `json:"customer"`
	Purpose  string `json:"purpose,omitempty" doc:"check_in when empty"`
	Text     string `json:"text"`
	Due      string `json:"due"`
	Owner    string `json:"owner,omitempty"`
	About    string `json:"about,omitempty"`
	Every    int    `json:"every_days,omitempty" minimum:"0"`
	Channel  string `json:"channel,omitempty"`
}

// FollowUpStep is one thing done to a follow-up.
type FollowUpStep struct {
	Do      string `json:"do" enum:"done,drop,snooze"`
	Outcome string `json:"outcome,omitempty"`
	Until   string `json:"until,omitempty"`
	By      string `json:"by,omitempty"`
}

func (s *service) outreachOperations(api huma.API) {
	huma.Get(api, "/api/messages", func(ctx context.Context, in *PageQuery) (*out[listOf[Message]], error) {
		all, next, err := s.engine.Messages.Tray(ctx, in.After, in.Limit)
		return &out[listOf[Message]]{listOf[Message]{Shown(s.engine, all, MessageOf), next}}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/messages", func(ctx context.Context, in *pageInput) (*out[listOf[Message]], error) {
		customer, err := s.engine.People.Find(ctx, in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		all, next, err := s.engine.Messages.To(ctx, customer.Ordinal, in.After, in.Limit)
		return &out[listOf[Message]]{listOf[Message]{Shown(s.engine, all, MessageOf), next}}, answer(err)
	})
	huma.Post(api, "/api/messages", func(ctx context.Context, in *struct{ Body NewMessage }) (*created[Message], error) {
		made, err := PrepareMessage(ctx, s.engine, in.Body)
		return &created[Message]{http.StatusCreated, made}, answer(err)
	})
	huma.Post(api, "/api/messages/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body MessageStep
	},
	) (*out[Message], error) {
		changed, err := StepMessage(ctx, s.engine, in.Code, in.Body)
		return &out[Message]{changed}, answer(err)
	})
	huma.Post(api, "/api/thanks", func(ctx context.Context, _ *everything) (*out[struct {
		Prepared int `json:"prepared"`
	}], error,
	) {
		count, err := s.engine.Messages.Thanks(ctx)
		body := &out[struct {
			Prepared int `json:"prepared"`
		}]{}
		body.Body.Prepared = count
		return body, answer(err)
	})
	huma.Post(api, "/api/suggestions", func(ctx context.Context, _ *everything) (*out[Suggestions], error) {
		said, err := Suggest(ctx, s.engine)
		return &out[Suggestions]{said}, answer(err)
	})
	huma.Get(api, "/api/followups", func(ctx context.Context, in *PageQuery) (*out[listOf[FollowUp]], error) {
		all, next, err := s.engine.FollowUps.Due(ctx, in.After, in.Limit)
		return &out[listOf[FollowUp]]{listOf[FollowUp]{Shown(s.engine, all, FollowUpOf), next}}, answer(err)
	})
	huma.Post(api, "/api/followups", func(ctx context.Context, in *struct{ Body NewFollowUp }) (*created[FollowUp], error) {
		made, err := AddFollowUp(ctx, s.engine, in.Body)
		return &created[FollowUp]{http.StatusCreated, made}, answer(err)
	})
	huma.Post(api, "/api/followups/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body FollowUpStep
	},
	) (*out[FollowUp], error) {
		changed, err := StepFollowUp(ctx, s.engine, in.Code, in.Body)
		return &out[FollowUp]{changed}, answer(err)
	})
}

// MessageOf is how a prepared message is shown.
func MessageOf(engine *core.Engine, one *core.PreparedMessage) Message {
	return Message{
		Code: engine.CodeOf("message", uint64(one.Message.Number)), Customer: core.Code(one.Message.Customer), Purpose: string(one.Message.Purpose),
		Text: one.Message.Text, State: string(one.Message.State), Link: one.Link, NotBefore: moment(one.Message.NotBefore, engine.Zone()),
		About: one.Message.About, Why: one.Message.Why, At: moment(one.Message.At, engine.Zone()), Already: one.Already,
	}
}

// PrepareMessage writes a message for a customer.
func PrepareMessage(ctx context.Context, engine *core.Engine, given NewMessage) (Message, error) {
	who, err := engine.People.Find(ctx, given.Customer)
	if err != nil {
		return Message{}, err
	}
	made, err := engine.Messages.Prepare(ctx, core.NewMessage{
		Customer: who.Ordinal, Purpose: outreach.Purpose(given.Purpose), Lang: given.Lang, Text: given.Text, About: given.About, Values: given.Values,
	})
	return MessageOf(engine, &made), err
}

// StepMessage opens, confirms or skips a message.
func StepMessage(ctx context.Context, engine *core.Engine, code string, step MessageStep) (Message, error) {
	n, err := engine.NumberOf("message", code)
	if err != nil {
		return Message{}, err
	}
	by, err := StaffOf(ctx, engine, "by", step.By)
	if err != nil {
		return Message{}, err
	}
	changed, err := stepMessage(ctx, engine, outreach.MessageNumber(n), by, step)
	return MessageOf(engine, &changed), err
}

func stepMessage(ctx context.Context, engine *core.Engine, number outreach.MessageNumber, by staff.Number, step MessageStep) (core.PreparedMessage, error) {
	switch step.Do {
	case "confirm":
		changed, err := engine.Messages.Confirm(ctx, number, by)
		return core.PreparedMessage{Message: changed}, err
	case "skip":
		changed, err := engine.Messages.Skip(ctx, number, step.Why, by)
		return core.PreparedMessage{Message: changed}, err
	case "open":
		return engine.Messages.Open(ctx, number)
	}
	return core.PreparedMessage{}, fault.Invalid("do", "%q is not one of open, confirm, skip", step.Do)
}

// FollowUpOf is how a follow-up is shown.
func FollowUpOf(engine *core.Engine, one *outreach.FollowUp) FollowUp {
	zone, words := engine.Zone(), engine.FollowUps.Words(one)
	return FollowUp{
		Code: engine.CodeOf("followup", uint64(one.Number)), Customer: core.Code(one.Customer), Purpose: string(one.Purpose), Text: one.Text,
		Due: moment(one.Due, zone), Owner: core.StaffCode(one.Owner), About: one.About, Every: one.Every, DoneAt: moment(one.DoneAt, zone),
		Dropped: one.Dropped, Outcome: one.Outcome, Snoozed: one.Snoozed,
		Rule: one.Rule, NameID: words.NameID, NameEN: words.NameEN, TextID: words.TextID, TextEN: words.TextEN,
		ReasonID: words.ReasonID, ReasonEN: words.ReasonEN,
	}
}

// AddFollowUp notes a follow-up.
func AddFollowUp(ctx context.Context, engine *core.Engine, given NewFollowUp) (FollowUp, error) {
	who, err := engine.People.Find(ctx, given.Customer)
	if err != nil {
		return FollowUp{}, err
	}
	due, err := Moment(engine, "due", given.Due)
	if err != nil {
		return FollowUp{}, err
	}
	owner, err := StaffOf(ctx, engine, "owner", given.Owner)
	if err != nil {
		return FollowUp{}, err
	}
	purpose := outreach.Purpose(given.Purpose)
	if purpose == "" {
		purpose = outreach.CheckIn
	}
	made, err := engine.FollowUps.Add(ctx, outreach.FollowUp{
		Customer: who.Ordinal, Purpose: purpose, Text: given.Text, Due: due, Owner: owner, About: given.About, Every: given.Every,
		Channel: people.Channel(given.Channel),
	})
	return FollowUpOf(engine, &made), err
}

// StepFollowUp ends a follow-up or puts it off.
func StepFollowUp(ctx context.Context, engine *core.Engine, code string, step FollowUpStep) (FollowUp, error) {
	number, err := engine.NumberOf("followup", code)
	if err != nil {
		return FollowUp{}, err
	}
	if step.Do == "snooze" {
		until, err := Moment(engine, "until", step.Until)
		if err != nil {
			return FollowUp{}, err
		}
		changed, err := engine.FollowUps.Snooze(ctx, outreach.FollowUpNumber(number), until)
		return FollowUpOf(engine, &changed), err
	}
	by, err := StaffOf(ctx, engine, "by", step.By)
	if err != nil {
		return FollowUp{}, err
	}
	changed, err := engine.FollowUps.Finish(ctx, outreach.FollowUpNumber(number), step.Outcome, step.Do == "drop", by)
	return FollowUpOf(engine, &changed), err
}
