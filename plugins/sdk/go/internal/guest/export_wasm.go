package guest

import "unsafe"

// arenas keeps every arena reachable: the host writes into them between
// calls, and memory that nothing points to would be used again.
var arenas [][]uint64

//go:wasmexport raja_abi_v1
func abiMark() {}

// alloc hands out size bytes for good, at a multiple of 8.
//
//go:wasmexport raja_alloc
func alloc(size uint32) unsafe.Pointer {
	arena := make([]uint64, (size+7)/8)
	arenas = append(arenas, arena)
	return unsafe.Pointer(unsafe.SliceData(arena))
}

//go:wasmexport raja_describe
func describe() uint64 {
	description = Describe()
	at := uintptr(unsafe.Pointer(unsafe.SliceData(description)))
	return uint64(at)<<32 | uint64(len(description))
}
