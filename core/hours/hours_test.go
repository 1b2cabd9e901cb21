package hours_test

import (
	"testing"
	"time"

	"github.com/raja-crm/raja/core/hours"
)

const (
	daily    = `{"timezone":"Asia/Jakarta","week":{"mon":[["10:00","21:00"]],"tue":[["10:00","21:00"]],"wed":[["10:00","21:00"]],"thu":[["10:00","21:00"]],"fri":[["10:00","21:00"]],"sat":[["10:00","21:00"]],"sun":[["10:00","21:00"]]}`
	lebaran  = daily + `,"exceptions":{"2026-03-20":[]},"holidays":[{"date":"2026-03-21","name":"Idul Fitri","source":"SKB"},{"date":"2026-03-22","name":"Idul Fitri"}]}`
	everyday = daily + `}`
	office   = `{"timezone":"Asia/Jakarta","week":{"tue":[["9:00","12:00"],["13:00","18:00"]],"wed":[["9:00","12:00"],["13:00","18:00"]],"thu":[["9:00","12:00"],["13:00","18:00"]]}}`
	tueToSat = `{"timezone":"Asia/Jakarta","week":{"tue":[["09:00","18:00"]],"wed":[["09:00","18:00"]],"thu":[["09:00","18:00"]],"fri":[["09:00","18:00"]],"sat":[["09:00","18:00"]]}}`
	never    = `{"timezone":"Asia/Jakarta","week":{}}`
)

