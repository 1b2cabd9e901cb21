package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/staff"
)

// Member is somebody who works in the shop.
type Member struct {
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	Role       string   `json:"role"`
	Department string   `json:"department" doc:"code"`
	Skills     []string `json:"skills"`
	Customer   string   `json:"customer" doc:"code, as an internal customer"`
	Left       bool     `json:"left"`
	Remedy     int64    `json:"remedy" doc:"minor units that a remedy may cost without approval"`
}

// NotedMember is a member of staff as she was noted, with what looks like a
// slip.
type NotedMember struct {
	Member
	Warnings []Warning `json:"warnings"`
}

// Department is a part of the shop.
type Department struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Lead string `json:"lead" doc:"code of who answers for it"`
}

// NewMember is what the form of a new member of staff sends.
type NewMember struct {
	Name       string   `json:"name"`
	Role       string   `json:"role,omitempty" enum:"owner,manager,staff"`
	Department string   `json:"department,omitempty"`
	Skills     []string `json:"skills,omitempty"`
	Customer   string   `json:"customer,omitempty"`
	Remedy     int64    `json:"remedy,omitempty" minimum:"0"`
}

// NewDepartment is what the form of a new department sends.
type NewDepartment struct {
	Name string `json:"name"`
	Lead string `json:"lead,omitempty"`
}

// MemberChange is what changes of a member of staff; null leaves a field.
type MemberChange struct {
	Name       *string   `json:"name,omitempty"`
	Role       *string   `json:"role,omitempty" enum:"owner,manager,staff"`
	Department *string   `json:"department,omitempty" doc:"code, empty for none"`
	Skills     *[]string `json:"skills,omitempty" doc:"all of them"`
	Remedy     *int64    `json:"remedy,omitempty" minimum:"0"`
	Left       *bool     `json:"left,omitempty" doc:"she works here no more"`
}

type everything struct{}

func (s *service) staffOperations(api huma.API) {
	huma.Get(api, "/api/staff", func(ctx context.Context, _ *everything) (*out[[]Member], error) {
		all, err := s.engine.Staff.List(ctx)
		return &out[[]Member]{lo.Map(all, func(one staff.Member, _ int) Member { return MemberOf(s.engine, &one) })}, answer(err)
	})
	huma.Post(api, "/api/staff", func(ctx context.Context, in *struct{ Body NewMember }) (*created[NotedMember], error) {
		made, err := AddMember(ctx, s.engine, in.Body)
		return &created[NotedMember]{http.StatusCreated, made}, answer(err)
	})
	huma.Patch(api, "/api/staff/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body MemberChange
	},
	) (*out[NotedMember], error) {
		changed, err := ChangeMember(ctx, s.engine, in.Code, in.Body)
		return &out[NotedMember]{changed}, answer(err)
	})
	huma.Get(api, "/api/departments", func(ctx context.Context, _ *everything) (*out[[]Department], error) {
		all, err := s.engine.Staff.Departments(ctx)
		return &out[[]Department]{lo.Map(all, func(one staff.Department, _ int) Department { return DepartmentOf(s.engine, &one) })}, answer(err)
	})
	huma.Post(api, "/api/departments", func(ctx context.Context, in *struct{ Body NewDepartment }) (*created[Department], error) {
		made, err := AddDepartment(ctx, s.engine, in.Body)
		return &created[Department]{http.StatusCreated, made}, answer(err)
	})
}

// MemberOf is how a member of staff is shown.
func MemberOf(engine *core.Engine, one *staff.Member) Member {
	return Member{
		Code: core.StaffCode(one.Number), Name: one.Name, Role: string(one.Role), Department: engine.CodeOf("department", uint64(one.Department)),
		Skills: append([]string{}, one.Skills...), Customer: engine.CodeOf("customer", uint64(one.Customer)), Left: one.Left, Remedy: one.Remedy,
	}
}

// DepartmentOf is how a department is shown.
func DepartmentOf(engine *core.Engine, one *staff.Department) Department {
	return Department{Code: engine.CodeOf("department", uint64(one.Number)), Name: one.Name, Lead: core.StaffCode(one.Lead)}
}

// AddMember notes a member of staff.
func AddMember(ctx context.Context, engine *core.Engine, given NewMember) (NotedMember, error) {
	department, err := optional(engine, "department", "department", given.Department)
	if err != nil {
		return NotedMember{}, err
	}
	customer, err := ordinalOf(ctx, engine, "customer", given.Customer)
	if err != nil {
		return NotedMember{}, err
	}
	made, err := engine.Staff.Add(ctx, staff.Member{
		Name: given.Name, Role: staff.Role(given.Role), Department: staff.DepartmentNumber(department), Skills: given.Skills,
		Customer: customer, Remedy: given.Remedy,
	})
	return noted(ctx, engine, &made, err)
}

// ChangeMember changes what is given of a member of staff, named by her code or
// her name.
func ChangeMember(ctx context.Context, engine *core.Engine, ref string, change MemberChange) (NotedMember, error) {
	known, err := engine.Staff.Find(ctx, ref)
	if err != nil {
		return NotedMember{}, err
	}
	department := known.Department
	if change.Department != nil {
		number, err := optional(engine, "department", "department", *change.Department)
		if err != nil {
			return NotedMember{}, err
		}
		department = staff.DepartmentNumber(number)
	}
	changed, err := engine.Staff.Edit(ctx, known.Number, func(one *staff.Member) error {
		one.Department = department
		give(&one.Name, change.Name)
		give((*string)(&one.Role), change.Role)
		give(&one.Skills, change.Skills)
		give(&one.Remedy, change.Remedy)
		give(&one.Left, change.Left)
		return nil
	})
	return noted(ctx, engine, &changed, err)
}

func noted(ctx context.Context, engine *core.Engine, one *staff.Member, err error) (NotedMember, error) {
	if err != nil {
		return NotedMember{}, err
	}
	doubts, err := engine.Staff.Doubts(ctx, *one)
	return NotedMember{MemberOf(engine, one), warnings(doubts)}, err
}

// AddDepartment notes a department.
func AddDepartment(ctx context.Context, engine *core.Engine, given NewDepartment) (Department, error) {
	lead, err := StaffOf(ctx, engine, "lead", given.Lead)
	if err != nil {
		return Department{}, err
	}
	made, err := engine.Staff.AddDepartment(ctx, staff.Department{Name: given.Name, Lead: lead})
	return DepartmentOf(engine, &made), err
}

// StaffOf returns the member of staff that a code or a name means, 0 for "";
// field is where the request names her.
func StaffOf(ctx context.Context, engine *core.Engine, field, ref string) (staff.Number, error) {
	if ref == "" {
		return 0, nil
	}
	found, err := engine.Staff.Find(ctx, ref)
	return found.Number, about(field, err)
}
