package core

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/store"
)

// Taking a change of many back goes through its journal entries, newest first,
// a slice a unit of work. Cut off, it is taken up where it stopped.

// BulkUndo is how far a change of many was taken back.
type BulkUndo struct {
	At       time.Time `cbor:"1,keyasint"`           // when
	Done     bool      `cbor:"2,keyasint,omitempty"` // false while it goes on, and after it was cut off
	Restored int       `cbor:"3,keyasint,omitempty"` // customers who are as they were
	Staying  int       `cbor:"4,keyasint,omitempty"` // what stays, since somebody changed it again
	Entry    uint64    `cbor:"5,keyasint,omitempty"` // the journal entry that is being taken back; those behind it are
	Changes  int       `cbor:"6,keyasint,omitempty"` // of that entry, from its end: how many are taken back
}

// Unbulked is what taking a change of many back did, or would do.
type Unbulked struct {
	BulkUndo
	Bulk   Bulk
	By     uint64 // the journal entry that ended it, 0 of a dry run
	DryRun bool
	Stays  []Stay // the first of what stays
}

// unbulk is one change of many on its way back.
type unbulk struct {
	*Bulks
	options UndoOptions
	bulk    Bulk
	undo    BulkUndo
	stays   []Stay
	looked  int // customers
	by      uint64
}

// Undo gives everybody whom a change of many changed back what she had. What
// somebody changed again since stays, and is named. Cut off, it goes on when it
// is called again; done once, it is a conflict.
func (b *Bulks) Undo(ctx context.Context, number uint64, options UndoOptions) (Unbulked, error) {
	u := &unbulk{Bulks: b, options: options, bulk: Bulk{Number: number}}
	if !options.DryRun {
		if why := b.bulky.take(number, "is being taken back already"); why != "" {
			return u.told(), fault.Conflict("change", "%s %s", u.bulk.Name(), why)
		}
		defer b.bulky.free(number)
	}
	known, err := b.Get(ctx, number)
	if err != nil {
		return u.told(), err
	}
	if known.Undo != nil && known.Undo.Done {
		return u.told(), fault.Conflict("change", "%s was undone already, on %s; make the change again to have it back", known.Name(), known.Undo.At.In(b.zone).Format("2006-01-02 15:04"))
	}
	u.bulk, u.undo = known, BulkUndo{At: b.clock.Now(), Entry: known.Last}
	if known.Undo != nil {
		u.undo = *known.Undo
		u.looked = u.undo.Restored
	}
	err = u.all(ctx)
	return u.told(), u.interrupted(ctx, err)
}

func (u *unbulk) told() Unbulked {
	u.bulk.Undo = &u.undo
	return Unbulked{BulkUndo: u.undo, Bulk: u.bulk, By: u.by, DryRun: u.options.DryRun, Stays: u.stays}
}

// all takes back the slices, newest first, and notes that it did.
func (u *unbulk) all(ctx context.Context) error {
	for ; u.undo.Entry > u.bulk.First; u.undo.Entry, u.undo.Changes = u.undo.Entry-1, 0 {
		changes, err := u.changes(ctx)
		if err != nil {
			return err
		}
		changes = changes[:len(changes)-min(u.undo.Changes, len(changes))]
		for size := len(changes); len(changes) > 0; {
			if err := ctx.Err(); err != nil {
				return readable(err)
			}
			some := changes[len(changes)-min(size, len(changes)):]
			err := u.piece(ctx, some)
			if errors.Is(err, store.ErrTooLarge) && size > 1 {
				size /= 2
				continue
			}
			if err != nil {
				return err
			}
			changes = changes[:len(changes)-len(some)]
		}
	}
	return u.end(ctx)
}

// changes reads what the entry that is being taken back did to customers: none
// where it is not of this change.
func (u *unbulk) changes(ctx context.Context) ([]journal.Change, error) {
	var entry journal.Entry
	err := u.store.View(ctx, func(reader store.Reader) (err error) {
		entry, err = journal.Read(reader, u.codec, u.undo.Entry)
		return err
	})
	if err != nil || entry.Action != actionBulkRow || entry.Subject != u.bulk.Name() {
		return nil, readable(err)
	}
	return entry.Changes, nil
}

