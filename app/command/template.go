package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type templateVerbs struct {
	Add  templateAdd  `cmd:"" help:"Write words of your own for a purpose; they are used from then on."`
	Edit templateEdit `cmd:"" help:"Change them."`
	List templateList `cmd:"" help:"Show the templates in use, and what can be filled in."`
}

type templateAdd struct {
	Purpose string `arg:"" help:"thank_you, ready, reminder, debt, late, appointment, check_in, survey, birthday, offer, newsletter, restocked or other."`
	Body    string `arg:"" help:"What is said; {nama}, {nota} and others are filled in."`
	Name    string `help:"What you call it; the purpose without it."`
	In      string `help:"Language of the words: id or en." default:"id"`
	Tone    string `help:"formal, warm or short."`
	Opening string `help:"The salutation."`
	Closing string `help:"The good-bye."`
}

func (v *templateAdd) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Name == "" {
		v.Name = v.Purpose
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.AddTemplate(ctx, engine, api.NewTemplate{
			Purpose: v.Purpose, Lang: v.In, Tone: v.Tone, Name: v.Name, Opening: v.Opening, Body: v.Body, Closing: v.Closing,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() { showTemplate(s, &made) })
	})
}

func showTemplate(s *say, one *api.Template) {
	code := one.Code
	if code == "" {
		code = s.pick("(bawaan)", "(built in)")
	}
	s.line("%s  %s  %s  %s", "%s  %s  %s  %s", code, one.Purpose, one.Lang, one.Name)
	for _, text := range []string{one.Opening, one.Body, one.Closing} {
		if text != "" {
			s.line("  %s", "  %s", text)
		}
	}
	if one.Gone {
		s.line("  Tidak dipakai lagi.", "  Used no more.")
	}
}

type templateEdit struct {
	Code    string  `arg:"" help:"Such as TP-001."`
	Name    *string `help:"What you call it."`
	Tone    *string `help:"formal, warm or short."`
	Opening *string `help:"The salutation."`
	Body    *string `help:"What is said."`
	Closing *string `help:"The good-bye."`
	Gone    *bool   `help:"It is used no more." negatable:""`
}

func (v *templateEdit) Run(ctx context.Context, g *Globals, s *say) error {
	change := api.TemplateChange{Name: v.Name, Tone: v.Tone, Opening: v.Opening, Body: v.Body, Closing: v.Closing, Gone: v.Gone}
	if change == (api.TemplateChange{}) {
		return nothingToChange("body")
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.ChangeTemplate(ctx, engine, v.Code, change)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showTemplate(s, &changed) })
	})
}

// nothingToChange is what becomes of an edit that names no change.
func nothingToChange(example string) error {
	return &usageError{fault.Invalid(example, "or another flag is needed; say what is to change")}
}

type templateList struct{}

func (v *templateList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, err := api.TemplatesOf(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"templates": all.Items, "variables": all.Variables}, func() {
			for i := range all.Items {
				showTemplate(s, &all.Items[i])
			}
			s.line("Yang bisa diisi: %v", "What can be filled in: %v", strings.Join(all.Variables, ", "))
		})
	})
}
