package core_test

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/staff"
)

func promiseSteps() ([]step, []func(*machine)) {
	return []step{
		{"make a promise", 8, (*machine).makePromise},
		{"revise a promise", 4, (*machine).revisePromise},
		{"end a promise", 5, (*machine).endPromise},
		{"pause a promise", 3, (*machine).pausePromise},
		{"watch", 3, (*machine).watch},
	}, []func(*machine){(*machine).lookAtPromises, (*machine).lookAtRates}
}

// ahead draws a moment around now.
func (m *machine) ahead(label string) time.Time {
	return m.now.Now().Add(of(m, label, time.Hour, 5*time.Hour, 26*time.Hour, 4*24*time.Hour, -time.Hour))
}

func (m *machine) makePromise() {
	given := core.NewPromise{
		Customer: people.Ordinal(m.number("customer")), Kind: of(m, "kind", promise.Ready, promise.Delivery, promise.Callback, promise.Internal, "hope"),
		Text: of(m, "text", "Jas siap", "Menelepon", ""), About: each(m, "about", "", "N-000001", "T-00001"), Due: m.ahead("due"), By: m.anybody(), Why: "pasti bisa",
	}
	if given.Kind == promise.Internal {
		given.Department = staff.DepartmentNumber(m.number("department"))
	}
	got, err := both(m, func(e *core.Engine) (core.Made, error) { return e.Promises.Make(m.ctx(), given) })
	if m.refused("make a promise", err, first(
		when(given.Kind != promise.Internal, m.there("customer", "customer", uint64(given.Customer))), m.works("by", given.By),
		when(given.Kind == promise.Internal && given.Department == 0, "invalid department"), when(given.Kind == "hope", "invalid kind"),
		when(given.Text == "", "invalid text"), when(given.Due.Before(m.now.at), "invalid due"),
		when(given.Kind == promise.Internal, m.there("department", "department", uint64(given.Department))), m.about(given.About),
	)) {
		return
	}
	u := m.write("promise.make")
	want := newPromise(u, given)
	m.same("the promise", got.Promise, want)
	u.commit()
}

// newPromise writes a promise in a unit of work.
func newPromise(u *unit, given core.NewPromise) promise.Promise {
	now := u.entry.at
	made := promise.Promise{
		Number: promise.Number(u.next("promise")), Customer: given.Customer, Department: given.Department, Kind: given.Kind, Text: given.Text,
		About: given.About, Due: given.Due, FirstDue: given.Due, Agreed: given.Due, MadeAt: now, By: given.By, Why: given.Why, Status: promise.Open, Timer: promise.Timer{Start: now},
	}
	u.put("promise", uint64(made.Number), made)
	return made
}

func (m *machine) revisePromise() {
	number, to, reason, by := m.number("promise"), m.ahead("to"), of(m, "reason", "mesin rusak", ""), m.anybody()
	informed := of(m, "informed", time.Time{}, m.now.Now(), m.now.Now().Add(-2*time.Hour), m.now.Now().Add(time.Hour))
	later := m.often("told later", 3)
	got, err := both(m, func(e *core.Engine) (promise.Promise, error) {
		if later {
			return e.Promises.Inform(m.ctx(), promise.Number(number))
		}
		return e.Promises.Revise(m.ctx(), promise.Number(number), to, reason, informed, by)
	})
	want, _ := known[promise.Promise](m.book, "promise", number)
	want.Revisions = slices.Clone(want.Revisions)
	if later {
		if m.refused("tell of a revision", err, first(m.there("promise", "promise", number), when(len(want.Revisions) == 0, "conflict promise"))) {
			return
		}
		if last := want.Revisions[len(want.Revisions)-1]; last.Informed.IsZero() {
			want = heardOf(want, m.now.Now())
		}
	} else {
		if m.refused("revise a promise", err, first(
			m.works("by", by), m.there("promise", "promise", number), when(want.Status != promise.Open, "conflict promise"), when(reason == "", "invalid reason"),
			when(!to.After(m.now.at), "invalid due"), when(informed.After(m.now.at), "invalid informed"),
			when(to.Before(want.MadeAt), "invalid due"),
		)) {
			return
		}
		if what := waitsFor(want.Timer); what != "" {
			want = waited(want, m.now.Now())
			want.Timer = paused(want.Timer, what, m.now.Now())
		}
		want.Revisions = append(want.Revisions, promise.Revision{At: m.now.Now(), By: by, From: want.Due, To: to, Reason: reason})
		if want.Due, want.Warned, want.Unseen = to, 0, false; !informed.IsZero() {
			want = heardOf(want, informed)
		}
	}
	m.same("the revised promise", got, want)
	m.write("promise.revise").put("promise", number, want).commit()
}

