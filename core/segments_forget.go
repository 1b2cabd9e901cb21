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
// the one that decides now.
func (s *Segments) makeRoom(ctx context.Context, rule string) error {
	last, err := s.Last(ctx)
	if fault.KindOf(err) == fault.KindNotFound || (err == nil && last.Rule == rule) {
		return nil
	}
	if err != nil {
		return err
	}
	for left := true; left; {
		err := s.update(ctx, "segment.forget", func(t *tx) error {
			t.entry.Subject = last.Rule
			var err error
			left, err = t.forgetSome()
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
func (t *tx) forgetSome() (bool, error) {
	numbers, err := t.decisionPages(forgetPages)
	if err != nil {
		return false, err
	}
	for _, number := range numbers {
		if err := t.Delete(decisionsKey(number)); err != nil {
			return false, err
		}
		if err := t.unmarkPage(number); err != nil {
			return false, err
		}
	}
	if len(numbers) == forgetPages {
		return true, nil
	}
	return false, t.dropSets()
}

func (t *tx) decisionPages(limit int) ([]uint32, error) {
	var numbers []uint32
	picked := store.Range{Prefix: record.In(record.Decisions).Byte(mainSlot), KeyOnly: true, Limit: limit}
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

// dropSets deletes the sets of all segments, which are few.
func (t *tx) dropSets() error {
	var keys []record.Key
	everyone := setPrefix(everyone)
	for kv, err := range t.Range(store.Range{Prefix: record.In(record.Memberships), KeyOnly: true}) {
		if err != nil {
			return err
		}
		if len(kv.Key) < len(everyone) || string(kv.Key[:len(everyone)]) != string(everyone) {
			keys = append(keys, append(record.Key{}, kv.Key...))
		}
	}
	var failed error
	for _, key := range keys {
		failed = errors.Join(failed, t.Delete(key))
	}
	return failed
}
