package core

import (
	"context"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
)

// Views is the chapter of lists of customers that have a name.
type Views struct{ *shop }

func viewShelf() *shelf[people.View] {
	return &shelf[people.View]{
		space: record.Views, word: "view", mark: "VW-", digits: 3,
		number: func(v *people.View) uint64 { return uint64(v.Number) },
		give:   func(v *people.View, number uint64) { v.Number = people.ViewNumber(number) },
		check:  (*people.View).Check,
		ties:   (*tx).onlyOneCalled,
	}
}

// onlyOneCalled refuses a view whose name another has.
func (t *tx) onlyOneCalled(one *people.View) error {
	all, err := allIn(t.shop, t, t.views)
	if err != nil {
		return err
	}
	for _, other := range all {
		if other.Number != one.Number && other.Called(one.Name) {
			return fault.Conflict("name", "%s is called %s already; find another name, or change that one", t.views.code(uint64(other.Number)), other.Name)
		}
	}
	return nil
}

// Add keeps a list under a name.
func (v *Views) Add(ctx context.Context, given people.View) (people.View, error) {
	given.UpdatedAt = v.clock.Now()
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := v.update(ctx, "view.add", func(t *tx) error {
		made = given
		all, err := allIn(v.shop, t, t.views)
		if err != nil {
			return err
		}
		if len(all) >= people.MaxViews {
			return fault.Conflict("view", "there are %d already, as many as a shop keeps; remove one first", len(all))
		}
		if err := t.onlyOneCalled(&made); err != nil {
			return err
		}
		return t.views.addNext(t, &made)
	})
	return made, err
}

// Edit changes a view; edit may run twice.
func (v *Views) Edit(ctx context.Context, number people.ViewNumber, edit func(*people.View) error) (people.View, error) {
	return editOne(ctx, v.shop, v.views, "view.edit", uint64(number), func(one *people.View) error {
		known := *one
		if err := edit(one); err != nil {
			return err
		}
		one.Number, one.UpdatedAt = known.Number, v.clock.Now()
		return nil
	})
}

// Remove lets go of a view. Whom it showed stays as they are.
func (v *Views) Remove(ctx context.Context, number people.ViewNumber) error {
	return v.update(ctx, "view.remove", func(t *tx) error {
		t.entry.Subject = t.views.code(uint64(number))
		gone, err := t.views.read(v.shop, t, uint64(number))
		if err != nil {
			return err
		}
		return t.views.remove(t, &gone)
	})
}

// List returns all views by name.
func (v *Views) List(ctx context.Context) ([]people.View, error) {
	all, err := allOf(ctx, v.shop, v.views)
	slices.SortFunc(all, func(a, b people.View) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return all, err
}

// Find returns the view with a code, or the one that is called so.
func (v *Views) Find(ctx context.Context, ref string) (people.View, error) {
	all, err := v.List(ctx)
	if err != nil {
		return people.View{}, err
	}
	at := slices.IndexFunc(all, func(one people.View) bool {
		return one.Called(ref) || strings.EqualFold(v.views.code(uint64(one.Number)), ref)
	})
	if at < 0 {
		return people.View{}, fault.NotFound("view", "there is no list %.60q; raja view list names them", ref)
	}
	return all[at], nil
}

// PickOf is whom a view shows.
func PickOf(view *people.View) Pick {
	return Pick{
		Segment: view.Segment, Plugin: view.Plugin, Text: view.Text, Tag: view.Tag,
		Sort: view.Sort, Descending: view.Descending,
	}
}
