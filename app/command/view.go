package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

type viewVerbs struct {
	Add    viewAdd    `cmd:"" help:"Keep a list of customers under a name."`
	List   viewList   `cmd:"" help:"Show the lists."`
	Remove viewRemove `cmd:"" help:"Let go of a list; its customers stay."`
}

type viewAdd struct {
	Name       string   `arg:"" help:"What the list is called."`
	Segment    string   `help:"Only members of this segment."`
	Plugin     string   `help:"The rule whose segment it is; without it the one whose segments show."`
	Text       string   `help:"Only who is found by this part of a name, phone or code."`
	Tag        string   `help:"Only who has this tag."`
	Sort       string   `help:"name, points, orders, net or last; without it as they came."`
	Descending bool     `help:"The greatest, or the latest, first."`
	Column     []string `help:"A column beside the name: phone, segment, tier, points, orders, net, last or tags; may be given again." sep:"none"`
}

func (v *viewAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := engine.Views.Add(ctx, people.View{
			Name: v.Name, Segment: v.Segment, Plugin: v.Plugin, Text: v.Text, Tag: v.Tag,
			Sort: people.Sort(v.Sort), Descending: v.Descending, Columns: v.Column,
		})
		if err != nil {
			return err
		}
		shown := api.ViewOf(engine, &made)
		return s.result(shown, func() {
			s.line("%s disimpan sebagai %s.", "%s was kept as %s.", shown.Name, shown.Code)
		})
	})
}

type viewList struct{}

func (v *viewList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, err := api.ViewsOf(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"items": all}, func() {
			for _, one := range all {
				s.line("%s  %s", "%s  %s", one.Code, one.Name)
			}
			if len(all) == 0 {
				s.line("Belum ada daftar.", "There is no list yet.")
			}
		})
	})
}

type viewRemove struct {
	View string `arg:"" help:"Its code or its name."`
}

func (v *viewRemove) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		gone, err := engine.Views.Find(ctx, v.View)
		if err == nil {
			err = engine.Views.Remove(ctx, gone.Number)
		}
		if err != nil {
			return err
		}
		return s.result(api.ViewOf(engine, &gone), func() {
			s.line("%s dihapus; pelanggannya tetap ada.", "%s was removed; its customers stay.", gone.Name)
		})
	})
}