// piece takes some changes back in one unit of work. A dry run only looks.
func (u *unbulk) piece(ctx context.Context, some []journal.Change) error {
	var undo BulkUndo
	var stays []Stay
	each := func(reader store.Reader, t *tx) error {
		undo, stays = u.undo, nil
		undo.Changes += len(some)
		for _, change := range slices.Backward(some) {
			more, restored, err := u.restore(reader, t, &change)
			if err != nil {
				return err
			}
			if restored {
				undo.Restored++
			}
			undo.Staying += len(more)
			stays = append(stays, more...)
		}
		return nil
	}
	err := u.inOne(ctx, &undo, each)
	if err != nil {
		return err
	}
	u.undo = undo
	u.stays = append(u.stays, stays[:min(len(stays), maxSamples-len(u.stays))]...)
	u.looked += len(some)
	if u.options.Progress != nil {
		u.options.Progress(min(u.looked, u.bulk.Changed), u.bulk.Changed)
	}
	return nil
}

// inOne looks in a dry run; else it writes, with how far the undo is.
func (u *unbulk) inOne(ctx context.Context, undo *BulkUndo, each func(store.Reader, *tx) error) error {
	if u.options.DryRun {
		return readable(u.store.View(ctx, func(reader store.Reader) error { return each(reader, nil) }))
	}
	return u.update(ctx, actionUnbulk, func(t *tx) error {
		t.entry.Subject, t.entry.Undoes = u.bulk.Name(), u.bulk.First
		if err := each(t, t); err != nil {
			return err
		}
		return u.note(t, *undo)
	})
}

// note keeps with the change how far it was taken back.
func (u *unbulk) note(t *tx, undo BulkUndo) error {
	bulk := u.bulk
	bulk.Undo = &undo
	return t.codec.Put(t, bulkKey(bulk.Number), &bulk)
}

// restore gives one customer back what she had, and says what stays.
func (u *unbulk) restore(reader store.Reader, t *tx, change *journal.Change) (stays []Stay, restored bool, err error) {
	var before, after people.Customer
	if err := errors.Join(u.codec.Unmarshal(change.Key, change.Before, &before), u.codec.Unmarshal(change.Key, change.After, &after)); err != nil {
		return nil, false, err
	}
	now, err := u.read(reader, after.Ordinal)
	if fault.KindOf(err) == fault.KindNotFound {
		return []Stay{{Code: Code(after.Ordinal), Name: after.Name, Why: StayGone}}, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if now.Into != before.Into {
		return []Stay{{Code: Code(now.Ordinal), Name: now.Name, Why: StayMerged, By: Code(now.Into)}}, false, nil
	}
	was := now
	for _, field := range u.bulk.Change.TakeBack(&now, &before, &after) {
		stays = append(stays, Stay{Code: Code(now.Ordinal), Name: now.Name, Field: field, Why: StayEdited})
	}
	if slices.Equal(was.Tags, now.Tags) && was.Flags == now.Flags {
		return stays, false, nil
	}
	if now.UpdatedAt.Equal(was.UpdatedAt) && !was.UpdatedAt.Equal(before.UpdatedAt) {
		now.UpdatedAt = u.clock.Now()
	}
	if t == nil {
		return stays, true, nil
	}
	return stays, true, t.customers.put(t, &now)
}

// end notes that everything was taken back but what stays.
func (u *unbulk) end(ctx context.Context) error {
	undo := u.undo
	undo.At, undo.Done, undo.Entry, undo.Changes = u.clock.Now(), true, 0, 0
	if !u.options.DryRun {
		err := u.update(ctx, actionUnbulk, func(t *tx) error {
			t.entry.Subject, t.entry.Undoes = u.bulk.Name(), u.bulk.First
			u.by = t.counters.Journal.Seq + 1
			t.entry.Notes = map[string]string{"restored": strconv.Itoa(undo.Restored), "stays": strconv.Itoa(undo.Staying)}
			if err := dropChunks(t, bulkMembersOf(u.bulk.Number)); err != nil {
				return err
			}
			return u.note(t, undo)
		})
		if err != nil {
			return err
		}
	}
	u.undo = undo
	return nil
}

func (u *unbulk) interrupted(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	return fault.Unavailable("", "was cancelled; %s is taken back in part, and undoing it again goes on from there", u.bulk.Name()).Because(err)
}
