package hours

import "time"

// Due returns when work that begins at start and needs so much open time is
// done, and false when that is not within the horizon. Work that ends just at
// closing time is due then, not at the next opening. Work that needs nothing
// is due at start.
func (c Calendar) Due(start time.Time, need time.Duration) (time.Time, bool) {
	if need <= 0 {
		return start, true
	}
	today, done := dateOf(start, c.Zone()), start
	for i := -reach; i <= Horizon; i++ {
		for _, s := range c.spans(today.Add(i)) {
			s = s.after(done)
			if open := s.length(); open < need {
				need -= open
				done = later(done, s.close)
				continue
			}
			return s.open.Add(need), true
		}
	}
	return time.Time{}, false
}

// Elapsed returns the open time between two moments, negative when to is the
// earlier. Beyond 292 years it counts the first 292.
func (c Calendar) Elapsed(from, to time.Time) (open time.Duration) {
	if to.Before(from) {
		return -c.Elapsed(to, from)
	}
	to = from.Add(to.Sub(from)) // Sub saturates, so this cannot run for ever
	last := dateOf(to, c.Zone())
	for d := dateOf(from, c.Zone()).Add(-reach); d.Compare(last) <= 0; d = d.Add(1) {
		for _, s := range c.spans(d) {
			s = s.after(from).before(to)
			open += s.length()
			from = later(from, s.close)
		}
	}
	return open
}
