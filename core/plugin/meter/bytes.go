package meter

import "encoding/binary"

func appendU32(to []byte, n uint32) []byte { return binary.AppendUvarint(to, uint64(n)) }

// appendS64 writes a signed LEB128 number.
func appendS64(to []byte, n int64) []byte {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(to, low)
		}
		to = append(to, low|0x80)
	}
}

// appendSized writes the length of body and body.
func appendSized(to, body []byte) []byte {
	return append(appendU32(to, uint32(len(body))), body...)
}
