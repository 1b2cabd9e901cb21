package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/record"
)

// Hours is the chapter of when the shop is open.
type Hours struct{ *shop }

// Calendar returns the shop's opening hours.
func (h *Hours) Calendar() (hours.Calendar, error) { return h.business.calendar() }

// State is whether the shop is open at an instant.
type State struct {
	Open     bool
	NextOpen time.Time // when it opens next; zero while open or never
	Closed   time.Time // when it closed last; zero while open or never yet
}

// At returns the shop's state at an instant.
func (h *Hours) At(at time.Time) (State, error) {
	calendar, err := h.Calendar()
	if err != nil {
		return State{}, err
	}
	state := State{Open: calendar.OpenAt(at)}
	if state.Open {
		return state, nil
	}
	if next, ok := calendar.NextOpen(at); ok {
		state.NextOpen = next
	}
	if closed, ok := calendar.LastClose(at); ok {
		state.Closed = closed
	}
	return state, nil
}

// Set replaces the week by text such as "mon-sat 10:00-21:00".
func (h *Hours) Set(ctx context.Context, text string) error {
	changed := h.business
	if err := changed.SetHours(text); err != nil {
		return err
	}
	err := h.update(ctx, "hours.set", func(t *tx) error {
		t.entry.Subject = text
		return t.put(record.Key(businessKey()), &changed)
	})
	if err != nil {
		return err
	}
	for s := h.shop; s != nil; s = s.lender {
		s.business = changed
	}
	return nil
}
