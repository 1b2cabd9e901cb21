package meter

import (
	"errors"
	"unicode/utf8"
)

var (
	errTruncated = errors.New("it ends in the middle")
	errNumber    = errors.New("it holds a malformed number")
	errName      = errors.New("it holds a name that is not UTF-8")
)

// reader walks bytes and keeps the first error; after an error every read
// returns zero, so that a caller may look at err once for many reads.
type reader struct {
	data []byte
	at   int
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.at = len(r.data)
}

func (r *reader) more() bool { return r.err == nil && r.at < len(r.data) }

func (r *reader) left() int { return len(r.data) - r.at }

func (r *reader) byte() byte {
	if r.at >= len(r.data) {
		r.fail(errTruncated)
		return 0
	}
	b := r.data[r.at]
	r.at++
	return b
}

// take returns the next n bytes without copying them.
func (r *reader) take(n uint32) []byte {
	if uint64(n) > uint64(r.left()) {
		r.fail(errTruncated)
		return nil
	}
	taken := r.data[r.at : r.at+int(n)]
	r.at += int(n)
	return taken
}

// u32 reads an unsigned LEB128 number of at most 32 bits and five bytes.
func (r *reader) u32() uint32 {
	var n uint32
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		if shift == 28 && b > 0x0f {
			break
		}
		n |= uint32(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	r.fail(errNumber)
	return 0
}

// signed reads a signed LEB128 number of bits bits, in no more bytes than it
// may have and with every unused bit a copy of the sign.
func (r *reader) signed(bits int) int64 {
	var n int64
	for shift := 0; shift < bits; shift += 7 {
		b := r.byte()
		n |= int64(b&0x7f) << shift
		if b >= 0x80 {
			continue
		}
		if shift+7 < 64 {
			n = n << (57 - shift) >> (57 - shift)
		}
		if unused := int8(b<<1) >> 1 >> max(0, bits-shift-1); shift+7 > bits && unused != 0 && unused != -1 {
			break
		}
		return n
	}
	r.fail(errNumber)
	return 0
}

// count reads how many entries follow. An entry has at least one byte, so a
// small module cannot announce a large number of them.
func (r *reader) count(most int, of string) int {
	n := r.u32()
	if int64(n) > int64(most) {
		r.fail(tooMany(int64(n), of, int64(most)))
		return 0
	}
	if int(n) > r.left() {
		r.fail(errTruncated)
		return 0
	}
	return int(n)
}

func (r *reader) name() string {
	name := r.take(r.u32())
	if !utf8.Valid(name) {
		r.fail(errName)
	}
	return string(name)
}
