package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// Stayed is one time a customer was in a segment, in words.
type Stayed struct {
	segment.Stay
	NameID, NameEN     string
	ReasonID, ReasonEN string // why she entered; "" once the rule's package is gone
}

// History returns the segments that a customer was in, newest first. Of a rule
// with an id it tells what that one said, whether its segments showed then or
// not; of "", the main one, also what the rules said that were it before. Beyond
// segment.MaxStays the oldest are forgotten.
func (s *Segments) History(ctx context.Context, rule string, customer people.Ordinal) ([]Stayed, error) {
	stays, err := s.staysBy(ctx, rule, customer)
	if err != nil {
		return nil, err
	}
	slices.Reverse(stays)
	told := make([]Stayed, len(stays))
	for i, stay := range stays {
		told[i] = s.tell(stay)
	}
	return told, nil
}

func (s *Segments) tell(stay segment.Stay) Stayed {
	told := Stayed{Stay: stay}
	manifest := s.rules.wordsOf(stay.Rule)
	if manifest == nil {
		return told
	}
	known := manifest.SegmentAt(manifest.SegmentPosition(stay.Segment))
	told.NameID, told.NameEN = known.Name.ID, known.Name.EN
	told.ReasonID, told.ReasonEN = s.reason(manifest, stay.Text, stay.Args)
	return told
}

// staysIn are a customer's stays, oldest first. Of one who was decided before
// stays were noted it is the one that holds.
func (s *Segments) staysIn(reader store.Reader, of segmentation, customer people.Ordinal) (segment.Stays, error) {
	number, row := rowOf(customer)
	page, err := s.stayPage(reader, of.slot, number)
	if err != nil {
		return nil, err
	}
	stays, err := s.stays(of.slot, number, page, row)
	if err != nil || len(stays) > 0 || of.manifest == nil {
		return stays, err
	}
	slot, err := decisionIn(reader, of.slot, customer)
	if err != nil || slot == nil {
		return nil, err
	}
	var decided abi.SegmentRow
	decided.Read(slot)
	if decided.Segment == 0 {
		return nil, nil
	}
	_, since := readStanding(slot)
	return segment.Stays{stayOf(of.manifest, &decided, since)}, nil
}

// Passed is one customer who went from a segment to another; "" is none.
type Passed struct {
	Customer people.Ordinal
	segment.Passage
}

// Movement is who went where since a day.
type Movement struct {
	Since   clock.Day
	Total   int
	Moves   []Move   // by pair of segments, the largest first
	Passed  []Passed // the latest first, at most the limit that was asked for
	Entered map[string]int
	Left    map[string]int
}

// Moved returns who entered and left which segment on since or later; at most
// limit customers are named. Of a rule with an id it tells what that one said, of
// "", the main one, also what the rules said that were it before. It reads one
// page a sixteen customers, whoever moved.
func (s *Segments) Moved(ctx context.Context, rule string, since clock.Day, limit int) (Movement, error) {
	moved := Movement{Since: since, Entered: map[string]int{}, Left: map[string]int{}}
	of, missing := s.of(ctx, rule)
	if missing != nil && rule == "" {
		return moved, missing
	}
	slots, err := s.ownSlots(ctx, rule)
	if err != nil {
		return moved, err
	}
	pairs := map[Move]int{}
	err = s.store.View(ctx, func(reader store.Reader) error {
		everybody, err := readSet(reader, everyone)
		if err != nil {
			return err
		}
		tell := func(one Passed) {
			pairs[Move{From: one.From, To: one.To}]++
			moved.Total++
			if one.To != "" {
				moved.Entered[one.To]++
			}
			if one.From != "" {
				moved.Left[one.From]++
			}
			moved.Passed = append(moved.Passed, one)
		}
		if rule == "" {
			return s.eachPassage(ctx, reader, of, since, everybody, tell)
		}
		some, err := s.eachOwnPassage(ctx, reader, slots, rule, since, everybody, tell)
		if err == nil && !some {
			err = missing
		}
		return err
	})
	for pair, customers := range pairs {
		moved.Moves = append(moved.Moves, Move{pair.From, pair.To, customers})
	}
	slices.SortFunc(moved.Moves, func(a, b Move) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	slices.SortStableFunc(moved.Passed, func(a, b Passed) int {
		return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(a.Customer, b.Customer))
	})
	moved.Passed = moved.Passed[:min(limit, len(moved.Passed))]
	return moved, readable(err)
}

// eachPassage finds by the day since which a segment holds whose stays are
// worth reading.
func (s *Segments) eachPassage(ctx context.Context, reader store.Reader, of segmentation, since clock.Day, everybody *roaring.Bitmap, tell func(Passed)) error {
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Decisions).Byte(of.slot)}) {
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
		first := people.Ordinal(record.Tail32(kv.Key)*rowsPerPage + 1)
		for ordinal := first; len(page) >= decisionSize; ordinal, page = ordinal+1, page[decisionSize:] {
			if _, held := readStanding(page); held < since || !everybody.Contains(uint32(ordinal)) {
				continue
			}
			stays, err := s.staysIn(reader, of, ordinal)
			if err != nil {
				return err
			}
			for _, one := range stays.Passages(since) {
				tell(Passed{ordinal, one})
			}
		}
	}
	return nil
}
