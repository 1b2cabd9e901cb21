package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/store"
)

// Field is one of the fields of the map that the scores for recency and
// frequency span, 1 the least and 5 the most of each.
type Field struct {
	R, F      int
	Customers int
	Segment   string // code of the segment that the rule says of most of them, "" none
}

// Map counts the customers by their scores, as the rule with an id decided, ""
// the main one: 25 fields, the lowest first. Of a rule without scores it is
// empty.
func (s *Segments) Map(ctx context.Context, rule string) ([]Field, error) {
	of, err := s.of(ctx, rule)
	if err != nil || of.manifest == nil {
		return nil, cmp.Or(err, errNoSegments())
	}
	counted := map[Field]map[uint32]int{}
	err = s.eachScored(ctx, of, func(_ people.Ordinal, row abi.SegmentRow) {
		at := fieldOf(row.Score)
		if counted[at] == nil {
			counted[at] = map[uint32]int{}
		}
		counted[at][row.Segment]++
	})
	if err != nil || len(counted) == 0 {
		return nil, err
	}
	var all []Field
	for r := 1; r <= 5; r++ {
		for f := 1; f <= 5; f++ {
			all = append(all, filled(Field{R: r, F: f}, counted, of.manifest))
		}
	}
	return all, nil
}

func fieldOf(score uint32) Field { return Field{R: int(score / 100), F: int(score / 10 % 10)} }

func filled(at Field, counted map[Field]map[uint32]int, manifest *plugin.Manifest) Field {
	most, known := 0, counted[at]
	for position := range uint32(len(manifest.Segments)) + 1 {
		at.Customers += known[position]
		if known[position] > most {
			most, at.Segment = known[position], manifest.SegmentAt(position).Code
		}
	}
	return at
}

// In returns up to limit customers of a field of the map, in the order of their
// numbers.
func (s *Segments) In(ctx context.Context, rule string, r, f, limit int) ([]people.Ordinal, error) {
	if r < 1 || r > 5 || f < 1 || f > 5 {
		return nil, fault.Invalid("r", "and f are not from 1 to 5")
	}
	of, err := s.of(ctx, rule)
	if err != nil {
		return nil, err
	}
	found := []people.Ordinal{}
	err = s.eachScored(ctx, of, func(customer people.Ordinal, row abi.SegmentRow) {
		if (fieldOf(row.Score) == Field{R: r, F: f}) {
			found = append(found, customer)
		}
	})
	slices.Sort(found)
	return found[:min(limit, len(found))], err
}

// eachScored asks the rule again what it said of everybody in its last run, and
// tells the answers that hold scores.
func (s *Segments) eachScored(ctx context.Context, of segmentation, tell func(people.Ordinal, abi.SegmentRow)) error {
	run, err := s.lastIn(ctx, of.slot)
	if err != nil {
		return err
	}
	rule, err := s.stillAnswering(ctx, &run)
	if err != nil {
		return err
	}
	var answer plugin.Answer[abi.SegmentRow]
	header := s.header(int32(run.AsOf), run.Window)
	run.tell(&header)
	return readable(s.store.View(ctx, func(reader store.Reader) error {
		return s.walkFacts(ctx, reader, run.AsOf, run.Window, func(batch factsBatch) error {
			if err := rule.SegmentInto(ctx, &abi.Batch{Header: header, Facts: [][]byte{batch.bytes}, Config: rule.config}, &answer); err != nil {
				return err
			}
			for i, row := range answer.Rows {
				if row.Score != 0 {
					tell(people.Ordinal(batch.each[i].Ordinal), row)
				}
			}
			return nil
		})
	}))
}
