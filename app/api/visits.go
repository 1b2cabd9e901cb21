package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
)

// Visit is somebody who stood at the door when the shop was closed.
type Visit struct {
	Code       string   `json:"code"`
	Customer   string   `json:"customer" doc:"code, empty for a stranger"`
	At         string   `json:"at"`
	Minutes    int      `json:"minutes_after_close"`
	Offered    []string `json:"offered" doc:"codes of what was suggested, best first"`
	Taken      string   `json:"taken"`
	Overridden bool     `json:"overridden"`
	Why        string   `json:"why"`
	Accepted   bool     `json:"accepted"`
	By         string   `json:"by"`
}

// NewVisit is a knock with what was done about it.
type NewVisit struct {
	Knock
	Taken    string `json:"taken"`
	Why      string `json:"why,omitempty"`
	Accepted bool   `json:"accepted,omitempty"`
	By       string `json:"by,omitempty"`
}

// Replayed is a visit beside what would be suggested for it now.
type Replayed struct {
	Visit
	Suggested string `json:"suggested" doc:"what was suggested then"`
	Decision  string `json:"decision" doc:"what would be suggested now"`
	Changed   bool   `json:"changed"`
}

func (s *service) visitOperations(api huma.API) {
	huma.Get(api, "/api/visits", func(ctx context.Context, in *PageQuery) (*out[listOf[Visit]], error) {
		all, next, err := s.engine.AfterHours.Visits(ctx, in.After, in.Limit)
		return &out[listOf[Visit]]{listOf[Visit]{Shown(s.engine, all, VisitOf), next}}, answer(err)
	})
	huma.Post(api, "/api/visits", func(ctx context.Context, in *struct{ Body NewVisit }) (*created[Visit], error) {
		made, err := LogVisit(ctx, s.engine, in.Body)
		return &created[Visit]{http.StatusCreated, made}, answer(err)
	})
}

// VisitOf is how a visit is shown.
func VisitOf(engine *core.Engine, one *care.Visit) Visit {
	return Visit{
		Code: engine.CodeOf("visit", uint64(one.Number)), Customer: engine.CodeOf("customer", uint64(one.Customer)), At: moment(one.At, engine.Zone()),
		Minutes: one.Minutes, Offered: append([]string{}, one.Offered...), Taken: one.Taken, Overridden: one.Overridden(), Why: one.Why,
		Accepted: one.Accepted, By: core.StaffCode(one.By),
	}
}

// LogVisit notes what was done about somebody at the door.
func LogVisit(ctx context.Context, engine *core.Engine, given NewVisit) (Visit, error) {
	at, err := ParseMoment(given.At, engine.Now(), engine.Zone())
	if err != nil {
		return Visit{}, err
	}
	who, err := ordinalOf(ctx, engine, "customer", given.Customer)
	if err != nil {
		return Visit{}, err
	}
	by, err := StaffOf(ctx, engine, "by", given.By)
	if err != nil {
		return Visit{}, err
	}
	made, err := engine.AfterHours.Log(ctx, core.Knock{At: at, Customer: who, Staff: given.Staff, Service: given.Service, Unsafe: given.Unsafe},
		core.Taken{Code: given.Taken, Why: given.Why, Accepted: given.Accepted, By: by})
	return VisitOf(engine, &made), err
}

// SimulateVisits asks the rule, with settings that are tried out or nil, about
// the visits of a time.
func SimulateVisits(ctx context.Context, engine *core.Engine, from, to time.Time, settings []byte) ([]Replayed, error) {
	all, err := engine.AfterHours.Simulate(ctx, from, to, settings)
	return lo.Map(all, func(one core.Replayed, _ int) Replayed {
		suggested := core.DecisionAskOwner
		if len(one.Visit.Offered) > 0 {
			suggested = one.Visit.Offered[0]
		}
		return Replayed{Visit: VisitOf(engine, &one.Visit), Suggested: suggested, Decision: one.Decision, Changed: one.Changed}
	}), err
}