// heardOf notes that she was told of the last change: in time, when what she knew
// of had not passed by then.
func heardOf(p promise.Promise, at time.Time) promise.Promise {
	p.Revisions = slices.Clone(p.Revisions)
	last := &p.Revisions[len(p.Revisions)-1]
	last.Informed = at
	if p.Status == promise.Open && !missed(p, standsAt(p, at)) {
		last.InTime, p.Agreed = true, p.Due
	}
	return p
}

func missed(p promise.Promise, at time.Time) bool {
	return at.After(p.Agreed) || (!p.MissedAt.IsZero() && !p.MissedAt.Before(p.Agreed))
}

// standsAt is the moment at which the time of a promise stands.
func standsAt(p promise.Promise, at time.Time) time.Time {
	if waitsFor(p.Timer) != "" {
		if from := p.Timer.Pauses[len(p.Timer.Pauses)-1].From; from.Before(at) {
			return from
		}
	}
	return at
}

// waited is a promise whose pause ends: as much open time is left as was left
// when it began.
func waited(p promise.Promise, now time.Time) promise.Promise {
	if waitsFor(p.Timer) == "" {
		return p
	}
	from, to := p.Timer.Pauses[len(p.Timer.Pauses)-1].From, forward(p.Timer, now)
	later := func(due time.Time) time.Time {
		if !due.After(from) || !due.After(p.MissedAt) {
			return due
		}
		left := openFor(from, due)
		if left <= 0 {
			return due.Add(to.Sub(from))
		}
		if moved := openUntil(to, left); moved.After(due) {
			return moved
		}
		return due
	}
	p.Due, p.Agreed, p.Timer = later(p.Due), later(p.Agreed), resumed(p.Timer, now)
	return p
}

func (m *machine) endPromise() {
	number, how := m.number("promise"), of(m, "how", "keep", "keep", "break", "withdraw")
	got, err := both(m, func(e *core.Engine) (promise.Promise, error) {
		switch n := promise.Number(number); how {
		case "keep":
			return e.Promises.Keep(m.ctx(), n, "selesai")
		case "break":
			return e.Promises.Break(m.ctx(), n, "selesai")
		default:
			return e.Promises.Withdraw(m.ctx(), n, "selesai")
		}
	})
	want, _ := known[promise.Promise](m.book, "promise", number)
	if m.refused(how+" a promise", err, first(m.there("promise", "promise", number), when(want.Status != promise.Open, "conflict promise"))) {
		return
	}
	status := map[string]promise.Status{"break": promise.Broken, "withdraw": promise.Withdrawn, "keep": promise.Kept}[how]
	want = ended(want, status, "selesai", m.now.Now())
	m.same("the ended promise", got, want)
	m.write("promise."+how).put("promise", number, want).commit()
}

func ended(p promise.Promise, status promise.Status, outcome string, now time.Time) promise.Promise {
	p = waited(p, now)
	p.GivenUp = status == promise.Broken
	if status == promise.Kept && missed(p, now) {
		status = promise.Broken
	}
	p.Status, p.ClosedAt, p.Outcome, p.Timer = status, now, outcome, stopped(p.Timer, now)
	return p
}

// forward is now, or the last thing that happened when the clock went back.
func forward(t promise.Timer, now time.Time) time.Time {
	moments := []time.Time{now, t.Start}
	if n := len(t.Pauses); n > 0 {
		moments = append(moments, t.Pauses[n-1].From, t.Pauses[n-1].To)
	}
	return slices.MaxFunc(moments, time.Time.Compare)
}

