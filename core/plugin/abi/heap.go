package abi

import "fmt"

// Heap collects the texts of one input. Rows point into it by offset and
// length. The zero value is ready; Reset keeps its memory for the next input.
type Heap struct{ bytes []byte }

// Add appends text and returns where it lies; an empty text lies nowhere.
func (h *Heap) Add(text string) (off, length uint32) {
	if text == "" {
		return 0, 0
	}
	off = uint32(len(h.bytes))
	h.bytes = append(h.bytes, text...)
	return off, uint32(len(text))
}

// Bytes returns everything added since the last Reset.
func (h *Heap) Bytes() []byte { return h.bytes }

// Reset empties the heap.
func (h *Heap) Reset() { h.bytes = h.bytes[:0] }

// textAt returns the text at off, or an error when it lies outside the heap.
func textAt(heap []byte, off, length uint32) (string, error) {
	end := uint64(off) + uint64(length)
	if end > uint64(len(heap)) {
		return "", fmt.Errorf("text at %d..%d lies outside the heap of %d bytes", off, end, len(heap))
	}
	return string(heap[off:end]), nil
}
