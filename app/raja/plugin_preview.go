package main

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin/pack"
)

type pluginPreview struct {
	pathFlag
	Hook string `help:"The hook to ask, where the rule has several."`
	Set  string `help:"Settings to try, as a JSON object." placeholder:"JSON"`
}

func (v *pluginPreview) Run(ctx context.Context, g *Globals, s *say) error {
	warnStale(s, v.Path)
	shown, err := v.look(ctx, g, s)
	if err != nil {
		return err
	}
	return errors.Join(s.result(shown, func() { showPreview(s, &shown) }), previewClean(&shown))
}

// look asks the rule about the shop.
func (v *pluginPreview) look(ctx context.Context, g *Globals, s *say) (shown api.RulePreview, err error) {
	opened, err := pack.Open(v.Path)
	if err != nil {
		return shown, err
	}
	err = g.withShop(ctx, s, func(engine *core.Engine) error {
		bar := newBar(s, s.pick("Pelanggan", "Customers"))
		shown, err = api.PreviewRule(ctx, engine, opened, api.NewPreview{Hook: v.Hook, Config: json.RawMessage(v.Set)},
			func(done, total int) { bar.set(int64(done), int64(total)) })
		bar.end()
		return err
	})
	return shown, err
}

// previewClean ends a verb with exit code 1 when the rule failed.
func previewClean(shown *api.RulePreview) error {
	if len(shown.Faults) == 0 {
		return nil
	}
	return &unclean{"the rule failed"}
}

func showPreview(s *say, shown *api.RulePreview) {
	s.line("%d pelanggan, %d berubah. Tidak ada yang ditulis.", "%d customers, %d change. Nothing was written.", shown.Customers, shown.Changed)
	for _, count := range shown.Counts {
		s.line("  %-20s %7d → %7d", "  %-20s %7d → %7d", orNone(count.Code), count.Before, count.After)
	}
	for _, one := range shown.Examples {
		s.line("  %s %s: %s → %s. %s", "  %s %s: %s → %s. %s", one.Code, one.Name, orNone(one.From), orNone(one.To), s.pick(one.ReasonID, one.ReasonEN))
	}
	for _, fault := range shown.Faults {
		s.line("Aturan gagal: %s", "The rule failed: %s", fault)
	}
}

func orNone(code string) string {
	if code == "" {
		return "–"
	}
	return code
}
