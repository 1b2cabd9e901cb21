package loyalty

import "unsafe"

//go:wasmexport raja_loyalty_v1
func export(in unsafe.Pointer, size uint32, out unsafe.Pointer, room uint32) int32 {
	return answer(in, size, out, room)
}
