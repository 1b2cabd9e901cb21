package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// View is a list of customers that has a name.
type View struct {
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	Segment    string   `json:"segment"`
	Plugin     string   `json:"plugin"`
	Text       string   `json:"q"`
	Tag        string   `json:"tag"`
	Sort       string   `json:"sort"`
	Descending bool     `json:"descending"`
	Columns    []string `json:"columns" doc:"beside the name; none is those that the page shows by itself"`
}

// NewView is what is kept under a name, or put in the place of what was.
type NewView struct {
	Name       string   `json:"name"`
	Segment    string   `json:"segment,omitempty"`
	Plugin     string   `json:"plugin,omitempty"`
	Text       string   `json:"q,omitempty"`
	Tag        string   `json:"tag,omitempty"`
	Sort       string   `json:"sort,omitempty" doc:"name, points, orders, net, last, or empty: as they came"`
	Descending bool     `json:"descending,omitempty"`
	Columns    []string `json:"columns,omitempty" doc:"phone, segment, tier, points, orders, net, last, tags"`
}

func (s *service) viewOperations(api huma.API) {
	huma.Get(api, "/api/views", func(ctx context.Context, _ *everything) (*out[listOf[View]], error) {
		all, err := ViewsOf(ctx, s.engine)
		return &out[listOf[View]]{listOf[View]{Items: all}}, answer(err)
	})
	huma.Post(api, "/api/views", func(ctx context.Context, in *struct{ Body NewView }) (*created[View], error) {
		made, err := s.engine.Views.Add(ctx, in.Body.view())
		return &created[View]{http.StatusCreated, ViewOf(s.engine, &made)}, answer(err)
	})
	huma.Put(api, "/api/views/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body NewView
	},
	) (*out[View], error) {
		changed, err := SetView(ctx, s.engine, in.Code, in.Body)
		return &out[View]{changed}, answer(err)
	})
	huma.Delete(api, "/api/views/{code}", func(ctx context.Context, in *CodeInput) (*struct{}, error) {
		number, err := s.engine.NumberOf("view", in.Code)
		if err == nil {
			err = s.engine.Views.Remove(ctx, people.ViewNumber(number))
		}
		return nil, answer(err)
	})
}

// ViewsOf lists the views by name.
func ViewsOf(ctx context.Context, engine *core.Engine) ([]View, error) {
	all, err := engine.Views.List(ctx)
	return Shown(engine, all, ViewOf), err
}

// ViewOf is how a view is shown.
func ViewOf(engine *core.Engine, one *people.View) View {
	return View{
		Code: engine.CodeOf("view", uint64(one.Number)), Name: one.Name, Segment: one.Segment, Plugin: one.Plugin, Text: one.Text, Tag: one.Tag,
		Sort: string(one.Sort), Descending: one.Descending, Columns: append([]string{}, one.Columns...),
	}
}

// SetView puts something else under the code of a view.
func SetView(ctx context.Context, engine *core.Engine, code string, given NewView) (View, error) {
	number, err := engine.NumberOf("view", code)
	if err != nil {
		return View{}, err
	}
	changed, err := engine.Views.Edit(ctx, people.ViewNumber(number), func(known *people.View) error {
		*known = given.view()
		return nil
	})
	return ViewOf(engine, &changed), err
}

func (v *NewView) view() people.View {
	return people.View{
		Name: v.Name, Segment: v.Segment, Plugin: v.Plugin, Text: v.Text, Tag: v.Tag,
		Sort: people.Sort(v.Sort), Descending: v.Descending, Columns: v.Columns,
	}
}
