package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// Standards is the chapter of what the shop holds itself to, and who has read
// it.
type Standards struct{ *shop }

func standardShelf() *shelf[knowledge.Standard] {
	return &shelf[knowledge.Standard]{
		space: record.Standards, word: "standard", mark: "ST-", digits: 3,
		number: func(s *knowledge.Standard) uint64 { return uint64(s.Number) },
		give:   func(s *knowledge.Standard, number uint64) { s.Number = knowledge.StandardNumber(number) },
		check:  (*knowledge.Standard).Check,
	}
}

// Add notes a standard.
func (s *Standards) Add(ctx context.Context, given knowledge.Standard) (knowledge.Standard, error) {
	given.Version, given.Acks, given.UpdatedAt = 1, nil, s.clock.Now()
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := s.update(ctx, "standard.add", func(t *tx) error {
		made = given
		return t.standards.addNext(t, &made)
	})
	return made, err
}

// Edit changes the words of a standard: everybody has to read it again.
func (s *Standards) Edit(ctx context.Context, number knowledge.StandardNumber, edit func(*knowledge.Standard) error) (knowledge.Standard, error) {
	return editOne(ctx, s.shop, s.standards, "standard.edit", uint64(number), func(one *knowledge.Standard) error {
		known := *one
		if err := edit(one); err != nil {
			return err
		}
		one.Number, one.Version, one.Acks = known.Number, known.Version, known.Acks
		if one.Statement != known.Statement || one.Measure != known.Measure || one.Target != known.Target || one.Dimension != known.Dimension {
			one.Version, one.UpdatedAt = known.Version+1, s.clock.Now()
		}
		return nil
	})
}

// Acknowledge notes that a member of staff has read a standard as it is now;
// score is that of a quiz in percent, 0 for none.
func (s *Standards) Acknowledge(ctx context.Context, number knowledge.StandardNumber, by staff.Number, score int) (knowledge.Standard, error) {
	var changed knowledge.Standard
	err := s.update(ctx, "standard.read", func(t *tx) (err error) {
		t.entry.Subject = t.standards.code(uint64(number))
		if _, err = t.members.read(t.shop, t, uint64(by)); err != nil {
			return err
		}
		if changed, err = t.standards.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		if err := changed.Acknowledge(by, score, t.clock.Now()); err != nil {
			return err
		}
		return t.standards.put(t, &changed)
	})
	return changed, err
}

// List returns the standards that hold, by dimension.
func (s *Standards) List(ctx context.Context) ([]knowledge.Standard, error) {
	all, err := allOf(ctx, s.shop, s.standards)
	all = slices.DeleteFunc(all, func(one knowledge.Standard) bool { return one.Retired })
	order := knowledge.Dimensions()
	slices.SortStableFunc(all, func(a, b knowledge.Standard) int {
		return slices.Index(order, a.Dimension) - slices.Index(order, b.Dimension)
	})
	return all, err
}

// Unread returns the standards that a member of staff has still to read.
func (s *Standards) Unread(ctx context.Context, who staff.Number) ([]knowledge.Standard, error) {
	all, err := s.List(ctx)
	return slices.DeleteFunc(all, func(one knowledge.Standard) bool { return one.ReadBy(who) }), err
}

// allOf returns every record of a shelf that holds few.
func allOf[T any](ctx context.Context, s *shop, from *shelf[T]) ([]T, error) {
	var all []T
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		all, err = allIn(s, reader, from)
		return err
	})
	return all, readable(err)
}

func allIn[T any](s *shop, reader store.Reader, from *shelf[T]) ([]T, error) {
	var all []T
	for kv, err := range reader.Range(store.Range{Prefix: record.In(from.space)}) {
		if err != nil {
			return nil, err
		}
		var one T
		if err := s.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}
