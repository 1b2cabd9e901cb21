package raja

import "github.com/raja-crm/raja/plugins/sdk/go/internal/row"

// Field is a field of the facts, for Fail: FieldVisits and the like.
type Field int32

// NoField is what Fail takes when no field is meant.
const NoField Field = -1

// What Fail takes in place of a row's number.
const (
	NoRow   = -1 // no row is meant
	ThisRow = -2 // the row of the answer that is being decided
)

func rowOf(n int) int {
	if n == ThisRow {
		return row.Deciding
	}
	return n
}
