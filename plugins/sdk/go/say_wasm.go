package raja

import "unsafe"

//go:wasmimport raja log
func hostLog(level uint32, text unsafe.Pointer, size uint32)

//go:wasmimport raja fail
func hostFail(row, field int32, text unsafe.Pointer, size uint32)

// Log writes one line for the rule's author, shown when a call fails and by
// the tools. At most 8 KiB a call are kept.
func Log(line string) {
	hostLog(0, unsafe.Pointer(unsafe.StringData(line)), uint32(len(line)))
}

// Fail ends the call with a message for the author, at a row of the answer and
// a field of the facts. It does not return.
func Fail(row int, field Field, message string) {
	hostFail(int32(rowOf(row)), int32(field), unsafe.Pointer(unsafe.StringData(message)), uint32(len(message)))
	panic(message)
}
