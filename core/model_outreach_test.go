package core_test

import (
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func outreachSteps() ([]step, []func(*machine)) {
	return []step{
		{"add a follow-up", 4, (*machine).addFollowUp},
		{"end a follow-up", 4, (*machine).endFollowUp},
		{"prepare a message", 10, (*machine).prepareMessage},
		{"go on with a message", 7, (*machine).goOnWithMessage},
		{"knock", 4, (*machine).knock},
	}, []func(*machine){(*machine).lookAtFollowUps, (*machine).lookAtMessages, (*machine).lookAtVisits}
}

func (m *machine) addFollowUp() {
	given := outreach.FollowUp{
		Customer: people.Ordinal(m.number("customer")), Purpose: of(m, "purpose", outreach.CheckIn, outreach.Debt, "spam"), Text: of(m, "text", "Tanya hasilnya", ""), Due: m.ahead("due"),
		Owner: m.anybody(), Every: of(m, "every", 0, 7, -1),
	}
	got, err := both(m, func(e *core.Engine) (outreach.FollowUp, error) { return e.FollowUps.Add(m.ctx(), given) })
	if m.refused("add a follow-up", err, first(
		when(given.Customer == 0, "invalid customer"), when(given.Purpose == "spam", "invalid purpose"), when(given.Text == "", "invalid text"), when(given.Every < 0, "invalid every"),
		m.there("customer", "customer", uint64(given.Customer)), m.works("owner", given.Owner),
	)) {
		return
	}
	u := m.write("followup.add")
	m.same("the follow-up", got, u.followUp(given))
	u.commit()
}

func (u *unit) followUp(one outreach.FollowUp) outreach.FollowUp {
	one.Number, one.MadeAt = outreach.FollowUpNumber(u.next("followup")), u.entry.at
	u.put("followup", uint64(one.Number), one)
	return one
}

func (m *machine) endFollowUp() {
	number, who, outcome, dropped := m.number("followup"), m.anybody(), of(m, "outcome", "senang", ""), m.often("dropped", 3)
	snooze, until := m.often("snooze", 3), m.ahead("until")
	got, err := both(m, func(e *core.Engine) (outreach.FollowUp, error) {
		if snooze {
			return e.FollowUps.Snooze(m.ctx(), outreach.FollowUpNumber(number), until)
		}
		return e.FollowUps.Finish(m.ctx(), outreach.FollowUpNumber(number), outcome, dropped, who)
	})
	want := some[outreach.FollowUp](m, "followup", number)
	over := when(!want.DoneAt.IsZero(), "conflict followup")
	if snooze {
		if m.refused("snooze", err, first(m.there("followup", "followup", number), over, when(!until.After(m.now.at), "invalid until"))) {
			return
		}
		want.Due, want.Snoozed = until, want.Snoozed+1
		m.same("the snoozed follow-up", got, want)
		m.write("followup.snooze").put("followup", number, want).commit()
		return
	}
	again := want.Every > 0 && !dropped
	if m.refused("end a follow-up", err, first(
		m.works("by", who), m.there("followup", "followup", number), over, when(outcome == "", "invalid outcome"),
	)) {
		return
	}
	next := outreach.FollowUp{Customer: want.Customer, Purpose: want.Purpose, Text: want.Text, Owner: want.Owner, Every: want.Every, Due: m.now.Now().AddDate(0, 0, want.Every)}
	if m.works("", next.Owner) != "" {
		next.Owner = 0 // who left does not do it again
	}
	want.Outcome, want.Dropped, want.By, want.DoneAt = outcome, dropped, who, m.now.Now()
	m.same("the ended follow-up", got, want)
	u := m.write("followup.finish").put("followup", number, want)
	if again {
		u.followUp(next)
	}
	u.commit()
}

func (m *machine) lookAtFollowUps() {
	due := by(all(m.book, "followup", func(f outreach.FollowUp) bool { return f.DoneAt.IsZero() }), oldest(func(f outreach.FollowUp) time.Time { return f.Due }))
	pages(m, "follow-ups that are due", due, func(e *core.Engine, after string, limit int) ([]outreach.FollowUp, string, error) {
		return e.FollowUps.Due(m.ctx(), after, limit)
	})
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		with := by(all(m.book, "followup", func(f outreach.FollowUp) bool { return m.under(who.Ordinal, f.Customer) }), newest(func(f outreach.FollowUp) time.Time { return f.MadeAt }))
		pages(m, "follow-ups with her", with, func(e *core.Engine, after string, limit int) ([]outreach.FollowUp, string, error) {
			return e.FollowUps.With(m.ctx(), who.Ordinal, after, limit)
		})
	}
}

func marketing(purpose outreach.Purpose) bool {
	return purpose == outreach.Offer || purpose == outreach.Survey
}

// messagesTo are those to all who count as a customer, newest first.
func (m *machine) messagesTo(who people.Ordinal) []outreach.Message {
	return by(all(m.book, "message", func(o outreach.Message) bool { return m.under(who, o.Customer) }), newest(func(o outreach.Message) time.Time { return o.At }))
}

