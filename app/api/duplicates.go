package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// Cluster is some customers who may be one person, or a household.
type Cluster struct {
	Household  bool     `json:"household"`
	VeryLikely bool     `json:"very_likely" doc:"the two most alike are one person, as good as certainly"`
	Score      float64  `json:"score"`
	Reasons    []string `json:"reasons"`
	Members    []Person `json:"members"`
	Pairs      []Alike  `json:"pairs" doc:"which of the members are alike themselves, most alike first"`
}

// Alike is two customers who may be one person, the older one first.
type Alike struct {
	One     string   `json:"one"`
	Other   string   `json:"other"`
	Score   float64  `json:"score" doc:"4 maybe, 6 very likely"`
	Reasons []string `json:"reasons"`
}

func (s *service) duplicateOperations(api huma.API) {
	huma.Get(api, "/api/duplicates", func(ctx context.Context, in *struct {
		Limit int `query:"limit" default:"50" minimum:"1" maximum:"500"`
	},
	) (*out[[]Cluster], error) {
		found, err := Duplicates(ctx, s.engine, in.Limit)
		return &out[[]Cluster]{found}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/duplicates", func(ctx context.Context, in *RefInput) (*out[listOf[Twin]], error) {
		found, err := TwinsOf(ctx, s.engine, in.Ref)
		return &out[listOf[Twin]]{listOf[Twin]{found, ""}}, answer(err)
	})
	huma.Post(api, "/api/customers/{ref}/apart", func(ctx context.Context, in *struct {
		RefInput
		Body struct {
			Other string `json:"other" doc:"who looks like her and is somebody else"`
		}
	},
	) (*out[Alike], error) {
		apart, err := KeepApart(ctx, s.engine, in.Ref, in.Body.Other)
		return &out[Alike]{apart}, answer(err)
	})
}

// Duplicates returns who may be one person, most alike first.
func Duplicates(ctx context.Context, engine *core.Engine, limit int) ([]Cluster, error) {
	found, err := engine.People.Clusters(ctx, limit)
	return lo.Map(found, func(one core.Cluster, _ int) Cluster {
		return Cluster{Household: one.Household, VeryLikely: one.Score >= people.VeryLikely, Score: one.Score, Reasons: one.Reasons, Members: persons(one.Members), Pairs: lo.Map(one.Pairs, alike)}
	}), err
}

func alike(pair core.Pair, _ int) Alike {
	return Alike{core.Code(pair.One), core.Code(pair.Other), pair.Score, pair.Reasons}
}

// TwinsOf returns who may be the same person as a customer, or of her
// household, most alike first.
func TwinsOf(ctx context.Context, engine *core.Engine, ref string) ([]Twin, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, err
	}
	found, err := engine.People.Twins(ctx, who.Ordinal)
	return lo.Map(found, twin), err
}

func twin(one core.Duplicate, _ int) Twin {
	return Twin{one.Customer.ID.String(), core.Code(one.Customer.Ordinal), one.Customer.Name, one.Score, one.Reasons}
}

// KeepApart notes that two who look alike are not one person.
func KeepApart(ctx context.Context, engine *core.Engine, ref, other string) (Alike, error) {
	one, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Alike{}, err
	}
	another, err := engine.People.Find(ctx, other)
	if err != nil {
		return Alike{}, about("other", err)
	}
	return Alike{One: core.Code(one.Ordinal), Other: core.Code(another.Ordinal), Reasons: []string{}}, engine.People.KeepApart(ctx, one.Ordinal, another.Ordinal)
}
