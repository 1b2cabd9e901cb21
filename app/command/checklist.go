package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/knowledge"
)

type checklistVerbs struct {
	Add    checklistAdd    `cmd:"" help:"Make a checklist."`
	Edit   checklistEdit   `cmd:"" help:"Change one; runs that began keep their steps."`
	List   checklistList   `cmd:"" help:"Show the checklists."`
	Runs   checklistRuns   `cmd:"" help:"Show the times that one was gone through, newest first."`
	Begin  checklistBegin  `cmd:"" help:"Begin to go through one."`
	Tick   checklistTick   `cmd:"" help:"Note that a step was done."`
	Skip   checklistSkip   `cmd:"" help:"Note why a step is left out."`
	Finish checklistFinish `cmd:"" help:"End it; what is not done is named."`
}

type checklistAdd struct {
	Name   string   `arg:"" help:"What it is called."`
	Step   []string `required:"" help:"What to do; may be given again." sep:"none"`
	Moment string   `help:"opening, closing or any." default:"any"`
}

func (v *checklistAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := engine.Checklists.Add(ctx, knowledge.Checklist{Name: v.Name, Moment: knowledge.Moment(v.Moment), Steps: v.Step})
		if err != nil {
			return err
		}
		view := api.ChecklistOf(engine, &made)
		return s.result(view, func() { s.line("%s dibuat sebagai %s.", "%s was made as %s.", view.Name, view.Code) })
	})
}

type checklistEdit struct {
	Code   string   `arg:"" help:"Such as CL-001."`
	Name   *string  `help:"What it is called."`
	Step   []string `help:"What to do, all of it; may be given again." sep:"none"`
	Moment *string  `help:"opening, closing or any."`
	Gone   *bool    `help:"It is used no more." negatable:""`
}

func (v *checklistEdit) Run(ctx context.Context, g *Globals, s *say) error {
	change := api.ChecklistChange{Name: v.Name, Moment: v.Moment, Gone: v.Gone}
	if len(v.Step) > 0 {
		change.Steps = &v.Step
	}
	if change == (api.ChecklistChange{}) {
		return nothingToChange("name")
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.ChangeChecklist(ctx, engine, v.Code, change)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showChecklist(s, &changed) })
	})
}

func showChecklist(s *say, one *api.Checklist) {
	s.line("%s  %s  %s", "%s  %s  %s", one.Code, one.Moment, one.Name)
	for i, step := range one.Steps {
		s.line("  %d. %s", "  %d. %s", i+1, step)
	}
}

type checklistRuns struct {
	Code  string `arg:"" help:"Such as CL-001."`
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *checklistRuns) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := api.RunsOf(ctx, engine, v.Code, v.After, v.Limit)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"runs": all, "next": next}, func() {
			for _, one := range all {
				ended := one.Ended
				if ended == "" {
					ended = s.pick("belum selesai", "not finished")
				}
				s.line("%s  %s  %s", "%s  %s  %s", one.Code, one.Began, ended)
			}
			s.none(len(all), "Belum pernah dijalankan.", "It was never gone through.")
		})
	})
}

type checklistList struct{}

func (v *checklistList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, err := engine.Checklists.List(ctx)
		if err != nil {
			return err
		}
		lists := api.Shown(engine, all, api.ChecklistOf)
		return s.result(map[string]any{"checklists": lists}, func() {
			for _, one := range lists {
				s.line("%s  %s  %s", "%s  %s  %s", one.Code, one.Moment, one.Name)
			}
			s.none(len(lists), "Belum ada daftar periksa.", "There is no checklist yet.")
		})
	})
}

type checklistBegin struct {
	Code string `arg:"" help:"Such as CL-001."`
	By   string `help:"Who goes through it."`
}

func (v *checklistBegin) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		number, err := engine.NumberOf("checklist", v.Code)
		if err != nil {
			return err
		}
		who, err := api.StaffOf(ctx, engine, "by", v.By)
		if err != nil {
			return err
		}
		run, err := engine.Checklists.Begin(ctx, knowledge.ChecklistNumber(number), who)
		if err != nil {
			return err
		}
		return showRun(s, engine, &run)
	})
}

// showRun shows a run with its steps.
func showRun(s *say, engine *core.Engine, run *knowledge.Run) error {
	view := api.RunOf(engine, run)
	return s.result(view, func() {
		s.line("%s  %s", "%s  %s", view.Code, view.Name)
		for i, step := range view.Steps {
			box := " "
			switch {
			case !step.Done.IsZero():
				box = "x"
			case step.Note != "":
				box = "–" // left out, and the note says why
			}
			s.line(" [%s] %d. %s  %s", " [%s] %d. %s  %s", box, i+1, step.Text, step.Note)
		}
	})
}

// runNamed names a run of a checklist.
type runNamed struct {
	Code string `arg:"" help:"Of the run, such as CR-00001."`
}

// change does one thing to a run and shows it.
func (v *runNamed) change(ctx context.Context, g *Globals, s *say, do func(*core.Engine, knowledge.RunNumber) (knowledge.Run, error)) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		number, err := engine.NumberOf("run", v.Code)
		if err != nil {
			return err
		}
		run, err := do(engine, knowledge.RunNumber(number))
		if err != nil {
			return err
		}
		return showRun(s, engine, &run)
	})
}