func (m *machine) prepareMessage() {
	given := core.NewMessage{
		Customer: people.Ordinal(m.number("customer")), Purpose: of(m, "purpose", outreach.Ready, outreach.Offer, outreach.Survey, outreach.ThankYou, outreach.Debt, "spam"), Text: of(m, "text", "Halo", "Halo lagi"), About: each(m, "about", "", "N-000001"),
	}
	if given.Purpose == outreach.Debt {
		given.About = "N-000001" // without, it is about what she has owed longest
	}
	got, err := both(m, func(e *core.Engine) (outreach.Message, error) {
		made, err := e.Messages.Prepare(m.ctx(), given)
		return made.Message, err
	})
	root := m.root(given.Customer)
	who, profile := some[people.Customer](m, "customer", uint64(root)), some[people.Profile](m, "profile", uint64(root))
	wanted := people.Service
	if marketing(given.Purpose) {
		wanted = people.Marketing
	}
	wrong := first(
		when(given.Purpose == "spam", "invalid purpose"), m.there("customer", "customer", uint64(root)), when(who.Kind == people.Internal && marketing(given.Purpose), "forbidden customer"),
		when(who.Flags&people.Blocked != 0, "forbidden customer"), when(agrees(profile, wanted, "whatsapp") <= 0, "forbidden consent"),
		m.about(given.About), when(given.About != "" && m.root(some[sale.Order](m, "order", 1).Customer) != root, "invalid about"),
		when(given.About != "" && m.untrue(given.Purpose, some[sale.Order](m, "order", 1)), "conflict about"),
	)
	for _, one := range m.messagesTo(root) {
		if wrong != "" {
			break
		}
		if one.Purpose == given.Purpose && one.About == given.About && (one.State == outreach.Prepared || one.State == outreach.Opened) {
			m.prepareAgain(one, given.Text, got, err)
			return
		}
		lately := m.now.Now().Sub(one.At) < 7*24*time.Hour
		wrong = when(marketing(given.Purpose) && marketing(one.Purpose) && one.State != outreach.Skipped && lately, "forbidden customer")
	}
	if m.refused("prepare a message", err, wrong) {
		return
	}
	u := m.write("message.prepare")
	want := outreach.Message{Number: outreach.MessageNumber(u.next("message")), Customer: root, Purpose: given.Purpose, Text: given.Text, State: outreach.Prepared, At: m.now.Now(), About: given.About}
	for _, phone := range who.Phones {
		if want.Phone == "" && phone.Valid && phone.Kind == "mobile" {
			want.Phone = phone.E164
		}
	}
	if local := m.now.at.In(jakarta); local.Hour() >= 20 || local.Hour() < 8 {
		morning := time.Date(local.Year(), local.Month(), local.Day(), 8, 0, 0, 0, jakarta)
		if local.Hour() >= 20 {
			morning = morning.AddDate(0, 0, 1)
		}
		want.NotBefore = morning.UTC()
	}
	m.same("the message", got, want)
	u.put("message", uint64(want.Number), want).commit()
}

// untrue says whether a message would say of an order what is not so.
func (m *machine) untrue(purpose outreach.Purpose, order sale.Order) bool {
	switch {
	case purpose == outreach.Offer:
		return false
	case order.Void != nil || order.Cancelled:
		return true
	case purpose == outreach.Ready:
		return order.ReadyAt.IsZero() || !order.TakenAt.IsZero()
	case purpose == outreach.Debt:
		return order.Owed() == 0
	}
	return false
}

// prepareAgain is what comes of preparing a message that waits: the words that
// are given, unless it was opened with others.
func (m *machine) prepareAgain(want outreach.Message, text string, got outreach.Message, err error) {
	if m.refused("prepare a message again", err, when(want.State == outreach.Opened && want.Text != text, "conflict message")) {
		return
	}
	reworded := want.Text != text
	want.Text = text
	m.same("the message that is prepared", got, want)
	if reworded {
		m.write("message.prepare").put("message", uint64(want.Number), want).commit()
	}
}

