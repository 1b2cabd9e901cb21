// Package staff holds who works in the shop: people, departments, what they
// can do. Who may do what, and with which PIN, is left to app/api.
package staff

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Number is a member of staff's dense number, from 1.
type Number uint64

// DepartmentNumber is a department's dense number, from 1.
type DepartmentNumber uint64

// Role is what somebody may decide.
type Role string

// The roles.
const (
	Owner   Role = "owner"
	Manager Role = "manager"
	Clerk   Role = "staff"
)

// MaxSkills is how many skills one member of staff may have.
const MaxSkills = 50

// Member is somebody who works in the shop.
type Member struct {
	Number     Number           `cbor:"1,keyasint"`           // the same as in the key
	Name       string           `cbor:"2,keyasint"`           // what everybody calls her
	Role       Role             `cbor:"3,keyasint"`           // `owner`, `manager` or `staff`
	Department DepartmentNumber `cbor:"4,keyasint,omitempty"` // where she works
	Skills     []string         `cbor:"5,keyasint,omitempty"` // what she can do, in words
	Customer   people.Ordinal   `cbor:"6,keyasint,omitempty"` // as whom she is an internal customer
	Left       bool             `cbor:"7,keyasint,omitempty"` // she works here no more
	CreatedAt  time.Time        `cbor:"8,keyasint"`           // when she was noted
	Remedy     int64            `cbor:"9,keyasint,omitempty"` // what a remedy may cost without approval, in minor units
}

// maxRemedy is the largest allowance, in minor units.
const maxRemedy = 1 << 50

// Check tidies the texts and refuses what breaks a rule.
func (m *Member) Check() error {
	m.Name = people.Tidy(m.Name)
	if m.Role == "" {
		m.Role = Clerk
	}
	switch {
	case m.Name == "" || len(m.Name) > people.MaxName:
		return fault.Invalid("name", "is empty or longer than %d bytes", people.MaxName)
	case !slices.Contains([]Role{Owner, Manager, Clerk}, m.Role):
		return fault.Invalid("role", "%q is not one of owner, manager, staff", m.Role)
	case len(m.Skills) > MaxSkills:
		return fault.Invalid("skill", "there are at most %d", MaxSkills)
	case m.Remedy < 0 || m.Remedy > maxRemedy:
		return fault.Invalid("remedy", "is negative or too large")
	}
	for i, skill := range m.Skills {
		if m.Skills[i] = people.Tidy(skill); m.Skills[i] == "" || len(m.Skills[i]) > people.MaxName {
			return fault.Invalid("skill", "is empty or longer than %d bytes", people.MaxName)
		}
	}
	return nil
}

// Department is a part of the shop that others may ask for something.
type Department struct {
	Number DepartmentNumber `cbor:"1,keyasint"`           // the same as in the key
	Name   string           `cbor:"2,keyasint"`           // what it is called
	Lead   Number           `cbor:"3,keyasint,omitempty"` // who answers for it
	Closed bool             `cbor:"4,keyasint,omitempty"` // there is no such department any more
}

// Check tidies the name and refuses what breaks a rule.
func (d *Department) Check() error {
	d.Name = people.Tidy(d.Name)
	if d.Name == "" || len(d.Name) > people.MaxName {
		return fault.Invalid("name", "is empty or longer than %d bytes", people.MaxName)
	}
	return nil
}
