package core

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// A decision lies in a page beside the fact pages: the rule's answer as it
// came and the day since which the segment holds.
const decisionSize = abi.SegmentRowSize + 8

// commitSlice is how many decisions one transaction writes: they touch at
// most 32 pages of each kind and stay far below the size limit.
const commitSlice = 1024

func decisionsKey(page uint32) record.Key {
	return record.In(record.Decisions).Byte(mainSlot).Uint32(page)
}

// commitAll writes the decisions, then the run. Each transaction leaves
// decisions, memberships and facts in agreement.
func (s *Segments) commitAll(ctx context.Context, run *Run, manifest *plugin.Manifest, decided []decision) error {
	if err := s.makeRoom(ctx, manifest.ID); err != nil {
		return err
	}
	for start := 0; start < len(decided); start += commitSlice {
		slice := decided[start:min(start+commitSlice, len(decided))]
		changed := 0
		err := s.update(ctx, "segment.decide", func(t *tx) error {
			t.entry.Subject = fmt.Sprintf("%s to %s", Code(slice[0].ordinal), Code(slice[len(slice)-1].ordinal))
			var err error
			changed, err = t.commitDecisions(run, manifest, slice)
			return err
		})
		if err != nil {
			return err
		}
		run.Changed += changed
	}
	err := s.update(ctx, "segment.run", func(t *tx) error {
		t.entry.Subject = manifest.ID
		return t.codec.Put(t, runKey(), run)
	})
	if err == nil {
		s.rules.decided(manifest.ID)
	}
	return err
}

func (t *tx) commitDecisions(run *Run, manifest *plugin.Manifest, slice []decision) (changed int, err error) {
	pages := map[uint32][]byte{}
	for _, made := range slice {
		page, err := t.decisionPage(pages, made.ordinal)
		if err != nil {
			return 0, err
		}
		moved, err := t.decide(run, manifest, page, made)
		if err != nil {
			return 0, err
		}
		if moved {
			changed++
		}
	}
	for number, page := range pages {
		if err := record.PutBytes(t, decisionsKey(number), page); err != nil {
			return 0, err
		}
	}
	return changed, nil
}

// decisionPage returns the page of an ordinal, made whole.
func (t *tx) decisionPage(pages map[uint32][]byte, ordinal people.Ordinal) ([]byte, error) {
	number, _ := place(ordinal)
	if page, ok := pages[number]; ok {
		return page, nil
	}
	page := make([]byte, rowsPerPage*decisionSize)
	raw, err := record.GetBytes(t, decisionsKey(number))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	copy(page, raw)
	pages[number] = page
	return page, nil
}

// decide writes one decision and, when the segment is another than what is
// written, moves the customer between the sets and marks her facts. It reports
// whether she was in another segment: of a rule that takes over nothing is
// written yet.
func (t *tx) decide(run *Run, manifest *plugin.Manifest, page []byte, made decision) (moved bool, err error) {
	slot := page[decisionOffset(made.ordinal):][:decisionSize]
	var before abi.SegmentRow
	before.Read(slot)
	since, moved := made.since, made.was != made.row.Segment
	if moved {
		since = run.AsOf
	}
	if before.Segment != made.row.Segment {
		if err := t.move(manifest, made.ordinal, before.Segment, made.row.Segment, since); err != nil {
			return false, err
		}
	}
	made.row.Put(slot)
	binary.LittleEndian.PutUint32(slot[abi.SegmentRowSize:], uint32(since))
	return moved, nil
}

func decisionOffset(ordinal people.Ordinal) int {
	return int((uint32(ordinal)-1)%rowsPerPage) * decisionSize
}

func (t *tx) move(manifest *plugin.Manifest, ordinal people.Ordinal, from, to uint32, since clock.Day) error {
	if from != 0 {
		if err := t.removeFrom(memberSet(manifest.SegmentAt(from).Code), ordinal); err != nil {
			return err
		}
	}
	if to != 0 {
		if err := t.addTo(memberSet(manifest.SegmentAt(to).Code), ordinal); err != nil {
			return err
		}
	}
	return t.editFacts(ordinal, func(row *abi.Facts) {
		row.Segment, row.SegmentSinceDay = to, int32(since)
		row.Flags &^= abi.FlagSegmentLoyal
		if manifest.SegmentAt(to).Loyal() {
			row.Flags |= abi.FlagSegmentLoyal
		}
	})
}