func (m *machine) goOnWithMessage() {
	number, what, who, why := m.number("message"), each(m, "what", "open", "open", "confirm", "skip"), m.anybody(), of(m, "why", "sudah tahu", "")
	got, err := both(m, func(e *core.Engine) (outreach.Message, error) {
		switch n := outreach.MessageNumber(number); what {
		case "open":
			made, err := e.Messages.Open(m.ctx(), n)
			return made.Message, err
		case "confirm":
			return e.Messages.Confirm(m.ctx(), n, who)
		default:
			return e.Messages.Skip(m.ctx(), n, why, who)
		}
	})
	want := some[outreach.Message](m, "message", number)
	over, opened := want.State == outreach.Confirmed || want.State == outreach.Skipped, want.State == outreach.Opened
	if m.refused(what+" a message", err, first(
		when(what != "open", m.works("by", who)), m.there("message", "message", number),
		when(what == "open" && (want.State == outreach.Skipped || m.now.at.Before(want.NotBefore)), "conflict message"),
		when(what == "open" && want.About != "" && m.untrue(want.Purpose, some[sale.Order](m, "order", 1)), "conflict message"),
		when(what == "confirm" && !opened, "conflict message"), when(what == "skip" && over, "conflict message"), when(what == "skip" && why == "", "invalid why"),
	)) {
		return
	}
	switch what {
	case "open":
		if want.OpenedAt = m.now.Now(); want.State == outreach.Confirmed {
			want.Again++
		} else {
			want.State = outreach.Opened
		}
	case "confirm":
		want.State, want.By, want.EndedAt = outreach.Confirmed, who, m.now.Now()
	default:
		want.State, want.By, want.EndedAt, want.Why = outreach.Skipped, who, m.now.Now(), why
	}
	m.same("the message", got, want)
	m.write("message."+what).put("message", number, want).commit()
}

func plainMessages(read func() ([]core.PreparedMessage, string, error)) ([]outreach.Message, string, error) {
	found, next, err := read()
	var plain []outreach.Message
	for _, one := range found {
		plain = append(plain, one.Message)
	}
	return plain, next, err
}

func (m *machine) lookAtMessages() {
	tray := by(all(m.book, "message", func(o outreach.Message) bool { return o.State == outreach.Prepared || o.State == outreach.Opened }), oldest(func(o outreach.Message) time.Time { return o.At }))
	pages(m, "the tray", tray, func(e *core.Engine, after string, limit int) ([]outreach.Message, string, error) {
		return plainMessages(func() ([]core.PreparedMessage, string, error) { return e.Messages.Tray(m.ctx(), after, limit) })
	})
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		pages(m, "messages to her", m.messagesTo(who.Ordinal), func(e *core.Engine, after string, limit int) ([]outreach.Message, string, error) {
			return plainMessages(func() ([]core.PreparedMessage, string, error) {
				return e.Messages.To(m.ctx(), who.Ordinal, after, limit)
			})
		})
	}
}

// knock is somebody at the door when the shop is closed: from nine to ten.
func (m *machine) knock() {
	knock := core.Knock{At: m.now.Now().Add(-time.Duration(m.pick("ago", 30)) * time.Hour), Customer: people.Ordinal(m.number("customer")), Staff: of(m, "staff", "", "willing", "drunk")}
	taken := core.Taken{Code: of(m, "code", "titip", "besok", ""), Accepted: m.often("accepted", 5), By: m.anybody()}
	got, err := both(m, func(e *core.Engine) (care.Visit, error) { return e.AfterHours.Log(m.ctx(), knock, taken) })
	local := knock.At.In(jakarta)
	if m.refused("a knock", err, first(
		when(knock.Staff == "drunk", "invalid staff"), when(local.Hour() >= 10 && local.Hour() < 21, "conflict at"), when(taken.Code == "", "invalid taken"),
		when(knock.Customer != 0, m.there("customer", "customer", uint64(knock.Customer))), m.works("by", taken.By),
	)) {
		return
	}
	u := m.write("visit.log")
	closed := time.Date(local.Year(), local.Month(), local.Day(), 21, 0, 0, 0, jakarta)
	if local.Hour() < 21 {
		closed = closed.AddDate(0, 0, -1)
	}
	want := care.Visit{
		Number: care.VisitNumber(u.next("visit")), Customer: knock.Customer, At: knock.At, Minutes: int(knock.At.Sub(closed) / time.Minute), Staff: knock.Staff,
		Taken: taken.Code, Accepted: taken.Accepted, By: taken.By,
	}
	m.same("the visit", got, want)
	u.put("visit", uint64(want.Number), want).commit()
}

func (m *machine) lookAtVisits() {
	visits := by(all[care.Visit](m.book, "visit", nil), newest(func(v care.Visit) time.Time { return v.At }))
	pages(m, "visits", visits, func(e *core.Engine, after string, limit int) ([]care.Visit, string, error) {
		return e.AfterHours.Visits(m.ctx(), after, limit)
	})
	from, to := m.now.Now().AddDate(0, 0, -20), m.now.Now()
	got, err := both(m, func(e *core.Engine) (map[string]care.Return, error) { return e.AfterHours.Returns(m.ctx(), from, to) })
	m.refused("who came back", err, "")
	want := map[string]care.Return{}
	for _, one := range visits {
		if one.At.Before(from) || !one.At.Before(to) {
			continue
		}
		sum := want[one.Taken]
		sum.Visits++
		back := false
		for _, order := range all(m.book, "order", func(o sale.Order) bool { return visit(o) && m.root(o.Customer) == m.root(one.Customer) }) {
			days := localDays(one.At, order.At)
			back = back || (days > 0 && days <= 30)
		}
		if one.Customer == 0 {
			sum.Strangers++
		} else if back {
			sum.Back++
		}
		want[one.Taken] = sum
	}
	m.same("who came back", got, want)
}
