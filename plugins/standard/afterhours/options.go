package main

// The options, at their positions in manifest.json.
const (
	AcceptNow uint32 = 1 + iota
	AcceptDropOff
	CourierPickUp
	ReserveWithPerk
	ReserveWithReminder
	ReserveFirstSlot
	QuickAddDropOff
	PriceAndHours
	HandOver
	NightWording
	SayClosed
	LeaveMessage
	Decline
	DropOffNoTime
	ClosedUntilNotice
)

// feasible keeps the offers that can be kept. Where only the time cannot be
// promised, the same offer is made without it.
func (s Situation) feasible(offers []uint32) []uint32 {
	var kept []uint32
	for _, offer := range offers {
		if possible := s.honest(offer); possible != 0 {
			kept = append(kept, possible)
		}
	}
	return kept
}

// honest returns the offer, what is left of it, or 0 for nothing.
func (s Situation) honest(offer uint32) uint32 {
	timely := s.Opens && s.Free
	switch offer {
	case HandOver:
		return only(s.Staffed, offer)
	case AcceptNow:
		return only(s.Staffed && s.Free, offer)
	case AcceptDropOff, QuickAddDropOff:
		if !timely {
			offer = DropOffNoTime
		}
		return only(s.Staffed, offer)
	case ReserveWithPerk, ReserveWithReminder, ReserveFirstSlot:
		return only(timely, offer)
	case CourierPickUp, PriceAndHours:
		return only(s.Opens, offer)
	case SayClosed, NightWording:
		if !s.Opens {
			return ClosedUntilNotice
		}
	}
	return offer
}

func only(possible bool, offer uint32) uint32 {
	if possible {
		return offer
	}
	return 0
}
