package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/outreach"
)

// Template is words for a purpose; what is filled in stands in braces.
type Template struct {
	Code    string `json:"code" doc:"empty for one that Raja brings"`
	Purpose string `json:"purpose"`
	Lang    string `json:"lang" enum:"id,en"`
	Tone    string `json:"tone"`
	Name    string `json:"name"`
	Opening string `json:"opening"`
	Body    string `json:"body"`
	Closing string `json:"closing"`
	Gone    bool   `json:"gone"`
}

// NewTemplate is what the form of a new template sends.
type NewTemplate struct {
	Purpose string `json:"purpose"`
	Lang    string `json:"lang,omitempty" doc:"id when empty"`
	Tone    string `json:"tone,omitempty" doc:"formal, warm or short"`
	Name    string `json:"name"`
	Opening string `json:"opening,omitempty"`
	Body    string `json:"body"`
	Closing string `json:"closing,omitempty"`
}

// TemplateChange is what changes of a template; null leaves a field.
type TemplateChange struct {
	Tone    *string `json:"tone,omitempty"`
	Name    *string `json:"name,omitempty"`
	Opening *string `json:"opening,omitempty"`
	Body    *string `json:"body,omitempty"`
	Closing *string `json:"closing,omitempty"`
	Gone    *bool   `json:"gone,omitempty" doc:"it is used no more"`
}

// Templates are all that may be used, and what can be filled in.
type Templates struct {
	Items     []Template `json:"items"`
	Variables []string   `json:"variables" doc:"names that may stand in braces"`
}

func (s *service) templateOperations(api huma.API) {
	huma.Get(api, "/api/templates", func(ctx context.Context, _ *everything) (*out[Templates], error) {
		all, err := TemplatesOf(ctx, s.engine)
		return &out[Templates]{all}, answer(err)
	})
	huma.Post(api, "/api/templates", func(ctx context.Context, in *struct{ Body NewTemplate }) (*created[Template], error) {
		made, err := AddTemplate(ctx, s.engine, in.Body)
		return &created[Template]{http.StatusCreated, made}, answer(err)
	})
	huma.Patch(api, "/api/templates/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body TemplateChange
	},
	) (*out[Template], error) {
		changed, err := ChangeTemplate(ctx, s.engine, in.Code, in.Body)
		return &out[Template]{changed}, answer(err)
	})
}

// TemplateOf is how a template is shown.
func TemplateOf(engine *core.Engine, one *outreach.Template) Template {
	return Template{
		Code: engine.CodeOf("template", uint64(one.Number)), Purpose: string(one.Purpose), Lang: one.Lang, Tone: one.Tone, Name: one.Name,
		Opening: one.Opening, Body: one.Body, Closing: one.Closing, Gone: one.Gone,
	}
}

// TemplatesOf lists the owner's templates, then those that Raja brings.
func TemplatesOf(ctx context.Context, engine *core.Engine) (Templates, error) {
	all, err := engine.Templates.List(ctx)
	return Templates{Items: Shown(engine, all, TemplateOf), Variables: outreach.Variables()}, err
}

// AddTemplate keeps a template of the owner's own.
func AddTemplate(ctx context.Context, engine *core.Engine, given NewTemplate) (Template, error) {
	if given.Lang == "" {
		given.Lang = "id"
	}
	made, err := engine.Templates.Add(ctx, outreach.Template{
		Purpose: outreach.Purpose(given.Purpose), Lang: given.Lang, Tone: given.Tone, Name: given.Name,
		Opening: given.Opening, Body: given.Body, Closing: given.Closing,
	})
	return TemplateOf(engine, &made), err
}

// ChangeTemplate changes what is given of a template.
func ChangeTemplate(ctx context.Context, engine *core.Engine, code string, change TemplateChange) (Template, error) {
	number, err := engine.NumberOf("template", code)
	if err != nil {
		return Template{}, err
	}
	changed, err := engine.Templates.Edit(ctx, outreach.TemplateNumber(number), func(known *outreach.Template) error {
		give(&known.Tone, change.Tone)
		give(&known.Name, change.Name)
		give(&known.Opening, change.Opening)
		give(&known.Body, change.Body)
		give(&known.Closing, change.Closing)
		give(&known.Gone, change.Gone)
		return nil
	})
	return TemplateOf(engine, &changed), err
}
