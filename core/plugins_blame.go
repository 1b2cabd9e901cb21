package core

import (
	"errors"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
)

// ofCustomer names the customer at whose row a rule failed, so that the owner
// knows whom to look at: whose says who stands in each of so many rows. What is
// no fault of a rule or has no row stays as it is; a rule may name any row.
func ofCustomer(err error, rows int, whose func(row int) people.Ordinal) error {
	return ofRow(err, rows, func(row int) string { return "customer " + Code(whose(row)) })
}

// ofRow is ofCustomer for rows that are not about customers alone: who says of
// whom or of what each is. Of one row it is the only one.
func ofRow(err error, rows int, who func(row int) string) error {
	var f *plugin.Fault
	if !errors.As(err, &f) || f.Row >= rows || f.Row < 0 && rows != 1 {
		return err
	}
	return f.Of(who(max(0, f.Row)))
}

// blames is ofCustomer for a question about a batch.
func (b *factsBatch) blames(err error) error {
	return ofCustomer(err, len(b.each), func(row int) people.Ordinal { return people.Ordinal(b.each[row].Ordinal) })
}
