package core

import (
	"context"

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
}

// maxFound is how many customers a text search lists.
const maxFound = 500

// List returns up to limit customers from offset, in the order in which they
// came or, for a text, best match first, and how many there are in all. Any
// offset costs the same.
func (p *People) List(ctx context.Context, pick Pick, offset, limit int) ([]Listed, int, error) {
	chosen, err := p.choose(ctx, pick)
	if err != nil {
		return nil, 0, err
	}
	from := min(max(offset, 0), len(chosen))
	page := chosen[from:min(from+max(limit, 0), len(chosen))]
	listed := make([]Listed, 0, len(page))
	err = p.store.View(ctx, func(reader store.Reader) error {
		for _, ordinal := range page {
			row, err := p.listed(reader, people.Ordinal(ordinal), p.Today())
			if err != nil {
				return err
			}
			listed = append(listed, row)
		}
		return nil
	})
	return listed, len(chosen), readable(err)
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
		members, err := p.members(ctx, pick)
		if err != nil {
			return nil, "", 0, err
		}
		from = int(members.Rank(uint32(ordinal)))
	}
	listed, total, err = p.List(ctx, pick, from, limit)
	if err == nil && len(listed) > 0 && from+len(listed) < total {
		next = Code(listed[len(listed)-1].Customer.Ordinal)
	}
	return listed, next, total, err
}

// choose returns the ordinals of a pick in the order of the list.
func (p *People) choose(ctx context.Context, pick Pick) ([]uint32, error) {
	members, err := p.members(ctx, pick)
	if err != nil {
		return nil, err
	}
	if pick.Text == "" {
		return members.ToArray(), nil
	}
	hits, err := p.Search(ctx, pick.Text, maxFound)
	if err != nil {
		return nil, err
	}
	var chosen []uint32
	for _, hit := range hits {
		if members.Contains(hit.ID) {
			chosen = append(chosen, hit.ID)
		}
	}
	return chosen, nil
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
	var row Listed
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		row, err = p.listed(reader, ordinal, p.Today())
		return err
	})
	return row, readable(err)
}

func (s *shop) listed(reader store.Reader, ordinal people.Ordinal, day clock.Day) (Listed, error) {
	customer, err := s.read(reader, ordinal)
	if err != nil {
		return Listed{}, err
	}
	facts, err := s.factsOn(reader, ordinal, day, s.business.Window)
	if err != nil {
		return Listed{}, err
	}
	return Listed{Customer: customer, Facts: facts, Segment: s.segmentCode(facts.Segment), Tier: s.tierCode(facts.Tier)}, nil
}

func (s *shop) segmentCode(position uint32) string {
	if manifest := s.rules.deciding(); manifest != nil {
		return manifest.SegmentAt(position).Code
	}
	return ""
}
