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

// fail does not return.
func fail(row int, field Field, message string) {
	hostFail(uint32(row), uint32(field), unsafe.Pointer(unsafe.StringData(message)), uint32(len(message)))
}
