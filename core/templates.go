package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Templates is the chapter of words that are ready for a purpose.
type Templates struct{ *shop }

func templateShelf() *shelf[outreach.Template] {
	return &shelf[outreach.Template]{
		space: record.Templates, word: "template", mark: "TP-", digits: 3,
		number: func(t *outreach.Template) uint64 { return uint64(t.Number) },
		give:   func(t *outreach.Template, number uint64) { t.Number = outreach.TemplateNumber(number) },
		check:  (*outreach.Template).Check,
	}
}

// Add keeps a template of the owner's own.
func (t *Templates) Add(ctx context.Context, given outreach.Template) (outreach.Template, error) {
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := t.update(ctx, "template.add", func(t *tx) error {
		made = given
		return t.templates.addNext(t, &made)
	})
	return made, err
}

// Edit changes a template; edit may run twice.
func (t *Templates) Edit(ctx context.Context, number outreach.TemplateNumber, edit func(*outreach.Template) error) (outreach.Template, error) {
	return editOne(ctx, t.shop, t.templates, "template.edit", uint64(number), edit)
}

// List returns the owner's templates in use, then those that Raja brings.
func (t *Templates) List(ctx context.Context) ([]outreach.Template, error) {
	own, err := allOf(ctx, t.shop, t.templates)
	own = slices.DeleteFunc(own, func(one outreach.Template) bool { return one.Gone })
	return append(own, outreach.Templates()...), err
}

// For returns the template for a purpose and a language: the owner's newest,
// else the one that Raja brings.
func (t *Templates) For(ctx context.Context, purpose outreach.Purpose, lang string) (outreach.Template, error) {
	var found outreach.Template
	err := t.store.View(ctx, func(reader store.Reader) (err error) {
		found, err = t.templateFor(reader, purpose, lang)
		return err
	})
	return found, readable(err)
}

func (s *shop) templateFor(reader store.Reader, purpose outreach.Purpose, lang string) (outreach.Template, error) {
	own, err := allIn(s, reader, s.templates)
	if err != nil {
		return outreach.Template{}, err
	}
	all := append(slices.DeleteFunc(own, func(one outreach.Template) bool { return one.Gone }), outreach.Templates()...)
	fits := func(one outreach.Template) bool { return one.Purpose == purpose && one.Lang == lang }
	best := slices.IndexFunc(all, fits)
	for i, one := range all {
		if fits(one) && one.Number > all[best].Number {
			best = i
		}
	}
	if best < 0 {
		return outreach.Template{}, fault.NotFound("purpose", "there is no template for %s in %s; write one first", purpose, lang)
	}
	return all[best], nil
}
