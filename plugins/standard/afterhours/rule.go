package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
)

// Decide answers one visit by the owner's table. The same visible situation
// always gets the same answer, whoever asks.
func Decide(v afterhours.Visit, shop *raja.Shop) []afterhours.Option {
	s := SituationOf(v, shop)
	offers := s.feasible(s.table())
	if len(offers) == 0 {
		offers = s.feasible([]uint32{SayClosed, LeaveMessage})
	}
	options := make([]afterhours.Option, len(offers))
	for i, offer := range offers {
		options[i] = afterhours.Option{Option: offer, Text: s.reason(), Args: s.figures()}
	}
	return options
}

// table is the owner's table: the first line that fits decides.
func (s Situation) table() []uint32 {
	switch {
	case s.Blocked || s.Unsafe:
		return []uint32{Decline}
	case s.handsOver():
		return []uint32{HandOver}
	case s.Standing == Loyal && s.Since <= s.limits.loyal:
		return []uint32{AcceptNow, AcceptDropOff, CourierPickUp}
	case s.Since > s.limits.night:
		return []uint32{NightWording, CourierPickUp, ReserveFirstSlot, LeaveMessage}
	case s.Standing == Loyal:
		return []uint32{AcceptDropOff, ReserveWithPerk}
	case s.Standing == Known && s.Since <= s.limits.known:
		return []uint32{AcceptDropOff, ReserveWithReminder}
	case s.Standing == Unknown && s.Since <= s.limits.known:
		return []uint32{QuickAddDropOff, PriceAndHours}
	}
	return []uint32{SayClosed, PriceAndHours, LeaveMessage}
}

// handsOver: goods that wait are handed over for a while after closing, which
// is always better than sending somebody away.
func (s Situation) handsOver() bool {
	return s.PickUp && s.Staffed && s.Since <= s.limits.pickUp
}
