package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type assetVerbs struct {
	Add  assetAdd  `cmd:"" help:"Note a thing that a customer owns."`
	Edit assetEdit `cmd:"" help:"Change it, or say that she has it no more."`
	List assetList `cmd:"" help:"Show what a customer owns, or who had a serial number."`
	Hint hintVerbs `cmd:"" help:"How a thing is unlocked while it is in the shop, closed with a PIN."`
}

type assetAdd struct {
	Ref    string `arg:"" help:"Whose: id, code, phone or ref:X."`
	Name   string `arg:"" help:"What people call it."`
	Kind   string `help:"device, garment, pet, vehicle or other." default:"device"`
	Brand  string `help:"Who made it."`
	Model  string `help:"Which one it is."`
	Serial string `help:"IMEI, serial number or plate."`
	Note   string `help:"Its state, what to mind."`
}

func (v *assetAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.AddAsset(ctx, engine, api.NewAsset{
			Owner: v.Ref, Kind: v.Kind, Name: v.Name, Brand: v.Brand, Model: v.Model, Serial: v.Serial, Note: v.Note,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() { showAsset(s, &made) })
	})
}

type assetEdit struct {
	Code   string  `arg:"" help:"Such as A-00001."`
	Name   *string `help:"What people call it."`
	Brand  *string `help:"Who made it."`
	Model  *string `help:"Which one it is."`
	Serial *string `help:"IMEI, serial number or plate."`
	Note   *string `help:"Its state, what to mind."`
	Gone   *bool   `help:"She has it no more." negatable:""`
}

func (v *assetEdit) Run(ctx context.Context, g *Globals, s *say) error {
	change := api.AssetChange{Name: v.Name, Brand: v.Brand, Model: v.Model, Serial: v.Serial, Note: v.Note, Gone: v.Gone}
	if change == (api.AssetChange{}) {
		return nothingToChange("name")
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.ChangeAsset(ctx, engine, v.Code, change)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showAsset(s, &changed) })
	})
}

func showAsset(s *say, one *api.Asset) {
	s.line("%s  %s  %s  %s %s  %s", "%s  %s  %s  %s %s  %s", one.Code, one.Owner, one.Name, one.Brand, one.Model, one.Serial)
}

type assetList struct {
	Ref    string `arg:"" optional:"" help:"Of this customer."`
	Serial string `help:"With this IMEI or serial number, whosever it was."`
}

func (v *assetList) Run(ctx context.Context, g *Globals, s *say) error {
	if (v.Ref == "") == (v.Serial == "") {
		return &usageError{fault.Invalid("ref", "or --serial is needed, and not both")}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		read, what := api.AssetsOf, v.Ref
		if v.Serial != "" {
			read, what = api.AssetsWith, v.Serial
		}
		all, err := read(ctx, engine, what)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"assets": all}, func() {
			for i := range all {
				showAsset(s, &all[i])
			}
			s.none(len(all), "Belum ada barang yang dicatat.", "Nothing is noted yet.")
		})
	})
}

type groupVerbs struct {
	Add  groupAdd  `cmd:"" help:"Make an organisation or a household with its first members."`
	Edit groupEdit `cmd:"" help:"Change its name, note or who pays."`
	List groupList `cmd:"" help:"Show the groups of a kind, oldest first."`
	Show groupShow `cmd:"" help:"Show a group with its members."`
}

type groupAdd struct {
	Kind   string   `arg:"" help:"organization or household."`
	Name   string   `arg:"" help:"What it is called."`
	Member []string `help:"Who belongs to it; may be given again." sep:"none"`
	Payer  string   `help:"Who pays for all."`
	Note   string   `help:"What to mind."`
}

func (v *groupAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.AddGroup(ctx, engine, api.NewGroup{Kind: v.Kind, Name: v.Name, Note: v.Note, Payer: v.Payer, Members: v.Member})
		if err != nil {
			return err
		}
		return s.result(made, func() { showGroup(s, &made) })
	})
}

func showGroup(s *say, one *api.Group) {
	s.line("%s  %s", "%s  %s", one.Code, one.Name)
	for _, member := range one.Members {
		s.line("  %s  %s  %s", "  %s  %s  %s", member.Code, member.Name, member.Phone)
	}
}

type groupEdit struct {
	Code  string  `arg:"" help:"Such as G-00001."`
	Name  *string `help:"What it is called."`
	Note  *string `help:"What to mind."`
	Payer *string `help:"Who pays for all; empty when each pays."`
}

func (v *groupEdit) Run(ctx context.Context, g *Globals, s *say) error {
	change := api.GroupChange{Name: v.Name, Note: v.Note, Payer: v.Payer}
	if change == (api.GroupChange{}) {
		return nothingToChange("name")
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.ChangeGroup(ctx, engine, v.Code, change)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showGroup(s, &changed) })
	})
}

type groupList struct {
	Kind  string `arg:"" enum:"organization,household" help:"organization or household."`
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *groupList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		groups, next, err := api.GroupsOf(ctx, engine, v.Kind, v.After, v.Limit)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"groups": groups, "next": next}, func() {
			for i := range groups {
				showGroup(s, &groups[i])
			}
			s.none(len(groups), "Tidak ada kelompok seperti itu.", "There is no such group.")
		})
	})
}

type groupShow struct {
	Code string `arg:"" help:"Such as G-00001."`
}

func (v *groupShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.GroupAt(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		return s.result(found, func() { showGroup(s, &found) })
	})
}
