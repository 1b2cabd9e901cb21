package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

type orderTakings struct {
	From string `help:"From this day on, such as 2026-03-14; without it today."`
	To   string `help:"Up to this day, itself too; without it only the one."`
}

func (v *orderTakings) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.TakingsOf(ctx, engine, v.From, v.To)
		if err != nil {
			return err
		}
		return s.result(found, func() { showTakings(s, engine, &found) })
	})
}

func showTakings(s *say, engine *core.Engine, found *api.Takings) {
	text := func(amount int64) string { return engine.Business().Currency.Text(money.Amount(amount), s.lang) }
	day := found.From
	if found.To != found.From {
		day += " – " + found.To
	}
	s.line("%s: masuk %s, keluar %s, selisih %s", "%s: in %s, out %s, balance %s", day, text(found.In), text(found.Out), text(found.In-found.Out))
	for _, one := range found.Methods {
		name := sale.Method(one.Method).Name(s.lang)
		if sale.Method(one.Method) == sale.Wallet {
			s.line("  %s: terpakai %s, kembali %s (bukan uang baru)", "  %s: spent %s, back %s (no new money)", name, text(one.In), text(one.Out))
			continue
		}
		s.line("  %s: masuk %s, keluar %s", "  %s: in %s, out %s", name, text(one.In), text(one.Out))
	}
	s.none(len(found.Methods), "Belum ada uang yang bergerak.", "No money has moved.")
}
