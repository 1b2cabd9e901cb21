package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type staffVerbs struct {
	Add        staffAdd        `cmd:"" help:"Note somebody who works here."`
	Edit       staffEdit       `cmd:"" help:"Change her name, role, department, skills or allowance."`
	Leave      staffLeave      `cmd:"" help:"Note that she works here no more; staff edit --no-left takes it back."`
	List       staffList       `cmd:"" help:"Show who works here."`
	Department staffDepartment `cmd:"" help:"Note a department."`

	Departments staffDepartments `cmd:"" help:"Show the departments."`
}

type staffAdd struct {
	Name       string   `arg:"" help:"What everybody calls her."`
	Role       string   `help:"owner, manager or staff." default:"staff"`
	Department string   `help:"Code of her department, such as D-001."`
	Skill      []string `help:"What she can do; may be given again." sep:"none"`
	Customer   string   `help:"As whom she is an internal customer."`
	Remedy     int64    `help:"What a remedy of hers may cost without approval, in minor units."`
}

func (v *staffAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.AddMember(ctx, engine, api.NewMember{
			Name: v.Name, Role: v.Role, Department: v.Department, Skills: v.Skill, Customer: v.Customer, Remedy: v.Remedy,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() {
			s.line("%s dicatat sebagai %s.", "%s was noted as %s.", made.Name, made.Code)
			s.warnings(made.Warnings)
		})
	})
}

type staffEdit struct {
	Ref        string   `arg:"" help:"Code or name."`
	Name       *string  `help:"What everybody calls her."`
	Role       *string  `help:"owner, manager or staff."`
	Department *string  `help:"Code of her department; empty for none."`
	Skill      []string `help:"What she can do, all of it; may be given again." sep:"none"`
	Remedy     *int64   `help:"What a remedy of hers may cost without approval, in minor units."`
	Left       *bool    `help:"She works here no more." negatable:""`
}

func (v *staffEdit) Run(ctx context.Context, g *Globals, s *say) error {
	change := api.MemberChange{Name: v.Name, Role: v.Role, Department: v.Department, Remedy: v.Remedy, Left: v.Left}
	if len(v.Skill) > 0 {
		change.Skills = &v.Skill
	}
	if change == (api.MemberChange{}) {
		return nothingToChange("name")
	}
	return changeMember(ctx, g, s, v.Ref, change)
}

// changeMember changes a member of staff and shows her.
func changeMember(ctx context.Context, g *Globals, s *say, ref string, change api.MemberChange) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.ChangeMember(ctx, engine, ref, change)
		if err != nil {
			return err
		}
		return s.result(changed, func() {
			showMember(s, &changed.Member)
			s.warnings(changed.Warnings)
		})
	})
}

func showMember(s *say, one *api.Member) {
	left := ""
	if one.Left {
		left = s.pick("tidak bekerja lagi", "works here no more")
	}
	s.line("%s  %-20s  %s  %s  %s", "%s  %-20s  %s  %s  %s", one.Code, one.Name, one.Role, one.Department, left)
}

type staffLeave struct {
	Ref string `arg:"" help:"Code or name."`
}

func (v *staffLeave) Run(ctx context.Context, g *Globals, s *say) error {
	return changeMember(ctx, g, s, v.Ref, api.MemberChange{Left: new(true)})
}

type staffDepartments struct{}

func (v *staffDepartments) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, err := engine.Staff.Departments(ctx)
		if err != nil {
			return err
		}
		departments := api.Shown(engine, all, api.DepartmentOf)
		return s.result(map[string]any{"departments": departments}, func() {
			for _, one := range departments {
				s.line("%s  %-20s  %s", "%s  %-20s  %s", one.Code, one.Name, one.Lead)
			}
			s.none(len(departments), "Belum ada bagian; catat dengan raja staff department.", "There is no department yet; use raja staff department.")
		})
	})
}

type staffList struct{}

func (v *staffList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, err := engine.Staff.List(ctx)
		if err != nil {
			return err
		}
		members := api.Shown(engine, all, api.MemberOf)
		return s.result(map[string]any{"staff": members}, func() {
			for i := range members {
				showMember(s, &members[i])
			}
			s.none(len(members), "Belum ada staf; catat dengan raja staff add.", "Nobody is noted yet; use raja staff add.")
		})
	})
}

type staffDepartment struct {
	Name string `arg:"" help:"What it is called."`
	Lead string `help:"Who answers for it."`
}

func (v *staffDepartment) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.AddDepartment(ctx, engine, api.NewDepartment{Name: v.Name, Lead: v.Lead})
		if err != nil {
			return err
		}
		return s.result(made, func() {
			s.line("Bagian %s dicatat sebagai %s.", "The department %s was noted as %s.", made.Name, made.Code)
		})
	})
}

// none says so when a list is empty.
func (s *say) none(count int, id, en string) {
	if count == 0 {
		s.line("%s", "%s", s.pick(id, en))
	}
}

// by is the context in which what is done is noted as done by a member of
// staff, who must work here.
func by(ctx context.Context, engine *core.Engine, ref string) (context.Context, error) {
	number, err := api.StaffOf(ctx, engine, "by", ref)
	if err != nil || number == 0 {
		return ctx, err
	}
	return core.By(ctx, core.StaffCode(number)), nil
}
