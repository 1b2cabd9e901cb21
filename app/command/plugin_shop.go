package command

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin/pack"
)

type pluginInstall struct {
	pathFlag
	Trust     bool `help:"Trust this publisher, or that nobody signed it."`
	Downgrade bool `help:"Allow an older version in place of a newer one."`
}

func (v *pluginInstall) Run(ctx context.Context, g *Globals, s *say) error {
	opened, err := pack.Open(v.Path)
	if err != nil {
		return err
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		warnStale(s, v.Path)
		if !s.json {
			showNewcomer(s, opened)
			reads, writes := api.NewPermissionsOf(ctx, engine, opened.Manifest())
			showPermissions(s, reads, writes)
		}
		before := answersOf(ctx, engine, opened.Manifest().ID)
		shown, err := api.InstallRule(ctx, engine, opened, core.InstallOptions{Trust: v.Trust, Downgrade: v.Downgrade})
		if err != nil {
			return err
		}
		return s.result(shown, func() {
			s.line("%s %s dipasang.", "%s %s is installed.", shown.ID, shown.Version)
			showTakenOver(s, before, &shown)
		})
	})
}

// showNewcomer says who comes, from whom, and what it would answer.
func showNewcomer(s *say, opened *pack.Package) {
	m := opened.Manifest()
	s.line("%s %s: %s", "%s %s: %s", m.ID, m.Version, m.Name.In(s.lang))
	s.line("Penerbit: %s", "Publisher: %s", publisherText(s, pack.Fingerprint(opened.Publisher())))
	s.line("Menjawab %s", "Answers %s", strings.Join(slices.Sorted(maps.Keys(m.Hooks)), ", "))
}

// answersOf are the hooks that a rule answers, none while the shop has no such
// rule.
func answersOf(ctx context.Context, engine *core.Engine, id string) []string {
	known, err := engine.Plugins.Get(ctx, id)
	if err != nil {
		return nil
	}
	return known.Answers
}

// showTakenOver says which hooks a rule answers from now on, and whom it
// displaces.
func showTakenOver(s *say, before []string, now *api.Plugin) {
	for _, hook := range now.Answers {
		if slices.Contains(before, hook) {
			continue
		}
		s.line("%s kini dijawab oleh %s.", "%s is now answered by %s.", hook, now.ID)
		for _, one := range now.Displaces {
			if one.Hook == hook {
				s.line("  Selama ini %s yang ditanya; raja plugin disable %s mengembalikannya.",
					"  %s was asked until now; raja plugin disable %s gives it back.", one.Rule, now.ID)
			}
		}
	}
	if now.TiersHidden > 0 {
		s.line("Tingkat %d pelanggan kini tidak terlihat: %s tidak menentukan tingkat. Tingkat itu kembali begitu aturan yang menentukannya menjawab lagi: raja plugin disable %s.",
			"%d %s now out of sight: %s decides no tiers. They come back as soon as a rule that does answers again: raja plugin disable %s.", s.hiddenTiers(now)...)
	}
}

// hiddenTiers is whose tiers are out of sight, for a sentence in either language.
func (s *say) hiddenTiers(now *api.Plugin) []any {
	whose := "customers' tiers are"
	if now.TiersHidden == 1 {
		whose = "customer's tier is"
	}
	if s.lang == "en" {
		return []any{now.TiersHidden, whose, now.ID, now.ID}
	}
	return []any{now.TiersHidden, now.ID, now.ID}
}

// sayRule shows one rule after something was done with it.
func sayRule(s *say, known *core.Known, id, en string) error {
	return s.result(api.PluginOf(known), func() { s.line(id, en, known.ID, known.Version) })
}

type pluginList struct{}

func (v *pluginList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		list := api.PluginsOf(ctx, engine)
		return s.result(list, func() {
			for _, one := range list.Plugins {
				s.line("%-20s %-8s %-26s %s", "%-20s %-8s %-26s %s", one.ID, one.Version, strings.Join(one.Answers, " "), s.pick(one.NameID, one.NameEN))
				if one.State == "paused" {
					s.line("  istirahat sampai %s setelah gagal berulang; lihat raja plugin logs %s", "  paused until %s after faults; see raja plugin logs %s", clockOf(one.Paused), one.ID)
				}
				if one.Broken != "" {
					s.line("  rusak: %s", "  broken: %s", one.Broken)
				}
			}
		})
	})
}

// clockOf is the time of day of a moment as the contract writes it.
func clockOf(moment string) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return moment
	}
	return at.Format("15:04")
}

// idFlag names a rule of the shop.
type idFlag struct {
	ID string `arg:"" name:"id" help:"The rule's id; raja plugin list shows them."`
}

// with does something to a rule of the shop and shows the rule.
func (v *idFlag) with(ctx context.Context, g *Globals, s *say, id, en string, do func(*core.Plugins) error) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if err := do(engine.Plugins); err != nil {
			return err
		}
		known, err := engine.Plugins.Get(ctx, v.ID)
		if err != nil {
			return err
		}
		return sayRule(s, &known, id, en)
	})
}

type pluginEnable struct{ idFlag }

func (v *pluginEnable) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		before := answersOf(ctx, engine, v.ID)
		shown, err := api.EnableRule(ctx, engine, v.ID)
		if err != nil {
			return err
		}
		return s.result(shown, func() {
			s.line("%s %s kini menjawab.", "%s %s answers now.", shown.ID, shown.Version)
			showTakenOver(s, before, &shown)
		})
	})
}

type pluginDisable struct{ idFlag }

func (v *pluginDisable) Run(ctx context.Context, g *Globals, s *say) error {
	return v.with(ctx, g, s, "%s %s tidak dipakai lagi.", "%s %s is out of use.", func(p *core.Plugins) error { return p.Disable(ctx, v.ID) })
}

type pluginRemove struct{ idFlag }

func (v *pluginRemove) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if err := engine.Plugins.Remove(ctx, v.ID); err != nil {
			return err
		}
		return s.result(map[string]any{"id": v.ID, "removed": true}, func() {
			s.line("%s dikeluarkan dari toko.", "%s was taken out of the shop.", v.ID)
		})
	})
}

type pluginLogs struct {
	ID string `arg:"" optional:"" name:"id" help:"Only of this rule."`
}

func (v *pluginLogs) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		faults, err := api.FaultsOf(ctx, engine, v.ID)
		if err == nil && v.ID != "" && len(faults.Faults) == 0 {
			_, err = engine.Plugins.Get(ctx, v.ID) // faults outlive their rule
		}
		if err != nil {
			return err
		}
		return s.result(faults, func() {
			if len(faults.Faults) == 0 {
				s.line("Tidak ada aturan yang gagal.", "No rule has failed.")
			}
			for _, one := range faults.Faults {
				row := -1
				if one.Row != nil && !strings.HasPrefix(one.Message, fmt.Sprintf("row %d ", *one.Row)) { // a refusal says it itself
					row = *one.Row
				}
				s.line("%s  %s %s%s  %s", "%s  %s %s%s  %s", one.At, one.Rule, one.Hook, place(s, row, one.Field), s.pick(cmp.Or(one.InID, one.Message), one.Message))
				s.line("  %s", "  %s", one.File)
			}
		})
	})
}
