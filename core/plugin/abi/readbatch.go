package abi

import (
	"bytes"
	"fmt"
)

// ReadBatch reads the bytes of an input back into the question that they were
// laid out from, as the rule saw it. They may come from a file: nothing in
// them is believed. The facts of the result point into input.
func ReadBatch(input []byte) (*Batch, error) {
	if len(input) < HeaderSize || len(input) > MaxInput {
		return nil, fmt.Errorf("it has %d bytes, want %d to %d", len(input), HeaderSize, MaxInput)
	}
	var h Header
	h.Read(input)
	if h.Magic != Magic || h.Major != Major {
		return nil, fmt.Errorf("it does not begin as an input of ABI %d", Major)
	}
	if h.FactsCount > MaxRows || h.ContextCount > MaxRows {
		return nil, fmt.Errorf("it has %d facts rows and %d events, the most is %d", h.FactsCount, h.ContextCount, MaxRows)
	}
	b := &Batch{Header: h}
	for _, step := range []func([]byte) error{b.readFacts, b.readEvents, b.readTexts} {
		if err := step(input); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (b *Batch) readFacts(input []byte) error {
	h := &b.Header
	rows, err := table("facts", input, h.FactsOff, h.FactsCount, h.FactsStride, FactsSize)
	if err != nil || h.FactsCount == 0 {
		return err
	}
	b.Facts, b.Stride = [][]byte{rows}, int(h.FactsStride)
	return nil
}

// readEvents reads the context rows, which are of the hook's kind.
func (b *Batch) readEvents(input []byte) error {
	h := &b.Header
	size := map[uint32]uint32{
		HookLoyalty: OrderContextSize, HookAfterHours: AfterHoursContextSize, HookFollowUp: FollowUpContextSize,
	}[h.Hook]
	rows, err := table("events", input, h.ContextOff, h.ContextCount, h.ContextStride, size)
	if err != nil {
		return err
	}
	for ; len(rows) > 0; rows = rows[h.ContextStride:] {
		switch h.Hook {
		case HookLoyalty:
			b.Orders = append(b.Orders, OrderContext{})
			b.Orders[len(b.Orders)-1].Read(rows)
		case HookAfterHours:
			b.Visits = append(b.Visits, AfterHoursContext{})
			b.Visits[len(b.Visits)-1].Read(rows)
		case HookFollowUp:
			b.Events = append(b.Events, FollowUpContext{})
			b.Events[len(b.Events)-1].Read(rows)
		}
	}
	return nil
}

// readTexts reads what points into the heap.
func (b *Batch) readTexts(input []byte) error {
	h := &b.Header
	heap, err := table("heap", input, h.HeapOff, h.HeapLen, 1, 1)
	if err != nil {
		return err
	}
	lines, err := table("lines", input, h.LinesOff, h.LinesCount, h.LinesStride, oldLineSize)
	if err != nil {
		return err
	}
	texts := len(heap)
	for ; len(lines) > 0 && texts >= 0; lines = lines[h.LinesStride:] {
		var line Line
		if err := line.Read(known(lines[:h.LinesStride]), heap); err != nil {
			return fmt.Errorf("lines: %w", err)
		}
		texts -= len(line.Item) + len(line.Category) + len(line.Unit)
		b.Lines = append(b.Lines, line)
	}
	settings, err := table("config", input, h.ConfigOff, h.ConfigCount, h.ConfigStride, ConfigSize)
	if err != nil {
		return err
	}
	for ; len(settings) > 0 && texts >= 0; settings = settings[h.ConfigStride:] {
		var one Config
		if err := one.Read(settings, heap); err != nil {
			return fmt.Errorf("config: %w", err)
		}
		texts -= len(one.Key) + len(one.Text)
		b.Config = append(b.Config, one)
	}
	if texts < 0 {
		return fmt.Errorf("its texts lie upon each other")
	}
	return b.ownLines()
}

// oldLineSize is how long a line was in ABI 1.0, of which inputs are kept: it
// ended before the unit.
const oldLineSize = LineAtUnit

// known is a line's row with what a shorter one lacks as nothing.
func known(row []byte) []byte {
	if len(row) >= LineSize {
		return row
	}
	return append(bytes.Clone(row), make([]byte, LineSize-len(row))...)
}

// ownLines refuses orders that share lines: a small file could so name many
// times more than it holds.
func (b *Batch) ownLines() error {
	left := uint64(len(b.Lines))
	for i, order := range b.Orders {
		if uint64(order.LinesCount) > left {
			return fmt.Errorf("order %d has %d lines, and %d are left", i, order.LinesCount, left)
		}
		left -= uint64(order.LinesCount)
	}
	return nil
}

// table returns count rows of stride bytes at off, once they are known to fit.
func table(name string, input []byte, off, count, stride, size uint32) ([]byte, error) {
	if count == 0 {
		return nil, nil
	}
	end := uint64(off) + uint64(count)*uint64(stride)
	if size == 0 || stride < size || end > uint64(len(input)) {
		return nil, fmt.Errorf("%s: %d rows of %d bytes at %d do not fit", name, count, stride, off)
	}
	return input[off:end], nil
}
