package core

import (
	"context"
	"encoding/json"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
)

// shippedLoyalty is the rule whose settings presets set.
const shippedLoyalty = "points"

// EarnBy lets orders earn in one way from now on, by settings of the shipped
// rule; those that say nothing of earning stay, and so does what was earned. It
// is a conflict where another rule answers.
func (p *Plugins) EarnBy(ctx context.Context, chosen loyalty.Chosen) error {
	set, err := chosen.Settings()
	if err != nil {
		return err
	}
	if answering := p.rules.manifest("loyalty"); answering == nil || answering.ID != shippedLoyalty {
		return fault.Conflict("preset", "another rule decides about points, or none; see raja plugin list")
	}
	return p.decide(ctx, "plugin.configure", shippedLoyalty, func(decided *Plugin) error {
		known, err := p.Get(ctx, shippedLoyalty)
		if err != nil {
			return err
		}
		if decided.Config, err = withSettings(decided.Config, set); err != nil {
			return err
		}
		_, err = known.Form.Check(decided.Config)
		return err
	})
}

// withSettings is what the owner set with some settings changed; nil takes the
// default.
func withSettings(config []byte, set map[string]any) ([]byte, error) {
	own := map[string]json.RawMessage{}
	if len(config) > 0 {
		if err := json.Unmarshal(config, &own); err != nil {
			return nil, err
		}
	}
	for key, value := range set {
		if value == nil {
			delete(own, key)
			continue
		}
		text, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		own[key] = text
	}
	return json.Marshal(own)
}
