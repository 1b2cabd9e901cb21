package core

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
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
		members, err := readSet(c.reader, memberSet(known.Code))
		if err != nil || !members.Equals(expected) {
			if err := c.find("segment "+known.Code, "its set disagrees with the customers' facts"); err != nil {
				return err
			}
		}
	}
	return nil
}
