package core_test

import (
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func bookingSteps() ([]step, []func(*machine)) {
	return []step{
		{"make a quote", 3, (*machine).makeQuote},
		{"answer a quote", 3, (*machine).answerQuote},
		{"make an appointment", 7, (*machine).makeAppointment},
		{"move an appointment", 3, (*machine).moveAppointment},
		{"mark an appointment", 5, (*machine).markAppointment},
	}, []func(*machine){(*machine).lookAtQuotes, (*machine).lookAtAppointments}
}

func (m *machine) makeQuote() {
	lines, gross := m.lines()
	given := sale.Quote{Customer: people.Ordinal(m.number("customer")), Until: m.ahead("until"), Discount: money.Amount(of(m, "discount", 0, 1000, 90_000)), By: m.anybody()}
	got, err := both(m, func(e *core.Engine) (sale.Quote, error) {
		asked := given
		asked.Lines = slices.Clone(lines)
		return e.Quotes.Make(m.ctx(), asked)
	})
	if m.refused("make a quote", err, first(
		wrongLines(lines), when(given.Discount > gross, "invalid discount"), when(given.Customer == 0, "invalid customer"),
		when(!given.Until.After(m.now.at), "invalid until"), m.there("customer", "customer", uint64(given.Customer)), m.works("by", given.By),
	)) {
		return
	}
	u := m.write("quote.make")
	given.Number, given.At, given.Answer = sale.QuoteNumber(u.next("quote")), m.now.Now(), sale.Considering
	given.Total, given.Lines = gross-given.Discount, shared(lines, gross-given.Discount)
	m.same("the quote", got, given)
	u.put("quote", uint64(given.Number), given).commit()
}

func (m *machine) answerQuote() {
	number, answer := m.number("quote"), of(m, "answer", sale.TakenUp, sale.Declined, "maybe")
	got, err := both(m, func(e *core.Engine) (sale.Quote, error) {
		return e.Quotes.Answer(m.ctx(), sale.QuoteNumber(number), answer, "mahal")
	})
	want := some[sale.Quote](m, "quote", number)
	if m.refused("answer a quote", err, first(
		m.there("quote", "quote", number), when(answer == "maybe", "invalid answer"), when(want.Answer != sale.Considering, "conflict quote"),
		when(answer == sale.TakenUp && m.now.at.After(want.Until), "conflict quote"),
	)) {
		return
	}
	want.Answer, want.Why, want.Agreed = answer, "mahal", answer == sale.TakenUp
	m.same("the answered quote", got, want)
	m.write("quote.answer").put("quote", number, want).commit()
}

func (m *machine) lookAtQuotes() {
	open := by(all(m.book, "quote", func(q sale.Quote) bool { return q.Answer == sale.Considering }), oldest(func(q sale.Quote) time.Time { return q.Until }))
	pages(m, "open quotes", open, func(e *core.Engine, after string, limit int) ([]sale.Quote, string, error) {
		return e.Quotes.Open(m.ctx(), after, limit)
	})
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		hers := by(all(m.book, "quote", func(q sale.Quote) bool { return m.under(who.Ordinal, q.Customer) }), newest(func(q sale.Quote) time.Time { return q.At }))
		pages(m, "quotes for her", hers, func(e *core.Engine, after string, limit int) ([]sale.Quote, string, error) {
			return e.Quotes.For(m.ctx(), who.Ordinal, after, limit)
		})
	}
}

// slot draws a time on the quarter of an hour, tomorrow most often.
func (m *machine) slot() time.Time {
	return m.now.Now().Truncate(24 * time.Hour).Add(time.Duration(of(m, "day", 24, 48, 0))*time.Hour + time.Duration(2+m.pick("hour", 13))*time.Hour + time.Duration(m.pick("quarter", 4))*15*time.Minute)
}

func (m *machine) makeAppointment() {
	given := sale.Appointment{
		Customer: people.Ordinal(m.number("customer")), What: of(m, "what", "Potong", "Warna", ""), Resource: each(m, "chair", "Kursi 1", "KURSI1", "Kursi 2", ""), Staff: m.anybody(),
		Start: m.slot(), Minutes: of(m, "minutes", 15, 30, 240, 0), Before: each(m, "before", 0, 15), After: each(m, "after", 0, 15),
	}
	outside := m.often("outside", 2)
	got, err := both(m, func(e *core.Engine) (sale.Appointment, error) { return e.Appointments.Make(m.ctx(), given, outside) })
	given.MadeAt, given.Status = m.now.Now(), sale.Booked
	if m.refused("make an appointment", err, m.books(given, outside)) {
		return
	}
	u := m.write("appointment.make")
	given.Number = sale.AppointmentNumber(u.next("appointment"))
	m.same("the appointment", got, given)
	u.put("appointment", uint64(given.Number), given).commit()
}

