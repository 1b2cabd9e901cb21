package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/knowledge"
)

// Standard is one thing that every customer may expect.
type Standard struct {
	Code      string   `json:"code"`
	Dimension string   `json:"dimension"`
	Statement string   `json:"statement"`
	Measure   string   `json:"measure"`
	Target    string   `json:"target"`
	Checked   string   `json:"checked"`
	Retired   bool     `json:"retired" doc:"it holds no more"`
	Version   uint32   `json:"version"`
	Readers   []string `json:"readers" doc:"codes of the staff who have read it as it is now"`
}

// Checklist is steps to go through.
type Checklist struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Moment string   `json:"moment"`
	Steps  []string `json:"steps"`
	Gone   bool     `json:"gone" doc:"it is used no more"`
}

// Run is one time that a checklist was gone through.
type Run struct {
	Code  string           `json:"code"`
	Name  string           `json:"name"`
	Steps []knowledge.Step `json:"steps"`
	Began string           `json:"began"`
	Ended string           `json:"ended"`
}

func (s *service) knowledgeOperations(api huma.API) {
	s.standardOperations(api)
	s.checklistOperations(api)
	s.runOperations(api)
}

// StandardOf is how a standard is shown.
func StandardOf(engine *core.Engine, one *knowledge.Standard) Standard {
	view := Standard{
		Code: engine.CodeOf("standard", uint64(one.Number)), Dimension: string(one.Dimension), Statement: one.Statement, Measure: one.Measure,
		Target: one.Target, Checked: one.Checked, Retired: one.Retired, Version: one.Version, Readers: []string{},
	}
	for _, read := range one.Acks {
		if read.Version == one.Version {
			view.Readers = append(view.Readers, core.StaffCode(read.Staff))
		}
	}
	return view
}

// ChecklistOf is how a checklist is shown.
func ChecklistOf(engine *core.Engine, one *knowledge.Checklist) Checklist {
	return Checklist{
		Code: engine.CodeOf("checklist", uint64(one.Number)), Name: one.Name, Moment: string(one.Moment), Steps: append([]string{}, one.Steps...), Gone: one.Gone,
	}
}

// RunOf is how a run of a checklist is shown.
func RunOf(engine *core.Engine, one *knowledge.Run) Run {
	return Run{
		Code: engine.CodeOf("run", uint64(one.Number)), Name: one.Name, Steps: append([]knowledge.Step{}, one.Steps...),
		Began: moment(one.Began, engine.Zone()), Ended: moment(one.Ended, engine.Zone()),
	}
}
