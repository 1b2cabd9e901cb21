package abi

// Batch is one question to a rule, before it is laid out. The host fills the
// header's magic, version, hook, tables, heap and, unless the manifest asks
// for them, clears the population figures.
type Batch struct {
	Header Header // the caller gives moment, calendar, currency and population

	// Facts are pages of whole rows as they lie in the store, in order. They
	// are copied once, into the rule's own memory, and never changed.
	Facts [][]byte

	// Stride is the bytes from one stored row to the next: a multiple of 8,
	// at least FactsSize. 0 means FactsSize.
	Stride int

	Orders []OrderContext      // loyalty: the orders asked about
	Visits []AfterHoursContext // after_hours: exactly one
	Events []FollowUpContext   // follow_up: what happened

	Lines []Line // lines of Orders, found by LinesFrom and LinesCount

	// Config holds the owner's settings. A key of the manifest that is not
	// here takes its default; a key that the manifest lacks is left out.
	Config []Config
}

// FactsStride returns the bytes from one facts row to the next.
func (b *Batch) FactsStride() int {
	if b.Stride == 0 {
		return FactsSize
	}
	return b.Stride
}

// FactsCount returns the number of whole rows in all pages.
func (b *Batch) FactsCount() int {
	bytes := 0
	for _, page := range b.Facts {
		bytes += len(page)
	}
	return bytes / b.FactsStride()
}
