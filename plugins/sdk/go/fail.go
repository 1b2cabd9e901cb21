package raja

import "github.com/raja-crm/raja/plugins/sdk/go/internal/turn"

// Field names a field of the facts, for Fail.
type Field int32

// NoField is for Fail when no field is meant.
const NoField Field = -1

// Rows for Fail: none, and the one that is being decided.
const (
	NoRow   = -1
	ThisRow = -2
)

// Fail ends the call with a message for the rule's author and the shop's
// owner, and names the row and the field at fault:
//
//	raja.Fail(raja.ThisRow, raja.FieldNet, "is below zero")
//
// The shop keeps what it had. It does not return; natively it panics.
func Fail(row int, field Field, message string) {
	if row == ThisRow {
		row = turn.Row
	}
	fail(row, field, message)
	panic(message)
}
