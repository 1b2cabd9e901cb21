package core

import (
	"context"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/index"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/store"
)

// Listed is a customer as lists show her.
type Listed struct {
	Customer people.Customer
	Facts    abi.Facts // figures as of today, in the shop's window
	Segment  string    // code, "" none
	Tier     string    // code, "" none
}

// Pick says which customers a list holds. The zero value is everybody.
type Pick struct {
	Segment string // a segment's code, "" any
	Plugin  string // the rule whose segment it is, "" the one whose segments show
	Text    string // what Search looks for, "" any; best match first
	Tag     string // only who has this tag, "" any

	Sort       people.Sort // what they are ordered by
	Descending bool        // the greatest, or the latest, first
}

// maxFound is how many customers a text search lists.
const maxFound = 500

// List returns up to limit customers from offset, in the order of the pick, or
// that in which they came or, for a text, best match first; and how many there
// are in all. Any offset costs the same.
func (p *People) List(ctx context.Context, pick Pick, offset, limit int) ([]Listed, int, error) {
	page, total, err := p.choose(ctx, pick, max(offset, 0), max(limit, 0))
	if err != nil {
		return nil, 0, err
	}
	listed := make([]Listed, 0, len(page))
	err = p.store.View(ctx, func(reader store.Reader) error {
		return p.listing(reader, p.Today()).each(page, func(row Listed) { listed = append(listed, row) })
	})
	return listed, total, readable(err)
}

// After returns up to limit customers of a pick behind the one with code, ""
// from the first; the code to go on from, "" at the end; and how many there
// are in all.
func (p *People) After(ctx context.Context, pick Pick, code string, limit int) (listed []Listed, next string, total int, err error) {
	from := 0
	if code != "" {
		ordinal, ok := parseCode(code)
		if !ok {
			return nil, "", 0, fault.Invalid("after", "%q is not a code like C-00123", code)
		}
		if from, err = p.behind(ctx, pick, uint32(ordinal)); err != nil {
			return nil, "", 0, err
		}
	}
	listed, total, err = p.List(ctx, pick, from, limit)
	if err == nil && len(listed) > 0 && from+len(listed) < total {
		next = Code(listed[len(listed)-1].Customer.Ordinal)
	}
	return listed, next, total, err
}

// behind returns how many of a pick come up to a customer, her included; who is
// not among them now is behind nobody.
func (p *People) behind(ctx context.Context, pick Pick, ordinal uint32) (int, error) {
	if pick.byItself() && pick.Text == "" {
		members, err := p.members(ctx, pick)
		if err != nil {
			return 0, err
		}
		return int(members.Rank(ordinal)), nil
	}
	order, _, err := p.choose(ctx, pick, 0, math.MaxInt32)
	return slices.Index(order, ordinal) + 1, err
}

// choose returns up to limit ordinals of a pick from offset, in the order of
// the list, and how many there are in all.
func (p *People) choose(ctx context.Context, pick Pick, offset, limit int) (page []uint32, total int, err error) {
	members, err := p.members(ctx, pick)
	if err != nil {
		return nil, 0, err
	}
	if !pick.byItself() {
		order, err := p.arrange(ctx, pick, members)
		if err != nil {
			return nil, 0, readable(err)
		}
		from := min(offset, len(order))
		return order[from:min(from+limit, len(order))], len(order), nil
	}
	if pick.Text == "" {
		return membersFrom(members, offset, limit), int(members.GetCardinality()), nil
	}
	chosen, err := p.matching(ctx, pick, members)
	if err != nil {
		return nil, 0, err
	}
	from := min(offset, len(chosen))
	return chosen[from:min(from+limit, len(chosen))], len(chosen), nil
}

// membersFrom returns up to limit members from offset. Those before and behind are
// not looked at.
func membersFrom(members *roaring.Bitmap, offset, limit int) (page []uint32) {
	if uint64(offset) >= members.GetCardinality() {
		return nil
	}
	first, err := members.Select(uint32(offset))
	if err != nil {
		return nil // there are not so many
	}
	rest := members.Iterator()
	for rest.AdvanceIfNeeded(first); len(page) < limit && rest.HasNext(); {
		page = append(page, rest.Next())
	}
	return page
}

func (p *People) members(ctx context.Context, pick Pick) (*roaring.Bitmap, error) {
	if pick.Segment != "" {
		return (&Segments{p.shop}).MembersOf(ctx, pick.Plugin, pick.Segment)
	}
	var all *roaring.Bitmap
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		all, err = readSet(reader, everyone)
		return err
	})
	return all, readable(err)
}

// Search returns up to limit customers whose name, phone or reference holds
// every word of text.
func (p *People) Search(ctx context.Context, text string, limit int) ([]index.Hit, error) {
	if err := p.Warm(ctx); err != nil {
		return nil, err
	}
	return p.names.table.Search(text, limit), nil
}

// Card returns one customer as a list shows her, with figures as of today.
func (p *People) Card(ctx context.Context, ordinal people.Ordinal) (Listed, error) {
	return p.listedNow(ctx, ordinal)
}

func (s *shop) listed(reader store.Reader, ordinal people.Ordinal, day clock.Day) (Listed, error) {
	return s.listing(reader, day).at(ordinal)
}

func (s *shop) segmentCode(position uint32) string {
	if manifest := s.rules.deciding(); manifest != nil {
		return manifest.SegmentAt(position).Code
	}
	return ""
}
