package people

import (
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// GroupNumber is a group's dense number in the shop, from 1.
type GroupNumber uint64

// GroupKind is what holds the members of a group together.
type GroupKind string

// The kinds of group.
const (
	Organization GroupKind = "organization" // an office, a school, another shop
	Household    GroupKind = "household"    // a family that shares a phone
)

// Group is an organisation or a household. Who belongs to it is in the
// profiles of its members.
type Group struct {
	Number    GroupNumber `cbor:"1,keyasint"`           // the same as in the key
	Kind      GroupKind   `cbor:"2,keyasint"`           // `organization` or `household`
	Name      string      `cbor:"3,keyasint"`           // what it is called
	Note      string      `cbor:"4,keyasint,omitempty"` // what to mind
	Payer     Ordinal     `cbor:"5,keyasint,omitempty"` // the customer who pays for all, none when each pays
	CreatedAt time.Time   `cbor:"6,keyasint"`           // when it was made
}

// Check tidies the group's texts and refuses what breaks a rule.
func (g *Group) Check() error {
	g.Name, g.Note = Tidy(g.Name), TidyLines(g.Note)
	switch {
	case g.Kind != Organization && g.Kind != Household:
		return fault.Invalid("kind", "%q is neither organization nor household", g.Kind)
	case g.Name == "" || long(g.Name):
		return fault.Invalid("name", "is empty or longer than %d characters", MaxName)
	case len(g.Note) > MaxNote:
		return fault.Invalid("note", "is longer than %d bytes", MaxNote)
	}
	return nil
}
