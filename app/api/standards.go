package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/knowledge"
)

// NewStandard is what the form of a new standard sends.
type NewStandard struct {
	Dimension string `json:"dimension" doc:"time, work, personnel, place or process"`
	Statement string `json:"statement"`
	Measure   string `json:"measure,omitempty"`
	Target    string `json:"target,omitempty"`
	Checked   string `json:"checked,omitempty" doc:"who looks, and how often"`
}

// StandardStep is one thing done to a standard: read notes that somebody has
// read it as it is now, edit changes what is given and leaves what is null.
type StandardStep struct {
	Do        string  `json:"do" enum:"read,edit"`
	By        string  `json:"by,omitempty" doc:"of read: who"`
	Score     int     `json:"score,omitempty" doc:"of read: of a quiz, in percent"`
	Dimension *string `json:"dimension,omitempty"`
	Statement *string `json:"statement,omitempty"`
	Measure   *string `json:"measure,omitempty"`
	Target    *string `json:"target,omitempty"`
	Checked   *string `json:"checked,omitempty"`
	Retired   *bool   `json:"retired,omitempty" doc:"it holds no more"`
}

func (s *service) standardOperations(api huma.API) {
	huma.Get(api, "/api/standards", func(ctx context.Context, in *struct {
		Unread string `query:"unread" maxLength:"200" doc:"only those that this member of staff has still to read"`
	},
	) (*out[[]Standard], error) {
		all, err := StandardsOf(ctx, s.engine, in.Unread)
		return &out[[]Standard]{all}, answer(err)
	})
	huma.Post(api, "/api/standards", func(ctx context.Context, in *struct{ Body NewStandard }) (*created[Standard], error) {
		made, err := AddStandard(ctx, s.engine, in.Body)
		return &created[Standard]{http.StatusCreated, made}, answer(err)
	})
	huma.Post(api, "/api/standards/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body StandardStep
	},
	) (*out[Standard], error) {
		changed, err := StepStandard(ctx, s.engine, in.Code, in.Body)
		return &out[Standard]{changed}, answer(err)
	})
}

// StandardsOf lists the standards that hold: all, or those that a member of
// staff has still to read.
func StandardsOf(ctx context.Context, engine *core.Engine, unread string) ([]Standard, error) {
	who, err := StaffOf(ctx, engine, "unread", unread)
	if err != nil {
		return nil, err
	}
	if who == 0 {
		all, err := engine.Standards.List(ctx)
		return Shown(engine, all, StandardOf), err
	}
	all, err := engine.Standards.Unread(ctx, who)
	return Shown(engine, all, StandardOf), err
}

// AddStandard notes what every customer may expect.
func AddStandard(ctx context.Context, engine *core.Engine, given NewStandard) (Standard, error) {
	made, err := engine.Standards.Add(ctx, knowledge.Standard{
		Dimension: knowledge.Dimension(given.Dimension), Statement: given.Statement, Measure: given.Measure, Target: given.Target, Checked: given.Checked,
	})
	return StandardOf(engine, &made), err
}

// StepStandard notes that somebody has read a standard, or changes it.
func StepStandard(ctx context.Context, engine *core.Engine, code string, step StandardStep) (Standard, error) {
	n, err := engine.NumberOf("standard", code)
	if err != nil {
		return Standard{}, err
	}
	number := knowledge.StandardNumber(n)
	switch step.Do {
	case "edit":
		changed, err := engine.Standards.Edit(ctx, number, step.apply)
		return StandardOf(engine, &changed), err
	case "read":
		if step.By == "" {
			return Standard{}, fault.Invalid("by", "is missing; say who has read it")
		}
		who, err := StaffOf(ctx, engine, "by", step.By)
		if err != nil {
			return Standard{}, err
		}
		changed, err := engine.Standards.Acknowledge(ctx, number, who, step.Score)
		return StandardOf(engine, &changed), err
	}
	return Standard{}, fault.Invalid("do", "%q is not one of read, edit", step.Do)
}

func (s *StandardStep) apply(known *knowledge.Standard) error {
	give((*string)(&known.Dimension), s.Dimension)
	give(&known.Statement, s.Statement)
	give(&known.Measure, s.Measure)
	give(&known.Target, s.Target)
	give(&known.Checked, s.Checked)
	give(&known.Retired, s.Retired)
	return nil
}
