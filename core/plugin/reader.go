package plugin

import (
	"encoding/binary"
	"fmt"
)

// reader walks the bytes of a module.
type reader struct{ rest []byte }

func (r *reader) byte() (byte, error) {
	if len(r.rest) == 0 {
		return 0, errTruncated
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b, nil
}

// u32 reads an unsigned LEB128 number.
func (r *reader) u32() (uint32, error) {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || size > 5 || n > 1<<32-1 {
		return 0, errTruncated
	}
	r.rest = r.rest[size:]
	return uint32(n), nil
}

// bytes reads a length and as many bytes.
func (r *reader) bytes() ([]byte, error) {
	n, err := r.u32()
	if err != nil {
		return nil, err
	}
	if uint64(n) > uint64(len(r.rest)) {
		return nil, errTruncated
	}
	body := r.rest[:n]
	r.rest = r.rest[n:]
	return body, nil
}

// skipType passes over the type of an import of kind.
func (r *reader) skipType(kind byte) error {
	switch kind {
	case 0:
		return r.skip(r.u32)
	case 1:
		if _, err := r.byte(); err != nil {
			return err
		}
		return r.skipLimits()
	case 2:
		return r.skipLimits()
	case 3:
		return r.skip(func() (uint32, error) { _, err := r.byte(); return 0, err }, r.u32)
	}
	return fmt.Errorf("it imports something of unknown kind %d", kind)
}

func (r *reader) skipLimits() error {
	flags, err := r.byte()
	if err != nil {
		return err
	}
	if flags&1 == 0 {
		return r.skip(r.u32)
	}
	return r.skip(r.u32, r.u32)
}

func (r *reader) skip(parts ...func() (uint32, error)) error {
	for _, part := range parts {
		if _, err := part(); err != nil {
			return err
		}
	}
	return nil
}
