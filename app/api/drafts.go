package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
)

// Draft is what was typed into a form of the page and is not saved yet.
type Draft struct {
	Text string `json:"text" doc:"the fields as they were typed, an object in JSON; empty where nothing was kept"`
	At   string `json:"at"`
}

// TypedDraft is what stands in the form now.
type TypedDraft struct {
	Text string `json:"text" doc:"the fields as they were typed: an object in JSON"`
}

// FormInput names a form in a path. huma reads embedded fields of exported
// types only.
type FormInput struct {
	Form string `path:"form" maxLength:"80" doc:"which form, and about whom: order.C-00012"`
}

func (s *service) draftOperations(api huma.API) {
	huma.Get(api, "/api/drafts/{form}", func(ctx context.Context, in *FormInput) (*out[Draft], error) {
		kept, _, err := s.engine.Drafts.Find(ctx, in.Form)
		return &out[Draft]{draftOf(s.engine, &kept)}, answer(err)
	})
	huma.Put(api, "/api/drafts/{form}", func(ctx context.Context, in *struct {
		FormInput
		Body TypedDraft
	},
	) (*out[Draft], error) {
		kept, err := s.engine.Drafts.Keep(ctx, in.Form, in.Body.Text)
		return &out[Draft]{draftOf(s.engine, &kept)}, answer(err)
	})
	huma.Delete(api, "/api/drafts/{form}", func(ctx context.Context, in *FormInput) (*struct{}, error) {
		return nil, answer(s.engine.Drafts.Drop(ctx, in.Form))
	})
}

func draftOf(engine *core.Engine, kept *core.Draft) Draft {
	return Draft{Text: kept.Text, At: moment(kept.At, engine.Zone())}
}
