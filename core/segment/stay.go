package segment

import "github.com/raja-crm/raja/core/clock"

// MaxStays is how many stays of a customer are remembered, the newest.
const MaxStays = 40

// Stay is one time a customer was in a segment.
type Stay struct {
	Segment string    `cbor:"1,keyasint"`           // its code
	Entered clock.Day `cbor:"2,keyasint"`           // first day
	Left    clock.Day `cbor:"3,keyasint,omitempty"` // first day on which she was there no more, 0 while she is
	Rule    string    `cbor:"4,keyasint"`           // id of the rule that said so
	Text    uint32    `cbor:"5,keyasint,omitempty"` // the reason then, position in the rule's texts
	Args    [4]int64  `cbor:"6,keyasint"`           // figures for the reason
}

// Stays are those of one customer in one segmentation, oldest first. At most
// the last has not ended.
type Stays []Stay

// Now returns the stay that has not ended, nil when there is none.
func (s Stays) Now() *Stay {
	if len(s) == 0 || s[len(s)-1].Left != 0 {
		return nil
	}
	return &s[len(s)-1]
}

// Leave ends the stay that has not ended. Nobody leaves before she came.
func (s Stays) Leave(day clock.Day) {
	if now := s.Now(); now != nil {
		now.Left = max(day, now.Entered)
	}
}

// Enter begins a stay; the oldest beyond MaxStays are forgotten.
func (s Stays) Enter(stay Stay) Stays {
	s = append(s, stay)
	return s[max(0, len(s)-MaxStays):]
}

// Joined returns the stays in which one that goes on where it ended is one: it
// was noted twice because its rule came to another place.
func (s Stays) Joined() Stays {
	var joined Stays
	for _, stay := range s {
		if last := len(joined) - 1; last >= 0 && joined[last].Segment == stay.Segment && joined[last].Left >= stay.Entered {
			joined[last].Left = stay.Left
			continue
		}
		joined = append(joined, stay)
	}
	return joined
}

// Passage is one time a customer went from a segment to another; "" is none.
type Passage struct {
	Day      clock.Day
	From, To string
}

// Passages returns what happened on day or later, oldest first.
func (s Stays) Passages(since clock.Day) []Passage {
	var all []Passage
	for i := range s {
		one := Passage{Day: s[i].Entered, To: s[i].Segment}
		if i > 0 && s[i-1].Left >= s[i].Entered {
			one.From = s[i-1].Segment
		}
		all = append(all, one)
		if next := i + 1; s[i].Left != 0 && (next == len(s) || s[next].Entered > s[i].Left) {
			all = append(all, Passage{Day: s[i].Left, From: s[i].Segment})
		}
	}
	for len(all) > 0 && all[0].Day < since {
		all = all[1:]
	}
	return all
}
