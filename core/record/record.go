// Package record turns Raja's values into the bytes of the store and back: a
// checked envelope around deterministic CBOR, and the keys that put records in
// order. It knows no chapter; each record type brings its own tags.
package record

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/fxamacker/cbor/v2"

	"github.com/raja-crm/raja/core/store"
)

// The envelope: version, flags, CRC32C over key and body, body.
const (
	Version      = 1
	envelopeSize = 6
)

// ErrNewer is returned for a record that a later Raja wrote.
var ErrNewer = errors.New("record: written by a newer version of Raja")

// Seal wraps body for key. The checksum covers the key as well, so that a
// value that turns up under another key is found out.
func Seal(key, body []byte) []byte {
	sealed := make([]byte, envelopeSize, envelopeSize+len(body))
	sealed[0] = Version
	sealed = append(sealed, body...)
	binary.LittleEndian.PutUint32(sealed[2:], checksum(key, body))
	return sealed
}

// Open returns the body of a sealed value, which it does not copy. It returns
// store.ErrCorrupt for damage and ErrNewer for an unknown version.
func Open(key, sealed []byte) ([]byte, error) {
	if len(sealed) < envelopeSize {
		return nil, fmt.Errorf("record %x is cut short: %w", key, store.ErrCorrupt)
	}
	body := sealed[envelopeSize:]
	if binary.LittleEndian.Uint32(sealed[2:]) != checksum(key, body) {
		return nil, fmt.Errorf("record %x fails its checksum: %w", key, store.ErrCorrupt)
	}
	if sealed[0] != Version || sealed[1] != 0 {
		return nil, fmt.Errorf("record %x: %w", key, ErrNewer)
	}
	return body, nil
}

func checksum(key, body []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli) // the library keeps one table
	return crc32.Update(crc32.Checksum(key, table), table, body)
}

// Codec writes and reads records. Make one with NewCodec and keep it.
type Codec struct {
	encode cbor.EncMode
	decode cbor.DecMode
}

// NewCodec returns the codec for core deterministic CBOR (RFC 8949, 4.2).
func NewCodec() (*Codec, error) {
	options := cbor.CoreDetEncOptions()
	options.Time = cbor.TimeUnixMicro
	encode, err := options.EncMode()
	if err != nil {
		return nil, fmt.Errorf("make the record encoder: %w", err)
	}
	decode, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, MaxNestedLevels: 16}.DecMode()
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
