package intake_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
)

func jakarta(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestDates(t *testing.T) {
	tests := []struct {
		name, format, date, clock string
		want                      string // in Jakarta
		dateOnly                  bool
	}{
		{"as machines write", "", "2026-03-14", "", "2026-03-14 12:00:00", true},
		{"without dashes", "", "19970101", "", "1997-01-01 12:00:00", true},
		{"the day before the month", "", "03/04/2026", "", "2026-04-03 12:00:00", true},
		{"one digit each", "", "3/4/2026", "", "2026-04-03 12:00:00", true},
		{"with dashes", "", "14-03-2026", "", "2026-03-14 12:00:00", true},
		{"with points", "", "14.3.2026", "", "2026-03-14 12:00:00", true},
		{"two digits of a year", "", "14/03/26", "", "2026-03-14 12:00:00", true},
		{"an Indonesian month", "", "14 Maret 2026", "", "2026-03-14 12:00:00", true},
		{"a short Indonesian month", "", "1 Agu 2026", "", "2026-08-01 12:00:00", true},
		{"an old spelling", "", "1 Nopember 2026", "", "2026-11-01 12:00:00", true},
		{"a month that both languages share", "", "1 SEPTEMBER 2026", "", "2026-09-01 12:00:00", true},
		{"as Excel shows it", "", "14-Mar-26", "", "2026-03-14 12:00:00", true},
		{"with a time beside it", "", "14/03/2026", "21.12", "2026-03-14 21:12:00", false},
		{"with seconds beside it", "", "14/03/2026", "21:12:05", "2026-03-14 21:12:05", false},
		{"with parts of a second", "", "2026-03-14", "21:12:05.250", "2026-03-14 21:12:05", false},
		{"with an English time", "", "14/03/2026", "9:12 pm", "2026-03-14 21:12:00", false},
		{"midnight is a time", "", "14/03/2026", "00:00", "2026-03-14 00:00:00", false},
		{"a time in the cell", "", "2026-03-14 21:12", "", "2026-03-14 21:12:00", false},
		{"an Indonesian time in the cell", "", "14/03/2026 21.12", "", "2026-03-14 21:12:00", false},
		{"a zone in the cell", "", "2026-03-14T14:12:00Z", "", "2026-03-14 21:12:00", false},
		{"the time beside it wins", "", "2026-03-14 21:12", "08:00", "2026-03-14 08:00:00", false},
		{"spaces around", "", "  2026-03-14 ", " 08:00 ", "2026-03-14 08:00:00", false},
		{"the month first when it is said", "MM/DD/YYYY", "03/04/2026", "", "2026-03-04 12:00:00", true},
		{"in small letters as Excel does", "dd/mm/yyyy", "03/04/2026", "", "2026-04-03 12:00:00", true},
		{"in small letters with a time", "dd/mm/yyyy hh:mm", "03/04/2026 21:12", "", "2026-04-03 21:12:00", false},
		{"one digit when it is said", "D-M-YYYY", "3-4-2026", "", "2026-04-03 12:00:00", true},
		{"a month's name when it is said", "DD MMMM YYYY", "03 Mei 2026", "", "2026-05-03 12:00:00", true},
		{"a month's short name when it is said", "DD-MMM-YY", "03-Des-26", "", "2026-12-03 12:00:00", true},
		{"Go's own way", "2006/01/02 15:04", "2026/03/14 21:12", "", "2026-03-14 21:12:00", false},
		{"Go's own way with twelve hours", "01/02/2006 3:04 PM", "03/14/2026 9:12 PM", "", "2026-03-14 21:12:00", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dates, err := intake.ReadDates(tt.format)
			if err != nil {
				t.Fatal(err)
			}
			at, dateOnly, err := dates.Read(tt.date, tt.clock, jakarta(t))
			if got := at.In(jakarta(t)).Format(time.DateTime); err != nil || got != tt.want || dateOnly != tt.dateOnly {
				t.Errorf("Read(%q, %q) = %s, %v, %v, want %s, %v", tt.date, tt.clock, got, dateOnly, err, tt.want, tt.dateOnly)
			}
		})
	}
}

func TestDatesThatAreNone(t *testing.T) {
	tests := []struct {
		name, date, clock string
		want              intake.Reason
	}{
		{"nothing", "", "", intake.BadDate},
		{"a word", "kemarin", "", intake.BadDate},
		{"a day that February lacks", "30/02/2026", "", intake.BadDate},
		{"the month before the day", "03/14/2026", "", intake.BadDate},
		{"a number that Excel shows", "46095", "", intake.BadDate},
		{"the year 26", "0026-03-14", "", intake.BadDate},
		{"the year 9999", "9999-12-31", "", intake.BadDate},
		{"a time that is none", "2026-03-14", "25:00", intake.BadTime},
		{"a part of a day", "2026-03-14", "0.875", intake.BadTime},
		{"a word for a time", "2026-03-14", "malam", intake.BadTime},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, _, err := intake.Dates{}.Read(tt.date, tt.clock, jakarta(t))
			var problem *intake.Problem
			if !errors.As(err, &problem) || problem.Reason != tt.want || !at.IsZero() {
				t.Errorf("Read(%q, %q) = %v, %v, want %s", tt.date, tt.clock, at, err, tt.want)
			}
		})
	}
}

func TestReadDatesRefuses(t *testing.T) {
	for _, format := range []string{"DD/MM", "YYYY", "tanggal", "%Y-%m-%d", "hh:mm", "MM/YYYY", "YYYY-YY-DD", "15:04 02/01"} {
		if _, err := intake.ReadDates(format); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("ReadDates(%q) = %v, want invalid", format, err)
		}
	}
}

// Every day can be written in every usual way and is read as that day.
func TestDaysAreReadBack(t *testing.T) {
	zone := jakarta(t)
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(2026, 1, 1, 12, 0, 0, 0, zone).AddDate(0, 0, rapid.IntRange(-20_000, 20_000).Draw(t, "day"))
		layout := rapid.SampledFrom([]string{"2006-01-02", "20060102", "02/01/2006", "2-1-2006", "2 January 2006", "02.01.2006", "2006/01/02", "2-Jan-2006"}).Draw(t, "layout")
		at, dateOnly, err := intake.Dates{}.Read(day.Format(layout), "", zone)
		if err != nil || !dateOnly || !at.Equal(day) {
			t.Fatalf("%q is %v, %v, %v, want %v", day.Format(layout), at, dateOnly, err, day)
		}
	})
}

func FuzzDates(f *testing.F) {
	zone := jakarta(f)
	for _, seed := range [][3]string{{"", "14 Maret 2026", "21.12"}, {"DD/MM/YYYY", "14/03/2026", ""}, {"dd mm yy hh", "x", "9 pm"}, {"2006-01-02", "2026-02-30", "24:00"}} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, format, date, clock string) {
		dates, err := intake.ReadDates(format)
		if err != nil {
			return
		}
		at, dateOnly, err := dates.Read(date, clock, zone)
		if err != nil {
			if len(err.Error()) > 400 {
				t.Errorf("a sentence of %d bytes", len(err.Error()))
			}
			return
		}
		if at.Year() < 1899 || at.Year() > 2201 || at.Location() != time.UTC || (dateOnly && strings.TrimSpace(clock) != "") {
			t.Errorf("Read(%q, %q) by %q = %v, %v", date, clock, format, at, dateOnly)
		}
	})
}
