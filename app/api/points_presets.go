package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
)

// Preset is a program of points that one screen sets up.
type Preset struct {
	Name   string `json:"name"`
	TextID string `json:"text_id"`
	TextEN string `json:"text_en"`
	Points int64  `json:"points" doc:"given where no others are said"`
	Every  int64  `json:"every" doc:"stamps that fill the card where no others are said; 0 has no card"`
	Of     bool   `json:"of" doc:"it may be about one item or category"`
}

// NewPreset chooses a preset.
type NewPreset struct {
	Preset string `json:"preset" enum:"spend,visit,kg,piece,stamps"`
	Points int64  `json:"points,omitempty" doc:"0: as the preset has it"`
	Every  int64  `json:"every,omitempty" doc:"of stamps: how many fill the card"`
	Of     string `json:"of,omitempty" doc:"of piece and stamps: an item or category"`
}

func (s *service) presetOperations(api huma.API) {
	huma.Get(api, "/api/loyalty/presets", func(context.Context, *everything) (*out[[]Preset], error) {
		return &out[[]Preset]{Presets()}, nil
	})
	huma.Put(api, "/api/loyalty/preset", func(ctx context.Context, in *struct{ Body NewPreset }) (*out[Settings], error) {
		shown, err := UsePreset(ctx, s.engine, in.Body)
		return &out[Settings]{shown}, answer(err)
	})
}

// Presets lists the presets.
func Presets() []Preset {
	return lo.Map(loyalty.Presets(), func(p loyalty.Preset, _ int) Preset {
		return Preset{p.Name, p.ID, p.EN, p.Points, p.Every, p.Of}
	})
}

// UsePreset lets orders earn by a preset and shows the rule's settings.
func UsePreset(ctx context.Context, engine *core.Engine, given NewPreset) (Settings, error) {
	err := engine.Plugins.EarnBy(ctx, loyalty.Chosen{Preset: given.Preset, Points: given.Points, Every: given.Every, Of: given.Of})
	if err != nil {
		return Settings{}, err
	}
	known, err := engine.Plugins.Get(ctx, "points")
	if err != nil {
		return Settings{}, err
	}
	return Settings{SettingsOf(&known, engine.Business().Currency.Code)}, nil
}
