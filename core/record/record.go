// Package record turns Raja's values into the bytes of the store and back: a
// checked envelope around deterministic CBOR, and the keys that put records in
// order. It knows no chapter; each record type brings its own tags.
package record

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/raja-crm/raja/core/store"
)

// The envelope: version, flags, CRC32C over version, flags, key and body, body.
const (
	Version      = 1
	headSize     = 2
	envelopeSize = headSize + crc32.Size
)

// ErrNewer is returned for a record that a later Raja wrote.
var ErrNewer = errors.New("record: written by a newer version of Raja")

// Seal wraps body for key. The checksum covers the key as well, so that a
// value that turns up under another key is found out.
func Seal(key, body []byte) []byte {
	sealed := make([]byte, envelopeSize, envelopeSize+len(body))
	sealed[0] = Version
	sealed = append(sealed, body...)
	binary.LittleEndian.PutUint32(sealed[headSize:], checksum(key, sealed))
	return sealed
}

// Open returns the body of a sealed value, which it does not copy. It returns
// store.ErrCorrupt for damage and ErrNewer for an unknown version.
func Open(key, sealed []byte) ([]byte, error) {
	if len(sealed) < envelopeSize {
		return nil, fmt.Errorf("record %x is cut short: %w", key, store.ErrCorrupt)
	}
	if binary.LittleEndian.Uint32(sealed[headSize:]) != checksum(key, sealed) {
		return nil, fmt.Errorf("record %x fails its checksum: %w", key, store.ErrCorrupt)
	}
	if sealed[0] != Version || sealed[1] != 0 {
		return nil, fmt.Errorf("record %x: %w", key, ErrNewer)
	}
	return sealed[envelopeSize:], nil
}

// checksum covers all of a sealed value but itself, so that a flipped version
// is damage and not a newer Raja.
func checksum(key, sealed []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli) // the library keeps one table
	sum := crc32.Update(0, table, sealed[:headSize])
	sum = crc32.Update(sum, table, key)
	return crc32.Update(sum, table, sealed[envelopeSize:])
}
