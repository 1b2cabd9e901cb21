package plugin

import (
	"encoding/binary"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// bytes lays the question of the last call out in memory of the host's own.
func (q *question) bytes() (input []byte, l layout, s scratch) {
	l = s.layOut(q)
	input = make([]byte, l.size)
	l.write(input, q, &s)
	return input, l, s
}

// capture lays the question of the last call out once more, for a replay. What
// names people or what they bring goes: ordinals and the numbers of orders become
// the numbers of their rows in the question, and the names of items become x. The rule sees no other personal
// data.
func (q *question) capture() []byte {
	input, l, s := q.bytes()
	stride := q.batch.FactsStride()
	from, rows := q.factsRows()
	for n := range rows {
		binary.LittleEndian.PutUint32(input[int(l.facts)+n*stride+abi.FactsAtOrdinal:], uint32(from+n+1))
	}
	if from, orders := q.eventRows(); q.hook.Code == abi.HookLoyalty {
		for n := range orders { // order_seq is what an order begins with
			binary.LittleEndian.PutUint64(input[int(l.events)+n*q.events.size:], uint64(from+n+1))
		}
	}
	heap := input[l.heap:]
	for n := range len(s.lines) / abi.LineSize {
		line := s.lines[n*abi.LineSize:]
		at := binary.LittleEndian.Uint32(line[abi.LineAtItem:])
		size := binary.LittleEndian.Uint32(line[abi.LineAtItem+4:])
		for i := range heap[at : at+size] {
			heap[at+uint32(i)] = 'x'
		}
	}
	return input
}