func waitsFor(t promise.Timer) string {
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].To.IsZero() {
		return t.Pauses[n-1].For
	}
	return ""
}

func resumed(t promise.Timer, now time.Time) promise.Timer {
	if waitsFor(t) != "" {
		t.Pauses = slices.Clone(t.Pauses)
		t.Pauses[len(t.Pauses)-1].To = forward(t, now)
	}
	return t
}

func paused(t promise.Timer, what string, now time.Time) promise.Timer {
	if waitsFor(t) == what {
		return t
	}
	now = forward(t, now)
	t = resumed(t, now)
	t.Pauses = append(slices.Clone(t.Pauses), promise.Pause{For: what, From: now})
	return t
}

func stopped(t promise.Timer, now time.Time) promise.Timer {
	now = forward(t, now)
	t = resumed(t, now)
	t.Stop = now
	return t
}

func (m *machine) pausePromise() {
	number, what := m.number("promise"), of(m, "what", "customer", "parts", "", "", "luck")
	got, err := both(m, func(e *core.Engine) (promise.Promise, error) {
		return e.Promises.Pause(m.ctx(), promise.Number(number), what)
	})
	want, _ := known[promise.Promise](m.book, "promise", number)
	if m.refused("pause a promise", err, first(
		m.there("promise", "promise", number), when(what == "luck", "invalid for"), when(what != "" && want.Status != promise.Open, "conflict timer"),
	)) {
		return
	}
	if want.Timer.Stop.IsZero() && waitsFor(want.Timer) != what {
		if want = waited(want, m.now.Now()); what != "" {
			want.Timer = paused(want.Timer, what, m.now.Now())
		}
	}
	m.same("the paused promise", got, want)
	m.write("promise.pause").put("promise", number, want).commit()
}

// openFor is how long the shop is open from one moment to another: from ten to
// nine every day, in minutes counted one by one.
func openFor(from, to time.Time) (open time.Duration) {
	for day := from.In(jakarta).Truncate(24*time.Hour).AddDate(0, 0, -1); day.Before(to); day = day.AddDate(0, 0, 1) {
		at := day.In(jakarta)
		opens := time.Date(at.Year(), at.Month(), at.Day(), 10, 0, 0, 0, jakarta)
		begin, end := opens, opens.Add(11*time.Hour)
		if from.After(begin) {
			begin = from
		}
		if to.Before(end) {
			end = to
		}
		if end.After(begin) {
			open += end.Sub(begin)
		}
	}
	return open
}

// openUntil is when the shop was open so long from a moment on.
func openUntil(from time.Time, need time.Duration) time.Time {
	low, high := from, from.Add(time.Hour)
	for openFor(from, high) < need {
		high = from.Add(2 * high.Sub(from))
	}
	for high.Sub(low) > 1 {
		if half := low.Add(high.Sub(low) / 2); openFor(from, half) < need {
			low = half
		} else {
			high = half
		}
	}
	return high
}

// ran is how long a timer ran: open hours without pauses.
func ran(t promise.Timer, until time.Time) time.Duration {
	if !t.Stop.IsZero() && t.Stop.Before(until) {
		until = t.Stop
	}
	open := openFor(t.Start, until)
	for _, pause := range t.Pauses {
		to := until
		if !pause.To.IsZero() && pause.To.Before(to) {
			to = pause.To
		}
		open -= openFor(pause.From, to)
	}
	return open
}