// books says why an appointment cannot be kept.
func (m *machine) books(a sale.Appointment, outside bool) string {
	long := time.Duration(a.Minutes) * time.Minute
	return first(
		when(a.Customer == 0, "invalid customer"), when(a.What == "", "invalid what"), when(a.Minutes < 1, "invalid minutes"), m.there("customer", "customer", uint64(a.Customer)),
		m.works("staff", a.Staff), when(a.Start.Before(m.now.at) && a.Status == sale.Booked, "invalid start"),
		when(!outside && openFor(a.Start, a.Start.Add(long)) != long, "invalid start"), m.collides(a),
	)
}

// chair is which one an appointment needs, however its name was typed.
func chair(a sale.Appointment) string {
	return strings.ReplaceAll(strings.ToLower(a.Resource), " ", "")
}

// collides is the fault of an appointment that needs what another one has,
// minute by minute, buffers included.
func (m *machine) collides(a sale.Appointment) string {
	gone := func(one sale.Appointment) bool { return one.Status == sale.CalledOff || one.Status == sale.NoShow }
	for _, other := range all(m.book, "appointment", func(o sale.Appointment) bool { return o.Number != a.Number && !gone(o) }) {
		needs := (chair(a) != "" && chair(a) == chair(other)) || (a.Staff != 0 && a.Staff == other.Staff)
		for minute := -a.Before; needs && !gone(a) && minute < a.Minutes+a.After; minute++ {
			since := int(a.Start.Add(time.Duration(minute)*time.Minute).Sub(other.Start) / time.Minute)
			if since >= -other.Before && since < other.Minutes+other.After {
				return "conflict start"
			}
		}
	}
	return ""
}

func (m *machine) moveAppointment() {
	number, start, chair, outside := m.number("appointment"), m.slot(), each(m, "chair", "Kursi 1", "Kursi 2"), m.often("outside", 2)
	got, err := both(m, func(e *core.Engine) (sale.Appointment, error) {
		return e.Appointments.Move(m.ctx(), sale.AppointmentNumber(number), outside, func(a *sale.Appointment) error {
			a.Start, a.Resource, a.Customer, a.Status = start, chair, 77, "gone"
			return nil
		})
	})
	want := some[sale.Appointment](m, "appointment", number)
	want.Start, want.Resource = start, chair
	if m.refused("move an appointment", err, first(m.there("appointment", "appointment", number), m.books(want, outside))) {
		return
	}
	m.same("the moved appointment", got, want)
	m.write("appointment.move").put("appointment", number, want).commit()
}

func (m *machine) markAppointment() {
	number, status := m.number("appointment"), of(m, "status", sale.CalledOff, sale.Confirmed, sale.NoShow, sale.Booked, sale.Served, "lost")
	got, err := both(m, func(e *core.Engine) (sale.Appointment, error) {
		return e.Appointments.Mark(m.ctx(), sale.AppointmentNumber(number), status)
	})
	want := some[sale.Appointment](m, "appointment", number)
	want.Status = status
	if m.refused("mark an appointment", err, first(m.there("appointment", "appointment", number), when(status == "lost", "invalid status"),
		when(slices.Contains([]sale.Booking{sale.Arrived, sale.Served, sale.NoShow}, status) && localDays(m.now.at, want.Start) > 0, "conflict status"), m.collides(want))) {
		return
	}
	m.same("the marked appointment", got, want)
	m.write("appointment.mark").put("appointment", number, want).commit()
}

func (m *machine) lookAtAppointments() {
	start := func(a sale.Appointment) time.Time { return a.Start }
	from, to := m.now.Now().Truncate(24*time.Hour), m.now.Now().Truncate(24*time.Hour).Add(48*time.Hour)
	agenda := by(all(m.book, "appointment", func(a sale.Appointment) bool { return !a.Start.Before(from) && a.Start.Before(to) }), oldest(start))
	whole(m, "the agenda", agenda, func(e *core.Engine) ([]sale.Appointment, error) { return e.Appointments.Between(m.ctx(), from, to) })
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		hers := by(all(m.book, "appointment", func(a sale.Appointment) bool { return m.under(who.Ordinal, a.Customer) }), newest(start))
		pages(m, "appointments of hers", hers, func(e *core.Engine, after string, limit int) ([]sale.Appointment, string, error) {
			return e.Appointments.Of(m.ctx(), who.Ordinal, after, limit)
		})
	}
	m.lookAtFree()
}

// lookAtFree looks for free times quarter by quarter, as a person would.
func (m *machine) lookAtFree() {
	wanted := sale.Appointment{Resource: "Kursi 1", Minutes: 30, Before: 15}
	var want []time.Time
	step := 15 * time.Minute
	for at := m.now.Now().Truncate(step).Add(step); len(want) < 5 && at.Before(m.now.Now().Add(14*24*time.Hour)); at = at.Add(step) {
		wanted.Start, wanted.Status = at, sale.Booked
		if m.collides(wanted) == "" && openFor(at, at.Add(30*time.Minute)) == 30*time.Minute {
			want = append(want, at)
		}
	}
	whole(m, "free times", want, func(e *core.Engine) ([]time.Time, error) { return e.Appointments.Free(m.ctx(), wanted, m.now.Now(), 5) })
}
