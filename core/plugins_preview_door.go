package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// Somebody knocks a little after the shop has closed; it is looked for in
// steps through a week and a day.
const (
	doorDelay  = 12 * time.Minute
	doorStep   = 5 * time.Minute
	doorSearch = 8 * 24 * time.Hour
)

// findDoor picks the moment at which all knock: now, or when the shop closes
// next. A shop that never closes asks no such rule.
func (v *previewing) findDoor() error {
	calendar, err := (&Hours{v.shop}).Calendar()
	if err != nil {
		return err
	}
	now := v.clock.Now().In(v.zone)
	at := now
	for calendar.OpenAt(at) && at.Sub(now) < doorSearch {
		at = at.Add(doorStep)
	}
	if closed, was := calendar.LastClose(at); was && !at.Equal(now) && !calendar.OpenAt(closed.Add(doorDelay)) {
		at = closed.Add(doorDelay)
	}
	state, err := (&Hours{v.shop}).At(at)
	if err == nil && state.Open {
		err = fault.Conflict("hook", "the shop never closes, so that nobody would ask this rule; raja hours set gives it hours")
	}
	v.into.Asked, v.into.Door = at, &state
	return err
}

// doorKnown is what the rule is told of the shop and of what its owner gives,
// the same for all who knock.
type doorKnown struct {
	late  uint32 // promises
	given segment.Entitlements
}

func (v *previewing) lookAround(ctx context.Context) error {
	return readable(v.store.View(ctx, func(reader store.Reader) error {
		late, err := v.lateAt(reader, v.clock.Now())
		if err != nil {
			return err
		}
		v.door.late = uint32(late)
		v.door.given, err = v.entitlements(reader)
		return err
	}))
}

// visit is what the rule is asked about each customer.
func (v *previewing) visit() abi.AfterHoursContext {
	at, door := v.into.Asked, v.into.Door
	row := abi.AfterHoursContext{AtUnixMs: at.UnixMilli(), Capacity: -1, MinutesSinceClose: -1, LatePromises: v.door.late}
	if !door.Closed.IsZero() {
		row.MinutesSinceClose = int32(min(at.Sub(door.Closed)/time.Minute, 1<<30))
	}
	if !door.NextOpen.IsZero() {
		row.NextOpenMs = door.NextOpen.UnixMilli()
	}
	return row
}
