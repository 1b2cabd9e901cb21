package core

import (
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// A set of customers is kept as bitmaps of 65,536 ordinals each, so that one
// change rewrites at most 8 KiB.
const chunkBits = 16

// everyone is the set of all customers.
const everyone = "everyone"

// memberSet names the set of a segment of the rule in a slot.
func memberSet(slot byte, code string) string { return fmt.Sprintf("segment/%d/%s", slot, code) }

// setsPrefix begins the keys of all sets of a slot.
func setsPrefix(slot byte) record.Key {
	text := record.In(record.Memberships).Text(memberSet(slot, ""))
	return text[:len(text)-2] // without the end of the text
}

func setPrefix(set string) record.Key { return record.In(record.Memberships).Text(set) }

func setKey(set string, ordinal people.Ordinal) record.Key {
	return setPrefix(set).Uint32(uint32(ordinal) >> chunkBits)
}

// chunk returns the bitmap that holds ordinal in set, for change.
func (t *tx) chunk(set string, ordinal people.Ordinal) (*roaring.Bitmap, error) {
	key := setKey(set, ordinal)
	if kept, ok := t.sets[string(key)]; ok {
		return kept, nil
	}
	bitmap := roaring.New()
	raw, err := record.GetBytes(t, key)
	if err == nil {
		err = bitmap.UnmarshalBinary(raw)
	} else if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	t.sets[string(key)] = bitmap
	return bitmap, err
}

func (t *tx) addTo(set string, ordinal people.Ordinal) error {
	bitmap, err := t.chunk(set, ordinal)
	if err == nil {
		bitmap.Add(uint32(ordinal))
	}
	return err
}

func (t *tx) removeFrom(set string, ordinal people.Ordinal) error {
	bitmap, err := t.chunk(set, ordinal)
	if err == nil {
		bitmap.Remove(uint32(ordinal))
	}
	return err
}

func (t *tx) writeSet(key record.Key) error {
	bitmap := t.sets[string(key)]
	if bitmap.IsEmpty() {
		return t.Delete(key)
	}
	bitmap.RunOptimize()
	raw, err := bitmap.ToBytes()
	if err != nil {
		return fmt.Errorf("write a set: %w", err)
	}
	return record.PutBytes(t, key, raw)
}

// readSet returns all members of a set.
func readSet(reader store.Reader, set string) (*roaring.Bitmap, error) {
	members := roaring.New()
	for kv, err := range reader.Range(store.Range{Prefix: setPrefix(set)}) {
		if err != nil {
			return nil, err
		}
		if err := readChunk(kv, members); err != nil {
			return nil, fmt.Errorf("read set %s: %w", set, err)
		}
	}
	return members, nil
}

// readChunk adds the ordinals of a kept bitmap to others.
func readChunk(kv store.KV, into *roaring.Bitmap) error {
	raw, err := record.Open(kv.Key, kv.Value)
	if err != nil {
		return err
	}
	chunk := roaring.New()
	if err := chunk.UnmarshalBinary(raw); err != nil {
		return fmt.Errorf("%w (%w)", store.ErrCorrupt, err)
	}
	into.Or(chunk)
	return nil
}

// putChunks keeps ordinals under prefix, as bitmaps of 65,536 each.
func putChunks(t *tx, prefix record.Key, members *roaring.Bitmap) error {
	for rest := members.Iterator(); rest.HasNext(); {
		number := rest.PeekNext() >> chunkBits
		chunk := roaring.New()
		for rest.HasNext() && rest.PeekNext()>>chunkBits == number {
			chunk.Add(rest.Next())
		}
		chunk.RunOptimize()
		raw, err := chunk.ToBytes()
		if err != nil {
			return fmt.Errorf("write a selection: %w", err)
		}
		if err := record.PutBytes(t, append(record.Key{}, prefix...).Uint32(number), raw); err != nil {
			return err
		}
	}
	return nil
}

// dropChunks lets go of the bitmaps under prefix.
func dropChunks(t *tx, prefix record.Key) error {
	for kv, err := range t.Range(store.Range{Prefix: prefix, KeyOnly: true}) {
		if err != nil {
			return err
		}
		if err := t.Delete(kv.Key); err != nil {
			return err
		}
	}
	return nil
}
