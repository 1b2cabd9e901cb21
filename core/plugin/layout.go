package plugin

import "github.com/raja-crm/raja/core/plugin/abi"

// layout says where each part of one input lies. Every table starts at a
// multiple of 8, since every row is a multiple of 8 long.
type layout struct {
	facts, events, lines, config, heap uint32
	heapLen, size                      uint32
}

// scratch is memory that an instance keeps for the parts with texts: their
// length is known only once they are written.
type scratch struct {
	lines, config []byte
	heap          abi.Heap
}

// layOut writes lines and settings aside and measures the whole input.
func (s *scratch) layOut(q *question) layout {
	s.heap.Reset()
	s.lines, s.config = s.lines[:0], s.config[:0]
	if q.view.lines && q.hook.Code == abi.HookLoyalty {
		for i := range q.batch.Lines {
			s.lines = append(s.lines, make([]byte, abi.LineSize)...)
			q.batch.Lines[i].Put(s.lines[len(s.lines)-abi.LineSize:], &s.heap)
		}
	}
	for i := range q.settings {
		s.config = append(s.config, make([]byte, abi.ConfigSize)...)
		q.settings[i].Put(s.config[len(s.config)-abi.ConfigSize:], &s.heap)
	}
	l := layout{facts: abi.HeaderSize, heapLen: uint32(len(s.heap.Bytes()))}
	_, rows := q.factsRows()
	_, events := q.eventRows()
	l.events = l.facts + uint32(rows*q.batch.FactsStride())
	l.lines = l.events + uint32(events*q.events.size)
	l.config = l.lines + uint32(len(s.lines))
	l.heap = l.config + uint32(len(s.config))
	l.size = l.heap + l.heapLen
	return l
}

// write fills the rule's own copy of the input.
func (l layout) write(to []byte, q *question, s *scratch) {
	header := q.view.header(q.batch.Header)
	l.describe(&header, q, s)
	header.Put(to)
	l.writeFacts(to, q)
	from, count := q.eventRows()
	for n := range count {
		q.events.put(from+n, to[int(l.events)+n*q.events.size:])
	}
	copy(to[l.lines:], s.lines)
	copy(to[l.config:], s.config)
	copy(to[l.heap:], s.heap.Bytes())
}

// writeFacts copies the rows of this call out of the pages they lie in.
func (l layout) writeFacts(to []byte, q *question) {
	from, count := q.factsRows()
	stride := q.batch.FactsStride()
	skip, left, at := from*stride, count*stride, int(l.facts)
	for _, page := range q.batch.Facts {
		if skip >= len(page) {
			skip -= len(page)
			continue
		}
		page = page[skip:min(len(page), skip+left)]
		q.view.copyRows(to[at:], page, stride)
		skip, left, at = 0, left-len(page), at+len(page)
	}
}

// describe fills the parts of the header that say where everything lies.
func (l layout) describe(h *abi.Header, q *question, s *scratch) {
	h.Magic, h.Major, h.Minor = abi.Magic, abi.Major, abi.Minor
	h.Hook, h.HeaderLen = q.hook.Code, abi.HeaderSize
	_, rows := q.factsRows()
	_, events := q.eventRows()
	h.FactsCount, h.FactsStride, h.FactsOff = uint32(rows), uint32(q.batch.FactsStride()), l.facts
	h.ContextCount, h.ContextStride, h.ContextOff = uint32(events), uint32(q.events.size), l.events
	h.LinesCount, h.LinesStride, h.LinesOff = uint32(len(s.lines)/abi.LineSize), abi.LineSize, l.lines
	h.ConfigCount, h.ConfigStride, h.ConfigOff = uint32(len(q.settings)), abi.ConfigSize, l.config
	h.HeapOff, h.HeapLen = l.heap, l.heapLen
}
