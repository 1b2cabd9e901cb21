package hours

import "time"

// reach is how many days before a date an interval can open that is still
// running on it: it opens before 24:00 and lasts 24 hours at most, and a
// change of clocks may add to that.
const reach = 2

// span is an interval as instants: open at open, shut at close.
type span struct{ open, close time.Time }

func (s span) length() time.Duration { return max(0, s.close.Sub(s.open)) }

func (s span) after(t time.Time) span { return span{later(s.open, t), s.close} }

func (s span) before(t time.Time) span {
	if s.close.After(t) {
		s.close = t
	}
	return s
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// spans gives the intervals that open on a date, in order. One that the clocks
// skip altogether is left out.
func (c Calendar) spans(d Date) []span {
	hours := c.On(d)
	out := make([]span, 0, len(hours))
	for _, h := range hours {
		if c.cutNights && h.Close > endOfDay && c.shut(d.Add(1)) {
			h.Close = endOfDay
		}
		s := span{d.at(h.Open, c.Zone()), d.at(h.Close, c.Zone())}
		if s.length() > 0 {
			out = append(out, s)
		}
	}
	return out
}

// shut says whether a date is closed for a reason of its own, not by the week.
func (c Calendar) shut(d Date) bool {
	_, exception := c.exceptions[d]
	_, holiday := c.HolidayOn(d)
	return (exception || holiday) && len(c.On(d)) == 0
}

// spansAround gives every interval that can contain t.
func (c Calendar) spansAround(t time.Time) (out []span) {
	today := dateOf(t, c.Zone())
	for i := -reach; i <= 0; i++ {
		out = append(out, c.spans(today.Add(i))...)
	}
	return out
}
