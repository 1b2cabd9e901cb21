package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// forgetPages is how many pages one transaction forgets.
const forgetPages = 16

// makeRoom forgets what another rule decided: its positions mean nothing to
// the one that decides now. What that one decided beside the main rule, before
// it became the main one, is forgotten too.
func (s *Segments) makeRoom(ctx context.Context, pass *pass) error {
	if pass.slot != mainSlot {
		return nil
	}
	last, err := s.Last(ctx)
	if fault.KindOf(err) == fault.KindNotFound || (err == nil && last.Rule == pass.manifest.ID) {
		return nil
	}
	if err != nil {
		return err
	}
	var known map[string]uint8
	err = s.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = s.beside(reader)
		return err
	})
	if err != nil {
		return readable(err)
	}
	if slot, stood := known[pass.manifest.ID]; stood {
		if err := s.forget(ctx, slot, pass.manifest.ID); err != nil {
			return err
		}
	}
	return s.forget(ctx, mainSlot, last.Rule)
}

// forget empties a slot; what was in it stays in the customers' histories.
func (s *Segments) forget(ctx context.Context, slot byte, rule string) error {
	for left := true; left; {
		err := s.update(ctx, "segment.forget", func(t *tx) error {
			t.entry.Subject = rule
			var err error
			left, err = t.forgetSome(slot)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetSome forgets the first pages of decisions with the facts that follow
// from them; with the last page go the sets. It reports whether more is left.
func (t *tx) forgetSome(slot byte) (bool, error) {
	numbers, err := t.decisionPages(slot, forgetPages)
	if err != nil {
		return false, err
	}
	for _, number := range numbers {
		if err := t.Delete(decisionsKey(slot, number)); err != nil {
			return false, err
		}
		if err := t.leaveAll(slot, number, t.Today()); err != nil {
			return false, err
		}
		if slot != mainSlot {
			continue
		}
		if err := t.unmarkPage(number); err != nil {
			return false, err
		}
	}
	if len(numbers) == forgetPages {
		return true, nil
	}
	if slot != mainSlot {
		if err := t.Delete(runKey(slot)); err != nil {
			return false, err
		}
	}
	return false, t.dropSets(slot)
}

func (t *tx) decisionPages(slot byte, limit int) ([]uint32, error) {
	var numbers []uint32
	picked := store.Range{Prefix: record.In(record.Decisions).Byte(slot), KeyOnly: true, Limit: limit}
	for kv, err := range t.Range(picked) {
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, record.Tail32(kv.Key))
	}
	return numbers, nil
}

// unmarkPage takes the segment off every row of a page of facts.
func (t *tx) unmarkPage(number uint32) error {
	raw, err := t.page(number)
	if err != nil {
		return err
	}
	for row := range len(raw) / abi.FactsSize {
		ordinal := people.Ordinal(number*rowsPerPage + uint32(row) + 1)
		err := t.editFacts(ordinal, func(facts *abi.Facts) {
			facts.Segment, facts.SegmentSinceDay = 0, 0
			facts.Flags &^= abi.FlagSegmentLoyal
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// dropSets deletes the sets of all segments of a slot, which are few.
func (t *tx) dropSets(slot byte) error {
	var keys []record.Key
	for kv, err := range t.Range(store.Range{Prefix: setsPrefix(slot), KeyOnly: true}) {
		if err != nil {
			return err
		}
		keys = append(keys, append(record.Key{}, kv.Key...))
	}
	var failed error
	for _, key := range keys {
		failed = errors.Join(failed, t.Delete(key))
	}
	return failed
}
