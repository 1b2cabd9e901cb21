package hours_test

import (
	"testing"
	"time"

	"github.com/raja-crm/raja/core/hours"
)

// Bar hours: every night from 21:00 to 02:00.
const bar = `{"timezone":"Asia/Jakarta","week":{"mon":[["21:00","02:00"]],"tue":[["21:00","02:00"]],"wed":[["21:00","02:00"]],"thu":[["21:00","02:00"]],"fri":[["21:00","02:00"]],"sat":[["21:00","02:00"]],"sun":[["21:00","02:00"]]},
	"holidays":[{"date":"2026-03-20","name":"Idul Fitri"}],"exceptions":{"2026-03-25":[["10:00","12:00"]],"2026-03-28":[]}`

func TestNightsAndHolidays(t *testing.T) {
	whole, cut := parse(t, bar+`}`), parse(t, bar+`,"cut_nights":true}`)
	rows := []struct {
		name, at        string
		inWhole, ifCuts bool
	}{
		{"a holiday removes the night that opens on it", "2026-03-20 22:00", false, false},
		{"all of that night, past midnight too", "2026-03-21 01:00", false, false},
		{"the night before runs into the holiday unless it is cut", "2026-03-20 01:00", true, false},
		{"the night before an empty exception likewise", "2026-03-28 01:00", true, false},
		{"the hour before midnight is never cut", "2026-03-19 23:30", true, true},
		{"a day with hours of its own cuts nothing", "2026-03-25 01:00", true, true},
		{"an exception replaces the night", "2026-03-25 22:00", false, false},
		{"an exception has its own hours", "2026-03-25 11:00", true, true},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			when := at(t, whole, r.at)
			if got := whole.OpenAt(when); got != r.inWhole {
				t.Errorf("OpenAt(%s) = %v, want %v", r.at, got, r.inWhole)
			}
			if got := cut.OpenAt(when); got != r.ifCuts {
				t.Errorf("with cut_nights, OpenAt(%s) = %v, want %v", r.at, got, r.ifCuts)
			}
		})
	}
}

func TestAWeekdayThatIsClosedCutsNoNight(t *testing.T) {
	c := parse(t, `{"timezone":"Asia/Jakarta","week":{"sat":[["21:00","02:00"]]},"cut_nights":true}`)
	if sunday := at(t, c, "2026-03-15 01:00"); !c.OpenAt(sunday) {
		t.Error("Saturday's night ends at midnight because Sunday is closed")
	}
}

func TestHolidayOnGivesNameAndSource(t *testing.T) {
	c := parse(t, lebaran)
	got, found := c.HolidayOn(hours.Date{Year: 2026, Month: time.March, Day: 21})
	if !found || got.Name != "Idul Fitri" || got.Source != "SKB" {
		t.Errorf("HolidayOn = %+v, %v", got, found)
	}
	if got, found := c.HolidayOn(hours.Date{Year: 2026, Month: time.March, Day: 20}); found {
		t.Errorf("HolidayOn an exception = %+v, want none", got)
	}
}

// New York put its clocks forward from 02:00 to 03:00 on 2026-03-08 and back
// from 02:00 to 01:00 on 2026-11-01.
func TestDaysOnWhichTheClocksChangeHaveTheirTrueLength(t *testing.T) {
	rows := []struct {
		name, zone, hours string
		from, to          string
		want              time.Duration
	}{
		{"a day in spring has 23 hours", "America/New_York", "mon-sun 00:00-24:00", "2026-03-08 00:00", "2026-03-09 00:00", 23 * time.Hour},
		{"a day in autumn has 25 hours", "America/New_York", "mon-sun 00:00-24:00", "2026-11-01 00:00", "2026-11-02 00:00", 25 * time.Hour},
		{"a night in spring is an hour short", "America/New_York", "mon-sun 21:00-04:00", "2026-03-07 12:00", "2026-03-08 12:00", 6 * time.Hour},
		{"hours that are skipped do not count", "America/New_York", "sun 02:15-02:45", "2026-03-08 00:00", "2026-03-09 00:00", 0},
		{"hours that begin in the gap begin after it", "America/New_York", "sun 02:30-04:00", "2026-03-08 00:00", "2026-03-09 00:00", time.Hour},
		{"hours that end in the gap end before it", "America/New_York", "sun 01:00-02:30", "2026-03-08 00:00", "2026-03-09 00:00", time.Hour},
		{"an hour that comes twice closes the first time", "America/New_York", "sun 00:00-01:30", "2026-11-01 00:00", "2026-11-02 00:00", 90 * time.Minute},
		{"and opens the first time", "America/New_York", "sun 01:30-03:00", "2026-11-01 00:00", "2026-11-02 00:00", 150 * time.Minute},
		{"Lord Howe moves by half an hour", "Australia/Lord_Howe", "mon-sun 00:00-24:00", "2026-04-05 00:00", "2026-04-06 00:00", 24*time.Hour + 30*time.Minute},
		{"Samoa skipped a day", "Pacific/Apia", "mon-sun 10:00-12:00", "2011-12-29 00:00", "2012-01-01 00:00", 4 * time.Hour},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c := week(t, r.zone, r.hours)
			if got := c.Elapsed(at(t, c, r.from), at(t, c, r.to)); got != r.want {
				t.Errorf("Elapsed = %s, want %s", got, r.want)
			}
		})
	}
}
