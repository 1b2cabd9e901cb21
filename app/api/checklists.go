package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/staff"
)

// NewChecklist is what the form of a new checklist sends.
type NewChecklist struct {
	Name   string   `json:"name"`
	Moment string   `json:"moment,omitempty" doc:"opening, closing or any; any when empty"`
	Steps  []string `json:"steps"`
}

// ChecklistChange is what changes of a checklist; null leaves a field. Runs
// that began keep their steps.
type ChecklistChange struct {
	Name   *string   `json:"name,omitempty"`
	Moment *string   `json:"moment,omitempty"`
	Steps  *[]string `json:"steps,omitempty" doc:"all of them"`
	Gone   *bool     `json:"gone,omitempty" doc:"it is used no more"`
}

// RunStep is one thing done while a checklist is gone through.
type RunStep struct {
	Do   string `json:"do" enum:"tick,skip,finish"`
	Step int    `json:"step,omitempty" doc:"of tick and skip: which, from 1"`
	Note string `json:"note,omitempty" doc:"of tick: what was seen; of skip: why"`
	By   string `json:"by,omitempty"`
}

func (s *service) checklistOperations(api huma.API) {
	huma.Get(api, "/api/checklists", func(ctx context.Context, _ *everything) (*out[[]Checklist], error) {
		all, err := s.engine.Checklists.List(ctx)
		return &out[[]Checklist]{Shown(s.engine, all, ChecklistOf)}, answer(err)
	})
	huma.Post(api, "/api/checklists", func(ctx context.Context, in *struct{ Body NewChecklist }) (*created[Checklist], error) {
		made, err := AddChecklist(ctx, s.engine, in.Body)
		return &created[Checklist]{http.StatusCreated, made}, answer(err)
	})
	huma.Patch(api, "/api/checklists/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body ChecklistChange
	},
	) (*out[Checklist], error) {
		changed, err := ChangeChecklist(ctx, s.engine, in.Code, in.Body)
		return &out[Checklist]{changed}, answer(err)
	})
}

func (s *service) runOperations(api huma.API) {
	huma.Get(api, "/api/checklists/{code}/runs", func(ctx context.Context, in *struct {
		CodeInput
		PageQuery
	},
	) (*out[listOf[Run]], error) {
		all, next, err := RunsOf(ctx, s.engine, in.Code, in.After, in.Limit)
		return &out[listOf[Run]]{listOf[Run]{all, next}}, answer(err)
	})
	huma.Post(api, "/api/checklists/{code}/runs", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			By string `json:"by,omitempty"`
		}
	},
	) (*created[Run], error) {
		begun, err := BeginRun(ctx, s.engine, in.Code, in.Body.By)
		return &created[Run]{http.StatusCreated, begun}, answer(err)
	})
	huma.Post(api, "/api/runs/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body RunStep
	},
	) (*out[Run], error) {
		changed, err := StepRun(ctx, s.engine, in.Code, in.Body)
		return &out[Run]{changed}, answer(err)
	})
}

// AddChecklist makes a checklist.
func AddChecklist(ctx context.Context, engine *core.Engine, given NewChecklist) (Checklist, error) {
	if given.Moment == "" {
		given.Moment = "any"
	}
	made, err := engine.Checklists.Add(ctx, knowledge.Checklist{Name: given.Name, Moment: knowledge.Moment(given.Moment), Steps: given.Steps})
	return ChecklistOf(engine, &made), err
}

// ChangeChecklist changes what is given of a checklist.
func ChangeChecklist(ctx context.Context, engine *core.Engine, code string, change ChecklistChange) (Checklist, error) {
	number, err := engine.NumberOf("checklist", code)
	if err != nil {
		return Checklist{}, err
	}
	changed, err := engine.Checklists.Edit(ctx, knowledge.ChecklistNumber(number), func(known *knowledge.Checklist) error {
		give(&known.Name, change.Name)
		give((*string)(&known.Moment), change.Moment)
		give(&known.Steps, change.Steps)
		give(&known.Gone, change.Gone)
		return nil
	})
	return ChecklistOf(engine, &changed), err
}

// RunsOf lists the times that a checklist was gone through, newest first.
func RunsOf(ctx context.Context, engine *core.Engine, code, after string, limit int) ([]Run, string, error) {
	number, err := engine.NumberOf("checklist", code)
	if err != nil {
		return nil, "", err
	}
	all, next, err := engine.Checklists.Runs(ctx, knowledge.ChecklistNumber(number), after, limit)
	return Shown(engine, all, RunOf), next, err
}

// BeginRun begins to go through a checklist.
func BeginRun(ctx context.Context, engine *core.Engine, code, by string) (Run, error) {
	number, err := engine.NumberOf("checklist", code)
	if err != nil {
		return Run{}, err
	}
	who, err := StaffOf(ctx, engine, "by", by)
	if err != nil {
		return Run{}, err
	}
	begun, err := engine.Checklists.Begin(ctx, knowledge.ChecklistNumber(number), who)
	return RunOf(engine, &begun), err
}

// StepRun does one thing while a checklist is gone through.
func StepRun(ctx context.Context, engine *core.Engine, code string, step RunStep) (Run, error) {
	number, err := engine.NumberOf("run", code)
	if err != nil {
		return Run{}, err
	}
	who, err := StaffOf(ctx, engine, "by", step.By)
	if err != nil {
		return Run{}, err
	}
	changed, err := stepRun(ctx, engine, knowledge.RunNumber(number), who, step)
	return RunOf(engine, &changed), err
}

func stepRun(ctx context.Context, engine *core.Engine, number knowledge.RunNumber, by staff.Number, step RunStep) (knowledge.Run, error) {
	switch step.Do {
	case "tick":
		return engine.Checklists.Tick(ctx, number, step.Step, by, step.Note)
	case "skip":
		return engine.Checklists.Skip(ctx, number, step.Step, step.Note)
	case "finish":
		return engine.Checklists.Finish(ctx, number)
	}
	return knowledge.Run{}, fault.Invalid("do", "%q is not one of tick, skip, finish", step.Do)
}
