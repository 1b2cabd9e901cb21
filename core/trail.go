package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// The trail names, for each record on a shelf, the journal entries that
// changed it, and for each entry that was undone the one that did it. It
// follows from the journal.
const (
	trailRecord byte = 1 // keyspace and number of a record, sequence → nothing
	trailUndone byte = 2 // sequence of the undone, sequence of the undoing → nothing
)

func trailOf(space record.Space, number uint64) record.Key {
	return record.In(record.Trail).Byte(trailRecord).Byte(byte(space)).Uint64(number)
}

func undoneKey(seq uint64) record.Key {
	return record.In(record.Trail).Byte(trailUndone).Uint64(seq)
}

// trailKeys are the keys of the trail that follow from an entry.
func (s *shelves) trailKeys(entry *journal.Entry) []record.Key {
	var keys []record.Key
	for _, change := range entry.Changes {
		if space := record.Space(change.Key[0]); s.shelfOf(space) != nil {
			keys = append(keys, trailOf(space, numberIn(space, change.Key)).Uint64(entry.Seq))
		}
	}
	if entry.Undoes != 0 {
		keys = append(keys, undoneKey(entry.Undoes).Uint64(entry.Seq))
	}
	return keys
}

// trail compares the trail with the journal.
func (c *checkup) trail(ctx context.Context) error {
	claimed, found := 0, 0
	err := c.walk(ctx, record.Journal, func(key, _ []byte) error {
		keys, err := c.keysOfEntry(c.reader, key)
		if err != nil {
			return err
		}
		for _, one := range keys {
			claimed++
			if _, err := c.reader.Get(one); err != nil {
				return c.find("journal", "entry %d is missing from the trail", record.Tail64(key))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, err := range c.reader.Range(store.Range{Prefix: record.In(record.Trail), KeyOnly: true}) {
		if err != nil {
			return err
		}
		found++
	}
	if found != claimed {
		return c.find("journal", "the trail holds %d keys, the entries derive %d", found, claimed)
	}
	return nil
}

// keysOfEntry derives the trail's keys of the journal entry at key. Doubles,
// of an entry that changed a record twice, count once.
func (s *shop) keysOfEntry(reader store.Reader, key []byte) ([]record.Key, error) {
	var entry journal.Entry
	if err := s.codec.Get(reader, key, &entry); err != nil {
		return nil, err
	}
	keys := s.trailKeys(&entry)
	slices.SortFunc(keys, func(a, b record.Key) int { return slices.Compare(a, b) })
	return slices.CompactFunc(keys, func(a, b record.Key) bool { return slices.Equal(a, b) }), nil
}

// mendTrail makes the trail anew.
func (h *Health) mendTrail(ctx context.Context) (int, error) {
	var missing, strays []record.Key
	err := h.store.View(ctx, func(reader store.Reader) (err error) {
		missing, strays, err = h.differingTrail(ctx, reader)
		return err
	})
	if err != nil {
		return 0, readable(err)
	}
	if err := inSlices(ctx, h, missing, func(t *tx, key record.Key) error { return t.Set(key, nil) }); err != nil {
		return 0, err
	}
	return len(missing) + len(strays), inSlices(ctx, h, strays, func(t *tx, key record.Key) error { return t.Delete(key) })
}

// differingTrail returns the keys that the trail lacks and those too many.
// Entries are never changed, so they stay right when work goes on.
func (s *shop) differingTrail(ctx context.Context, reader store.Reader) (missing, strays []record.Key, err error) {
	want := map[string]bool{}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Journal), KeyOnly: true}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, nil, err
		}
		keys, err := s.keysOfEntry(reader, kv.Key)
		if err != nil {
			return nil, nil, err
		}
		for _, key := range keys {
			want[string(key)] = true
		}
	}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Trail), KeyOnly: true}) {
		if err != nil {
			return nil, nil, err
		}
		if !want[string(kv.Key)] {
			strays = append(strays, record.Key(slices.Clone(kv.Key)))
		}
		delete(want, string(kv.Key))
	}
	for key := range want {
		missing = append(missing, record.Key(key))
	}
	return missing, strays, nil
}
