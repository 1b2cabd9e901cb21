package checkpoint

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/raja-crm/raja/core/store"
)

const (
	magic     = "RAJACKPT"
	version   = 2
	unsealed  = 1        // the version whose end lay outside the box
	chunkSize = 64 << 10 // bytes of entries before they are compressed
	maxStored = 24 << 20 // of a chunk: a longer one is damage
	maxJSON   = 1 << 20
	window    = 256 << 10 // what zstd looks back
)

// MaxEntry is how long a key and its value may be together, in bytes.
const MaxEntry = 16 << 20

// ErrNewer is returned for a file that a later Raja wrote.
var ErrNewer = errors.New("checkpoint: written by a newer version of Raja")

// The kinds of files.
const (
	KindCheckpoint = "checkpoint" // lies in the store's own folder
	KindBackup     = "backup"     // everything, to be kept elsewhere
	KindIncrement  = "increment"  // what was changed after another backup
)

// Meta is what a file says of itself before its entries.
type Meta struct {
	Kind  string           `json:"kind"`
	Store string           `json:"store"`           // id of the store; increments fit their own alone
	Seq   uint64           `json:"seq"`             // of the last change that is in it
	Link  uint32           `json:"link,omitempty"`  // names the history up to Seq: a shop put back by other means has another
	After uint64           `json:"after,omitempty"` // an increment: of the last change that is not in it
	Base  string           `json:"base,omitempty"`  // an increment: root of the file before it
	At    time.Time        `json:"at,omitzero"`     // when it was made
	Shop  string           `json:"shop,omitempty"`  // name, for whoever finds the file
	Notes map[string]int64 `json:"notes,omitempty"` // figures, for whoever asks what is in it
	Keys  []byte           `json:"keys,omitempty"`  // the wrapped keys of an encrypted store
}

// Summary is what a file says of itself after its entries.
type Summary struct {
	Entries uint64 `json:"entries"`
}

// Info is what is known of a file that was written or read to its end.
type Info struct {
	Meta
	Summary
	Root string // the last link, in hexadecimal: names the file's content
	// Unproven says of an encrypted file of an earlier Raja that who has no
	// key could have cut its end off, and written the head anew.
	Unproven bool
}

// endPlace binds the end of a file to all before it, and to being the end.
func endPlace(l link) []byte { return append([]byte("end "), l[:]...) }

type link [sha256.Size]byte

// next binds data to all before it.
func (l link) next(data []byte) link {
	h := sha256.New()
	h.Write(l[:])
	h.Write(data)
	return link(h.Sum(nil))
}

func damaged(what string) error {
	return fmt.Errorf("checkpoint: %s: %w", what, store.ErrCorrupt)
}

func newEncoder() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false))
}

func newDecoder() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(chunkSize+MaxEntry+16), zstd.WithDecoderLowmem(true))
}

// appendEntry lays an entry out behind data.
func appendEntry(data, key, value []byte) []byte {
	data = binary.AppendUvarint(data, uint64(len(key)))
	data = append(data, key...)
	data = binary.AppendUvarint(data, uint64(len(value)))
	return append(data, value...)
}

// cutEntry takes the first entry off data.
func cutEntry(data []byte) (key, value, rest []byte, err error) {
	if key, data, err = cutBytes(data); err != nil {
		return nil, nil, nil, err
	}
	value, rest, err = cutBytes(data)
	return key, value, rest, err
}

func cutBytes(data []byte) (piece, rest []byte, err error) {
	length, n := binary.Uvarint(data)
	if n <= 0 || length > uint64(len(data)-n) {
		return nil, nil, damaged("an entry has a wrong length")
	}
	end := n + int(length)
	return data[n:end:end], data[end:], nil
}