func (m *machine) watch() {
	got, err := both(m, func(e *core.Engine) (core.Look, error) { return e.Promises.Watch(m.ctx()) })
	m.refused("watch", err, "")
	now, last := m.now.Now(), m.watched
	var want core.Look
	if last.After(now) {
		want.ClockBack, now = last.Sub(now), last
	}
	u := m.write("promise.watch")
	for _, one := range m.board() {
		has, percent := ran(one.Timer, one.Due), 0
		if from := standsAt(one, one.Due); waitsFor(one.Timer) != "" && from.Before(one.Due) {
			has += openFor(from, one.Due)
		}
		for _, limit := range []int{75, 90} {
			if has > 0 && ran(one.Timer, now)*100 >= has*time.Duration(limit) {
				percent = limit
			}
		}
		at := now
		if !standsAt(one, now).Before(one.Due) {
			percent, at = 100, one.Due
		}
		if percent <= one.Warned {
			continue
		}
		one.Warned = percent
		one.Unseen = percent == 100 && !last.IsZero() && now.Sub(last) > 10*time.Minute && at.Before(now.Add(-10*time.Minute))
		if percent == 100 {
			one.MissedAt = one.Due
		}
		want.Alarms = append(want.Alarms, core.Alarm{Promise: one, At: at, Percent: percent, Unseen: one.Unseen})
		u.put("promise", uint64(one.Number), one)
	}
	m.same("what is due", got, want)
	if m.watched = now; len(want.Alarms) > 0 {
		u.commit()
	}
}

func (m *machine) board() []promise.Promise {
	return by(all(m.book, "promise", func(p promise.Promise) bool { return p.Status == promise.Open }), oldest(func(p promise.Promise) time.Time { return p.Due }))
}

func (m *machine) lookAtPromises() {
	pages(m, "the board of promises", m.board(), func(e *core.Engine, after string, limit int) ([]promise.Promise, string, error) {
		return e.Promises.Board(m.ctx(), after, limit)
	})
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		to := all(m.book, "promise", func(p promise.Promise) bool { return p.Customer != 0 && m.under(who.Ordinal, p.Customer) })
		pages(m, "promises to her", by(to, newest(func(p promise.Promise) time.Time { return p.MadeAt })), func(e *core.Engine, after string, limit int) ([]promise.Promise, string, error) {
			return e.Promises.To(m.ctx(), who.Ordinal, after, limit)
		})
	}
	for _, code := range []string{"N-000001", "T-00001"} {
		whole(m, "promises about "+code, all(m.book, "promise", func(p promise.Promise) bool { return p.About == code }), func(e *core.Engine) ([]promise.Promise, error) {
			return e.Promises.About(m.ctx(), code)
		})
	}
}

// rate counts how promises were kept, in the order kept, broken, agreed anew,
// withdrawn.
func rate(list []promise.Promise) (counts [4]int) {
	for _, one := range list {
		anew := slices.ContainsFunc(one.Revisions, func(r promise.Revision) bool { return r.InTime })
		switch {
		case one.Status == promise.Broken:
			counts[1]++
		case one.Status == promise.Withdrawn:
			counts[3]++
		case anew:
			counts[2]++
		default:
			counts[0]++
		}
	}
	return counts
}

func (m *machine) lookAtRates() {
	from, to := m.now.Now().Add(-9*24*time.Hour), m.now.Now()
	got, err := both(m, func(e *core.Engine) (core.Rates, error) { return e.Promises.Rates(m.ctx(), from, to) })
	m.refused("rates", err, "")
	over := all(m.book, "promise", func(p promise.Promise) bool {
		return p.Status != promise.Open && !p.ClosedAt.Before(from) && p.ClosedAt.Before(to)
	})
	outside := slices.DeleteFunc(slices.Clone(over), func(p promise.Promise) bool { return p.Kind == promise.Internal })
	counts := func(r promise.Rate) [4]int { return [4]int{r.Kept, r.Broken, r.Renegotiated, r.Withdrawn} }
	m.same("the rate of all", counts(got.All), rate(outside))
	for _, kind := range promise.Kinds() {
		m.same("the rate of "+string(kind), counts(got.ByKind[kind]), rate(slices.DeleteFunc(slices.Clone(over), func(p promise.Promise) bool { return p.Kind != kind })))
	}
	for number := range staff.Number(m.last["staff"] + 1) {
		m.same("the rate of a member of staff", counts(got.ByStaff[number]), rate(slices.DeleteFunc(slices.Clone(outside), func(p promise.Promise) bool { return p.By != number })))
	}
}
