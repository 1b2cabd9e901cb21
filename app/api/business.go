package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
)

// Business is what the shop says of itself and how it stands now.
type Business struct {
	Name      string   `json:"name"`
	Preset    string   `json:"preset"`
	Timezone  string   `json:"timezone"`
	Currency  string   `json:"currency"`
	Exponent  int      `json:"exponent" doc:"digits after the decimal point of amounts"`
	Now       string   `json:"now" format:"date-time"`
	Today     string   `json:"today" format:"date"`
	Open      bool     `json:"open"`
	NextOpen  string   `json:"next_open" doc:"empty when open or never"`
	Customers int      `json:"customers"`
	Orders    int      `json:"orders"`
	Version   string   `json:"version"`
	Mode      Mode     `json:"mode" enum:"window,browser"`
	Repairs   []Repair `json:"repairs" doc:"what was mended in the data folder since it was opened"`
	Ahead     Ahead    `json:"ahead" doc:"what is dated later than today"`
}

// Named is another name for the shop.
type Named struct {
	Name string `json:"name" maxLength:"300" doc:"on notas and in messages from now on"`
}

func (s *service) businessOperations(api huma.API) {
	huma.Get(api, "/api/business", func(ctx context.Context, _ *struct{}) (*out[Business], error) {
		shown, err := BusinessOf(ctx, s.engine)
		shown.Mode = s.mode
		return &out[Business]{shown}, answer(err)
	})
	huma.Put(api, "/api/business", func(ctx context.Context, in *struct{ Body Named }) (*out[Business], error) {
		if err := s.engine.Rename(ctx, in.Body.Name); err != nil {
			return nil, answer(err)
		}
		shown, err := BusinessOf(ctx, s.engine)
		shown.Mode = s.mode
		return &out[Business]{shown}, answer(err)
	})
	s.hoursOperations(api)
}

// BusinessOf returns the shop's own figures.
func BusinessOf(ctx context.Context, engine *core.Engine) (Business, error) {
	business := engine.Business()
	now := engine.Now()
	shown := Business{
		Name: business.Name, Preset: string(business.Preset), Timezone: business.Timezone,
		Currency: business.Currency.Code, Exponent: business.Currency.Exponent,
		Now: moment(now, engine.Zone()), Today: engine.Today().String(), Version: Version,
		Repairs: RepairsOf(engine.Repairs()),
	}
	state, err := engine.Hours.At(now)
	if err != nil {
		return shown, err
	}
	shown.Open, shown.NextOpen = state.Open, moment(state.NextOpen, engine.Zone())
	if shown.Ahead, err = AheadOf(ctx, engine); err != nil {
		return shown, err
	}
	shown.Customers, shown.Orders, err = engine.Size(ctx)
	return shown, err
}
