package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/journey"
)

// JourneyStep is one time a customer came to a stage.
type JourneyStep struct {
	Stage  string `json:"stage" enum:"awareness,consideration,preference,purchase,repurchase"`
	NameID string `json:"name_id"`
	NameEN string `json:"name_en"`
	Day    string `json:"day"`
	Why    string `json:"why" enum:"added,asked,quoted,favourite,staff,ordered,returned,manual" doc:"the fact that shows it, or that somebody set it"`
	WhyID  string `json:"why_id"`
	WhyEN  string `json:"why_en"`
	Reason string `json:"reason" doc:"of what was set by hand"`
	By     string `json:"by" doc:"who set it"`
}

// Journey is how far a customer came. Who works here has no stage.
type Journey struct {
	Customer string        `json:"customer"`
	Stage    string        `json:"stage" enum:",awareness,consideration,preference,purchase,repurchase"`
	Manual   bool          `json:"manual" doc:"it was set by hand"`
	Steps    []JourneyStep `json:"steps" doc:"newest first"`
	Stages   []StageName   `json:"stages" doc:"all there are, from the first to the last"`
}

// StageName is a stage in words.
type StageName struct {
	Stage  string `json:"stage" enum:"awareness,consideration,preference,purchase,repurchase"`
	NameID string `json:"name_id"`
	NameEN string `json:"name_en"`
}

// FunnelLevel is one stage of the funnel.
type FunnelLevel struct {
	Stage      string  `json:"stage" enum:"awareness,consideration,preference,purchase,repurchase"`
	NameID     string  `json:"name_id"`
	NameEN     string  `json:"name_en"`
	Here       int     `json:"here" doc:"customers whose stage it is"`
	Reached    int     `json:"reached" doc:"customers who came as far, or further"`
	Conversion float64 `json:"conversion" doc:"the part of those who came further; 0 of the last stage"`
	MedianDays int     `json:"median_days" doc:"until the next step, of those who took one"`
	Moved      int     `json:"moved" doc:"how many took one"`
}

// Funnel is how far the shop's customers came.
type Funnel struct {
	Stages []FunnelLevel `json:"stages"`
}

// NewStage is a stage set by hand.
type NewStage struct {
	Stage  string `json:"stage" enum:"awareness,consideration,preference,purchase,repurchase"`
	Reason string `json:"reason" doc:"why the facts do not show it"`
	By     string `json:"by,omitempty"`
}

func (s *service) journeyOperations(api huma.API) {
	huma.Get(api, "/api/journey", func(ctx context.Context, _ *struct{}) (*out[Funnel], error) {
		funnel, err := FunnelOf(ctx, s.engine, nil)
		return &out[Funnel]{funnel}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/journey", func(ctx context.Context, in *RefInput) (*out[Journey], error) {
		told, err := JourneyOf(ctx, s.engine, in.Ref)
		return &out[Journey]{told}, answer(err)
	})
	huma.Post(api, "/api/customers/{ref}/journey", func(ctx context.Context, in *struct {
		RefInput
		Body NewStage
	},
	) (*created[Journey], error) {
		told, err := SetStage(ctx, s.engine, in.Ref, in.Body)
		return &created[Journey]{http.StatusCreated, told}, answer(err)
	})
}

// JourneyOf is how far a customer came.
func JourneyOf(ctx context.Context, engine *core.Engine, ref string) (Journey, error) {
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Journey{}, err
	}
	steps, err := engine.Journeys.Steps(ctx, customer.Ordinal)
	told := Journey{Customer: core.Code(customer.Ordinal), Steps: []JourneyStep{}, Stages: stageNames()}
	for i := len(steps) - 1; i >= 0; i-- {
		step := steps[i]
		shown := JourneyStep{Stage: string(step.Stage), Day: step.Day.String(), Why: string(step.Why), Reason: step.Reason, By: core.StaffCode(step.By)}
		shown.NameID, shown.NameEN = step.Stage.Name()
		shown.WhyID, shown.WhyEN = step.Why.Words()
		told.Steps = append(told.Steps, shown)
	}
	if len(told.Steps) > 0 {
		told.Stage, told.Manual = told.Steps[0].Stage, told.Steps[0].Why == string(journey.ByHand)
	}
	return told, err
}

func stageNames() []StageName {
	return lo.Map(journey.Stages(), func(stage journey.Stage, _ int) StageName {
		named := StageName{Stage: string(stage)}
		named.NameID, named.NameEN = stage.Name()
		return named
	})
}

// SetStage sets a customer's stage by hand.
func SetStage(ctx context.Context, engine *core.Engine, ref string, given NewStage) (Journey, error) {
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Journey{}, err
	}
	by, err := StaffOf(ctx, engine, "by", given.By)
	if err != nil {
		return Journey{}, err
	}
	if _, err := engine.Journeys.Set(ctx, customer.Ordinal, journey.Stage(given.Stage), given.Reason, by); err != nil {
		return Journey{}, err
	}
	return JourneyOf(ctx, engine, core.Code(customer.Ordinal))
}

// FunnelOf is how far the shop's customers came.
func FunnelOf(ctx context.Context, engine *core.Engine, progress func(done, total int)) (Funnel, error) {
	levels, err := engine.Journeys.Funnel(ctx, progress)
	funnel := Funnel{Stages: []FunnelLevel{}}
	for _, level := range levels {
		shown := FunnelLevel{
			Stage: string(level.Stage), Here: level.Here, Reached: level.Reached, Conversion: float64(level.Conversion) / 1000,
			MedianDays: level.MedianDays, Moved: level.Moved,
		}
		shown.NameID, shown.NameEN = level.Stage.Name()
		funnel.Stages = append(funnel.Stages, shown)
	}
	return funnel, err
}
