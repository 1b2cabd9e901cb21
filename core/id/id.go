// Package id makes and reads the identifiers of Raja's records: UUIDv7, which
// sort by the moment they were made. It leaves to each chapter the types that
// keep a customer's id from being passed for an order's.
package id

import (
	"encoding/binary"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/raja-crm/raja/core/fault"
)

// ID is a UUIDv7 (RFC 9562). The zero ID names nothing.
type ID uuid.UUID

// New returns an id for the moment at, its other 74 bits drawn from entropy.
// Ids of one millisecond come in no order, and so do those of moments before
// 1970, which all count as its beginning.
func New(at time.Time, entropy io.Reader) (ID, error) {
	var made ID
	if _, err := io.ReadFull(entropy, made[6:]); err != nil {
		return ID{}, fmt.Errorf("draw an id: %w", err)
	}
	milli := max(at.UnixMilli(), 0)
	binary.BigEndian.PutUint32(made[0:], uint32(milli>>16))
	binary.BigEndian.PutUint16(made[4:], uint16(milli))
	made[6] = made[6]&0x0f | 0x70 // version 7
	made[8] = made[8]&0x3f | 0x80 // RFC variant
	return made, nil
}

// Parse reads the 36-character form.
func Parse(text string) (ID, error) {
	parsed, err := uuid.Parse(text)
	if err != nil || len(text) != 36 {
		return ID{}, fault.Invalid("id", "%q is not an id", text)
	}
	return ID(parsed), nil
}

// String returns the 36-character form.
func (i ID) String() string { return uuid.UUID(i).String() }

// IsZero reports whether the id names nothing.
func (i ID) IsZero() bool { return i == ID{} }

// MarshalText writes the 36-character form, so that JSON carries a string.
func (i ID) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (i *ID) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	*i = parsed
	return err
}

// MarshalBinary writes the 16 bytes, so that CBOR carries a byte string.
func (i ID) MarshalBinary() ([]byte, error) { return i[:], nil }

// UnmarshalBinary reads what MarshalBinary wrote.
func (i *ID) UnmarshalBinary(raw []byte) error {
	if len(raw) != len(i) {
		return fmt.Errorf("read an id: %d bytes, want %d", len(raw), len(i))
	}
	copy(i[:], raw)
	return nil
}
