package core

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
)

// Hours is the chapter of when the shop is open.
type Hours struct{ *shop }

// Calendar returns the shop's opening hours.
func (h *Hours) Calendar() (hours.Calendar, error) { return h.calendar() }

func (s *shop) calendar() (hours.Calendar, error) {
	if known := s.said.Load(); known != nil {
		return known.hours, nil
	}
	return hours.Calendar{}, fault.Internal("the shop has no opening hours; run raja check")
}

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
	return stateOf(calendar, at), nil
}

// Try returns the shop's state at an instant if the hours were those of a
// calendar file. Nothing changes.
func (h *Hours) Try(file []byte, at time.Time) (State, error) {
	calendar, err := hours.Parse(file)
	if err != nil {
		return State{}, err
	}
	return stateOf(calendar, at), nil
}

func stateOf(calendar hours.Calendar, at time.Time) State {
	state := State{Open: calendar.OpenAt(at)}
	if state.Open {
		return state
	}
	if next, ok := calendar.NextOpen(at); ok {
		state.NextOpen = next
	}
	if closed, ok := calendar.LastClose(at); ok {
		state.Closed = closed
	}
	return state
}

// Set replaces the hours of an ordinary week by text such as "mon-sat
// 10:00-21:00"; days that differ stay.
func (h *Hours) Set(ctx context.Context, text string) error {
	week, err := hours.ParseWeek(text)
	if err != nil {
		return err
	}
	if strings.TrimSpace(text) == "" {
		return fault.Invalid("hours", "names no day; write such as mon-sat 10:00-21:00; sun closed")
	}
	return h.change(ctx, text, func(c hours.Calendar) (hours.Calendar, error) { return c.WithWeek(week), nil })
}

// SetDay sets the hours of one date: "10:00-15:00", "closed", or "" for those
// of an ordinary week.
func (h *Hours) SetDay(ctx context.Context, date hours.Date, text string) error {
	return h.change(ctx, date.String()+" "+text, func(c hours.Calendar) (hours.Calendar, error) { return c.WithDay(date, text) })
}

// Replace sets everything: the week, the days that differ, holidays. The zone
// stays the shop's own.
func (h *Hours) Replace(ctx context.Context, file []byte) error {
	given, err := hours.Parse(file)
	if err != nil {
		return err
	}
	return h.change(ctx, "calendar", func(c hours.Calendar) (hours.Calendar, error) {
		if given.Zone().String() != c.Zone().String() {
			return c, fault.Conflict("timezone", "is %s in the file and %s in the shop, where it stays", given.Zone(), c.Zone())
		}
		return given, nil
	})
}

// change writes another calendar.
func (h *Hours) change(ctx context.Context, subject string, change func(hours.Calendar) (hours.Calendar, error)) error {
	return h.say(ctx, actionHours, subject, func(changed *Business) error {
		known, err := changed.calendar()
		if err != nil {
			return err
		}
		next, err := change(known)
		if err != nil {
			return err
		}
		if changed.Hours, err = json.Marshal(next); err != nil {
			return err
		}
		if len(changed.Hours) > maxSetting {
			return fault.Invalid("hours", "hold more than %d KB; take days away that are over", maxSetting>>10)
		}
		return nil
	})
}
