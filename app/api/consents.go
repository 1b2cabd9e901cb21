package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Consents is what a customer agreed to and withdrew, and what follows.
type Consents struct {
	Allowed []Allowed        `json:"allowed" doc:"how every purpose stands, each with the channels on which it stands otherwise"`
	Said    []people.Consent `json:"said" doc:"all that was said, latest first"`
}

// Allowed is whether something may be done.
type Allowed struct {
	Purpose string `json:"purpose" enum:"service,marketing,testimonial,photo,profiling"`
	Channel string `json:"channel" doc:"empty is every channel but those that are named"`
	Yes     bool   `json:"yes"`
	Said    bool   `json:"said" doc:"the customer said so; else nobody asked yet"`
	On      string `json:"on" doc:"day on which it was said, empty where nothing was"`
	Guarded bool   `json:"guarded" doc:"there is a yes, and a guardian who keeps it from counting"`
}

// NewConsent is one thing that a customer says about her data.
type NewConsent struct {
	Purpose string `json:"purpose" enum:"service,marketing,testimonial,photo,profiling"`
	Channel string `json:"channel,omitempty" doc:"empty is every channel"`
	Given   bool   `json:"given" doc:"false is no, or no more"`
	Text    string `json:"text,omitempty" doc:"the version of the text that she was shown"`
	Proof   string `json:"proof,omitempty" doc:"how it can be shown"`
	On      string `json:"on,omitempty" doc:"the day on which she said so, empty is now"`
	By      string `json:"by,omitempty" doc:"who took it down: code or name of staff"`
}

func (s *service) consentOperations(api huma.API) {
	huma.Get(api, "/api/customers/{ref}/consents", func(ctx context.Context, in *RefInput) (*out[Consents], error) {
		found, err := ConsentsOf(ctx, s.engine, in.Ref)
		return &out[Consents]{found}, answer(err)
	})
	huma.Post(api, "/api/customers/{ref}/consents", func(ctx context.Context, in *struct {
		RefInput
		Body NewConsent
	},
	) (*created[Consents], error) {
		noted, err := NoteConsent(ctx, s.engine, in.Ref, in.Body)
		return &created[Consents]{http.StatusCreated, noted}, answer(err)
	})
}

// ConsentsOf returns what a customer said about her data.
func ConsentsOf(ctx context.Context, engine *core.Engine, ref string) (Consents, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Consents{}, err
	}
	known, err := engine.Profiles.Get(ctx, who.Ordinal)
	return consentsIn(engine, &known), err
}

// NoteConsent adds one thing that she said to what she said before.
func NoteConsent(ctx context.Context, engine *core.Engine, ref string, given NewConsent) (Consents, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Consents{}, err
	}
	said, err := given.Record(ctx, engine)
	if err != nil {
		return Consents{}, err
	}
	known, err := engine.Profiles.Edit(ctx, who.Ordinal, func(known *people.Profile) error {
		known.Consents = append(known.Consents, said)
		return nil
	})
	return consentsIn(engine, &known), err
}

// Record is what she said as it is kept; By is a member of staff, and On a day
// that has come.
func (n *NewConsent) Record(ctx context.Context, engine *core.Engine) (people.Consent, error) {
	said := people.Consent{Purpose: people.Purpose(n.Purpose), Channel: people.Channel(n.Channel), Given: n.Given, Text: n.Text, Proof: n.Proof, At: engine.Now()}
	if n.By != "" {
		found, err := engine.Staff.Find(ctx, n.By)
		if err != nil {
			return said, about("by", err)
		}
		said.By = found.Name
	}
	if n.On == "" || n.On == engine.Today().String() {
		return said, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, n.On, engine.Zone())
	switch {
	case err != nil:
		return said, fault.Invalid("on", "%q is not a day like 2026-03-14", n.On)
	case day.After(said.At):
		return said, fault.Invalid("on", "%s is still to come", n.On)
	}
	said.At = day.Add(noon)
	return said, nil
}

// noon is when something was said of which the day alone is known.
const noon = 12 * time.Hour

func consentsIn(engine *core.Engine, known *people.Profile) Consents {
	said := append([]people.Consent{}, known.Consents...)
	slices.Reverse(said)
	slices.SortStableFunc(said, func(a, b people.Consent) int { return b.At.Compare(a.At) })
	for i := range said {
		said[i].At = said[i].At.In(engine.Zone())
	}
	return Consents{Said: said, Allowed: lo.Map(known.Allowances(), func(one people.Allowed, _ int) Allowed {
		view := Allowed{Purpose: string(one.Purpose), Channel: string(one.Channel), Yes: one.Yes, Said: one.Said != nil, Guarded: one.Guarded}
		if one.Said != nil {
			view.On = one.Said.At.In(engine.Zone()).Format(time.DateOnly)
		}
		return view
	})}
}
