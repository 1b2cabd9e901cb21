//go:build !wasm

package raja

import (
	"fmt"
	"os"
)

// Log writes one line for the rule's author, shown when a call fails and by
// the tools. At most 8 KiB a call are kept. Natively it goes to standard
// error.
func Log(line string) { _, _ = os.Stderr.WriteString(line + "\n") }

// Fail ends the call with a message for the author, at a row of the answer and
// a field of the facts. It does not return; natively it panics.
func Fail(row int, field Field, message string) {
	panic(fmt.Sprintf("raja.Fail: row %d, field %d: %s", rowOf(row), field, message))
}
