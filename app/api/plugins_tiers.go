package api

import (
	"context"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
)

// hiding runs change, by which a rule may come to answer about loyalty, and
// returns how many customers' tiers are out of sight since: the rule before it
// gave them, and this one decides none. They come back with a rule that does.
func hiding(ctx context.Context, engine *core.Engine, manifest *plugin.Manifest, change func() error) (hidden int, err error) {
	if _, loyal := manifest.Hooks["loyalty"]; !loyal || manifest.DecidesTiers() {
		return 0, change()
	}
	before := inTiers(ctx, engine)
	if err := change(); err != nil {
		return 0, err
	}
	return max(0, before-inTiers(ctx, engine)), nil
}

// inTiers is how many customers have a tier that can be seen; where that cannot
// be counted, none, and nothing is said.
func inTiers(ctx context.Context, engine *core.Engine) (customers int) {
	tiers, err := engine.Loyalty.Tiers(ctx)
	if err != nil {
		return 0
	}
	for _, tier := range tiers {
		if tier.Code != "" {
			customers += tier.Members
		}
	}
	return customers
}

// EnableRule lets a rule of the shop answer its hooks.
func EnableRule(ctx context.Context, engine *core.Engine, id string) (Plugin, error) {
	known, err := engine.Plugins.Get(ctx, id)
	if err != nil {
		return Plugin{}, err
	}
	hidden, err := hiding(ctx, engine, known.Manifest, func() error { return engine.Plugins.Enable(ctx, id) })
	if err == nil {
		known, err = engine.Plugins.Get(ctx, id)
	}
	if err != nil {
		return Plugin{}, err
	}
	shown := PluginOf(&known)
	shown.TiersHidden = hidden
	return shown, nil
}
