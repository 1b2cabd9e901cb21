package core_test

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/people"
)

func careSteps() ([]step, []func(*machine)) {
	return []step{
		{"log a contact", 6, (*machine).logContact},
		{"amend a contact", 2, (*machine).amendContact},
		{"answer a question", 3, (*machine).answerQuestion},
	}, []func(*machine){(*machine).lookAtContacts}
}

func (m *machine) logContact() {
	given := care.Interaction{
		Customer: people.Ordinal(m.number("customer")), Kind: of(m, "kind", care.Kind("inquiry"), "complaint", "séance"), Channel: of(m, "channel", people.Channel("phone"), "walk_in", "owl"),
		Body: of(m, "body", "Tanya harga", ""), Mood: m.pick("mood", 7), By: m.anybody(), At: of(m, "at", time.Time{}, time.Time{}, m.now.Now().Add(-time.Hour), m.now.Now().Add(time.Hour)),
	}
	for range m.pick("questions", 3) {
		given.Questions = append(given.Questions, care.Question{Text: each(m, "question", "Kapan?", "Berapa?")})
	}
	if m.often("of a ticket", 4) {
		given.Ticket = care.TicketNumber(m.number("ticket"))
	}
	got, err := both(m, func(e *core.Engine) (care.Interaction, error) {
		asked := given
		asked.Questions = slices.Clone(given.Questions)
		return e.Interactions.Log(m.ctx(), asked)
	})
	if m.refused("log a contact", err, first(
		when(given.Customer == 0, "invalid customer"), when(given.Kind == "séance", "invalid kind"), when(given.Channel == "owl", "invalid channel"),
		when(given.Mood > 5, "invalid mood"), when(given.At.After(m.now.at), "invalid at"), m.there("customer", "customer", uint64(given.Customer)),
		m.works("by", given.By), when(given.Ticket != 0, m.there("ticket", "ticket", uint64(given.Ticket))),
	)) {
		return
	}
	u := m.write("interaction.log")
	if given.At.IsZero() {
		given.At = m.now.Now()
	}
	given.Number = care.InteractionNumber(u.next("interaction"))
	m.same("the contact", got, given)
	u.put("interaction", uint64(given.Number), given).commit()
}

func (m *machine) amendContact() {
	number, reason, body := m.number("interaction"), of(m, "reason", "salah ketik", " "), of(m, "body", "Tanya harga jas", "")
	got, err := both(m, func(e *core.Engine) (care.Interaction, error) {
		return e.Interactions.Amend(m.ctx(), care.InteractionNumber(number), reason, func(i *care.Interaction) error {
			i.Body, i.Customer, i.At = body, 77, time.Time{}
			return nil
		})
	})
	if m.refused("amend a contact", err, first(when(reason == " ", "invalid reason"), m.there("interaction", "interaction", number))) {
		return
	}
	want, _ := known[care.Interaction](m.book, "interaction", number)
	want.Body = body
	m.same("the amended contact", got, want)
	m.write("interaction.amend").put("interaction", number, want).commit()
}

func (m *machine) answerQuestion() {
	number, position := m.number("interaction"), m.pick("position", 4)
	got, err := both(m, func(e *core.Engine) (care.Interaction, error) {
		return e.Interactions.Answer(m.ctx(), care.InteractionNumber(number), position, "besok")
	})
	want, _ := known[care.Interaction](m.book, "interaction", number)
	if m.refused("answer", err, first(m.there("interaction", "interaction", number), when(position < 1 || position > len(want.Questions), "not_found question"))) {
		return
	}
	want.Questions = slices.Clone(want.Questions)
	want.Questions[position-1].Answer, want.Questions[position-1].Answered = "besok", m.now.Now()
	m.same("the answered contact", got, want)
	m.write("interaction.answer").put("interaction", number, want).commit()
}

func (m *machine) lookAtContacts() {
	at := func(i care.Interaction) time.Time { return i.At }
	for _, who := range append(all[people.Customer](m.book, "customer", nil), people.Customer{}) {
		with := all(m.book, "interaction", func(i care.Interaction) bool { return who.Ordinal == 0 || m.under(who.Ordinal, i.Customer) })
		pages(m, "contacts", by(with, newest(at)), func(e *core.Engine, after string, limit int) ([]care.Interaction, string, error) {
			return e.Interactions.With(m.ctx(), who.Ordinal, after, limit)
		})
	}
	open := all(m.book, "interaction", func(i care.Interaction) bool {
		return slices.ContainsFunc(i.Questions, func(q care.Question) bool { return q.Answered.IsZero() })
	})
	pages(m, "questions", by(open, oldest(at)), func(e *core.Engine, after string, limit int) ([]care.Interaction, string, error) {
		return e.Interactions.Unanswered(m.ctx(), after, limit)
	})
	for _, ticket := range all[care.Ticket](m.book, "ticket", nil) {
		of := all(m.book, "interaction", func(i care.Interaction) bool { return i.Ticket == ticket.Number })
		whole(m, "contacts of a ticket", by(of, oldest(at)), func(e *core.Engine) ([]care.Interaction, error) { return e.Interactions.Of(m.ctx(), ticket.Number) })
	}
}
