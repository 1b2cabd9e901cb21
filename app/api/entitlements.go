package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/segment"
)

// Entitlements are what the owner gives to segments.
type Entitlements struct {
	Entitlements []Entitlement `json:"entitlements" doc:"at most one a segment; segments that are left out are given nothing"`
}

// Entitlement is what the customers of one segment are given.
type Entitlement struct {
	Segment    string `json:"segment" doc:"its code"`
	Priority   int    `json:"priority,omitempty" doc:"0 like anybody, to 9: served first"`
	AfterHours string `json:"after_hours,omitempty" doc:"what the owner wishes when one of them knocks after hours"`
	Capped     bool   `json:"capped,omitempty" doc:"discounts by hand have a limit"`
	Discount   int    `json:"discount,omitempty" doc:"that limit, in percent of the goods"`
	Wording    string `json:"wording,omitempty" doc:"how staff say it"`
}

func (s *service) entitlementOperations(api huma.API) {
	huma.Get(api, "/api/settings/segments", func(ctx context.Context, _ *everything) (*out[Entitlements], error) {
		found, err := EntitlementsOf(ctx, s.engine)
		return &out[Entitlements]{found}, answer(err)
	})
	huma.Put(api, "/api/settings/segments", func(ctx context.Context, in *struct{ Body Entitlements }) (*out[Entitlements], error) {
		found, err := Entitle(ctx, s.engine, in.Body)
		return &out[Entitlements]{found}, answer(err)
	})
}

// EntitlementsOf is what the owner gives to segments.
func EntitlementsOf(ctx context.Context, engine *core.Engine) (Entitlements, error) {
	known, err := engine.Segments.Entitlements(ctx)
	return Entitlements{lo.Map(known.List, func(one segment.Entitlement, _ int) Entitlement { return Entitlement(one) })}, err
}

// Entitle replaces what the owner gives to segments.
func Entitle(ctx context.Context, engine *core.Engine, given Entitlements) (Entitlements, error) {
	wanted := segment.Entitlements{List: lo.Map(given.Entitlements, func(one Entitlement, _ int) segment.Entitlement { return segment.Entitlement(one) })}
	if err := engine.Segments.Entitle(ctx, wanted); err != nil {
		return Entitlements{}, err
	}
	return EntitlementsOf(ctx, engine)
}

// EntitledTo is what a customer is given by her segment; for nothing Segment is
// empty.
func EntitledTo(ctx context.Context, engine *core.Engine, customer people.Ordinal) (Entitlement, error) {
	known, err := engine.Segments.Entitled(ctx, customer)
	if err != nil || known == nil {
		return Entitlement{}, err
	}
	return Entitlement(*known), nil
}
