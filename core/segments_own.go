package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// A rule may decide beside the main one, then be the main one, be switched off
// and come back. What it said lies in the slot that it had at the time, among
// what other rules said there. Who asks by its id is told of it alone, and of all
// of it.

// ownSlots are the slots in which a rule may have said something.
func (s *Segments) ownSlots(ctx context.Context, id string) ([]byte, error) {
	slots := []byte{mainSlot}
	err := s.store.View(ctx, func(reader store.Reader) error {
		known, err := s.beside(reader)
		if slot, stood := known[id]; stood {
			slots = append(slots, slot)
		}
		return err
	})
	return slots, readable(err)
}

// ownStays are a customer's stays as one rule said them, oldest first, in
// whichever slot.
func (s *Segments) ownStays(reader store.Reader, slots []byte, id string, customer people.Ordinal) (segment.Stays, error) {
	var own segment.Stays
	for _, slot := range slots {
		number, row := rowOf(customer)
		page, err := s.stayPage(reader, slot, number)
		if err != nil {
			return nil, err
		}
		stays, err := s.stays(slot, number, page, row)
		if err != nil {
			return nil, err
		}
		own = append(own, slices.DeleteFunc(stays, func(one segment.Stay) bool { return one.Rule != id })...)
	}
	slices.SortStableFunc(own, func(a, b segment.Stay) int {
		return cmp.Or(cmp.Compare(a.Entered, b.Entered), cmp.Compare(ended(a), ended(b)))
	})
	return own.Joined(), nil
}

// ended is the day on which a stay ended, behind all days for one that has not.
func ended(stay segment.Stay) int64 {
	if stay.Left == 0 {
		return 1 << 32
	}
	return int64(stay.Left)
}

// staysBy are a customer's stays as a rule said them; "" tells those of the main
// one with those of the rules that were it before.
func (s *Segments) staysBy(ctx context.Context, id string, customer people.Ordinal) (segment.Stays, error) {
	of, missing := s.of(ctx, id)
	if missing != nil && id == "" {
		return nil, missing
	}
	slots, err := s.ownSlots(ctx, id)
	if err != nil {
		return nil, err
	}
	var stays segment.Stays
	err = s.store.View(ctx, func(reader store.Reader) (err error) {
		if id != "" {
			stays, err = s.ownStays(reader, slots, id, customer)
		}
		if len(stays) == 0 && err == nil && missing == nil && (id == "" || (of.manifest != nil && of.manifest.ID == id)) {
			stays, err = s.staysIn(reader, of, customer)
			if id != "" {
				stays = slices.DeleteFunc(stays, func(one segment.Stay) bool { return one.Rule != id })
			}
		}
		return err
	})
	if err == nil && len(stays) == 0 && missing != nil {
		err = missing
	}
	return stays, readable(err)
}

// eachOwnPassage finds the passages of one rule in the pages of all stays.
func (s *Segments) eachOwnPassage(ctx context.Context, reader store.Reader, slots []byte, id string, since clock.Day, everybody *roaring.Bitmap, tell func(Passed)) (some bool, err error) {
	pages := map[uint32]bool{}
	for _, slot := range slots {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Stays).Byte(slot), KeyOnly: true}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return some, err
			}
			pages[record.Tail32(kv.Key)] = true
		}
	}
	for number := range pages {
		for row := range uint32(rowsPerPage) {
			ordinal := people.Ordinal(number*rowsPerPage + row + 1)
			stays, err := s.ownStays(reader, slots, id, ordinal)
			if err != nil {
				return some, err
			}
			some = some || len(stays) > 0
			if !everybody.Contains(uint32(ordinal)) {
				continue
			}
			for _, one := range stays.Passages(since) {
				tell(Passed{ordinal, one})
			}
		}
	}
	return some, nil
}
