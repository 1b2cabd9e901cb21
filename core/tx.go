package core

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// counters are the dense numbers given out so far and the journal's head.
type counters struct {
	Customers people.Ordinal `cbor:"1,keyasint"`
	Orders    sale.Number    `cbor:"2,keyasint"`
	Imports   uint64         `cbor:"3,keyasint"`
	Journal   journal.Head   `cbor:"4,keyasint"`
	Newest    clock.Day      `cbor:"5,keyasint,omitempty"` // the latest day on which something was written
}

func countersKey() record.Key { return record.In(record.Meta).Text("counters") }

// tx is one unit of work: a store transaction that also keeps what several
// records of one doing share (fact pages, bitmaps, counters) until the end,
// and closes with one journal entry.
type tx struct {
	store.Txn
	*shop
	counters counters
	entry    journal.Entry
	pages    map[uint32][]byte
	sets     map[string]*roaring.Bitmap
	pasts    map[people.Ordinal]*past
	renamed  map[people.Ordinal]string // what search is told once all is written
	points   *loyalty.Program          // what the owner decided, nil until it is read
	batch    uint64                    // the import that this is part of, 0 for none
	rewrites bool                      // an import changes an order: what follows from it is noted too
}

// By returns a context in which what is done is noted in the journal as done
// by somebody, such as a member of staff by her code.
func By(ctx context.Context, who string) context.Context {
	return context.WithValue(ctx, actorKey{}, who)
}

type actorKey struct{}

func (s *shop) actorOf(ctx context.Context) string {
	if who, ok := ctx.Value(actorKey{}).(string); ok && who != "" {
		return who
	}
	return s.actor
}

// undoing returns a context in which what is done takes a journal entry back.
func undoing(ctx context.Context, seq uint64) context.Context {
	return context.WithValue(ctx, undoKey{}, seq)
}

type undoKey struct{}

func undoes(ctx context.Context) uint64 {
	seq, _ := ctx.Value(undoKey{}).(uint64)
	return seq
}

// update runs fn as one unit of work named action. fn may run more than once.
// What fn returns as *fault.Error reaches the caller as it is.
func (s *shop) update(ctx context.Context, action string, fn func(*tx) error) error {
	var renamed map[people.Ordinal]string
	err := s.store.Update(ctx, nil, func(txn store.Txn) error {
		renamed = map[people.Ordinal]string{}
		t := &tx{
			Txn:   txn,
			shop:  s,
			entry: journal.Entry{At: s.clock.Now(), By: s.actorOf(ctx), Action: action, Undoes: undoes(ctx)},
			pages: map[uint32][]byte{},
			sets:  map[string]*roaring.Bitmap{},
			pasts: map[people.Ordinal]*past{},

			renamed: renamed,
		}
		if err := t.count(); err != nil {
			return err
		}
		if err := fn(t); err != nil {
			return err
		}
		return t.finish()
	})
	if err == nil {
		s.names.tell(renamed)
	}
	return readable(err)
}

// count reads the counters, which only a shop that is being made has not: where
// the settings are there and they are not, they were lost on the disk, and
// counting from one again would write over other customers.
func (t *tx) count() error {
	err := t.codec.Get(t, countersKey(), &t.counters)
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if _, err := t.Get(businessKey()); !errors.Is(err, store.ErrNotFound) {
		return errors.Join(err, fmt.Errorf("the counters are missing: %w", store.ErrCorrupt))
	}
	return nil
}

// finish writes what was kept back, in key order, and the journal entry.
func (t *tx) finish() error {
	for _, ordinal := range slices.Sorted(maps.Keys(t.pasts)) {
		if err := t.writePast(ordinal); err != nil {
			return err
		}
	}
	for _, page := range slices.Sorted(maps.Keys(t.pages)) {
		if err := t.writePage(page); err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(t.sets)) {
		if err := t.writeSet(record.Key(key)); err != nil {
			return err
		}
	}
	if err := t.chain(); err != nil {
		return err
	}
	t.counters.Newest = max(t.counters.Newest, t.Today())
	return t.codec.Put(t, countersKey(), t.counters)
}

// chain appends the entry to the chain and the trail.
func (t *tx) chain() error {
	head, err := journal.Append(t, t.codec, t.counters.Journal, t.entry)
	if err != nil {
		return err
	}
	t.counters.Journal = head
	t.entry.Seq = head.Seq
	for _, key := range t.trailKeys(&t.entry) {
		if err := t.Set(key, nil); err != nil {
			return err
		}
	}
	return nil
}

// put writes a record that lies on no shelf and notes it in the journal entry
// with what was there before.
func (t *tx) put(key record.Key, value any) error {
	before, err := t.Get(key)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	after, err := t.codec.Marshal(key, value)
	if err != nil || bytes.Equal(before, after) {
		return err
	}
	t.note(key, before, after)
	return t.Set(key, after)
}

// drop deletes a record that lies on no shelf and notes what was there.
func (t *tx) drop(key record.Key) error {
	before, err := t.Get(key)
	if err != nil {
		return err
	}
	t.note(key, before, nil)
	return t.Delete(key)
}

// readable turns the store's own errors into faults that name what to do.
func readable(err error) error {
	var known *fault.Error
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, errNothingNew):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fault.Unavailable("", "was cancelled").Because(err)
	case errors.Is(err, store.ErrTooLarge):
		return fault.Invalid("", "is too much to be kept in one record").Because(err)
	case errors.Is(err, store.ErrDiskFull):
		return fault.Unavailable("data", "the disk is full%s; free some space and try again; until then the shop can be read, and backed up to another disk", howFull(err)).Because(err)
	case errors.Is(err, store.ErrFailed) && errors.Is(err, fs.ErrNotExist):
		return relocated(err)
	case errors.Is(err, store.ErrFailed):
		return fault.Unavailable("data", "the disk did not take what was written; nothing more is written until Raja is started again").Because(err)
	case errors.Is(err, store.ErrCorrupt):
		return fault.Internal("the data folder is damaged; run raja check").Because(err)
	case errors.Is(err, record.ErrNewer):
		return fault.Unavailable("data", "was written by a newer Raja; update this one").Because(err)
	case errors.Is(err, store.ErrClosed):
		return fault.Unavailable("data", "is closed").Because(err)
	case errors.Is(err, fs.ErrNotExist):
		return relocated(err)
	}
	return fmt.Errorf("the store: %w", err)
}

// relocated is what is said when the data folder is not where it was opened.
func relocated(err error) error {
	return fault.Unavailable("data", "the folder was moved or removed while Raja had it open; end Raja there, and start it on the folder where it is now").Because(err)
}

// errNothingNew ends a unit of work that has found nothing to write.
var errNothingNew = errors.New("nothing new")

// remember writes a note of Raja's own, such as how far something was looked
// at. It is no change of the shop: the journal does not tell of it.
func (s *shop) remember(ctx context.Context, key record.Key, note any) error {
	return readable(s.store.Update(ctx, nil, func(txn store.Txn) error { return s.codec.Put(txn, key, note) }))
}
