package core

import (
	"context"
	"errors"
	"iter"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// factsBatch is up to abi.MaxRows rows of external customers, as bytes for
// the rule and as values for us.
type factsBatch struct {
	bytes []byte
	each  []abi.Facts
}

// errEnough ends a walk that its reader has had enough of.
var errEnough = errors.New("enough")

// batches yields the facts of every external customer, exact on day for
// window, in the order of ordinals. A batch is valid until the next.
func (s *shop) batches(ctx context.Context, day clock.Day, window uint32) iter.Seq2[factsBatch, error] {
	return func(yield func(factsBatch, error) bool) {
		err := s.store.View(ctx, func(reader store.Reader) error {
			return s.walkFacts(ctx, reader, day, window, func(batch factsBatch) error {
				if !yield(batch, nil) {
					return errEnough
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(factsBatch{}, readable(err))
		}
	}
}

func (s *shop) walkFacts(ctx context.Context, reader store.Reader, day clock.Day, window uint32, give func(factsBatch) error) error {
	var batch factsBatch
	fill, stop, err := s.filling(reader, day, window)
	if err != nil {
		return err
	}
	defer stop()
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Facts)}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		page, err := record.Open(kv.Key, kv.Value)
		if err != nil {
			return err
		}
		if err := appendRows(fill, &batch, page); err != nil {
			return err
		}
		if len(batch.each) > abi.MaxRows-rowsPerPage {
			if err := give(batch); err != nil {
				return err
			}
			batch.bytes, batch.each = batch.bytes[:0], batch.each[:0]
		}
	}
	if len(batch.each) == 0 {
		return nil
	}
	return give(batch)
}

// filling makes rows exact on a day: one that is not is computed anew from the
// customer's past, and all are where something is dated ahead.
func (s *shop) filling(reader store.Reader, day clock.Day, window uint32) (fill func(*abi.Facts) error, stop func(), err error) {
	ahead, err := s.isAhead(reader)
	if err != nil {
		return nil, nil, err
	}
	pastOf, stop := s.pastsOn(reader, day, window)
	return func(row *abi.Facts) error {
		if !ahead && exactOn(row, day, window) {
			return nil
		}
		known, err := pastOf(people.Ordinal(row.Ordinal))
		if err != nil {
			return err
		}
		if ahead {
			return s.asOf(reader, row, known, day, window)
		}
		known.fill(row, day, window)
		return nil
	}, stop, nil
}

// appendRows adds the external customers of a page to the batch, made exact.
func appendRows(fill func(*abi.Facts) error, batch *factsBatch, page []byte) error {
	for ; len(page) >= abi.FactsSize; page = page[abi.FactsSize:] {
		var row abi.Facts
		row.Read(page)
		if row.Ordinal == 0 || row.Kind != abi.KindExternal {
			continue
		}
		if err := fill(&row); err != nil {
			return err
		}
		at := len(batch.bytes)
		batch.bytes = append(batch.bytes, page[:abi.FactsSize]...)
		row.Put(batch.bytes[at:])
		batch.each = append(batch.each, row)
	}
	return nil
}

// pastsOn gives the pasts that a walk over the facts asks for. As of today, in the
// shop's own window, few rows are not exact; otherwise most are.
func (s *shop) pastsOn(reader store.Reader, day clock.Day, window uint32) (pastOf func(people.Ordinal) (*past, error), stop func()) {
	if day == s.Today() && window == s.business.Window {
		return func(ordinal people.Ordinal) (*past, error) { return readPast(reader, ordinal) }, func() {}
	}
	pasts := walkPasts(reader)
	return pasts.past, pasts.stop
}

// population returns how many customers there are, for progress only.
func (s *shop) population(ctx context.Context) people.Ordinal {
	var known counters
	err := s.store.View(ctx, func(reader store.Reader) error {
		return s.codec.Get(reader, countersKey(), &known)
	})
	if err != nil {
		return 0
	}
	return known.Customers
}
