package core

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// mendFacts computes every customer's past and facts anew.
func (h *Health) mendFacts(ctx context.Context) (int, error) {
	suspects, err := h.everybody(ctx, func(reader store.Reader, ordinal people.Ordinal) (bool, error) {
		right, err := h.factsAreRight(reader, ordinal)
		return !right, err
	})
	if err != nil {
		return 0, err
	}
	return len(suspects), inSlices(ctx, h, suspects, func(t *tx, ordinal people.Ordinal) error {
		return t.rebuildFacts(ordinal)
	})
}

// everybody returns the customers about whom ask says yes.
func (s *shop) everybody(ctx context.Context, ask func(store.Reader, people.Ordinal) (bool, error)) ([]people.Ordinal, error) {
	var found []people.Ordinal
	err := s.store.View(ctx, func(reader store.Reader) error {
		found = nil
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Customers), KeyOnly: true}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			ordinal := people.Ordinal(record.Tail32(kv.Key))
			yes, err := ask(reader, ordinal)
			if err != nil {
				return err
			}
			if yes {
				found = append(found, ordinal)
			}
		}
		return nil
	})
	return found, readable(err)
}

// pastOf computes a customer's past from her orders and her ledger.
func (s *shop) pastOf(reader store.Reader, ordinal people.Ordinal) (*past, error) {
	from := &past{}
	err := s.each(reader, ordinal, ordersOf, func(kv store.KV) error {
		var order sale.Order
		if err := s.codec.Get(reader, orderKey(sale.Number(record.Tail64(kv.Key))), &order); err != nil {
			return err
		}
		if order.Counts() {
			from.visits = from.visits.Add(clock.DayOf(order.At, s.zone), order.Net())
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	entries, err := s.ledger(reader, ordinal, forEver)
	from.lots = loyalty.Fold(entries, s.zone)
	return from, err
}

// factsAreRight says whether a past and a row are what the records give.
func (s *shop) factsAreRight(reader store.Reader, ordinal people.Ordinal) (bool, error) {
	customer, err := s.read(reader, ordinal)
	if err != nil {
		return false, err
	}
	if customer.Into != 0 {
		return aliasIsEmpty(reader, ordinal), nil
	}
	want, err := s.pastOf(reader, ordinal)
	if err != nil {
		return false, err
	}
	held, err := readPast(reader, ordinal)
	if err != nil || !bytes.Equal(held.bytes(), want.bytes()) {
		return false, nil //nolint:nilerr // a past that cannot be read is to be made anew
	}
	row, found, err := readFacts(reader, ordinal)
	if err != nil || !found {
		return false, nil //nolint:nilerr // likewise
	}
	return rebuiltRow(&customer, s.zone, want, &row) == row, nil
}

// aliasIsEmpty says whether an alias has neither a past nor a row: both are
// those of the customer as whom she counts.
func aliasIsEmpty(reader store.Reader, ordinal people.Ordinal) bool {
	_, err := reader.Get(pastKey(ordinal))
	_, found, failed := readFacts(reader, ordinal)
	return errors.Is(err, store.ErrNotFound) && failed == nil && !found
}

// rebuildFacts writes a customer's past and row anew. What a rule decided
// about her stays.
func (t *tx) rebuildFacts(ordinal people.Ordinal) error {
	customer, err := t.read(t, ordinal)
	if err != nil {
		return unlessAbsent(err)
	}
	if customer.Into != 0 {
		return t.hideRow(ordinal)
	}
	from, err := t.pastOf(t, ordinal)
	if err != nil {
		return err
	}
	err = t.editFacts(ordinal, func(row *abi.Facts) {
		fresh := identity(&customer, t.zone)
		keepDecisions(&fresh, row)
		*row = fresh
	})
	if err != nil {
		return err
	}
	t.pasts[ordinal] = from // written, and the row's figures with it, when the transaction ends
	return nil
}

// mendSets makes the set of everybody and those of the segments anew.
func (h *Health) mendSets(ctx context.Context) (int, error) {
	wrong := roaring.New()
	err := h.store.View(ctx, func(reader store.Reader) error {
		wrong.Clear()
		return h.misplaced(ctx, reader, wrong)
	})
	if err != nil {
		return 0, readable(err)
	}
	return int(wrong.GetCardinality()), inSlices(ctx, h, wrong.ToArray(), func(t *tx, ordinal uint32) error {
		return t.placeInSets(people.Ordinal(ordinal))
	})
}

// misplaced collects who is in a set wrongly, or missing from one.
func (s *shop) misplaced(ctx context.Context, reader store.Reader, wrong *roaring.Bitmap) error {
	want := map[string]*roaring.Bitmap{everyone: roaring.New()}
	all, err := s.allSets(reader)
	if err != nil {
		return err
	}
	for _, set := range all {
		want[set] = roaring.New()
	}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Customers), KeyOnly: true}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		ordinal := people.Ordinal(record.Tail32(kv.Key))
		sets, err := s.setsOf(reader, ordinal)
		if err != nil {
			return err
		}
		for _, set := range sets {
			want[set].Add(uint32(ordinal))
		}
	}
	for set, members := range want {
		held, err := readSet(reader, set)
		if err != nil {
			return err
		}
		wrong.Or(roaring.Xor(held, members))
	}
	return nil
}