func parse(t testing.TB, file string) hours.Calendar {
	t.Helper()
	c, err := hours.Parse([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// week makes a calendar of typed hours in a zone.
func week(t testing.TB, zone, text string) hours.Calendar {
	t.Helper()
	w, err := hours.ParseWeek(text)
	if err != nil {
		t.Fatal(err)
	}
	c, err := hours.New(zone, w)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// at reads a local time such as 2026-03-14 20:00.
func at(t testing.TB, c hours.Calendar, text string) time.Time {
	t.Helper()
	local, err := time.ParseInLocation("2006-01-02 15:04", text, c.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return local
}

func show(c hours.Calendar, t time.Time, found bool) string {
	if !found {
		return "never"
	}
	return t.In(c.Zone()).Format("2006-01-02 15:04")
}

// Product bug 10: open past midnight, round the clock, from opening after a holiday, and never.
func TestDue(t *testing.T) {
	night := func(t testing.TB) hours.Calendar { return week(t, "Asia/Jakarta", "mon-sun 21:00-02:00") }
	always := func(t testing.TB) hours.Calendar { return week(t, "Asia/Jakarta", "mon-sun 00:00-24:00") }
	file := func(text string) func(testing.TB) hours.Calendar {
		return func(t testing.TB) hours.Calendar { return parse(t, text) }
	}
	rows := []struct {
		name     string
		calendar func(testing.TB) hours.Calendar
		start    string
		need     time.Duration
		want     string
	}{
		{"an evening's work runs into the morning", file(everyday), "2026-03-14 20:00", 4 * time.Hour, "2026-03-15 13:00"},
		{"work that arrives at closing time starts tomorrow", file(everyday), "2026-03-14 21:00", time.Hour, "2026-03-15 11:00"},
		{"the last minute counts", file(everyday), "2026-03-14 20:59", 2 * time.Minute, "2026-03-15 10:01"},
		{"holidays are passed over", file(lebaran), "2026-03-19 20:30", 2 * time.Hour, "2026-03-23 11:30"},
		{"lunch is not worked", file(office), "2026-03-17 11:30", time.Hour, "2026-03-17 13:30"},
		{"closed weekdays are passed over", file(tueToSat), "2026-03-21 17:00", 2 * time.Hour, "2026-03-24 10:00"},
		{"a night belongs to the day it opens", night, "2026-03-14 01:30", time.Hour, "2026-03-14 21:30"},
		{"round the clock loses no minute at midnight", always, "2026-03-14 23:59", 2 * time.Minute, "2026-03-15 00:01"},
		{"a shop without hours is never done", file(never), "2026-03-14 12:00", time.Minute, "never"},
		{"work done at closing time is due that day", file(everyday), "2026-03-14 20:00", time.Hour, "2026-03-14 21:00"},
		{"work before opening starts at opening", file(everyday), "2026-03-14 06:00", time.Hour, "2026-03-14 11:00"},
		{"work that needs nothing is due at once", file(never), "2026-03-14 12:00", 0, "2026-03-14 12:00"},
		{"more work than the horizon holds is never done", file(everyday), "2026-03-14 12:00", 11 * 402 * time.Hour, "never"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c := r.calendar(t)
			due, found := c.Due(at(t, c, r.start), r.need)
			if got := show(c, due, found); got != r.want {
				t.Errorf("Due(%s, %s) = %s, want %s", r.start, r.need, got, r.want)
			}
		})
	}
}

func TestElapsedCountsOpenTimeAlone(t *testing.T) {
	c := parse(t, everyday)
	from, to := at(t, c, "2026-03-14 20:30"), at(t, c, "2026-03-15 10:45")
	if got := c.Elapsed(from, to); got != 75*time.Minute {
		t.Errorf("Elapsed = %s, want 75 minutes", got)
	}
	if got := c.Elapsed(to, from); got != -75*time.Minute {
		t.Errorf("Elapsed backwards = %s, want -75 minutes", got)
	}
}

func TestElapsedOverAllTimeEnds(t *testing.T) {
	c := week(t, "Asia/Jakarta", "mon-sun 00:00-24:00")
	got := c.Elapsed(time.Unix(-1<<40, 0), time.Unix(1<<40, 0))
	if want := time.Duration(1<<63 - 1); got != want {
		t.Errorf("Elapsed over all time = %s, want %s", got, want)
	}
}

func TestOpenAtIsHalfOpen(t *testing.T) {
	c := week(t, "Asia/Jakarta", "mon-sat 10:00-21:00; fri 21:00-02:00; sun closed")
	rows := []struct {
		name, at string
		want     bool
	}{
		{"open at opening time", "2026-03-16 10:00", true},
		{"shut a minute earlier", "2026-03-16 09:59", false},
		{"open in the last minute", "2026-03-16 20:59", true},
		{"shut at closing time", "2026-03-16 21:00", false},
		{"open past midnight after a Friday", "2026-03-14 01:59", true},
		{"shut when the night ends", "2026-03-14 02:00", false},
		{"shut past midnight after a Thursday", "2026-03-13 01:00", false},
		{"shut on Sunday", "2026-03-15 12:00", false},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			if got := c.OpenAt(at(t, c, r.at)); got != r.want {
				t.Errorf("OpenAt(%s) = %v, want %v", r.at, got, r.want)
			}
		})
	}
}

func TestNextOpenAndLastClose(t *testing.T) {
	lunch := func(t *testing.T) hours.Calendar { return parse(t, office) }
	shop := func(t *testing.T) hours.Calendar { return parse(t, lebaran) }
	always := func(t *testing.T) hours.Calendar { return week(t, "Asia/Jakarta", "mon-sun 00:00-24:00") }
	rounds := func(t *testing.T) hours.Calendar {
		return week(t, "Asia/Jakarta", "mon-thu 10:00-10:00; fri 10:00-18:00")
	}
	rows := []struct {
		name             string
		calendar         func(*testing.T) hours.Calendar
		at               string
		nextOpen, closed string
	}{
		{"after closing", shop, "2026-03-14 21:12", "2026-03-15 10:00", "2026-03-14 21:00"},
		{"at closing", shop, "2026-03-14 21:00", "2026-03-15 10:00", "2026-03-14 21:00"},
		{"at opening the next one is tomorrow", shop, "2026-03-15 10:00", "2026-03-16 10:00", "2026-03-14 21:00"},
		{"while open", shop, "2026-03-15 12:00", "2026-03-16 10:00", "2026-03-14 21:00"},
		{"before the holidays", shop, "2026-03-19 22:00", "2026-03-23 10:00", "2026-03-19 21:00"},
		{"in the midst of the holidays", shop, "2026-03-21 12:00", "2026-03-23 10:00", "2026-03-19 21:00"},
		{"over lunch", lunch, "2026-03-17 12:30", "2026-03-17 13:00", "2026-03-17 12:00"},
		{"round the clock nothing opens or closes", always, "2026-03-17 12:30", "never", "never"},
		{"days that touch are one opening", rounds, "2026-03-18 12:00", "2026-03-23 10:00", "2026-03-13 18:00"},
		{"without hours nothing opens or closes", func(*testing.T) hours.Calendar { return hours.Calendar{} }, "2026-03-17 12:30", "never", "never"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c := r.calendar(t)
			next, found := c.NextOpen(at(t, c, r.at))
			if got := show(c, next, found); got != r.nextOpen {
				t.Errorf("NextOpen(%s) = %s, want %s", r.at, got, r.nextOpen)
			}
			last, found := c.LastClose(at(t, c, r.at))
			if got := show(c, last, found); got != r.closed {
				t.Errorf("LastClose(%s) = %s, want %s", r.at, got, r.closed)
			}
		})
	}
}
