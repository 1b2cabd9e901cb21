package core

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/segment"
)

// sets compares the set of everyone and every segment's set with the records.
func (c *checkup) sets(ctx context.Context) error {
	all, err := readSet(c.reader, everyone)
	if err != nil || !all.Equals(c.all) {
		return c.find("set of everyone", "disagrees with the customers")
	}
	manifest := c.rules.deciding()
	if manifest == nil {
		return ctx.Err()
	}
	want := map[uint32]*roaring.Bitmap{}
	for ordinal := range c.pasts {
		row, _, err := readFacts(c.reader, ordinal)
		if err != nil {
			return err
		}
		if want[row.Segment] == nil {
			want[row.Segment] = roaring.New()
		}
		want[row.Segment].Add(uint32(ordinal))
	}
	for i, known := range manifest.Segments {
		expected := want[uint32(i+1)]
		if expected == nil {
			expected = roaring.New()
		}
		members, err := readSet(c.reader, memberSet(mainSlot, known.Code))
		if err != nil || !members.Equals(expected) {
			if err := c.find("segment "+known.Code, "its set disagrees with the customers' facts"); err != nil {
				return err
			}
		}
	}
	if err := c.stays(ctx, mainSlot, manifest); err != nil {
		return err
	}
	sides, err := c.shop.sides(c.reader)
	if err != nil {
		return c.find("segmentations", "cannot be read")
	}
	for _, side := range sides {
		if err := c.side(ctx, side); err != nil {
			return err
		}
	}
	return nil
}

// side compares the sets of a rule that stands beside the main one with what
// it decided.
func (c *checkup) side(ctx context.Context, side segmentation) error {
	want := map[string]*roaring.Bitmap{}
	for ordinal := range c.pasts {
		stands, err := heldIn(c.reader, side.slot, ordinal)
		if err != nil {
			return err
		}
		code := side.manifest.SegmentAt(stands.Held).Code
		if want[code] == nil {
			want[code] = roaring.New()
		}
		want[code].Add(uint32(ordinal))
	}
	for _, known := range side.manifest.Segments {
		expected := want[known.Code]
		if expected == nil {
			expected = roaring.New()
		}
		members, err := readSet(c.reader, memberSet(side.slot, known.Code))
		if err != nil || !members.Equals(expected) {
			where := "segment " + known.Code + " of " + side.manifest.ID
			if err := c.find(where, "its set disagrees with what the rule decided"); err != nil {
				return err
			}
		}
	}
	return c.stays(ctx, side.slot, side.manifest)
}

// stays holds the stay that has not ended to the segment that holds.
func (c *checkup) stays(ctx context.Context, slot byte, manifest *plugin.Manifest) error {
	for ordinal := range c.pasts {
		if err := ctx.Err(); err != nil {
			return err
		}
		number, row := rowOf(ordinal)
		page, err := c.shop.stayPage(c.reader, slot, number)
		var stays segment.Stays
		if err == nil {
			stays, err = c.shop.stays(slot, number, page, row)
		}
		if err != nil {
			return c.find("segments of "+Code(ordinal), "their history cannot be read")
		}
		stands, err := heldIn(c.reader, slot, ordinal)
		if err != nil || len(stays) == 0 {
			continue // the page of decisions is judged by itself; before stays were noted there are none
		}
		held := ""
		if now := stays.Now(); now != nil {
			held = now.Segment
		}
		if held != manifest.SegmentAt(stands.Held).Code {
			if err := c.find("segments of "+Code(ordinal), "their history ends in another segment than the one that holds"); err != nil {
				return err
			}
		}
	}
	return nil
}
