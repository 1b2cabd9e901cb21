package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
)

type pluginInstall struct {
	pathFlag
	Trust     bool `help:"Trust this publisher, or that nobody signed it."`
	Downgrade bool `help:"Allow an older version in place of a newer one."`
}

func (v *pluginInstall) Run(ctx context.Context, g *Globals, s *say) error {
	warnStale(s, v.Path)
	opened, err := pack.Open(v.Path)
	if err != nil {
		return err
	}
	reads, writes := api.PermissionsOf(opened.Manifest())
	if !s.json {
		showPermissions(s, reads, writes)
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := engine.Plugins.Install(ctx, opened, core.InstallOptions{Trust: v.Trust, Downgrade: v.Downgrade})
		if err != nil {
			return err
		}
		return sayRule(s, &known, "%s %s dipasang.", "%s %s is installed.")
	})
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
				if one.Broken != "" {
					s.line("  rusak: %s", "  broken: %s", one.Broken)
				}
			}
		})
	})
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
	return v.with(ctx, g, s, "%s %s kini menjawab.", "%s %s answers now.", func(p *core.Plugins) error { return p.Enable(ctx, v.ID) })
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

type pluginConfig struct {
	idFlag
	Set   []string `help:"KEY=VALUE; may be given again." placeholder:"KEY=VALUE" sep:"none"`
	Reset bool     `help:"Set everything back to the defaults first."`
}

func (v *pluginConfig) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := engine.Plugins.Get(ctx, v.ID)
		if err != nil {
			return err
		}
		if v.Reset || len(v.Set) > 0 {
			values, err := v.values(&known)
			if err == nil {
				err = engine.Plugins.Configure(ctx, v.ID, values)
			}
			if err == nil {
				known, err = engine.Plugins.Get(ctx, v.ID)
			}
			if err != nil {
				return err
			}
		}
		shown := api.PluginOf(&known)
		return s.result(shown, func() {
			for _, field := range api.SettingsOf(&known, engine.Business().Currency.Code) {
				s.line("%-24s %-12v %s", "%-24s %-12v %s", field.Key, field.Value, s.pick(field.TitleID, field.TitleEN))
			}
		})
	})
}

// values joins what was set before with what is set now. A value is JSON, or
// a text as it stands.
func (v *pluginConfig) values(known *core.Known) ([]byte, error) {
	values := map[string]json.RawMessage{}
	if !v.Reset && len(known.Config) > 0 {
		if err := json.Unmarshal(known.Config, &values); err != nil {
			return nil, err
		}
	}
	for _, pair := range v.Set {
		key, value, found := strings.Cut(pair, "=")
		if !found {
			return nil, &usageError{fault.Invalid("set", "%q is not KEY=VALUE", pair)}
		}
		if !json.Valid([]byte(value)) || known.Form.IsText(key) {
			text, err := json.Marshal(value)
			if err != nil {
				return nil, err
			}
			value = string(text)
		}
		values[key] = json.RawMessage(value)
	}
	return json.Marshal(values)
}

type pluginLimit struct {
	idFlag
	Units       int64  `help:"Work in one call at most; 0 leaves it to the rule."`
	MemoryPages uint32 `help:"Pages of 64 KiB at most; 0 leaves it to the rule."`
}

func (v *pluginLimit) Run(ctx context.Context, g *Globals, s *say) error {
	return v.with(ctx, g, s, "%s %s punya batas baru.", "%s %s has new limits.", func(p *core.Plugins) error {
		return p.Limit(ctx, v.ID, plugin.Limits{Units: v.Units, MemoryPages: v.MemoryPages})
	})
}

type pluginPolicy struct {
	idFlag
	Hook   string `arg:"" help:"segment, loyalty, after_hours or follow_up."`
	Policy string `arg:"" help:"What happens when the rule fails; raja plugin list --json shows what each hook allows."`
}

func (v *pluginPolicy) Run(ctx context.Context, g *Globals, s *say) error {
	return v.with(ctx, g, s, "%s %s: kebijakan diubah.", "%s %s: the policy is changed.", func(p *core.Plugins) error {
		return p.SetPolicy(ctx, v.ID, v.Hook, v.Policy)
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
				if one.Row != nil {
					row = *one.Row
				}
				s.line("%s  %s %s%s  %s", "%s  %s %s%s  %s", one.At, one.Rule, one.Hook, place(s, row, one.Field), one.Message)
				s.line("  %s", "  %s", one.File)
			}
		})
	})
}
