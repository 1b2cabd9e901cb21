package core

import (
	"context"
	"errors"
	"maps"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// bulkRun is one change of many on its way.
type bulkRun struct {
	*Bulks
	options BulkOptions
	bulk    Bulk
	members *roaring.Bitmap
	looked  int  // customers
	claimed bool // nobody else makes it, or takes it back, meanwhile
}

// Run changes everybody whom a selection holds now. One who cannot be changed is
// counted and never stops the others. Cancelled, it stops between two slices:
// what was changed stays so, is counted, and can be taken back; with the same
// key it goes on from there.
func (b *Bulks) Run(ctx context.Context, selection Selection, change people.Change, options BulkOptions) (Bulk, error) {
	r, err := b.begin(ctx, selection, change, options)
	if err != nil || r.bulk.Done || r.members.IsEmpty() {
		return r.bulk, err
	}
	if !options.DryRun {
		err := r.open(ctx)
		if r.claimed {
			defer b.bulky.free(r.bulk.Number)
		}
		if err != nil || r.bulk.Done {
			return r.bulk, err
		}
	}
	if err := r.all(ctx); err != nil {
		return r.bulk, r.interrupted(ctx, err)
	}
	return r.bulk, r.end(ctx)
}

// Check refuses what Run would refuse, before a job is begun.
func (b *Bulks) Check(ctx context.Context, selection Selection, change people.Change, options BulkOptions) error {
	_, err := b.begin(ctx, selection, change, options)
	return err
}

// begin refuses what cannot be, and decides whom it is about. The change that
// the key was used for is the one that goes on, or that is done.
func (b *Bulks) begin(ctx context.Context, selection Selection, change people.Change, options BulkOptions) (*bulkRun, error) {
	r := &bulkRun{Bulks: b, options: options}
	if err := change.Check(); err != nil {
		return r, err
	}
	if len(options.Key) > maxBulkKey {
		return r, fault.Invalid("key", "is longer than %d bytes", maxBulkKey)
	}
	if err := selection.check(); err != nil {
		return r, err
	}
	r.bulk = Bulk{At: b.clock.Now(), Change: change, Key: options.Key, DryRun: options.DryRun, Refused: map[string]int{}}
	if options.Key != "" && !options.DryRun {
		var err error
		if r.bulk.Asked, err = askedOf(&selection, &change); err != nil {
			return r, err
		}
		if again, err := r.resume(ctx); again || err != nil {
			return r, err
		}
	}
	members, err := b.people.Select(ctx, selection)
	if err != nil {
		return r, err
	}
	r.members, r.bulk.Selected = members, int(members.GetCardinality())
	return r, nil
}

// resume takes up the change that the key was given for before.
func (r *bulkRun) resume(ctx context.Context) (again bool, err error) {
	r.members = roaring.New()
	err = r.store.View(ctx, func(reader store.Reader) error {
		known, used, err := r.usedBefore(reader, r.options.Key, r.bulk.Asked)
		if err != nil || !used {
			return err
		}
		if known.Undo != nil {
			return fault.Conflict("key", "%s was taken back; give the change a new key to make it again", known.Name())
		}
		again, r.bulk, r.bulk.Again = true, known, true
		if r.bulk.Refused == nil {
			r.bulk.Refused = map[string]int{}
		}
		for kv, err := range reader.Range(store.Range{Prefix: bulkMembersOf(known.Number)}) {
			if err != nil {
				return err
			}
			if err := readChunk(kv, r.members); err != nil {
				return err
			}
		}
		return nil
	})
	r.looked = int(r.members.Rank(uint32(r.bulk.Through)))
	return again, readable(err)
}

// open writes the change and whom it is about, so that one that is cut off is
// remembered. One that goes on is looked at again, once nobody else makes it.
func (r *bulkRun) open(ctx context.Context) error {
	if r.bulk.Number != 0 {
		if err := r.claim(r.bulk.Number); err != nil {
			return err
		}
		_, err := r.resume(ctx)
		return err
	}
	return r.update(ctx, actionBulk, func(t *tx) error {
		r.release() // of an attempt that was not written
		known, used, err := r.usedBefore(t, r.options.Key, r.bulk.Asked)
		if err != nil {
			return err
		}
		if used {
			return fault.Conflict("key", "%.60q is that of %s, which has just begun; wait for it", r.options.Key, known.Name())
		}
		number, err := t.next(record.Bulks)
		if err == nil {
			err = r.claim(number)
		}
		if err != nil {
			return err
		}
		r.bulk.Number, r.bulk.First, r.bulk.Last = number, t.counters.Journal.Seq+1, t.counters.Journal.Seq+1
		t.entry.Subject = r.bulk.Name()
		return t.putBulk(&r.bulk, r.members)
	})
}

// claim keeps others from making or taking back the same change meanwhile.
func (r *bulkRun) claim(number uint64) error {
	one := Bulk{Number: number}
	if why := r.bulky.take(number, "is still being made; wait for it, or stop it first"); why != "" {
		return fault.Conflict("change", "%s %s", one.Name(), why)
	}
	r.claimed = true
	return nil
}

func (r *bulkRun) release() {
	if r.claimed {
		r.bulky.free(r.bulk.Number)
		r.claimed = false
	}
}

func (t *tx) putBulk(bulk *Bulk, members *roaring.Bitmap) error {
	if err := t.codec.Put(t, bulkKey(bulk.Number), bulk); err != nil {
		return err
	}
	if bulk.Key != "" {
		if err := t.codec.Put(t, bulkKeyKey(bulk.Key), bulk.Number); err != nil {
			return err
		}
	}
	return putChunks(t, bulkMembersOf(bulk.Number), members)
}

// all goes through everybody, slice by slice.
func (r *bulkRun) all(ctx context.Context) error {
	rest := r.members.Iterator()
	rest.AdvanceIfNeeded(uint32(r.bulk.Through) + 1)
	for rest.HasNext() {
		slice := make([]people.Ordinal, 0, bulkSlice)
		for len(slice) < bulkSlice && rest.HasNext() {
			slice = append(slice, people.Ordinal(rest.Next()))
		}
		if err := r.slice(ctx, slice); err != nil {
			return err
		}
	}
	return nil
}

// slice changes some in one unit of work. Too large for one, it is halved.
func (r *bulkRun) slice(ctx context.Context, some []people.Ordinal) error {
	if err := ctx.Err(); err != nil {
		return readable(err)
	}
	after, err := r.write(ctx, some)
	if errors.Is(err, store.ErrTooLarge) && len(some) > 1 {
		half := len(some) / 2
		if err := r.slice(ctx, some[:half]); err != nil {
			return err
		}
		return r.slice(ctx, some[half:])
	}
	if err != nil && !errors.Is(err, errNothingNew) {
		return err
	}
	r.bulk = after
	r.looked += len(some)
	if r.options.Progress != nil {
		r.options.Progress(r.looked, r.bulk.Selected)
	}
	return nil
}

// write changes some and returns the counts with them. A dry run only looks.
func (r *bulkRun) write(ctx context.Context, some []people.Ordinal) (after Bulk, err error) {
	if r.options.DryRun {
		err = readable(r.store.View(ctx, func(reader store.Reader) (err error) {
			after, err = r.change(reader, nil, some)
			return err
		}))
		return after, err
	}
	err = r.update(ctx, actionBulkRow, func(t *tx) (err error) {
		t.entry.Subject = r.bulk.Name()
		if after, err = r.change(t, t, some); err != nil {
			return err
		}
		if len(t.entry.Changes) == 0 {
			return errNothingNew
		}
		after.Last = t.counters.Journal.Seq + 1
		return t.codec.Put(t, bulkKey(after.Number), &after)
	})
	return after, err
}

// change decides about some; without a t nothing is written.
func (r *bulkRun) change(reader store.Reader, t *tx, some []people.Ordinal) (Bulk, error) {
	after := r.bulk
	after.Refused, after.Through = maps.Clone(r.bulk.Refused), some[len(some)-1]
	for _, ordinal := range some {
		one, stay, err := r.changeable(reader, ordinal)
		if err != nil {
			return after, err
		}
		changed := false
		if stay == nil {
			var full bool
			if changed, full = r.bulk.Change.Apply(&one); full {
				stay = &Stay{Why: StayFull, Field: "tags", By: strconv.Itoa(people.MaxTags)}
			}
		}
		switch {
		case stay != nil:
			after.refuse(stay, ordinal, one.Name)
			continue
		case !changed:
			after.Already++
			continue
		}
		after.Changed++
		if t == nil {
			continue
		}
		one.UpdatedAt = t.clock.Now()
		if err := t.customers.put(t, &one); err != nil {
			return after, err
		}
	}
	return after, nil
}

// changeable returns a customer who can be changed, or why she cannot: she went,
// or was merged, since it was decided whom the change is about.
func (r *bulkRun) changeable(reader store.Reader, ordinal people.Ordinal) (people.Customer, *Stay, error) {
	one, err := r.read(reader, ordinal)
	switch {
	case fault.KindOf(err) == fault.KindNotFound:
		return one, &Stay{Why: StayGone}, nil
	case err == nil && one.Into != 0:
		return one, &Stay{Why: StayMerged, By: Code(one.Into)}, nil
	}
	return one, nil, err
}

// refuse counts one who stays as she is. The list of the first is copied: a
// unit of work may run more than once.
func (b *Bulk) refuse(stay *Stay, ordinal people.Ordinal, name string) {
	b.Refused[string(stay.Why)]++
	if len(b.Stays) < maxSamples {
		stay.Code, stay.Name = Code(ordinal), name
		b.Stays = append(b.Stays[:len(b.Stays):len(b.Stays)], *stay)
	}
}

// end notes that everybody was looked at.
func (r *bulkRun) end(ctx context.Context) error {
	if r.options.DryRun {
		return nil
	}
	after := r.bulk
	err := r.update(ctx, actionBulked, func(t *tx) error {
		after = r.bulk
		after.Done, after.Last = true, t.counters.Journal.Seq+1
		t.entry.Subject = after.Name()
		t.entry.Notes = map[string]string{
			"selected": strconv.Itoa(after.Selected), "changed": strconv.Itoa(after.Changed), "already": strconv.Itoa(after.Already),
		}
		if err := dropChunks(t, bulkMembersOf(after.Number)); err != nil {
			return err
		}
		return t.codec.Put(t, bulkKey(after.Number), &after)
	})
	if err == nil {
		r.bulk = after
	}
	return r.interrupted(ctx, err)
}

// interrupted says of a change that was cut off how far it came.
func (r *bulkRun) interrupted(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil || r.options.DryRun {
		return err
	}
	return fault.Unavailable("", "was cancelled; %d of %d customers are changed, and raja customer undo %s takes that back",
		r.bulk.Changed, r.bulk.Selected, r.bulk.Name()).Because(err)
}
