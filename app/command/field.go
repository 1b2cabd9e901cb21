package command

import (
	"context"
	"slices"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

type fieldVerbs struct {
	List fieldList `cmd:"" help:"Show the fields; with --json a file for set."`
	Add  fieldAdd  `cmd:"" help:"Make one more; raja customer know REF --field KEY=VALUE fills it in."`
	Drop fieldDrop `cmd:"" help:"Take one away; what customers hold in it stays until it is back."`
	Set  fieldSet  `cmd:"" help:"Replace all by a file, in its order."`
}

type fieldList struct{}

func (v *fieldList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := api.FieldsOf(ctx, engine)
		if err != nil {
			return err
		}
		return showFields(s, &known)
	})
}

func showFields(s *say, known *api.Fields) error {
	return s.result(known, func() {
		for _, one := range known.Fields {
			s.line("%-16s  %-20s  %-7s  %s", "%-16s  %-20s  %-7s  %s", one.Key, one.Name, one.Type, strings.Join(one.Choices, ", "))
		}
		s.none(len(known.Fields), "Belum ada; buat dengan raja field add.", "There is none yet; use raja field add.")
	})
}

// changeFields replaces the fields by what change makes of them.
func changeFields(ctx context.Context, g *Globals, s *say, change func([]people.Field) ([]people.Field, error)) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := api.FieldsOf(ctx, engine)
		if err != nil {
			return err
		}
		if known.Fields, err = change(known.Fields); err != nil {
			return err
		}
		if known, err = api.SetFields(ctx, engine, known); err != nil {
			return err
		}
		return showFields(s, &known)
	})
}

type fieldAdd struct {
	Key    string   `arg:"" help:"What programs call it: small letters, digits and _."`
	Name   string   `arg:"" help:"What people call it."`
	Type   string   `help:"text, number, date, yes_no or choice." default:"text"`
	Choice []string `help:"Of a choice: what can be chosen; may be given again." sep:"none"`
}

func (v *fieldAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return changeFields(ctx, g, s, func(known []people.Field) ([]people.Field, error) {
		return append(known, people.Field{Key: v.Key, Name: v.Name, Type: people.FieldType(v.Type), Choices: v.Choice}), nil
	})
}

type fieldDrop struct {
	Key string `arg:"" help:"Which one."`
}

func (v *fieldDrop) Run(ctx context.Context, g *Globals, s *say) error {
	return changeFields(ctx, g, s, func(known []people.Field) ([]people.Field, error) {
		at := slices.IndexFunc(known, func(one people.Field) bool { return one.Key == v.Key })
		if at < 0 {
			return nil, fault.NotFound("key", "there is no field %q; see raja field list", v.Key)
		}
		return slices.Delete(known, at, at+1), nil
	})
}

type fieldSet struct{ documentFile }

func (v *fieldSet) Run(ctx context.Context, g *Globals, s *say) error {
	given, err := documentOf[api.Fields](&v.documentFile, g, s)
	if err != nil {
		return err
	}
	return changeFields(ctx, g, s, func([]people.Field) ([]people.Field, error) { return given.Fields, nil })
}
