package segment

import "github.com/raja-crm/raja/core/clock"

// HoldDays is how many days a lower segment must have held before a customer
// goes there.
const HoldDays = 7

// Standing is where a customer stands in a segmentation. Segments are
// positions in the rule's list from 1, and 0 is none.
type Standing struct {
	Held   uint32    // the segment she is in
	Waits  uint32    // the lower one that the rule said last; means nothing while Since is 0
	Since  clock.Day // since which the rule has said lower ones, 0 while it does not
	Moved  bool      // the last answer moved her
	Prompt bool      // the rule's answers hold at once, whatever their rank
}

// Say returns where she stands after the rule said a segment for day. A higher
// rank holds at once, and so does the first segment of all. A lower one, or
// none, waits until the rule has said lower ones for HoldDays days: a value
// that goes up and down never takes her along.
func (s Standing) Say(said uint32, day clock.Day, rank func(uint32) int) Standing {
	switch {
	case said == s.Held:
		return Standing{Held: s.Held, Prompt: s.Prompt}
	case s.Prompt, s.Held == 0, said != 0 && rank(said) > rank(s.Held):
		return Standing{Held: said, Moved: true, Prompt: s.Prompt}
	}
	since := s.Since
	if since == 0 || since > day { // a clock that went back begins anew
		since = day
	}
	if day-since >= HoldDays {
		return Standing{Held: said, Moved: true}
	}
	return Standing{Held: s.Held, Waits: said, Since: since}
}

// Same reports whether an answer left everything as it was before.
func (s Standing) Same(before Standing) bool {
	return !s.Moved && s.Waits == before.Waits && s.Since == before.Since
}

// Until is the day on which a segment that waits would hold, 0 when none does.
func (s Standing) Until() clock.Day {
	if s.Since == 0 {
		return 0
	}
	return s.Since + HoldDays
}
