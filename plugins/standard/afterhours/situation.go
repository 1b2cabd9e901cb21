package main

import (
	"math"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
)

// Standing is how well the shop knows the person at the door.
type Standing uint32

// From a stranger to a loyal customer.
const (
	Loyal Standing = iota
	Known
	Unknown
)

// Situation is everything that the table looks at. What is not given means:
// staff willing, capacity free, no pick-up.
type Situation struct {
	Standing Standing
	First    bool // loyal because the owner serves her segment first, and only so
	Blocked  bool
	Unsafe   bool
	PickUp   bool  // finished goods wait and are asked for
	Staffed  bool  // somebody can serve
	Free     bool  // the next working day has room for one more
	Opens    bool  // there is a next opening
	Closed   bool  // there was a closing
	Since    int64 // minutes since that closing; without one, for ever

	visits, nextOpen, capacity int64
	limits                     limits
}

// limits are the owner's settings, in minutes.
type limits struct{ loyal, known, night, pickUp int64 }

// SituationOf reads a visit.
func SituationOf(v afterhours.Visit, shop *raja.Shop) Situation {
	s := Situation{
		Standing: Unknown,
		Unsafe:   v.Unsafe != 0,
		PickUp:   v.Service == raja.ServicePickUp && v.PickupReady != 0,
		Staffed:  v.Staff != raja.StaffGone,
		Free:     v.Capacity != 0 && int64(v.LatePromises) < shop.Int("late_promises"),
		Opens:    v.NextOpenMs != 0,
		Closed:   v.MinutesSinceClose >= 0,
		Since:    int64(v.MinutesSinceClose),
		nextOpen: v.NextOpenMs,
		capacity: int64(v.Capacity),
		limits: limits{
			loyal: shop.Int("loyal_minutes"), known: shop.Int("known_minutes"),
			night: shop.Int("night_minutes"), pickUp: shop.Int("pick_up_minutes"),
		},
	}
	if !s.Closed {
		s.Since = math.MaxInt64
	}
	if v.Customer != nil {
		s.Blocked, s.visits = v.Customer.Blocked(), int64(v.Customer.Visits180)
		s.Standing = standingOf(v.Customer)
		s.First = s.Standing != Loyal && int64(v.Priority) >= max(1, shop.Int("first_priority"))
	}
	if s.First {
		s.Standing = Loyal
	}
	return s
}

// standingOf: loyal is who the owner or the segment says so, and every tier
// above the first.
func standingOf(c *raja.Facts) Standing {
	if c.Loyal() || c.Tier > 1 {
		return Loyal
	}
	return Known
}
