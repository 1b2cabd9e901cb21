package core

import (
	"context"
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/store"
)

// Selection says which customers something is about: those that are named, or
// all that a list holds.
type Selection struct {
	Refs   []string // each as Find knows her, up to MaxNamed; none where All is set
	All    bool     // everybody whom Pick holds; a text finds those that its list shows
	Pick   Pick     // its order is of no matter
	Except []string // but for these, up to MaxNamed
}

// MaxNamed is how many customers a selection names one by one.
const MaxNamed = 10_000

func (s *Selection) check() error {
	switch {
	case s.All && len(s.Refs) > 0:
		return fault.Invalid("customers", "are named, and all are meant; choose one of the two")
	case !s.All && s.Pick != Pick{}:
		return fault.Invalid("all", "is not set, and a filter is given; set it to change all who match")
	case !s.All && len(s.Refs) == 0:
		return fault.Invalid("customers", "nobody is named; name some, or say that all are meant")
	case len(s.Refs) > MaxNamed:
		return fault.Invalid("customers", "are %d, more than the %d that can be named; choose them by a filter", len(s.Refs), MaxNamed)
	case len(s.Except) > MaxNamed:
		return fault.Invalid("except", "names %d customers, more than %d; choose by another filter", len(s.Except), MaxNamed)
	}
	return nil
}

// said is whom a selection means, for the journal.
func (s *Selection) said() string {
	if !s.All {
		return fmt.Sprintf("%d by name", len(s.Refs))
	}
	return fmt.Sprintf("segment %q, plugin %q, text %q, tag %q, without %d by name", s.Pick.Segment, s.Pick.Plugin, s.Pick.Text, s.Pick.Tag, len(s.Except))
}

// Select returns whom a selection holds now, by ordinal. Who is named and is
// not there is a fault: nothing is guessed.
func (p *People) Select(ctx context.Context, selection Selection) (*roaring.Bitmap, error) {
	if err := selection.check(); err != nil {
		return nil, err
	}
	chosen, err := p.selected(ctx, &selection)
	if err != nil {
		return nil, err
	}
	except, err := p.namedAll(ctx, "except", selection.Except)
	if err == nil {
		chosen.AndNot(except)
	}
	return chosen, err
}

func (p *People) selected(ctx context.Context, selection *Selection) (*roaring.Bitmap, error) {
	if !selection.All {
		return p.namedAll(ctx, "customers", selection.Refs)
	}
	pick := selection.Pick
	pick.Sort, pick.Descending = people.AsTheyCame, false
	ordinals, _, err := p.choose(ctx, pick, 0, math.MaxInt32)
	return roaring.BitmapOf(ordinals...), err
}

// namedAll returns the customers that refs name.
func (p *People) namedAll(ctx context.Context, field string, refs []string) (*roaring.Bitmap, error) {
	chosen := roaring.New()
	err := p.store.View(ctx, func(reader store.Reader) error {
		chosen.Clear()
		for _, ref := range refs {
			ordinal, err := p.named(reader, ref)
			if known := fault.As(err); err != nil && known.Field == "customer" {
				known.Field = field
				return known
			}
			if err != nil {
				return err
			}
			chosen.Add(uint32(ordinal))
		}
		return nil
	})
	return chosen, readable(err)
}
