package core

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// Staff is the chapter of who works in the shop, and in which department.
type Staff struct{ *shop }

func memberShelf() *shelf[staff.Member] {
	return &shelf[staff.Member]{
		space: record.Staff, word: "staff", mark: "S-", digits: 3,
		number: func(m *staff.Member) uint64 { return uint64(m.Number) },
		give:   func(m *staff.Member, number uint64) { m.Number = staff.Number(number) },
		check:  (*staff.Member).Check,
		ties:   (*tx).checkMemberTies,
		free: func(t *tx, gone *staff.Member) error {
			return t.members.refuseNeeded(t, uint64(gone.Number), "open tickets", ticketsOwned(gone.Number))
		},
		keys: func(m *staff.Member) []record.Key {
			return []record.Key{inList(listStaff).Uint64(uint64(m.Department)).Uint64(uint64(m.Number))}
		},
	}
}

func departmentShelf() *shelf[staff.Department] {
	return &shelf[staff.Department]{
		space: record.Departments, word: "department", mark: "D-", digits: 3,
		number: func(d *staff.Department) uint64 { return uint64(d.Number) },
		give:   func(d *staff.Department, number uint64) { d.Number = staff.DepartmentNumber(number) },
		check:  (*staff.Department).Check,
		ties:   (*tx).checkLead,
		free: func(t *tx, gone *staff.Department) error {
			return t.departments.refuseNeeded(t, uint64(gone.Number), "staff or requests",
				inList(listStaff).Uint64(uint64(gone.Number)), ticketsFor(gone.Number))
		},
	}
}

// StaffCode is how a member of staff is named on paper and in the journal:
// "S-001"; "" is nobody.
func StaffCode(number staff.Number) string {
	if number == 0 {
		return ""
	}
	return memberShelf().code(uint64(number))
}

// Add notes a member of staff.
func (s *Staff) Add(ctx context.Context, given staff.Member) (staff.Member, error) {
	given.CreatedAt = s.clock.Now()
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := s.update(ctx, "staff.add", func(t *tx) error {
		if err := t.checkMemberTies(&given); err != nil {
			return err
		}
		made = given
		return t.members.addNext(t, &made)
	})
	return made, err
}

func (t *tx) checkMemberTies(given *staff.Member) error {
	if given.Department != 0 {
		if _, err := t.departments.read(t.shop, t, uint64(given.Department)); err != nil {
			return err
		}
	}
	if given.Customer != 0 {
		known, err := t.read(t, given.Customer)
		if err != nil {
			return err
		}
		if known.Kind != people.Internal {
			return fault.Invalid("customer", "%s is no internal customer", Code(given.Customer))
		}
	}
	return nil
}

// Edit changes a member of staff; edit may run twice.
func (s *Staff) Edit(ctx context.Context, number staff.Number, edit func(*staff.Member) error) (staff.Member, error) {
	return editOne(ctx, s.shop, s.members, "staff.edit", uint64(number), edit)
}

// Find returns the one member of staff that a code (S-001) or a name means.
func (s *Staff) Find(ctx context.Context, ref string) (staff.Member, error) {
	all, err := s.List(ctx)
	if err != nil {
		return staff.Member{}, err
	}
	var found []staff.Member
	for _, one := range all {
		if strings.EqualFold(StaffCode(one.Number), strings.TrimSpace(ref)) || (!one.Left && strings.EqualFold(one.Name, people.Tidy(ref))) {
			found = append(found, one)
		}
	}
	switch len(found) {
	case 0:
		return staff.Member{}, fault.NotFound("staff", "nobody here is known as %q; see raja staff list", ref)
	case 1:
		return found[0], nil
	}
	return staff.Member{}, fault.Conflict("staff", "%q is the name of several; use a code like %s", ref, StaffCode(found[0].Number))
}

// Doubts are what looks like a slip of a member of staff: somebody else who
// works here has the name, so that the name alone means neither.
func (s *Staff) Doubts(ctx context.Context, member staff.Member) ([]fault.Warning, error) {
	all, err := s.List(ctx)
	var found []fault.Warning
	for _, other := range all {
		if other.Number != member.Number && !other.Left && !member.Left && strings.EqualFold(other.Name, member.Name) {
			found = append(found, fault.Warn("name", "%s juga nama %s; pakai kode untuk menyebut salah satunya.", "%s is the name of %s too; use a code to name one of them.", member.Name, StaffCode(other.Number)))
		}
	}
	return found, err
}

// List returns everybody who works or worked here, by department.
func (s *Staff) List(ctx context.Context) ([]staff.Member, error) {
	found, _, err := pageOf(ctx, s.shop, s.members, inList(listStaff), page{Limit: maxOfOne})
	return found, err
}

// AddDepartment notes a department.
func (s *Staff) AddDepartment(ctx context.Context, given staff.Department) (staff.Department, error) {
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := s.update(ctx, "department.add", func(t *tx) error {
		if err := t.checkLead(&given); err != nil {
			return err
		}
		made = given
		return t.departments.addNext(t, &made)
	})
	return made, err
}

func (t *tx) checkLead(given *staff.Department) error {
	if given.Lead == 0 {
		return nil
	}
	_, err := t.members.read(t.shop, t, uint64(given.Lead))
	return err
}

// Departments returns all departments.
func (s *Staff) Departments(ctx context.Context) ([]staff.Department, error) {
	var all []staff.Department
	err := s.store.View(ctx, func(reader store.Reader) error {
		all = nil
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Departments)}) {
			if err != nil {
				return err
			}
			var one staff.Department
			if err := s.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
				return err
			}
			all = append(all, one)
		}
		return nil
	})
	return all, readable(err)
}

// working returns a member of staff who works here, and refuses one who left.
func (t *tx) working(field string, number staff.Number) error {
	if number == 0 {
		return nil
	}
	known, err := t.members.read(t.shop, t, uint64(number))
	if err != nil {
		return fault.NotFound(field, "there is no %s among the staff", StaffCode(number)).Because(err)
	}
	if known.Left {
		return fault.Conflict(field, "%s works here no more", known.Name)
	}
	return nil
}