type checklistTick struct {
	runNamed
	Step int    `arg:"" help:"Which one, from 1."`
	Note string `help:"What was seen."`
	By   string `help:"Who did it."`
}

func (v *checklistTick) Run(ctx context.Context, g *Globals, s *say) error {
	return v.change(ctx, g, s, func(engine *core.Engine, run knowledge.RunNumber) (knowledge.Run, error) {
		who, err := api.StaffOf(ctx, engine, "by", v.By)
		if err != nil {
			return knowledge.Run{}, err
		}
		return engine.Checklists.Tick(ctx, run, v.Step, who, v.Note)
	})
}

type checklistSkip struct {
	runNamed
	Step int    `arg:"" help:"Which one, from 1."`
	Why  string `required:"" help:"Why."`
}

func (v *checklistSkip) Run(ctx context.Context, g *Globals, s *say) error {
	return v.change(ctx, g, s, func(engine *core.Engine, run knowledge.RunNumber) (knowledge.Run, error) {
		return engine.Checklists.Skip(ctx, run, v.Step, v.Why)
	})
}

type checklistFinish struct{ runNamed }

func (v *checklistFinish) Run(ctx context.Context, g *Globals, s *say) error {
	return v.change(ctx, g, s, func(engine *core.Engine, run knowledge.RunNumber) (knowledge.Run, error) {
		return engine.Checklists.Finish(ctx, run)
	})
}

type standardVerbs struct {
	Add  standardAdd  `cmd:"" help:"Note what every customer may expect."`
	Edit standardEdit `cmd:"" help:"Change its words; everybody has to read it again."`
	List standardList `cmd:"" help:"Show the standards, or those that somebody has still to read."`
	Read standardRead `cmd:"" help:"Note that somebody has read one as it is now."`
}

type standardAdd struct {
	Dimension string `arg:"" help:"time, work, personnel, place or process."`
	Statement string `arg:"" help:"What can be expected."`
	Measure   string `help:"How one sees whether it is so."`
	Target    string `help:"What counts as met."`
	Checked   string `help:"Who looks, and how often."`
}

func (v *standardAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := engine.Standards.Add(ctx, knowledge.Standard{
			Dimension: knowledge.Dimension(v.Dimension), Statement: v.Statement, Measure: v.Measure, Target: v.Target, Checked: v.Checked,
		})
		if err != nil {
			return err
		}
		view := api.StandardOf(engine, &made)
		return s.result(view, func() { s.line("%s  %s", "%s  %s", view.Code, view.Statement) })
	})
}

type standardEdit struct {
	Code      string  `arg:"" help:"Such as ST-001."`
	Dimension *string `help:"time, work, personnel, place or process."`
	Statement *string `help:"What can be expected."`
	Measure   *string `help:"How one sees whether it is so."`
	Target    *string `help:"What counts as met."`
	Checked   *string `help:"Who looks, and how often."`
	Retired   *bool   `help:"It holds no more." negatable:""`
}

func (v *standardEdit) Run(ctx context.Context, g *Globals, s *say) error {
	if *v == (standardEdit{Code: v.Code}) {
		return nothingToChange("statement")
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.StepStandard(ctx, engine, v.Code, api.StandardStep{
			Do: "edit", Dimension: v.Dimension, Statement: v.Statement, Measure: v.Measure, Target: v.Target, Checked: v.Checked, Retired: v.Retired,
		})
		if err != nil {
			return err
		}
		return s.result(changed, func() { s.line("%s  %s", "%s  %s", changed.Code, changed.Statement) })
	})
}

type standardList struct {
	Unread string `help:"Only those that this member of staff has still to read."`
}

func (v *standardList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		who, err := api.StaffOf(ctx, engine, "unread", v.Unread)
		if err != nil {
			return err
		}
		all, err := engine.Standards.List(ctx)
		if who != 0 {
			all, err = engine.Standards.Unread(ctx, who)
		}
		if err != nil {
			return err
		}
		list := api.Shown(engine, all, api.StandardOf)
		return s.result(map[string]any{"standards": list}, func() {
			for _, one := range list {
				s.line("%s  %-9s  %s  %s", "%s  %-9s  %s  %s", one.Code, one.Dimension, one.Statement, one.Target)
			}
			s.none(len(list), "Tidak ada.", "There is none.")
		})
	})
}

type standardRead struct {
	Code  string `arg:"" help:"Such as ST-001."`
	By    string `required:"" help:"Who read it."`
	Score int    `help:"Of a quiz, in percent."`
}

func (v *standardRead) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		number, err := engine.NumberOf("standard", v.Code)
		if err != nil {
			return err
		}
		who, err := api.StaffOf(ctx, engine, "by", v.By)
		if err != nil {
			return err
		}
		changed, err := engine.Standards.Acknowledge(ctx, knowledge.StandardNumber(number), who, v.Score)
		if err != nil {
			return err
		}
		view := api.StandardOf(engine, &changed)
		return s.result(view, func() { s.line("%s dibaca.", "%s was read.", view.Code) })
	})
}
