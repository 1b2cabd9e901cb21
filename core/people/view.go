package people

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/fault"
)

// ViewNumber is a view's number, from 1, never reused; people see VW-001.
type ViewNumber uint64

// View is a list of customers that has a name: whom it shows, in which order
// and with which columns. It is the shop's, not one person's.
type View struct {
	Number     ViewNumber `cbor:"1,keyasint"`            // the same as in the key
	Name       string     `cbor:"2,keyasint"`            // as the owner calls it; no two are called the same
	Segment    string     `cbor:"3,keyasint,omitempty"`  // only members of this segment; empty is everybody
	Plugin     string     `cbor:"4,keyasint,omitempty"`  // the rule whose segment it is; empty is the one whose segments show
	Text       string     `cbor:"5,keyasint,omitempty"`  // what is searched for
	Tag        string     `cbor:"6,keyasint,omitempty"`  // only who has this tag
	Sort       Sort       `cbor:"7,keyasint,omitempty"`  // what they are ordered by
	Descending bool       `cbor:"8,keyasint,omitempty"`  // the greatest, or the latest, first
	Columns    []string   `cbor:"9,keyasint,omitempty"`  // that are shown beside the name; none is those that the page shows by itself
	UpdatedAt  time.Time  `cbor:"10,keyasint,omitempty"` // when it was last changed
}

// Sort is what a list of customers is ordered by.
type Sort string

// The orders of a list. In the order in which they came, or for a text the best
// match first, is the empty one.
const (
	AsTheyCame Sort = ""
	ByName     Sort = "name"
	ByPoints   Sort = "points"
	ByOrders   Sort = "orders"
	ByNet      Sort = "net"
	ByLast     Sort = "last"
)

// Sorts lists the orders that have a name.
func Sorts() []Sort { return []Sort{ByName, ByPoints, ByOrders, ByNet, ByLast} }

// Check refuses what is no order of a list.
func (s Sort) Check() error {
	if s != AsTheyCame && !slices.Contains(Sorts(), s) {
		return fault.Invalid("sort", "%.40q is not one of name, points, orders, net, last", string(s))
	}
	return nil
}

// ListColumns lists the columns that a list can show beside the name.
func ListColumns() []string {
	return []string{"phone", "segment", "tier", "points", "orders", "net", "last", "tags"}
}

// MaxViews is how many views a shop keeps, MaxViewName how long a name is.
const (
	MaxViews    = 50
	MaxViewName = 60
)

// Check tidies a view and refuses one that nobody could use.
func (v *View) Check() error {
	v.Name, v.Text, v.Tag = Tidy(v.Name), Tidy(v.Text), Tidy(v.Tag)
	switch {
	case !strings.ContainsFunc(v.Name, visible):
		return fault.Invalid("name", "is empty; say what the list is called")
	case utf8.RuneCountInString(v.Name) > MaxViewName:
		return fault.Invalid("name", "has more than %d characters; find a shorter one", MaxViewName)
	case long(v.Text):
		return fault.Invalid("q", "has more than %d characters", MaxName)
	case long(v.Tag):
		return fault.Invalid("tag", "has more than %d characters", MaxName)
	case len(v.Segment) > 64:
		return fault.Invalid("segment", "has more than 64 characters")
	case len(v.Plugin) > 64:
		return fault.Invalid("plugin", "has more than 64 characters")
	}
	for i, column := range v.Columns {
		if !slices.Contains(ListColumns(), column) {
			return fault.Invalid("columns", "%.40q is not one of %s", column, strings.Join(ListColumns(), ", "))
		}
		if slices.Contains(v.Columns[:i], column) {
			return fault.Invalid("columns", "name %s twice", column)
		}
	}
	return v.Sort.Check()
}

// Called reports whether the view has this name, whatever its letters' case.
func (v *View) Called(name string) bool {
	return strings.EqualFold(v.Name, Tidy(name))
}
