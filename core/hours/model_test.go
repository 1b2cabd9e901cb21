package hours_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/hours"
)

// The model walks minute by minute through the days around a change of
// clocks, with a clock that never goes back: it shows the highest local time
// so far. A shop is open while that clock is within an interval.

const (
	windowDays = 12
	window     = windowDays * 24 * 60 // minutes
	leadIn     = 4 * 24 * 60          // minutes before the part that is asked about
)

// changes are moments close to which the clocks change, and one where they
// never do.
var changes = []struct {
	zone string
	date time.Time
}{
	{"Asia/Jakarta", time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC)},
	{"America/New_York", time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC)},
	{"America/New_York", time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)},
	{"Australia/Lord_Howe", time.Date(2026, 4, 4, 0, 0, 0, 0, time.UTC)},
	{"Australia/Lord_Howe", time.Date(2026, 10, 3, 0, 0, 0, 0, time.UTC)},
	{"Pacific/Apia", time.Date(2011, 12, 30, 0, 0, 0, 0, time.UTC)},
}

// shop is a random calendar as plain data, next to what Parse makes of it.
type shop struct {
	week     [7][][2]int // minutes: open, length
	special  map[string][][2]int
	holidays []string
	cut      bool
	begin    time.Time // of the window
	parsed   hours.Calendar
}

var shops = rapid.Custom(func(t *rapid.T) shop {
	change := rapid.SampledFrom(changes).Draw(t, "change")
	// Three of these merge to 24 hours at most, which is what is allowed.
	interval := rapid.Custom(func(t *rapid.T) [2]int {
		step := rapid.SampledFrom([]int{1, 15, 60}).Draw(t, "step")
		return [2]int{rapid.IntRange(0, 1439/step).Draw(t, "open") * step, rapid.IntRange(1, 480/step).Draw(t, "length") * step}
	})
	day := rapid.SliceOfN(interval, 0, 3)
	s := shop{
		special: map[string][][2]int{}, cut: rapid.Bool().Draw(t, "cut"),
		begin: change.date.AddDate(0, 0, -windowDays/2),
	}
	for i := range s.week {
		s.week[i] = day.Draw(t, "day")
	}
	near := rapid.Map(rapid.IntRange(0, windowDays), func(i int) string { return s.begin.AddDate(0, 0, i).Format(time.DateOnly) })
	for _, d := range rapid.SliceOfN(near, 0, 3).Draw(t, "special") {
		s.special[d] = day.Draw(t, "hours")
	}
	s.holidays = rapid.SliceOfN(near, 0, 2).Draw(t, "holidays")
	s.parsed = s.parse(t, change.zone)
	return s
})

func (s shop) parse(t *rapid.T, zone string) hours.Calendar {
	clock := func(m int) string { return fmt.Sprintf("%02d:%02d", m/60%24, m%60) }
	list := func(day [][2]int) [][2]string {
		out := [][2]string{}
		for _, i := range day {
			out = append(out, [2]string{clock(i[0]), clock(i[0] + i[1])})
		}
		return out
	}
	week, special := map[string]any{}, map[string]any{}
	for i, name := range []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} {
		week[name] = list(s.week[i])
	}
	for d, day := range s.special {
		special[d] = list(day)
	}
	holidays := []map[string]string{}
	for _, d := range s.holidays {
		holidays = append(holidays, map[string]string{"date": d})
	}
	file, err := json.Marshal(map[string]any{"timezone": zone, "week": week, "exceptions": special, "holidays": holidays, "cut_nights": s.cut})
	if err != nil {
		t.Fatal(err)
	}
	c, err := hours.Parse(file)
	if err != nil {
		t.Fatalf("Parse(%s): %v", file, err)
	}
	return c
}

// on returns the intervals of a date, and whether it is closed specially.
func (s shop) on(date time.Time) (day [][2]int, shut bool) {
	text := date.Format(time.DateOnly)
	if day, ok := s.special[text]; ok {
		return day, len(day) == 0
	}
	if slices.Contains(s.holidays, text) {
		return nil, true
	}
	return s.week[date.Weekday()], false
}

// minutes says for each minute of the window whether the shop is open.
func (s shop) minutes() []bool {
	open := make([]bool, window)
	var clock time.Time
	for i := range open {
		now := s.minute(i).In(s.parsed.Zone())
		_, offset := now.Zone()
		if wall := now.UTC().Add(time.Duration(offset) * time.Second); wall.After(clock) {
			clock = wall
		}
		open[i] = s.openBy(clock)
	}
	return open
}

// openBy looks at the intervals of the clock's date and the day before.
func (s shop) openBy(clock time.Time) bool {
	date := clock.Truncate(24 * time.Hour)
	_, shut := s.on(date)
	for back := range 2 {
		day, _ := s.on(date.AddDate(0, 0, -back))
		now := int(clock.Sub(date).Minutes()) + back*24*60
		for _, i := range day {
			if i[0] <= now && now < i[0]+i[1] && (back == 0 || !s.cut || !shut) {
				return true
			}
		}
	}
	return false
}

func (s shop) minute(i int) time.Time { return s.begin.Add(time.Duration(i) * time.Minute) }

// index is minute backwards; -1 beyond the window.
func (s shop) index(t time.Time, found bool) int {
	i := int(t.Sub(s.begin) / time.Minute)
	if !found || i < leadIn/2 || i >= window {
		return -1
	}
	return i
}

func TestEveryAnswerAgreesWithCountingMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := shops.Draw(t, "shop")
		open := s.minutes()
		ask := rapid.IntRange(leadIn, window-1).Draw(t, "ask")
		need := rapid.IntRange(0, 2000).Draw(t, "need")
		now, c := s.minute(ask), s.parsed

		if got := c.OpenAt(now); got != open[ask] {
			t.Fatalf("OpenAt(%s) = %v, want %v", now, got, open[ask])
		}
		if got, want := s.index(c.NextOpen(now)), nextOpen(open, ask); got != want {
			t.Fatalf("NextOpen(%s) is minute %d, want %d", now, got, want)
		}
		if got, want := s.index(c.LastClose(now)), lastClose(open, ask); got != want {
			t.Fatalf("LastClose(%s) is minute %d, want %d", now, got, want)
		}
		if got, want := s.index(c.Due(now, time.Duration(need)*time.Minute)), due(open, ask, need); got != want {
			t.Fatalf("Due(%s, %d minutes) is minute %d, want %d", now, need, got, want)
		}
		to := rapid.IntRange(leadIn, window-1).Draw(t, "to")
		if got, want := c.Elapsed(now, s.minute(to)), time.Duration(elapsed(open, ask, to))*time.Minute; got != want {
			t.Fatalf("Elapsed(%s, %s) = %s, want %s", now, s.minute(to), got, want)
		}
	})
}

func nextOpen(open []bool, from int) int {
	for i := from + 1; i < window; i++ {
		if open[i] && !open[i-1] {
			return i
		}
	}
	return -1
}

func lastClose(open []bool, from int) int {
	for i := from; i >= leadIn/2; i-- {
		if !open[i] && open[i-1] {
			return i
		}
	}
	return -1
}

// due is at the end of the minute in which the last of need is worked.
func due(open []bool, from, need int) int {
	if need == 0 {
		return from
	}
	for i := from; i < window-1; i++ {
		if open[i] {
			need--
		}
		if need == 0 {
			return i + 1
		}
	}
	return -1
}

func elapsed(open []bool, from, to int) (n int) {
	if to < from {
		return -elapsed(open, to, from)
	}
	for _, o := range open[from:to] {
		if o {
			n++
		}
	}
	return n
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := shops.Draw(t, "shop").parsed
		moment := rapid.Map(rapid.Int64Range(0, 400*86400*1000), func(ms int64) time.Time {
			return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(ms) * time.Millisecond)
		})
		need := rapid.Map(rapid.Int64Range(0, 2_000_000), func(s int64) time.Duration { return time.Duration(s) * time.Second })
		a, b, d := moment.Draw(t, "a"), moment.Draw(t, "b"), moment.Draw(t, "d")
		n, m := need.Draw(t, "n"), need.Draw(t, "m")

		due, found := c.Due(a, n)
		if found && c.Elapsed(a, due) != n {
			t.Fatalf("Elapsed(s, Due(s, %s)) = %s", n, c.Elapsed(a, due))
		}
		if found && n > 0 && !c.OpenAt(due.Add(-1)) {
			t.Fatalf("Due(%s, %s) = %s, just before which the shop is not open", a, n, due)
		}
		if more, ok := c.Due(a, n+m); ok && (!found || more.Before(due)) {
			t.Fatalf("more need is due earlier: %s then %s", due, more)
		}
		start := max(a.UnixMilli(), b.UnixMilli())
		if after, ok := c.Due(time.UnixMilli(start), n); ok && found && after.Before(due) {
			t.Fatalf("a later start is due earlier: %s then %s", due, after)
		}
		if whole, parts := c.Elapsed(a, d), c.Elapsed(a, b)+c.Elapsed(b, d); whole != parts {
			t.Fatalf("Elapsed over a split: %s, in parts %s", whole, parts)
		}
		if next, ok := c.NextOpen(a); ok && (!next.After(a) || !c.OpenAt(next) || c.OpenAt(next.Add(-1))) {
			t.Fatalf("NextOpen(%s) = %s is no opening", a, next)
		}
		if last, ok := c.LastClose(a); ok && (last.After(a) || c.OpenAt(last) || !c.OpenAt(last.Add(-1))) {
			t.Fatalf("LastClose(%s) = %s is no closing", a, last)
		}
	})
}

// A calendar that is written and read again answers the same.
func TestFileRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		roundTrip(t, shops.Draw(t, "shop").parsed)
	})
}

func roundTrip(t interface{ Fatalf(string, ...any) }, c hours.Calendar) {
	first, err := json.Marshal(c)
	if err != nil {
		t.Fatalf("marshal: %v", err)
	}
	again, err := hours.Parse(first)
	if err != nil {
		t.Fatalf("Parse(%s): %v", first, err)
	}
	second, err := json.Marshal(again)
	if err != nil || string(first) != string(second) {
		t.Fatalf("written %s, read and written again %s, %v", first, second, err)
	}
}

func TestTypedWeekRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := shops.Draw(t, "shop").parsed.Week()
		again, err := hours.ParseWeek(w.String())
		if err != nil || again.String() != w.String() {
			t.Fatalf("ParseWeek(%q) = %q, %v", w, again, err)
		}
	})
}
