package api

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// Knock asks what to offer somebody at the door.
type Knock struct {
	Customer string `json:"customer,omitempty" doc:"id, code, phone or ref:X; empty for a stranger"`
	At       string `json:"at" doc:"shop time like 2026-03-14T21:12, or with a zone; empty is now"`
	Staff    string `json:"staff,omitempty" enum:",unknown,willing,gone"`
	Service  string `json:"service,omitempty" enum:",unknown,drop_off,wait,pick_up"`
	Unsafe   bool   `json:"unsafe,omitempty"`
}

// Answer is what can be offered, best first, and why.
type Answer struct {
	Open     bool     `json:"open"`
	Decision string   `json:"decision" doc:"code of the first option, open or ask_owner"`
	At       string   `json:"at"`
	NextOpen string   `json:"next_open" doc:"empty when open or never"`
	Customer *Knocker `json:"customer"`
	Options  []Option `json:"options"`
	ReasonID string   `json:"reason_id"`
	ReasonEN string   `json:"reason_en"`
	Plugin   string   `json:"plugin"`
	Faults   []string `json:"faults"`
}

// Knocker is the customer who knocks.
type Knocker struct {
	ID         string `json:"id"`
	Code       string `json:"code"`
	Name       string `json:"name"`
	Segment    string `json:"segment"`
	GreetingID string `json:"greeting_id"`
	GreetingEN string `json:"greeting_en"`

	Caution Caution `json:"caution"`

	Given Entitlement `json:"entitlement" doc:"what the owner gives to her segment, with what she wishes after hours; segment is empty for nothing"`
}

// Option is one thing to offer, with the words to say it in.
type Option struct {
	Code   string `json:"code"`
	NameID string `json:"name_id"`
	NameEN string `json:"name_en"`
	TextID string `json:"text_id"`
	TextEN string `json:"text_en"`
}

func (s *service) afterHoursOperations(api huma.API) {
	huma.Post(api, "/api/after-hours", func(ctx context.Context, in *struct{ Body Knock }) (*out[Answer], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		shown, err := AskAfterHours(ctx, s.engine, in.Body)
		return &out[Answer]{shown}, answer(err)
	})
}

// AskAfterHours returns what to offer somebody who knocks.
func AskAfterHours(ctx context.Context, engine *core.Engine, knock Knock) (Answer, error) {
	at, err := ParseMoment(knock.At, engine.Now(), engine.Zone())
	if err != nil {
		return Answer{}, err
	}
	asked := core.Knock{At: at, Staff: knock.Staff, Service: knock.Service, Unsafe: knock.Unsafe}
	var knocker *Knocker
	if knock.Customer != "" {
		customer, err := engine.People.Find(ctx, knock.Customer)
		if err != nil {
			return Answer{}, err
		}
		listed, err := engine.People.Card(ctx, customer.Ordinal)
		if err != nil {
			return Answer{}, err
		}
		caution, err := CautionOf(ctx, engine, customer.Ordinal)
		if err != nil {
			return Answer{}, err
		}
		given, err := EntitledTo(ctx, engine, customer.Ordinal)
		if err != nil {
			return Answer{}, err
		}
		asked.Customer = customer.Ordinal
		local := at.In(engine.Zone())
		knocker = &Knocker{
			customer.ID.String(), core.Code(customer.Ordinal), customer.Name, listed.Segment,
			customer.Greeting(local, "id"), customer.Greeting(local, "en"), caution, given,
		}
	}
	found, err := engine.AfterHours.Ask(ctx, asked)
	if err != nil {
		return Answer{}, err
	}
	shown := Answer{
		Open: found.Open, Decision: found.Decision, At: moment(at, engine.Zone()), NextOpen: moment(found.NextOpen, engine.Zone()),
		Customer: knocker, ReasonID: found.ReasonID, ReasonEN: found.ReasonEN, Plugin: found.Plugin, Faults: []string{},
		Options: lo.Map(found.Options, func(o core.Option, _ int) Option { return Option(o) }),
	}
	if found.Fault != nil {
		shown.Faults = append(shown.Faults, found.Fault.Error())
	}
	return shown, nil
}

// ParseMoment reads RFC 3339, or a local date and time of the shop; "" is now.
func ParseMoment(text string, now time.Time, zone *time.Location) (time.Time, error) {
	if text == "" {
		return now, nil
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02 15:04:05"} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at, nil
		}
	}
	if clockTime, err := time.Parse("15:04", text); err == nil {
		today := now.In(zone)
		return time.Date(today.Year(), today.Month(), today.Day(), clockTime.Hour(), clockTime.Minute(), 0, 0, zone), nil
	}
	return time.Time{}, fault.Invalid("at", "%q is not a time like 2026-03-14T21:12", text)
}
