package command

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/form"
)

type pluginConfig struct {
	idFlag
	Set   []string `help:"KEY=VALUE; may be given again." placeholder:"KEY=VALUE" sep:"none"`
	Unset []string `help:"Set KEY back to its default; may be given again." placeholder:"KEY" sep:"none"`
	Reset bool     `help:"Set everything back to the defaults first."`
}

func (v *pluginConfig) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := engine.Plugins.Get(ctx, v.ID)
		if err != nil {
			return err
		}
		if v.Reset || len(v.Set)+len(v.Unset) > 0 {
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
		return s.result(shown, func() { showSettings(s, engine, api.SettingsOf(&known, engine.Business().Currency.Code)) })
	})
}

// showSettings lists the settings of a rule with what they mean.
func showSettings(s *say, engine *core.Engine, settings []api.Setting) {
	for _, field := range settings {
		worth := ""
		if amount, number := field.Value.(int64); number && field.Type == "money" { // it is set in minor units
			worth = " (" + engine.Business().Currency.Text(money.Amount(amount), s.lang) + ")"
		}
		s.line("%-24s %-12v %s", "%-24s %-12v %s", field.Key, field.Value, s.pick(field.TitleID, field.TitleEN)+worth)
	}
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
	for _, key := range v.Unset {
		if _, set := values[key]; !set {
			return nil, fault.Invalid("config."+key, "has its default already, or is no setting of this rule")
		}
		delete(values, key)
	}
	if err := takePairs(values, v.Set, known.Form); err != nil {
		return nil, err
	}
	return json.Marshal(values)
}

// takePairs reads KEY=VALUE into values.
func takePairs(values map[string]json.RawMessage, pairs []string, settings *form.Form) error {
	for _, pair := range pairs {
		key, value, found := strings.Cut(pair, "=")
		if !found {
			return &usageError{fault.Invalid("set", "%q is not KEY=VALUE, such as often=5", pair)}
		}
		if !json.Valid([]byte(value)) || settings.IsText(key) {
			text, err := json.Marshal(value)
			if err != nil {
				return err
			}
			value = string(text)
		}
		values[key] = json.RawMessage(value)
	}
	return nil
}

type pluginLimit struct {
	idFlag
	Units       *int64  `help:"Work in one call at most; 0 leaves it to the rule."`
	MemoryPages *uint32 `help:"Pages of 64 KiB at most; 0 leaves it to the rule."`
}

func (v *pluginLimit) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := engine.Plugins.Get(ctx, v.ID)
		if err != nil {
			return err
		}
		if v.Units != nil || v.MemoryPages != nil {
			most := known.Cap
			if v.Units != nil {
				most.Units = *v.Units
			}
			if v.MemoryPages != nil {
				most.MemoryPages = *v.MemoryPages
			}
			if err := engine.Plugins.Limit(ctx, v.ID, most); err != nil {
				return err
			}
			if known, err = engine.Plugins.Get(ctx, v.ID); err != nil {
				return err
			}
		}
		return s.result(api.PluginOf(&known), func() { showLimits(s, &known) })
	})
}

// showLimits says what holds, what the rule asks for and what the owner allows.
func showLimits(s *say, known *core.Known) {
	asked := known.Manifest.Limits
	s.line("%s %s", "%s %s", known.ID, known.Version)
	for _, limit := range []struct {
		id, en        string
		asked, allows int64
	}{
		{"halaman memori", "pages of memory", int64(asked.MemoryPages), int64(known.Cap.MemoryPages)},
		{"unit tiap panggilan", "units a call", asked.Units, known.Cap.Units},
	} {
		if limit.allows == 0 {
			s.line("  %s %s, seperti diminta aturan", "  %s %s, as the rule asks", s.grouped(limit.asked), s.pick(limit.id, limit.en))
			continue
		}
		s.line("  %s %s; batas Anda %s, aturan minta %s", "  %s %s; your limit is %s, the rule asks for %s",
			s.grouped(min(limit.asked, limit.allows)), s.pick(limit.id, limit.en), s.grouped(limit.allows), s.grouped(limit.asked))
	}
}

type pluginPolicy struct {
	idFlag
	Hook   string `arg:"" help:"segment, loyalty, after_hours or follow_up." enum:"segment,loyalty,after_hours,follow_up"`
	Policy string `arg:"" help:"What happens when the rule fails; raja plugin list --json shows what each hook allows."`
}

func (v *pluginPolicy) Run(ctx context.Context, g *Globals, s *say) error {
	if allowed := plugin.Policies(v.Hook); !slices.Contains(allowed, v.Policy) && v.Policy != "" {
		return &usageError{fault.Invalid("policy", "%q is not one of %s", v.Policy, strings.Join(allowed, ", "))}
	}
	return v.with(ctx, g, s, "%s %s: kebijakan diubah.", "%s %s: the policy is changed.", func(p *core.Plugins) error {
		return p.SetPolicy(ctx, v.ID, v.Hook, v.Policy)
	})
}
