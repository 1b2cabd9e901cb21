package plugin_test

import (
	"slices"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// What a hook of a small module may do. Locals: 0 in, 1 in_len, 2 out, 3 room.

// answer returns n rows.
func answer(n int32) []byte { return i32(n) }

// answerAll returns as many rows as there are facts rows.
func answerAll() []byte { return slices.Concat([]byte{0x20, 0}, []byte{0x28, 2, 20}) }

// store32 writes n at byte at of the output.
func store32(at uint64, n int32) []byte {
	return slices.Concat([]byte{0x20, 2}, i32(n), []byte{0x36, 2}, leb(at))
}

// store64 writes n at byte at of the output.
func store64(at uint64, n int64) []byte {
	return slices.Concat([]byte{0x20, 2}, i64(n), []byte{0x37, 3}, leb(at))
}

// echo copies the 8 bytes at from of the facts rows to byte to of the output.
func echo(from, to uint64) []byte {
	return slices.Concat([]byte{0x20, 2, 0x20, 0, 0x20, 0, 0x28, 2, 28, 0x6a, 0x29, 3}, leb(from), []byte{0x37, 3}, leb(to))
}

// echoHeader copies the 8 bytes at from of the input.
func echoHeader(from, to uint64) []byte {
	return slices.Concat([]byte{0x20, 2, 0x20, 0, 0x29, 3}, leb(from), []byte{0x37, 3}, leb(to))
}

// count adds one to a global and writes it at byte to of the output.
func count(to uint64) []byte {
	return slices.Concat([]byte{0x23, 1, 0x42, 1, 0x7c, 0x24, 1, 0x20, 2, 0x23, 1, 0x37, 3}, leb(to))
}

// trapWhenAsked traps when the header's moment is 13.
func trapWhenAsked() []byte {
	return []byte{0x20, 0, 0x29, 3, 80, 0x42, 13, 0x51, 0x04, 0x40, 0x00, 0x0b}
}

// unlessAsked does body but when the header's moment is 13.
func unlessAsked(body []byte) []byte {
	return slices.Concat([]byte{0x20, 0, 0x29, 3, 80, 0x42, 13, 0x52, 0x04, 0x40}, body, []byte{0x0b})
}

// fail says message about a row and a field.
func fail(row, field int32) []byte {
	return slices.Concat(i32(row), i32(field), i32(messageAt), i32(int32(len(message))), []byte{0x10, callFail}, answer(0))
}

// log writes message n times.
func log(n int) []byte { return slices.Repeat(logged(messageAt, int32(len(message))), n) }

// logged writes size bytes at a place in memory to the log.
func logged(at, size int32) []byte {
	return slices.Concat(i32(0), i32(at), i32(size), []byte{0x10, callLog})
}

// spin never comes back.
func spin() []byte { return slices.Concat([]byte{0x03, 0x40, 0x0c, 0, 0x0b}, answer(0)) }

// grab takes memory until there is no more, then answers that much as an
// error: the number of pages, negative.
func grab() []byte {
	return slices.Concat([]byte{0x03, 0x40}, i32(8), []byte{0x40, 0}, i32(-1), []byte{0x47, 0x0d, 0, 0x0b},
		i32(0), []byte{0x3f, 0, 0x6b})
}

// fixed answers n rows, however many were asked.
func fixed(n int32) []byte { return i32(n) }

// work turns n times for every facts row.
func work(n int32) []byte {
	turns := slices.Concat([]byte{0x20, 0, 0x28, 2, 20}, i32(n), []byte{0x6c, 0x21, 1})
	return slices.Concat(turns, []byte{0x03, 0x40, 0x20, 1, 0x41, 1, 0x6b, 0x22, 1, 0x0d, 0, 0x0b})
}

func trap() []byte { return []byte{0x00} }

// eachRow does body for every facts row; local 1 points at the row.
func eachRow(body ...[]byte) []byte {
	begin := []byte{0x20, 0, 0x20, 0, 0x28, 2, 28, 0x6a, 0x21, 1, 0x20, 0, 0x28, 2, 20, 0x21, 3, 0x02, 0x40, 0x03, 0x40, 0x20, 3, 0x45, 0x0d, 1}
	next := slices.Concat([]byte{0x20, 1, 0x20, 0, 0x28, 2, 24, 0x6a, 0x21, 1, 0x20, 3}, i32(1), []byte{0x6b, 0x21, 3, 0x0c, 0, 0x0b, 0x0b})
	return slices.Concat(begin, slices.Concat(body...), next)
}

// ifOrdinal does body at the row of one customer.
func ifOrdinal(ordinal int32, body ...[]byte) []byte {
	at := slices.Concat([]byte{0x20, 1, 0x28, 2}, leb(abi.FactsAtOrdinal), i32(ordinal), []byte{0x46, 0x04, 0x40})
	return slices.Concat(at, slices.Concat(body...), []byte{0x0b})
}

// divideAt divides by zero when one of the first eight facts rows is of this
// ordinal.
func divideAt(ordinal int32) (body []byte) {
	for row := range int32(8) {
		there := slices.Concat(i32(row), []byte{0x20, 0, 0x28, 2, 20, 0x49, 0x04, 0x40})
		load := slices.Concat([]byte{0x20, 0, 0x20, 0, 0x28, 2, 28, 0x6a, 0x28, 2}, leb(uint64(8+128*row)), i32(ordinal), []byte{0x46, 0x04, 0x40})
		divide := slices.Concat(i32(1), i32(0), []byte{0x6e, 0x1a, 0x0b, 0x0b})
		body = slices.Concat(body, there, load, divide)
	}
	return body
}
