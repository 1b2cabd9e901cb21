package core

import (
	"context"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// readOne returns one record of a shelf.
func readOne[T any](ctx context.Context, s *shop, from *shelf[T], number uint64) (T, error) {
	var found T
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		found, err = from.read(s, reader, number)
		return err
	})
	return found, readable(err)
}

// editOne changes one record of a shelf in a unit of work of its own. What
// edit made of it is checked, and what it names; edit may run twice.
func editOne[T any](ctx context.Context, s *shop, on *shelf[T], action string, number uint64, edit func(*T) error) (T, error) {
	return editOneBy(ctx, s, on, action, number, 0, edit)
}

// editOneBy is editOne by a member of staff, who must work here; 0 is nobody.
func editOneBy[T any](ctx context.Context, s *shop, on *shelf[T], action string, number uint64, by staff.Number, edit func(*T) error) (T, error) {
	var changed T
	err := s.update(ctx, action, func(t *tx) (err error) {
		t.entry.Subject = on.code(number)
		if err := t.working("by", by); err != nil {
			return err
		}
		if changed, err = on.read(s, t, number); err != nil {
			return err
		}
		if err := edit(&changed); err != nil {
			return err
		}
		if err := on.place(t, &changed); err != nil {
			return err
		}
		return on.put(t, &changed)
	})
	return changed, err
}

// pageOf returns the records that a list names under prefix, and the cursor of
// the next page.
func pageOf[T any](ctx context.Context, s *shop, from *shelf[T], prefix record.Key, wanted page) ([]T, string, error) {
	return readPage(ctx, s, from, func(reader store.Reader) ([]uint64, string, error) { return wanted.read(reader, prefix) })
}

// pageOfCustomer returns the records that a list names for a customer, under
// every ordinal that counts as her, and the cursor of the next page.
func pageOfCustomer[T any](ctx context.Context, s *shop, from *shelf[T], customer people.Ordinal, under listOf, wanted page) ([]T, string, error) {
	return readPage(ctx, s, from, func(reader store.Reader) ([]uint64, string, error) {
		return s.ofCustomer(reader, customer, under, wanted)
	})
}

// customersIn returns the customers that a list names, as whom they count
// today, each once.
func (s *shop) customersIn(ctx context.Context, prefix record.Key) (found []people.Customer, err error) {
	err = s.store.View(ctx, func(reader store.Reader) error {
		numbers, _, err := page{Limit: maxOfOne}.read(reader, prefix)
		if err != nil {
			return err
		}
		roots, err := s.allCurrently(reader, lo.Map(numbers, func(n uint64, _ int) people.Ordinal { return people.Ordinal(n) }))
		if err != nil {
			return err
		}
		found = make([]people.Customer, len(roots))
		for i, one := range roots {
			if found[i], err = s.read(reader, one); err != nil {
				return err
			}
		}
		return nil
	})
	return found, readable(err)
}

func readPage[T any](ctx context.Context, s *shop, from *shelf[T], list func(store.Reader) ([]uint64, string, error)) ([]T, string, error) {
	var (
		found []T
		next  string
	)
	err := s.store.View(ctx, func(reader store.Reader) error {
		numbers, more, err := list(reader)
		if err != nil {
			return err
		}
		found, next = make([]T, len(numbers)), more
		for i, number := range numbers {
			if found[i], err = from.read(s, reader, number); err != nil {
				return err
			}
		}
		return nil
	})
	return found, next, readable(err)
}
