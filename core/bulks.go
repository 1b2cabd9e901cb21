package core

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Bulks is the chapter of one change of many customers. Whom it is about is
// decided once, when it begins; they are changed slice by slice, so that the
// counter goes on beside it, and one undo takes all of it back.
type Bulks struct {
	*shop
	people *People
}

// Bulk is one change of many customers as it is remembered.
type Bulk struct {
	Number   uint64         `cbor:"1,keyasint"`            // the same as in the key
	At       time.Time      `cbor:"2,keyasint"`            // when it began
	Change   people.Change  `cbor:"3,keyasint"`            // what it does
	Selected int            `cbor:"4,keyasint"`            // customers whom it is about: changed + already + refused once it is done
	Changed  int            `cbor:"5,keyasint"`            // who were changed
	Already  int            `cbor:"6,keyasint"`            // who were so before
	Refused  map[string]int `cbor:"7,keyasint,omitempty"`  // why others were not changed: reason to customers
	Through  people.Ordinal `cbor:"8,keyasint,omitempty"`  // up to here everybody was looked at
	First    uint64         `cbor:"9,keyasint"`            // the journal entry that began it
	Last     uint64         `cbor:"10,keyasint"`           // the last entry of it so far
	Key      string         `cbor:"11,keyasint,omitempty"` // the caller's own: the same key twice is one change
	Asked    uint64         `cbor:"12,keyasint,omitempty"` // a digest of what the key was given for
	Done     bool           `cbor:"13,keyasint,omitempty"` // false while it goes on, and after it was cut off
	Undo     *BulkUndo      `cbor:"14,keyasint,omitempty"` // how far it was taken back, null for never
	DryRun   bool           `cbor:"-"`
	Again    bool           `cbor:"-"` // the caller's key was used before: this is the change of then
	Stays    []Stay         `cbor:"-"` // the first who were not changed, and why
}

// BulkOptions say how many customers are changed.
type BulkOptions struct {
	Key      string                // the same key twice is one change, and goes on where it was cut off; "" is none
	DryRun   bool                  // decide everything, write nothing
	Progress func(done, total int) // customers; may be nil
}

// What the journal calls the parts of a change of many.
const (
	bulkActions   = "bulk."
	actionBulk    = "bulk.change"
	actionBulkRow = "bulk.slice"
	actionBulked  = "bulk.done"
	actionUnbulk  = "bulk.undo"
)

// maxBulkKey is the longest key of a caller, in bytes.
const maxBulkKey = 200

// bulkSlice is how many customers one unit of work looks at: each is at most
// three writes, and store.MaxTxnOps bounds them.
const bulkSlice = 256

// The sorts of keys of this chapter. They are on disk: append only.
const (
	bulkRecords byte = 1 // number → change
	bulkKeys    byte = 2 // the caller's key → number
	bulkMembers byte = 3 // number, chunk → whom it is about, until it is done
)

func bulkKey(number uint64) record.Key {
	return record.In(record.Bulks).Byte(bulkRecords).Uint64(number)
}

func bulkKeyKey(key string) record.Key { return record.In(record.Bulks).Byte(bulkKeys).Text(key) }

func bulkMembersOf(number uint64) record.Key {
	return record.In(record.Bulks).Byte(bulkMembers).Uint64(number)
}

// Name returns what people call a change of many: "B-00007".
func (b *Bulk) Name() string { return fmt.Sprintf("B-%05d", b.Number) }

// Number returns the number of a change of many from its name, "B-00007" or "7".
func (b *Bulks) Number(name string) (uint64, error) {
	text := strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(name)), "B-")
	number, err := strconv.ParseUint(text, 10, 64)
	if err != nil || number == 0 {
		return 0, fault.Invalid("change", "%.40q is no change of many customers; they are called B-00007, see raja customer changes", name)
	}
	return number, nil
}

// Get returns the change of many with a number.
func (b *Bulks) Get(ctx context.Context, number uint64) (Bulk, error) {
	var known Bulk
	err := b.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = b.bulk(reader, number)
		return err
	})
	return known, readable(err)
}

func (s *shop) bulk(reader store.Reader, number uint64) (Bulk, error) {
	known := Bulk{Number: number}
	err := s.codec.Get(reader, bulkKey(number), &known)
	if errors.Is(err, store.ErrNotFound) {
		return known, fault.NotFound("change", "there is no change of many customers %s; see raja customer changes", known.Name())
	}
	return known, err
}

// List returns up to limit changes of many, newest first.
func (b *Bulks) List(ctx context.Context, limit int) ([]Bulk, error) {
	var list []Bulk
	err := b.store.View(ctx, func(reader store.Reader) error {
		list = nil
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Bulks).Byte(bulkRecords), Reverse: true, Limit: limit}) {
			if err != nil {
				return err
			}
			var one Bulk
			if err := b.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
				return err
			}
			list = append(list, one)
		}
		return nil
	})
	return list, readable(err)
}

// usedBefore returns the change that a key was given for, and false where it
// was given for none. A key that was given for something else is a conflict.
func (b *Bulks) usedBefore(reader store.Reader, key string, asked uint64) (known Bulk, again bool, err error) {
	if key == "" {
		return known, false, nil
	}
	var number uint64
	if err := b.codec.Get(reader, bulkKeyKey(key), &number); err != nil {
		return known, false, unlessAbsent(err)
	}
	known, err = b.bulk(reader, number)
	if err == nil && known.Asked != asked {
		err = fault.Conflict("key", "%.60q was given for another change, %s; give this one a key of its own", key, known.Name())
	}
	return known, true, err
}

// askedOf is a digest of a change of many and of whom it is about.
func askedOf(selection *Selection, change *people.Change) (uint64, error) {
	raw, err := json.Marshal(struct {
		Selection *Selection
		Change    *people.Change
	}{selection, change})
	if err != nil {
		return 0, fmt.Errorf("digest a change: %w", err)
	}
	digest := sha256.Sum256(raw)
	return binary.BigEndian.Uint64(digest[:]), nil
}
