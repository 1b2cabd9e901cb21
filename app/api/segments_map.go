package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
)

// SegmentMap counts customers by their scores for recency and frequency.
type SegmentMap struct {
	Fields  []MapField `json:"fields" doc:"25, or none where the rule gives no scores"`
	Largest int        `json:"largest" doc:"how many the fullest field holds"`
}

// MapField is one field of the map.
type MapField struct {
	R         int    `json:"r" doc:"1 long ago to 5 just now"`
	F         int    `json:"f" doc:"1 seldom to 5 often"`
	Customers int    `json:"customers"`
	Segment   string `json:"segment" doc:"that the rule says of most of them, empty for none"`
}

// MapCustomers are some customers of a field of the map.
type MapCustomers struct {
	Customers []CustomerRow `json:"customers"`
}

func (s *service) segmentMapOperations(api huma.API) {
	huma.Get(api, "/api/segments/map", func(ctx context.Context, in *PluginQuery) (*out[SegmentMap], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		shown, err := SegmentMapOf(ctx, s.engine, in.Plugin)
		return &out[SegmentMap]{shown}, answer(err)
	})
	huma.Get(api, "/api/segments/map/customers", func(ctx context.Context, in *struct {
		PluginQuery
		R     int `query:"r" required:"true" minimum:"1" maximum:"5"`
		F     int `query:"f" required:"true" minimum:"1" maximum:"5"`
		Limit int `query:"limit" default:"50" minimum:"1" maximum:"200"`
	},
	) (*out[MapCustomers], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		shown, err := MapCustomersOf(ctx, s.engine, in.Plugin, in.R, in.F, in.Limit)
		return &out[MapCustomers]{shown}, answer(err)
	})
}

// SegmentMapOf counts customers by their scores, as a rule decided, "" the main
// one.
func SegmentMapOf(ctx context.Context, engine *core.Engine, rule string) (SegmentMap, error) {
	all, err := engine.Segments.Map(ctx, rule)
	shown := SegmentMap{Fields: lo.Map(all, func(one core.Field, _ int) MapField { return MapField(one) })}
	for _, one := range all {
		shown.Largest = max(shown.Largest, one.Customers)
	}
	return shown, err
}

// MapCustomersOf lists some customers of a field of the map.
func MapCustomersOf(ctx context.Context, engine *core.Engine, rule string, r, f, limit int) (MapCustomers, error) {
	shown := MapCustomers{Customers: []CustomerRow{}}
	named, err := engine.Segments.In(ctx, rule, r, f, limit)
	if err != nil {
		return shown, err
	}
	for _, customer := range named {
		listed, err := engine.People.Card(ctx, customer)
		if err != nil {
			return shown, err
		}
		shown.Customers = append(shown.Customers, row(listed, 0))
	}
	return shown, nil
}
