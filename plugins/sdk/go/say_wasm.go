package raja

import "unsafe"

//go:wasmimport raja log
func hostLog(level uint32, text unsafe.Pointer, size uint32)

//go:wasmimport raja fail
func hostFail(row, field uint32, text unsafe.Pointer, size uint32)

// Log writes one line for the rule's author, shown when a call fails and by
// the tools. At most 8 KiB a call are kept.
func Log(line string) {
	hostLog(0, unsafe.Pointer(unsafe.StringData(line)), uint32(len(line)))
}

// Fail ends the call with a message for the author. row is the index of the
// row at fault, -1 for none. It does not return.
func Fail(row int, message string) {
	hostFail(uint32(row), 1<<32-1, unsafe.Pointer(unsafe.StringData(message)), uint32(len(message)))
	panic(message)
}
