package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// Fields are the owner's own fields of customers, in the order of the form.
// Read them, change them, send them back.
type Fields struct {
	Fields []people.Field `json:"fields"`
}

func (s *service) fieldOperations(api huma.API) {
	huma.Get(api, "/api/fields", func(ctx context.Context, _ *everything) (*out[Fields], error) {
		found, err := FieldsOf(ctx, s.engine)
		return &out[Fields]{found}, answer(err)
	})
	huma.Put(api, "/api/fields", func(ctx context.Context, in *struct{ Body Fields }) (*out[Fields], error) {
		found, err := SetFields(ctx, s.engine, in.Body)
		return &out[Fields]{found}, answer(err)
	})
}

// FieldsOf returns the owner's own fields.
func FieldsOf(ctx context.Context, engine *core.Engine) (Fields, error) {
	known, err := engine.Profiles.Fields(ctx)
	return Fields{Fields: append([]people.Field{}, known...)}, err
}

// SetFields replaces the owner's own fields. What customers hold in a field
// that is left out stays, unseen, until it is back.
func SetFields(ctx context.Context, engine *core.Engine, given Fields) (Fields, error) {
	if err := engine.Profiles.SetFields(ctx, given.Fields); err != nil {
		return Fields{}, err
	}
	return FieldsOf(ctx, engine)
}
