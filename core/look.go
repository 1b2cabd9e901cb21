package core

import (
	"context"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/overlay"
)

// Segments of another day are decided before they are shown. Who shows them on a
// day on which nothing was written yet may only look ahead of it, so what is
// decided for her is kept aside; it is written once something happens on that day,
// or the day is begun.

// Look returns the shop for who only looks: on a day that is later than all that
// was written, what is done through it is seen through it and written nowhere. On
// any other day it is e. Closing it does nothing; it is of use until e is closed.
func (e *Engine) Look(ctx context.Context) (*Engine, error) {
	seen, err := e.looking(ctx)
	if err != nil || seen == e.shop {
		return e, err
	}
	guest := chapters(seen, e.folder)
	guest.guest = true
	return guest, nil
}

// looking is the shop as Look returns it.
func (s *shop) looking(ctx context.Context) (*shop, error) {
	newest := s.Today()
	err := s.store.View(ctx, func(reader store.Reader) error {
		var known counters
		err := s.codec.Get(reader, countersKey(), &known)
		newest = known.Newest
		return unlessAbsent(err)
	})
	if _, already := s.store.(*overlay.DB); already || err != nil || s.Today() <= newest {
		return s, readable(err)
	}
	seen := *s
	seen.store = overlay.Over(s.store)
	seen.arranged, seen.habits = &arranged{}, &habitsKept{} // they follow from what is decided
	return &seen, nil
}
