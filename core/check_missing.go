package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Numbers are given out without a gap, and only an undo lets go of a record. So
// a number that nothing lies under, though its last change did not remove it, is
// a loss, which no index that is made anew would show.

// missing looks for records that are gone and were not let go.
func (c *checkup) missing(ctx context.Context) error {
	for _, shelf := range c.every {
		last, err := c.lastNumber(shelf.in())
		if err != nil {
			return err
		}
		expected := uint64(1)
		for kv, err := range c.reader.Range(store.Range{Prefix: record.In(shelf.in()), KeyOnly: true}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			number := numberIn(shelf.in(), kv.Key)
			if err := c.letGo(shelf, expected, min(number, last+1)); err != nil {
				return err
			}
			expected = number + 1
		}
		if err := c.letGo(shelf, expected, last+1); err != nil {
			return err
		}
	}
	return nil
}

// lastNumber is the last number that a shelf has given out, 0 for none.
func (c *checkup) lastNumber(space record.Space) (last uint64, err error) {
	var known counters
	switch space {
	case record.Customers, record.Orders:
		if err := c.codec.Get(c.reader, countersKey(), &known); err != nil {
			return 0, nil // which the journal's check has said
		}
		if space == record.Customers {
			return uint64(known.Customers), nil
		}
		return uint64(known.Orders), nil
	}
	err = c.codec.Get(c.reader, record.In(record.Meta).Text("last").Byte(byte(space)), &last)
	return last, unlessAbsent(err)
}

// letGo finds the numbers from one up to another that were not removed.
func (c *checkup) letGo(shelf anyShelf, from, to uint64) error {
	for number := from; number < to; number++ {
		seq, removed, err := c.lastChange(shelf, number)
		if err != nil {
			return err
		}
		if removed {
			continue
		}
		word, code := shelf.name(number)
		if seq == 0 {
			err = c.find(word+" "+code, "is missing; restore a backup")
		} else {
			err = c.find(word+" "+code, "is missing, though entry %d of the journal has it; restore a backup", seq)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lastChange is the last journal entry that changed a record, 0 for none, and
// whether that removed it.
func (c *checkup) lastChange(shelf anyShelf, number uint64) (seq uint64, removed bool, err error) {
	for kv, err := range c.reader.Range(store.Range{Prefix: trailOf(shelf.in(), number), KeyOnly: true, Reverse: true, Limit: 1}) {
		if err != nil {
			return 0, false, err
		}
		seq = record.Tail64(kv.Key)
	}
	if seq == 0 {
		return 0, false, nil
	}
	if c.entry.Seq != seq { // those that were taken back together are asked about together
		c.entry, err = journal.Read(c.reader, c.codec, seq)
	}
	if errors.Is(err, store.ErrNotFound) {
		return 0, false, nil // which the journal's check has said
	}
	for _, change := range c.entry.Changes {
		if string(change.Key) == string(shelf.keyOf(number)) {
			removed = change.After == nil
		}
	}
	return seq, removed, err
}
