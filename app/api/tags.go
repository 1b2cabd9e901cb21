package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
)

// Tag is a tag that customers have.
type Tag struct {
	Tag       string `json:"tag"`
	Customers int    `json:"customers" doc:"how many have it"`
}

func (s *service) tagOperations(api huma.API) {
	huma.Get(api, "/api/tags", func(ctx context.Context, in *struct {
		Limit int `query:"limit" default:"200" minimum:"1" maximum:"500"`
	},
	) (*out[listOf[Tag]], error) {
		found, err := TagsOf(ctx, s.engine, in.Limit)
		return &out[listOf[Tag]]{listOf[Tag]{found, ""}}, answer(err)
	})
}

// TagsOf returns the tags of the shop, the one with the most customers first.
func TagsOf(ctx context.Context, engine *core.Engine, limit int) ([]Tag, error) {
	found, err := engine.People.Tags(ctx, limit)
	return lo.Map(found, func(one core.Tagged, _ int) Tag { return Tag{one.Tag, one.Customers} }), err
}
