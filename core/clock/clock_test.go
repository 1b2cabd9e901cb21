package clock_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	found, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestParse(t *testing.T) {
	stands, err := clock.Parse("2026-03-14T21:12:00+07:00")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stands.Now(), time.Date(2026, 3, 14, 14, 12, 0, 0, time.UTC); got != want {
		t.Errorf("Now() = %v, want %v", got, want)
	}
	wall, err := clock.Parse("")
	if err != nil || wall != (clock.System{}) {
		t.Errorf("Parse(\"\") = %v, %v, want the wall clock", wall, err)
	}
	for _, text := range []string{"now", "2026-03-14", "2026-03-14T21:12:00", "2026-02-30T00:00:00Z"} {
		if _, err := clock.Parse(text); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("Parse(%q) = %v, want invalid", text, err)
		}
	}
}

func TestSystemTellsUTC(t *testing.T) {
	if got := (clock.System{}).Now(); got.Location() != time.UTC || got.Year() < 2025 {
		t.Errorf("Now() = %v", got)
	}
}

func TestParseDay(t *testing.T) {
	for text, want := range map[string]clock.Day{"1970-01-01": 0, "1969-12-31": -1, "2000-02-29": 11016, "1998-07-01": 10408} {
		got, err := clock.ParseDay(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("ParseDay(%q) = %d (%s), %v, want %d", text, got, got, err, want)
		}
	}
	for _, text := range []string{"", "2026-3-4", "2026-02-30", "14/03/2026", "2026-03-14T00:00:00Z"} {
		if got, err := clock.ParseDay(text); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("ParseDay(%q) = %v, %v, want invalid", text, got, err)
		}
	}
}

func TestDayOfIsTheDateOnTheShopsWall(t *testing.T) {
	at := time.Date(2026, 3, 14, 17, 30, 0, 0, time.UTC)
	for name, want := range map[string]string{"Asia/Jakarta": "2026-03-15", "UTC": "2026-03-14", "America/New_York": "2026-03-14"} {
		if got := clock.DayOf(at, zone(t, name)).String(); got != want {
			t.Errorf("DayOf(%v, %s) = %s, want %s", at, name, got, want)
		}
	}
}

func TestAtWhereClocksChange(t *testing.T) {
	tests := []struct {
		name, zone, day string
		hour, minute    int
		want            string
	}{
		{"an ordinary noon", "Asia/Jakarta", "2026-03-14", 12, 0, "2026-03-14T05:00:00Z"},
		{"an hour that New York skips", "America/New_York", "2026-03-08", 2, 30, "2026-03-08T07:00:00Z"},
		{"an hour that New York has twice", "America/New_York", "2026-11-01", 1, 30, "2026-11-01T05:30:00Z"},
		{"a midnight that São Paulo skips", "America/Sao_Paulo", "2018-11-04", 0, 0, "2018-11-04T03:00:00Z"},
		{"a midnight that Cairo skips", "Africa/Cairo", "2026-04-24", 0, 0, "2026-04-23T22:00:00Z"},
		{"a midnight that Havana has twice", "America/Havana", "2026-11-01", 0, 30, "2026-11-01T04:30:00Z"},
		{"an hour before midnight that Cairo has twice", "Africa/Cairo", "2026-10-29", 23, 30, "2026-10-29T20:30:00Z"},
		{"the hour after that", "Africa/Cairo", "2026-10-30", 0, 0, "2026-10-29T22:00:00Z"},
		{"a day that Samoa skips", "Pacific/Apia", "2011-12-30", 12, 0, "2011-12-30T10:00:00Z"},
		{"before there were zones", "Asia/Jakarta", "1850-01-01", 12, 0, "1850-01-01T04:52:48Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			day, err := clock.ParseDay(tt.day)
			if err != nil {
				t.Fatal(err)
			}
			if got := day.At(tt.hour, tt.minute, zone(t, tt.zone)).Format(time.RFC3339); got != tt.want {
				t.Errorf("%s %02d:%02d in %s is %s, want %s", tt.day, tt.hour, tt.minute, tt.zone, got, tt.want)
			}
		})
	}
}

var zones = []string{"Asia/Jakarta", "Asia/Jayapura", "UTC", "America/New_York", "America/Sao_Paulo", "Africa/Cairo", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kathmandu"}

// The days of a zone lie side by side: each instant is in exactly one.
func TestDaysPartTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		where, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		at := time.Unix(rapid.Int64Range(-1e9, 4e9).Draw(t, "second"), 0)
		day := clock.DayOf(at, where)
		begin, end := (day - 1).End(where), day.End(where)
		if at.Before(begin) || !at.Before(end) {
			t.Fatalf("%v is on %s, which lasts from %v to %v", at, day, begin, end)
		}
		if got := clock.DayOf(day.Noon(where), where); got != day {
			t.Fatalf("noon of %s is on %s", day, got)
		}
		if got := clock.DayOf(end, where); got != day+1 {
			t.Fatalf("the end of %s is on %s", day, got)
		}
		if back, err := clock.ParseDay(day.String()); err != nil || back != day {
			t.Fatalf("%d is written %s and read %d, %v", day, day, back, err)
		}
	})
}
