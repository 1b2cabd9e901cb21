// Package journal keeps who changed what, when, before and after: one entry a
// transaction, each holding the hash of the one before, so that no entry can
// be altered or left out unseen. It leaves meaning to the chapters.
package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Entry is one transaction as it is remembered.
type Entry struct {
	Seq     uint64            `cbor:"1,keyasint"`
	Prev    []byte            `cbor:"2,keyasint"` // SHA-256 of the entry before; empty for the first
	At      time.Time         `cbor:"3,keyasint"`
	By      string            `cbor:"4,keyasint"`           // who or what did it: "cli", "window", a name
	Action  string            `cbor:"5,keyasint"`           // "customer.add", "import.orders", "export"
	Subject string            `cbor:"6,keyasint,omitempty"` // a code or number for people
	Changes []Change          `cbor:"7,keyasint,omitempty"`
	Notes   map[string]string `cbor:"8,keyasint,omitempty"` // figures such as an export's hash
	Undoes  uint64            `cbor:"9,keyasint,omitempty"` // the entry that this one takes back
}

// Change is one record as its sealed bytes before and after; nil is absent.
// Rows that an import creates are named by its batch instead, and derived
// records (facts, indexes, memberships) are never noted: they are rebuilt.
type Change struct {
	Key    []byte `cbor:"1,keyasint"`
	Before []byte `cbor:"2,keyasint,omitempty"`
	After  []byte `cbor:"3,keyasint,omitempty"`
}

// Head is the chain's end. The zero Head begins a chain.
type Head struct {
	Seq  uint64 `cbor:"1,keyasint"`
	Hash []byte `cbor:"2,keyasint"`
}

// ErrBroken is returned where the chain does not hold.
var ErrBroken = errors.New("journal: the chain is broken")

// Append writes entry behind head and returns the new head. It fills in Seq
// and Prev.
func Append(txn store.Txn, codec *record.Codec, head Head, entry Entry) (Head, error) {
	entry.Seq, entry.Prev = head.Seq+1, head.Hash
	sealed, err := codec.Marshal(Key(entry.Seq), entry)
	if err != nil {
		return Head{}, err
	}
	if err := txn.Set(Key(entry.Seq), sealed); err != nil {
		return Head{}, err
	}
	return Head{Seq: entry.Seq, Hash: digest(sealed)}, nil
}

// Verify walks the whole chain and compares its end with head. It returns the
// number of entries that hold and, for the first that does not, ErrBroken, or
// what record.Open says of damaged bytes.
func Verify(reader store.Reader, codec *record.Codec, head Head) (uint64, error) {
	var at Head
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Journal)}) {
		if err != nil {
			return at.Seq, err
		}
		var entry Entry
		if err := codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
			return at.Seq, err
		}
		inPlace := entry.Seq == at.Seq+1 && bytes.Equal(kv.Key, Key(entry.Seq))
		if !inPlace || !bytes.Equal(entry.Prev, at.Hash) {
			return at.Seq, fmt.Errorf("%w after entry %d", ErrBroken, at.Seq)
		}
		at = Head{Seq: entry.Seq, Hash: digest(kv.Value)}
	}
	if at.Seq != head.Seq || !bytes.Equal(at.Hash, head.Hash) {
		return at.Seq, fmt.Errorf("%w: it ends at entry %d, not %d", ErrBroken, at.Seq, head.Seq)
	}
	return at.Seq, nil
}

// Read returns the entry at seq, or store.ErrNotFound.
func Read(reader store.Reader, codec *record.Codec, seq uint64) (Entry, error) {
	var entry Entry
	err := codec.Get(reader, Key(seq), &entry)
	return entry, err
}

// Key is where an entry lies.
func Key(seq uint64) record.Key { return record.In(record.Journal).Uint64(seq) }

// Print tells entries apart that lie at one place of two journals, by the first
// eight bytes of the entry's hash. Since each entry holds the hash of the one
// before, two journals with equal prints there are equal up to there.
func Print(sealed []byte) uint64 { return binary.BigEndian.Uint64(digest(sealed)) }

// PlaceOf returns the place of an entry in its journal by its key, 0 for a key of
// something else.
func PlaceOf(key []byte) uint64 {
	at, is := bytes.CutPrefix(key, record.In(record.Journal))
	if !is || len(at) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(at)
}

func digest(sealed []byte) []byte {
	sum := sha256.Sum256(sealed)
	return sum[:]
}
