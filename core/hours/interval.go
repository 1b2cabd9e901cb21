package hours

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Minute is a time on the wall clock, in minutes after midnight. It passes
// 1440 for a close on the next day.
type Minute int

const endOfDay Minute = 24 * 60

// String returns HH:MM; midnight at the end of a day is 24:00.
func (m Minute) String() string {
	if m > endOfDay {
		m -= endOfDay
	}
	return fmt.Sprintf("%02d:%02d", m/60, m%60)
}

// Interval is a time from Open up to, but not at, Close. Open is before
// 24:00; Close is after Open, at most 24 hours.
type Interval struct{ Open, Close Minute }

// Hours are the intervals that open on one day: in order, apart from each
// other, each at most 24 hours long. None means closed.
type Hours []Interval

// String writes the hours as ParseWeek reads them.
func (h Hours) String() string {
	if len(h) == 0 {
		return "closed"
	}
	parts := make([]string, len(h))
	for i, iv := range h {
		parts[i] = iv.Open.String() + "-" + iv.Close.String()
	}
	return strings.Join(parts, ",")
}

// newHours sorts the intervals and merges those that touch.
func newHours(all []Interval) (Hours, error) {
	slices.SortFunc(all, func(a, b Interval) int { return cmp.Compare(a.Open, b.Open) })
	var out Hours
	for _, i := range all {
		if n := len(out); n > 0 && i.Open <= out[n-1].Close {
			out[n-1].Close = max(out[n-1].Close, i.Close)
			continue
		}
		out = append(out, i)
	}
	for _, i := range out {
		if i.Close-i.Open > endOfDay {
			return nil, fmt.Errorf("from %s on it is open for more than 24 hours", i.Open)
		}
	}
	return out, nil
}

// parseInterval reads two times; a close at or before the open is on the next
// day.
func parseInterval(open, shut string) (Interval, error) {
	from, err := parseMinute(open)
	if err != nil {
		return Interval{}, err
	}
	to, err := parseMinute(shut)
	if err != nil {
		return Interval{}, err
	}
	if from == endOfDay {
		return Interval{}, fmt.Errorf("24:00 is a time to close, not to open")
	}
	if to <= from {
		to += endOfDay
	}
	return Interval{from, to}, nil
}

// parseMinute reads H:MM, HH:MM or either with a full stop, up to 24:00.
func parseMinute(text string) (Minute, error) {
	clock := strings.Replace(strings.TrimSpace(text), ".", ":", 1)
	hour, minute, _ := strings.Cut(clock, ":")
	h, okH := digits(hour, 1, 2)
	m, okM := digits(minute, 2, 2)
	if !okH || !okM || m > 59 || h*60+m > int(endOfDay) {
		return 0, fmt.Errorf("%.60q is not a time like 09:30", strings.TrimSpace(text))
	}
	return Minute(h*60 + m), nil
}

// digits reads a number of least to most ASCII digits.
func digits(text string, least, most int) (n int, ok bool) {
	for _, r := range text {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = 10*n + int(r-'0')
	}
	return n, len(text) >= least && len(text) <= most
}
