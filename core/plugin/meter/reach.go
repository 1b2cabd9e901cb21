package meter

// reach is what depends on how much a module has: the more memory and code, the
// farther away from the processor the next piece of it may lie. It follows from
// the module and its manifest alone, so it is the same on every machine.
type reach struct {
	load, store int64
	near        int64 // a load whose address was known before
	call        int64 // more for a call
	jump        int64 // more for a jump
	bytes       int64 // how many bits to shift the bytes of memory.fill and its kin by: a unit buys 4 or 8
}

// reachOf looks at how many pages the memory may ever have, and at the code.
func (m *module) reachOf(pages uint32) reach {
	if !m.grows {
		pages = m.pages
	}
	if m.bounded {
		pages = min(pages, m.mostPages)
	}
	far := reach{load: priceLoad(pages), store: priceStore(pages), bytes: 3}
	far.near = far.store
	if pages > 16 {
		far.bytes = 2
	}
	far.call, far.jump = priceFarCall(m.size()), priceFarJump(m.jumps)
	return far
}

// size is how large the machine code of a module is, in about half its bytes.
func (m *module) size() int64 { return int64(len(m.code)) + 100*int64(len(m.functions)-m.imported) }

// priceLoad is a load whose address is what the load before gave, anywhere in
// a memory that no cache holds yet. Beyond 4 MiB it would have to be 400; at
// that price a collection of Go's garbage does not fit into a call any more.
func priceLoad(pages uint32) int64 {
	switch {
	case pages <= 4:
		return 16
	case pages <= 16: // 1 MiB; after the first time it lies in the second cache
		return 24
	case pages <= 32:
		return 100
	}
	return 240
}

// priceStore is a store on two lines in two pages. Nothing waits for it, but
// only so many may be under way.
func priceStore(pages uint32) int64 {
	if pages <= 16 {
		return 16
	}
	return 48
}

// priceFarCall is the way to a function anywhere in so much code.
func priceFarCall(size int64) int64 {
	switch {
	case size <= 1_000_000:
		return 0
	case size <= 3_000_000:
		return 120
	}
	return 220
}

// priceFarJump is the way to a place anywhere in functions that jump so often:
// the processor remembers a few thousand jumps, and guesses the others wrong.
func priceFarJump(jumps int64) int64 {
	if jumps <= 2_000 {
		return 0
	}
	return 30
}
