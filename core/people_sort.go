package core

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/index"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/store"
)

// arranged remembers the list that was last put in order, or looked through
// for a tag, since its pages are asked for one after another. It holds for a
// day, until the journal has another entry.
type arranged struct {
	mu    sync.Mutex
	of    arrangement
	order []uint32
}

// arrangement is all that an order follows from.
type arrangement struct {
	pick Pick
	day  clock.Day
	seq  uint64 // of the journal's last entry
}

// byItself reports whether a list is in the order in which customers came, and
// its pages are found without reading the others.
func (p Pick) byItself() bool { return p.Sort == people.AsTheyCame && p.Tag == "" }

// arrange returns the customers of a pick, of whom members are those of its
// segment, in its order. It reads all of them: their facts for a figure, their
// records for a name or a tag.
func (p *People) arrange(ctx context.Context, pick Pick, members *roaring.Bitmap) ([]uint32, error) {
	if err := pick.Sort.Check(); err != nil {
		return nil, err
	}
	var order []uint32
	err := p.store.View(ctx, func(reader store.Reader) error {
		var known counters
		if err := p.codec.Get(reader, countersKey(), &known); err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		of := arrangement{pick, p.Today(), known.Journal.Seq}
		p.arranged.mu.Lock()
		defer p.arranged.mu.Unlock()
		if p.arranged.of == of && p.arranged.order != nil {
			order = p.arranged.order
			return nil
		}
		var err error
		if order, err = p.inOrder(ctx, reader, pick, members); err != nil {
			return err
		}
		p.arranged.of, p.arranged.order = of, order
		return nil
	})
	return order, err
}

func (p *People) inOrder(ctx context.Context, reader store.Reader, pick Pick, members *roaring.Bitmap) ([]uint32, error) {
	order, err := p.matching(ctx, pick, members)
	if err == nil && pick.Tag != "" {
		order, err = p.tagged(reader, order, pick.Tag)
	}
	switch {
	case err != nil || pick.Sort == people.AsTheyCame:
		return order, err
	case pick.Sort == people.ByName:
		return p.sortByName(reader, order, pick.Descending)
	}
	return p.sortByFigure(reader, order, pick)
}

// matching returns the members that the pick's text finds, best match first,
// or all of them as they came.
func (p *People) matching(ctx context.Context, pick Pick, members *roaring.Bitmap) ([]uint32, error) {
	if pick.Text == "" {
		return members.ToArray(), nil
	}
	hits, err := p.Search(ctx, pick.Text, maxFound)
	if err != nil {
		return nil, err
	}
	found := make([]uint32, 0, len(hits))
	for _, hit := range hits {
		if members.Contains(hit.ID) {
			found = append(found, hit.ID)
		}
	}
	return found, nil
}

// tagged keeps those who have a tag.
func (p *People) tagged(reader store.Reader, order []uint32, tag string) ([]uint32, error) {
	kept := make([]uint32, 0, len(order))
	for _, ordinal := range order {
		var known struct {
			Tags []string `cbor:"9,keyasint"`
		}
		if err := p.codec.Get(reader, customerKey(people.Ordinal(ordinal)), &known); err != nil {
			return nil, err
		}
		if slices.Contains(known.Tags, tag) {
			kept = append(kept, ordinal)
		}
	}
	return kept, nil
}

func (p *People) sortByName(reader store.Reader, order []uint32, descending bool) ([]uint32, error) {
	names := make(map[uint32][]byte, len(order))
	for _, ordinal := range order {
		var known struct {
			Name string `cbor:"3,keyasint"`
		}
		if err := p.codec.Get(reader, customerKey(people.Ordinal(ordinal)), &known); err != nil {
			return nil, err
		}
		names[ordinal] = []byte(index.Normalize(known.Name))
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return turned(bytes.Compare(names[a], names[b]), descending) })
	return order, nil
}

// sortByFigure orders by the figures that the list shows today. Who has no
// order has no last one, and comes behind those who have, either way.
func (p *People) sortByFigure(reader store.Reader, order []uint32, pick Pick) ([]uint32, error) {
	figures, err := p.figures(reader, order, pick.Sort)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(order, func(a, b uint32) int {
		left, right := figures[a], figures[b]
		if left.none != right.none {
			return cmp.Compare(int(left.none), int(right.none))
		}
		return turned(cmp.Compare(left.value, right.value), pick.Descending)
	})
	return order, nil
}

func turned(compared int, descending bool) int {
	if descending {
		return -compared
	}
	return compared
}

type figure struct {
	value int64
	none  uint8
}

// figures reads one figure of each customer.
func (p *People) figures(reader store.Reader, of []uint32, by people.Sort) (map[uint32]figure, error) {
	figures, listing := make(map[uint32]figure, len(of)), p.listing(reader, p.Today())
	for _, ordinal := range of {
		row, err := listing.facts(people.Ordinal(ordinal))
		if err != nil {
			return nil, err
		}
		figures[ordinal] = figureOf(&row, by)
	}
	return figures, nil
}

func figureOf(row *abi.Facts, by people.Sort) figure {
	switch by {
	case people.ByPoints:
		return figure{value: row.Points}
	case people.ByOrders:
		return figure{value: int64(row.OrdersTotal)}
	case people.ByNet:
		return figure{value: row.NetTotal}
	}
	if row.OrdersTotal == 0 {
		return figure{none: 1}
	}
	return figure{value: int64(row.LastOrderDay)}
}
