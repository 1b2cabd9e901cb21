package redo

import (
	"encoding/binary"
	"hash/crc32"
)

const (
	headSize  = 24 // of a record
	alignment = 8
	// MaxBody bounds what one record holds, in bytes: a length beyond it is
	// damage.
	MaxBody = 16 << 20
)

var little = binary.LittleEndian

func sum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }

// head is the fixed part of a record.
type head struct {
	length  uint32
	seq     uint64
	prev    uint32 // sum of the record before
	bodySum uint32
	sum     uint32 // of the four above, and so of all that came before
}

// frame returns the bytes of a record and its head.
func frame(seq uint64, prev uint32, body []byte) ([]byte, head) {
	data := make([]byte, extent(len(body)))
	h := head{length: uint32(len(body)), seq: seq, prev: prev, bodySum: sum(body)}
	little.PutUint32(data[4:], h.length)
	little.PutUint64(data[8:], h.seq)
	little.PutUint32(data[16:], h.prev)
	little.PutUint32(data[20:], h.bodySum)
	h.sum = sum(data[4:headSize])
	little.PutUint32(data, h.sum)
	copy(data[headSize:], body)
	return data, h
}

// extent is how many bytes a record with such a body takes.
func extent(body int) int { return (headSize + body + alignment - 1) &^ (alignment - 1) }

// readHead reads the head at the beginning of data, if one is there.
func readHead(data []byte) (h head, ok bool) {
	if len(data) < headSize {
		return head{}, false
	}
	h = head{
		sum:     little.Uint32(data),
		length:  little.Uint32(data[4:]),
		seq:     little.Uint64(data[8:]),
		prev:    little.Uint32(data[16:]),
		bodySum: little.Uint32(data[20:]),
	}
	return h, h.seq > 0 && h.length <= MaxBody && h.sum == sum(data[4:headSize])
}

// body returns the body behind a head, if it is whole and right.
func (h head) body(data []byte) (body []byte, ok bool) {
	if len(data) < extent(int(h.length)) {
		return nil, false
	}
	body = data[headSize : headSize+h.length]
	return body, sum(body) == h.bodySum && allZero(data[headSize+h.length:extent(int(h.length))])
}

func allZero(data []byte) bool {
	for _, b := range data {
		if b != 0 {
			return false
		}
	}
	return true
}
