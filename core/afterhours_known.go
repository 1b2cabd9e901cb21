package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// know completes what the rule is told of a visit: how many promises were late
// then, and of a customer her facts and what the owner gives to her segment. It
// returns her facts row, none for a stranger.
func (a *AfterHours) know(ctx context.Context, knock Knock, row *abi.AfterHoursContext) (facts [][]byte, err error) {
	var known abi.Facts
	err = a.store.View(ctx, func(reader store.Reader) error {
		late, err := a.lateAt(reader, knock.At)
		if err != nil {
			return err
		}
		row.LatePromises = uint32(late)
		if knock.Customer == 0 {
			return nil
		}
		known, err = a.factsOn(reader, knock.Customer, clock.DayOf(knock.At, a.zone), a.business.Window)
		if err != nil {
			return err
		}
		given, err := a.entitlements(reader)
		if err != nil {
			return err
		}
		row.FactsRow, row.Priority = 0, a.priority(&given, known.Segment)
		return nil
	})
	if err != nil || knock.Customer == 0 {
		return nil, readable(err)
	}
	known.Tier, err = a.tierToday(ctx, knock.Customer, &known)
	page := make([]byte, abi.FactsSize)
	known.Put(page)
	return [][]byte{page}, err
}

// priority is what the owner gives to a segment, 0 like anybody.
func (s *shop) priority(given *segment.Entitlements, code uint32) uint32 {
	if one := given.Of(s.segmentCode(code)); one != nil {
		return uint32(one.Priority)
	}
	return 0
}

// lateAt counts the promises to customers that were late at a moment: those
// that are open, and those that ended since.
func (s *shop) lateAt(reader store.Reader, at time.Time) (late int, err error) {
	lists := []store.Range{{Prefix: promisesDue(), KeyOnly: true}}
	for _, kind := range promise.Kinds() {
		done := promisesDone(kind)
		lists = append(lists, store.Range{Prefix: done, To: done.TimeDescending(at), KeyOnly: true})
	}
	for _, list := range lists {
		for kv, err := range reader.Range(list) {
			if err != nil {
				return 0, err
			}
			one, err := s.promises.read(s, reader, record.Tail64(kv.Key))
			if err != nil {
				return 0, err
			}
			if one.Kind != promise.Internal && one.WasOverdue(at) {
				late++
			}
		}
	}
	return late, nil
}
