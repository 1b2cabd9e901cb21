package core_test

import (
	"maps"
	"slices"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
)

func wordSteps() ([]step, []func(*machine)) {
	return []step{
		{"add a template", 2, (*machine).addTemplate},
		{"edit a template", 2, (*machine).editTemplate},
		{"set the fields", 1, (*machine).setFields},
		{"fill a field in", 3, (*machine).fillField},
	}, []func(*machine){(*machine).lookAtTemplates}
}

func (m *machine) addTemplate() {
	given := outreach.Template{
		Purpose: of(m, "purpose", outreach.CheckIn, outreach.Newsletter, "spam"), Lang: of(m, "lang", "id", "en", "jv"), Tone: of(m, "tone", "", "warm", "loud"),
		Name: of(m, "name", "A", "B", ""), Body: of(m, "body", "Halo {nama}", "Apa kabar?", "", "{cinta}"),
	}
	got, err := both(m, func(e *core.Engine) (outreach.Template, error) { return e.Templates.Add(m.ctx(), given) })
	if m.refused("add a template", err, first(
		when(given.Purpose == "spam", "invalid purpose"), when(given.Lang == "jv", "invalid lang"), when(given.Tone == "loud", "invalid tone"), when(given.Name == "", "invalid name"),
		when(given.Body == "" || given.Body == "{cinta}", "invalid body"),
	)) {
		return
	}
	u := m.write("template.add")
	given.Number = outreach.TemplateNumber(u.next("template"))
	m.same("the template", got, given)
	u.put("template", uint64(given.Number), given).commit()
}

func (m *machine) editTemplate() {
	number, body, gone := m.number("template"), of(m, "body", "Halo {nama}", "Kangen.", ""), m.often("gone", 3)
	got, err := both(m, func(e *core.Engine) (outreach.Template, error) {
		return e.Templates.Edit(m.ctx(), outreach.TemplateNumber(number), func(t *outreach.Template) error {
			t.Body, t.Gone = body, gone
			return nil
		})
	})
	if m.refused("edit a template", err, first(m.there("template", "template", number), when(body == "", "invalid body"))) {
		return
	}
	want := some[outreach.Template](m, "template", number)
	want.Body, want.Gone = body, gone
	m.same("the edited template", got, want)
	m.write("template.edit").put("template", number, want).commit()
}

// lookAtTemplates asks for the words of a purpose: the owner's newest, else
// those that Raja brings.
func (m *machine) lookAtTemplates() {
	for _, purpose := range []outreach.Purpose{outreach.CheckIn, outreach.Newsletter} {
		for _, lang := range []string{"id", "en"} {
			fits := func(t outreach.Template) bool { return t.Purpose == purpose && t.Lang == lang && !t.Gone }
			own := all(m.book, "template", fits)
			brought := slices.DeleteFunc(outreach.Templates(), func(t outreach.Template) bool { return !fits(t) })
			got, err := both(m, func(e *core.Engine) (outreach.Template, error) { return e.Templates.For(m.ctx(), purpose, lang) })
			switch {
			case m.refused("words for a purpose", err, when(len(own)+len(brought) == 0, "not_found purpose")):
			case len(own) > 0:
				m.same("words for a purpose", got, own[len(own)-1])
			default:
				m.same("Raja's words for a purpose", got, brought[0])
			}
		}
	}
}

func (m *machine) setFields() {
	given := each(m, "fields", nil,
		[]people.Field{{Key: "parfum", Name: "Parfum", Type: people.ChoiceField, Choices: []string{"melati", "mawar"}}},
		[]people.Field{{Key: "parfum", Name: "Parfum", Type: people.TextField}, {Key: "anak", Name: "Anak", Type: people.NumberField}},
		[]people.Field{{Key: "parfum", Name: "Parfum", Type: "smell"}},
	)
	_, err := both(m, func(e *core.Engine) (struct{}, error) {
		return struct{}{}, e.Profiles.SetFields(m.ctx(), slices.Clone(given))
	})
	if m.refused("set the fields", err, when(len(given) == 1 && given[0].Type == "smell", "invalid fields[0].type")) {
		return
	}
	m.write("fields.set").put("fields", 1, given).commit()
}

// fillField writes one field of the owner's own into a profile.
func (m *machine) fillField() {
	number, key, value := m.number("customer"), of(m, "key", "parfum", "parfum", "anak"), each(m, "value", "melati", "kopi", "3", "")
	got, err := both(m, func(e *core.Engine) (people.Profile, error) {
		return e.Profiles.Edit(m.ctx(), people.Ordinal(number), func(p *people.Profile) error {
			if p.Fields = maps.Clone(p.Fields); p.Fields == nil {
				p.Fields = map[string]string{}
			}
			p.Fields[key] = value
			return nil
		})
	})
	want := some[people.Profile](m, "profile", number)
	customer := some[people.Customer](m, "customer", number)
	if m.refused("fill a field in", err, first(m.there("customer", "customer", number), when(customer.Into != 0, "conflict customer"), m.takes(want, key, value))) {
		return
	}
	want.Ordinal, want.Edition, want.UpdatedAt = people.Ordinal(number), want.Edition+1, m.now.Now()
	if want.Fields = maps.Clone(want.Fields); want.Fields == nil {
		want.Fields = map[string]string{}
	}
	if want.Fields[key] = value; value == "" {
		delete(want.Fields, key)
	}
	if len(want.Fields) == 0 {
		want.Fields = nil
	}
	if len(got.Fields) == 0 {
		got.Fields = nil
	}
	m.same("the filled profile", got, want)
	m.write("profile.edit").put("profile", number, want).commit()
}

// takes says why a field does not take a value: what stands there already is
// taken always.
func (m *machine) takes(before people.Profile, key, value string) string {
	if value == "" || before.Fields[key] == value {
		return ""
	}
	fields, _ := known[[]people.Field](m.book, "fields", 1)
	at := slices.IndexFunc(fields, func(f people.Field) bool { return f.Key == key })
	switch {
	case at < 0:
		return "not_found field"
	case fields[at].Type == people.NumberField && value != "3", fields[at].Type == people.ChoiceField && value != "melati":
		return "invalid " + key
	}
	return ""
}
