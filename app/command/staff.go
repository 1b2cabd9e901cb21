package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type staffVerbs struct {
	Add        staffAdd        `cmd:"" help:"Note somebody who works here."`
	List       staffList       `cmd:"" help:"Show who works here."`
	Department staffDepartment `cmd:"" help:"Note a department."`
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
		return s.result(made, func() { s.line("%s dicatat sebagai %s.", "%s was noted as %s.", made.Name, made.Code) })
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
			for _, one := range members {
				s.line("%s  %-20s  %s  %s", "%s  %-20s  %s  %s", one.Code, one.Name, one.Role, one.Department)
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
