// Package guest is the glue between the host's calls and a rule's function:
// arenas, the description, and the way from bytes to rows. Rule authors never
// see it.
package guest

import (
	"strconv"
	"unsafe"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/internal/turn"
)

// One instance serves one call at a time, so what it keeps between calls may
// lie in plain variables: the input, reused to allocate nothing, and the
// description, which the host reads after the call that made it.
var (
	input       raja.Input
	served      []string // hooks, in the order they were served
	description []byte
)

// Serving notes that this module answers hook, version 1.
func Serving(hook string) { served = append(served, hook) }

// Open reads the input of a call. An input that cannot be read ends it.
func Open(in unsafe.Pointer, size uint32) *raja.Input {
	turn.Row = 0
	if err := input.Read(unsafe.Slice((*byte)(in), size)); err != nil {
		raja.Fail(raja.NoRow, raja.NoField, err.Error())
	}
	return &input
}

// Describe returns the JSON of raja_describe. It is put together by hand: a
// JSON package would double the size of every rule.
func Describe() []byte {
	description = append(description[:0], `{"abi":`...)
	description = strconv.AppendInt(description, raja.Major, 10)
	description = append(description, `,"schema":`...)
	description = strconv.AppendInt(description, raja.Minor, 10)
	description = append(description, `,"hooks":{`...)
	for i, hook := range served {
		if i > 0 {
			description = append(description, ',')
		}
		description = strconv.AppendQuote(description, hook)
		description = append(description, ":1"...)
	}
	return append(description, "}}"...)
}

// Answers returns the output arena as rows, at most as many as it has room
// for; a call that has more to say than room ends.
func Answers[T any](out unsafe.Pointer, room uint32, rows int) []T {
	var one T
	if uintptr(rows)*unsafe.Sizeof(one) > uintptr(room) {
		raja.Fail(raja.NoRow, raja.NoField, "the answer does not fit its room")
	}
	return unsafe.Slice((*T)(out), rows)
}
