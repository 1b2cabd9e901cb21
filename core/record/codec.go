package record

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"github.com/raja-crm/raja/core/store"
)

// maxNested is how deep a record's lists and maps may lie in each other.
const maxNested = 16

// Codec writes and reads records. Make one with NewCodec and keep it.
type Codec struct {
	encode cbor.EncMode
	decode cbor.DecMode
}

// NewCodec returns the codec for core deterministic CBOR (RFC 8949, 4.2).
// Times keep every nanosecond: keys are made of them, and a key made of what
// was read back must be the key that was written.
func NewCodec() (*Codec, error) {
	options := cbor.CoreDetEncOptions()
	options.Time = cbor.TimeRFC3339NanoUTC
	encode, err := options.EncMode()
	if err != nil {
		return nil, fmt.Errorf("make the record encoder: %w", err)
	}
	decode, err := cbor.DecOptions{
		DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		MaxNestedLevels: maxNested,
	}.DecMode()
	if err != nil {
		return nil, fmt.Errorf("make the record decoder: %w", err)
	}
	return &Codec{encode: encode, decode: decode}, nil
}

// Marshal returns the sealed bytes of value for key.
func (c *Codec) Marshal(key []byte, value any) ([]byte, error) {
	body, err := c.encode.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("encode record %x: %w", key, err)
	}
	return Seal(key, body), nil
}

// Unmarshal reads sealed bytes into into, a pointer. Fields that into does not
// name are passed over, so that a hot reader pays only for what it needs.
func (c *Codec) Unmarshal(key, sealed []byte, into any) error {
	body, err := Open(key, sealed)
	if err != nil {
		return err
	}
	if err := c.decode.Unmarshal(body, into); err != nil {
		return fmt.Errorf("decode record %x: %w (%w)", key, store.ErrCorrupt, err)
	}
	return nil
}

// Put seals value and sets it.
func (c *Codec) Put(txn store.Txn, key []byte, value any) error {
	sealed, err := c.Marshal(key, value)
	if err != nil {
		return err
	}
	return txn.Set(key, sealed)
}

// Get reads the record at key into into. It returns store.ErrNotFound when
// there is none.
func (c *Codec) Get(reader store.Reader, key []byte, into any) error {
	sealed, err := reader.Get(key)
	if err != nil {
		return err
	}
	return c.Unmarshal(key, sealed, into)
}

// PutBytes seals raw bytes that are a layout of their own, such as a page of
// fact rows.
func PutBytes(txn store.Txn, key, body []byte) error {
	return txn.Set(key, Seal(key, body))
}

// GetBytes returns what PutBytes wrote, or store.ErrNotFound.
func GetBytes(reader store.Reader, key []byte) ([]byte, error) {
	sealed, err := reader.Get(key)
	if err != nil {
		return nil, err
	}
	return Open(key, sealed)
}

// Raw is a part of a record as it lies there: who reads one part of many
// leaves the others as they are.
type Raw = cbor.RawMessage

// Part encodes a part of the record at key.
func (c *Codec) Part(key []byte, value any) (Raw, error) {
	part, err := c.encode.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("encode a part of record %x: %w", key, err)
	}
	return part, nil
}

// ReadPart reads a part of the record at key into into, a pointer.
func (c *Codec) ReadPart(key []byte, part Raw, into any) error {
	if err := c.decode.Unmarshal(part, into); err != nil {
		return fmt.Errorf("decode a part of record %x: %w (%w)", key, store.ErrCorrupt, err)
	}
	return nil
}
