package abi_test

import (
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// captured is an input of orders that each name all of some lines, whose texts
// are all of a heap.
func captured(orders, lines, linesEach, heap, text int) []byte {
	h := abi.Header{Magic: abi.Magic, Major: abi.Major, Hook: abi.HookLoyalty, HeaderLen: abi.HeaderSize}
	h.ContextOff, h.ContextCount, h.ContextStride = abi.HeaderSize, uint32(orders), abi.OrderContextSize
	h.LinesOff, h.LinesCount, h.LinesStride = h.ContextOff+uint32(orders)*abi.OrderContextSize, uint32(lines), abi.LineSize
	h.HeapOff, h.HeapLen = h.LinesOff+uint32(lines)*abi.LineSize, uint32(heap)
	in := make([]byte, int(h.HeapOff)+heap)
	h.Put(in)
	for i := range orders {
		(&abi.OrderContext{LinesCount: uint32(linesEach)}).Put(in[int(h.ContextOff)+i*abi.OrderContextSize:])
	}
	for i := range lines {
		row := in[int(h.LinesOff)+i*abi.LineSize:]
		row[abi.LineAtItem+4], row[abi.LineAtItem+5] = byte(text), byte(text>>8)
	}
	return in
}

// A small file of a stranger could name the same bytes again and again, and
// so fill the memory of who reads it.
func TestAnInputNamesNoByteTwice(t *testing.T) {
	for _, c := range []struct {
		name, want                           string
		orders, lines, linesEach, heap, text int
	}{
		{"lines of one's own", "", 3, 6, 2, 60, 10},
		{"orders that share lines", "order 1 has 6 lines, and 0 are left", 3, 6, 6, 60, 10},
		{"texts upon each other", "its texts lie upon each other", 3, 6, 2, 60, 11},
		{"too many orders", "it has 0 facts rows and 1025 events, the most is 1024", 1025, 0, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := abi.ReadBatch(captured(c.orders, c.lines, c.linesEach, c.heap, c.text))
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}
