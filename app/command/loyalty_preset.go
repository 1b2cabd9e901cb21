package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type loyaltyPreset struct {
	Name   string `arg:"" optional:"" help:"spend: by spending; visit: for each visit; kg: for each kilogram; piece: for each piece of an item or category; stamps: a stamp card. Without it they are listed."`
	Points int64  `help:"How many points at a time."`
	Every  int64  `help:"Of stamps: how many fill the card."`
	Of     string `help:"Of piece and stamps: the item or category."`
}

func (v *loyaltyPreset) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Name == "" {
		return s.result(api.Presets(), func() {
			for _, one := range api.Presets() {
				s.line("%-8s %s", "%-8s %s", one.Name, s.pick(one.TextID, one.TextEN))
			}
		})
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		shown, err := api.UsePreset(ctx, engine, api.NewPreset{Preset: v.Name, Points: v.Points, Every: v.Every, Of: v.Of})
		if err != nil {
			return err
		}
		return s.result(shown, func() { showSettings(s, engine, shown.Settings) })
	})
}