// segmentCodes are the segments of the rule that decides, none without one.
func (s *shop) segmentCodes() []string {
	manifest := s.rules.deciding()
	if manifest == nil {
		return nil
	}
	codes := make([]string, len(manifest.Segments))
	for i, one := range manifest.Segments {
		codes[i] = one.Code
	}
	return codes
}

// allSets are the sets of the segments of every rule, the main one's first.
func (s *shop) allSets(reader store.Reader) ([]string, error) {
	var sets []string
	for _, code := range s.segmentCodes() {
		sets = append(sets, memberSet(mainSlot, code))
	}
	sides, err := s.sides(reader)
	for _, side := range sides {
		for _, known := range side.manifest.Segments {
			sets = append(sets, memberSet(side.slot, known.Code))
		}
	}
	return sets, err
}

// sides are the segmentations beside the main one whose words can be read.
func (s *shop) sides(reader store.Reader) ([]segmentation, error) {
	slots, err := s.beside(reader)
	if err != nil {
		return nil, err
	}
	var all []segmentation
	for _, id := range slices.Sorted(maps.Keys(slots)) {
		if manifest := s.rules.wordsOf(id); manifest != nil {
			all = append(all, segmentation{slots[id], manifest})
		}
	}
	return all, nil
}

// heldIn is where a customer stands in a slot, none before she is decided.
func heldIn(reader store.Reader, slot byte, ordinal people.Ordinal) (segment.Standing, error) {
	decided, err := decisionIn(reader, slot, ordinal)
	if err != nil || decided == nil {
		return segment.Standing{}, err
	}
	stands, _ := readStanding(decided)
	return stands, nil
}

// setsOf returns the sets that a customer belongs to, none when there is no
// such customer.
func (s *shop) setsOf(reader store.Reader, ordinal people.Ordinal) ([]string, error) {
	customer, err := s.read(reader, ordinal)
	if err != nil {
		return nil, unlessAbsent(err)
	}
	if customer.Into != 0 {
		return nil, nil
	}
	sets := []string{everyone}
	row, _, err := readFacts(reader, ordinal)
	if codes := s.segmentCodes(); err == nil && row.Segment > 0 && int(row.Segment) <= len(codes) {
		sets = append(sets, memberSet(mainSlot, codes[row.Segment-1]))
	}
	if err != nil {
		return sets, err
	}
	sides, err := s.sides(reader)
	for _, side := range sides {
		stands, err := heldIn(reader, side.slot, ordinal)
		if err != nil {
			return sets, err
		}
		if code := side.manifest.SegmentAt(stands.Held).Code; code != "" {
			sets = append(sets, memberSet(side.slot, code))
		}
	}
	return sets, err
}

// placeInSets puts a customer into the sets that are hers and takes her out of
// all others.
func (t *tx) placeInSets(ordinal people.Ordinal) error {
	mine, err := t.setsOf(t, ordinal)
	if err != nil {
		return err
	}
	all, err := t.allSets(t)
	if err != nil {
		return err
	}
	for _, set := range all {
		if err := t.removeFrom(set, ordinal); err != nil {
			return err
		}
	}
	if err := t.removeFrom(everyone, ordinal); err != nil {
		return err
	}
	for _, set := range mine {
		if err := t.addTo(set, ordinal); err != nil {
			return err
		}
	}
	return nil
}
