//go:build !wasm

package raja

import "os"

// Log writes one line for the rule's author, shown when a call fails and by
// the tools. At most 8 KiB a call are kept. Natively it goes to standard
// error.
func Log(line string) { _, _ = os.Stderr.WriteString(line + "\n") }

// Fail ends the call with a message for the author. row is the index of the
// row at fault, -1 for none. It does not return; natively it panics.
func Fail(row int, message string) { panic(message) }
