package core_test

import (
	"cmp"
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

func staffSteps() ([]step, []func(*machine)) {
	return []step{
		{"add staff", 4, (*machine).addStaff},
		{"edit staff", 2, (*machine).editStaff},
		{"add a department", 2, (*machine).addDepartment},
		{"add a standard", 1, (*machine).addStandard},
		{"edit a standard", 1, (*machine).editStandard},
		{"read a standard", 2, (*machine).readStandard},
		{"add a checklist", 1, (*machine).addChecklist},
		{"begin a checklist", 2, (*machine).beginChecklist},
		{"go on with a checklist", 4, (*machine).goOnWithChecklist},
	}, []func(*machine){(*machine).lookAtStaff, (*machine).lookAtKnowledge}
}

// works is the fault of naming somebody who does not work here.
func (m *machine) works(field string, number staff.Number) string {
	one, found := known[staff.Member](m.book, "staff", uint64(number))
	return first(when(number != 0 && !found, "not_found "+field), when(one.Left, "conflict "+field))
}

// anybody draws a member of staff, or nobody.
func (m *machine) anybody() staff.Number {
	if m.often("nobody", 4) {
		return 0
	}
	return staff.Number(m.number("staff"))
}

func (m *machine) memberTies(given staff.Member) string {
	customer, _ := known[people.Customer](m.book, "customer", uint64(given.Customer))
	return first(
		when(given.Department != 0, m.there("department", "department", uint64(given.Department))),
		when(given.Customer != 0, m.there("customer", "customer", uint64(given.Customer))),
		when(given.Customer != 0 && customer.Kind != people.Internal, "invalid customer"),
	)
}

func (m *machine) addStaff() {
	given := staff.Member{
		Name: of(m, "name", "Dewi", "Rina", "Joko", ""), Role: of(m, "role", "", staff.Owner, staff.Manager, "boss"),
		Department: staff.DepartmentNumber(m.number("department") * uint64(m.pick("somewhere", 2))), Remedy: int64(m.pick("remedy", 3)) * 10_000,
	}
	if m.often("internal", 3) {
		given.Customer = people.Ordinal(m.number("customer"))
	}
	got, err := both(m, func(e *core.Engine) (staff.Member, error) { return e.Staff.Add(m.ctx(), given) })
	if m.refused("add staff", err, first(when(given.Name == "", "invalid name"), when(given.Role == "boss", "invalid role"), m.memberTies(given))) {
		return
	}
	u := m.write("staff.add")
	given.Number, given.CreatedAt = staff.Number(u.next("staff")), m.now.Now()
	if given.Role == "" {
		given.Role = staff.Clerk
	}
	m.same("the added member of staff", got, given)
	u.put("staff", uint64(given.Number), given).commit()
}

func (m *machine) editStaff() {
	number, left, department := m.number("staff"), m.often("left", 3), staff.DepartmentNumber(m.number("department"))
	got, err := both(m, func(e *core.Engine) (staff.Member, error) {
		return e.Staff.Edit(m.ctx(), staff.Number(number), func(one *staff.Member) error {
			one.Left, one.Department = left, department
			return nil
		})
	})
	want, _ := known[staff.Member](m.book, "staff", number)
	want.Left, want.Department = left, department
	if m.refused("edit staff", err, first(m.there("staff", "staff", number), m.memberTies(want))) {
		return
	}
	m.same("the edited member of staff", got, want)
	m.write("staff.edit").put("staff", number, want).commit()
}

func (m *machine) addDepartment() {
	given := staff.Department{Name: of(m, "name", "Cuci", "Setrika", ""), Lead: m.anybody()}
	got, err := both(m, func(e *core.Engine) (staff.Department, error) { return e.Staff.AddDepartment(m.ctx(), given) })
	if m.refused("add a department", err, first(when(given.Name == "", "invalid name"), when(given.Lead != 0, m.there("staff", "staff", uint64(given.Lead))))) {
		return
	}
	u := m.write("department.add")
	given.Number = staff.DepartmentNumber(u.next("department"))
	m.same("the added department", got, given)
	u.put("department", uint64(given.Number), given).commit()
}

func (m *machine) lookAtStaff() {
	want := by(all[staff.Member](m.book, "staff", nil), func(a, b staff.Member) int { return cmp.Compare(a.Department, b.Department) })
	whole(m, "staff", want, func(e *core.Engine) ([]staff.Member, error) { return e.Staff.List(m.ctx()) })
	whole(m, "departments", all[staff.Department](m.book, "department", nil), func(e *core.Engine) ([]staff.Department, error) { return e.Staff.Departments(m.ctx()) })
}

func (m *machine) addStandard() {
	given := knowledge.Standard{Dimension: of(m, "dimension", knowledge.Dimension("time"), "place", "luck"), Statement: of(m, "statement", "Siap dalam 24 jam", "")}
	got, err := both(m, func(e *core.Engine) (knowledge.Standard, error) { return e.Standards.Add(m.ctx(), given) })
	if m.refused("add a standard", err, first(when(given.Dimension == "luck", "invalid dimension"), when(given.Statement == "", "invalid statement"))) {
		return
	}
	u := m.write("standard.add")
	given.Number, given.Version, given.UpdatedAt = knowledge.StandardNumber(u.next("standard")), 1, m.now.Now()
	m.same("the added standard", got, given)
	u.put("standard", uint64(given.Number), given).commit()
}

func (m *machine) editStandard() {
	number, statement, retired := m.number("standard"), of(m, "statement", "Siap besok", "Siap lusa", ""), m.often("retired", 2)
	got, err := both(m, func(e *core.Engine) (knowledge.Standard, error) {
		return e.Standards.Edit(m.ctx(), knowledge.StandardNumber(number), func(s *knowledge.Standard) error {
			s.Statement, s.Retired, s.Version, s.Acks = statement, retired, 77, nil
			return nil
		})
	})
	if m.refused("edit a standard", err, first(m.there("standard", "standard", number), when(statement == "", "invalid statement"))) {
		return
	}
	want, _ := known[knowledge.Standard](m.book, "standard", number)
	if want.Retired = retired; want.Statement != statement {
		want.Statement, want.Version, want.UpdatedAt = statement, want.Version+1, m.now.Now()
	}
	m.same("the edited standard", got, want)
	m.write("standard.edit").put("standard", number, want).commit()
}

func (m *machine) readStandard() {
	number, who, score := m.number("standard"), m.anybody(), of(m, "score", 0, 60, 90, 101)
	got, err := both(m, func(e *core.Engine) (knowledge.Standard, error) {
		return e.Standards.Acknowledge(m.ctx(), knowledge.StandardNumber(number), who, score)
	})
	if m.refused("read a standard", err, first(m.there("staff", "staff", uint64(who)), m.there("standard", "standard", number), when(score > 100, "invalid score"))) {
		return
	}
	want, _ := known[knowledge.Standard](m.book, "standard", number)
	want.Acks = slices.Clone(want.Acks)
	at := slices.IndexFunc(want.Acks, func(a knowledge.Acknowledgment) bool { return a.Staff == who && a.Version == want.Version })
	if at < 0 {
		want.Acks = append(want.Acks, knowledge.Acknowledgment{Staff: who, Version: want.Version, At: m.now.Now(), Score: score})
	} else {
		want.Acks[at].Score = max(want.Acks[at].Score, score)
	}
	m.same("the read standard", got, want)
	m.write("standard.read").put("standard", number, want).commit()
}

func (m *machine) addChecklist() {
	given := knowledge.Checklist{Name: "Buka", Moment: "opening", Steps: []string{"Lampu", "Kasir", "Lantai"}[:m.pick("steps", 4)]}
	got, err := both(m, func(e *core.Engine) (knowledge.Checklist, error) { return e.Checklists.Add(m.ctx(), given) })
	if m.refused("add a checklist", err, when(len(given.Steps) == 0, "invalid step")) {
		return
	}
	u := m.write("checklist.add")
	given.Number = knowledge.ChecklistNumber(u.next("checklist"))
	m.same("the added checklist", got, given)
	u.put("checklist", uint64(given.Number), given).commit()
}

func (m *machine) beginChecklist() {
	number, who := m.number("checklist"), m.anybody()
	got, err := both(m, func(e *core.Engine) (knowledge.Run, error) {
		return e.Checklists.Begin(m.ctx(), knowledge.ChecklistNumber(number), who)
	})
	if m.refused("begin a checklist", err, first(m.works("by", who), m.there("checklist", "checklist", number))) {
		return
	}
	u := m.write("checklist.begin")
	on, _ := known[knowledge.Checklist](m.book, "checklist", number)
	want := knowledge.Run{Number: knowledge.RunNumber(u.next("run")), Checklist: on.Number, Name: on.Name, By: who, Began: m.now.Now()}
	for _, text := range on.Steps {
		want.Steps = append(want.Steps, knowledge.Step{Text: text})
	}
	m.same("the run", got, want)
	u.put("run", uint64(want.Number), want).commit()
}

func (m *machine) goOnWithChecklist() {
	number, what, position, who, why := m.number("run"), each(m, "what", "tick", "tick", "skip", "finish"), m.pick("position", 5), m.anybody(), each(m, "why", "mati", "")
	got, err := both(m, func(e *core.Engine) (knowledge.Run, error) {
		switch run := knowledge.RunNumber(number); what {
		case "tick":
			return e.Checklists.Tick(m.ctx(), run, position, who, why)
		case "skip":
			return e.Checklists.Skip(m.ctx(), run, position, why)
		default:
			return e.Checklists.Finish(m.ctx(), run)
		}
	})
	want, _ := known[knowledge.Run](m.book, "run", number)
	left := slices.ContainsFunc(want.Steps, func(s knowledge.Step) bool { return s.Done.IsZero() && s.Note == "" })
	if m.refused(what+" a checklist", err, first(
		when(what == "tick", m.works("by", who)), m.there("run", "run", number), when(!want.Ended.IsZero(), "conflict checklist"),
		when(what != "finish" && (position < 1 || position > len(want.Steps)), "not_found step"),
		when(what == "skip" && why == "", "invalid note"), when(what == "finish" && left, "conflict step"),
	)) {
		return
	}
	want.Steps = slices.Clone(want.Steps)
	switch what {
	case "tick":
		one := &want.Steps[position-1]
		if why == "" && !one.Done.IsZero() {
			why = one.Note
		}
		one.Done, one.By, one.Note = m.now.Now(), who, why
	case "skip":
		want.Steps[position-1].Done, want.Steps[position-1].Note = time.Time{}, why
	default:
		want.Ended = m.now.Now()
	}
	m.same("the run", got, want)
	m.write("checklist."+what).put("run", number, want).commit()
}

func (m *machine) lookAtKnowledge() {
	standing := all(m.book, "standard", func(s knowledge.Standard) bool { return !s.Retired })
	order := []knowledge.Dimension{"time", "work", "personnel", "place", "process"}
	by(standing, func(a, b knowledge.Standard) int {
		return cmp.Compare(slices.Index(order, a.Dimension), slices.Index(order, b.Dimension))
	})
	whole(m, "standards", standing, func(e *core.Engine) ([]knowledge.Standard, error) { return e.Standards.List(m.ctx()) })
	for _, who := range all[staff.Member](m.book, "staff", nil) {
		unread := slices.DeleteFunc(slices.Clone(standing), func(s knowledge.Standard) bool {
			return slices.ContainsFunc(s.Acks, func(a knowledge.Acknowledgment) bool { return a.Staff == who.Number && a.Version == s.Version })
		})
		whole(m, "standards to read", unread, func(e *core.Engine) ([]knowledge.Standard, error) { return e.Standards.Unread(m.ctx(), who.Number) })
	}
	whole(m, "checklists", all[knowledge.Checklist](m.book, "checklist", nil), func(e *core.Engine) ([]knowledge.Checklist, error) { return e.Checklists.List(m.ctx()) })
	for _, on := range all[knowledge.Checklist](m.book, "checklist", nil) {
		runs := by(all(m.book, "run", func(r knowledge.Run) bool { return r.Checklist == on.Number }), newest(func(r knowledge.Run) time.Time { return r.Began }))
		pages(m, "runs", runs, func(e *core.Engine, after string, limit int) ([]knowledge.Run, string, error) {
			return e.Checklists.Runs(m.ctx(), on.Number, after, limit)
		})
	}
}
