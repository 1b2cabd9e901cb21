package main

import "runtime/debug"

// The heap is kept small: an import of any size shares a cheap laptop with a
// browser. The limit is soft; what must live lives.
const (
	heapGrowth = 60        // per cent between collections
	heapLimit  = 320 << 20 // bytes
)

func limitMemory() {
	debug.SetGCPercent(heapGrowth)
	debug.SetMemoryLimit(heapLimit)
}
