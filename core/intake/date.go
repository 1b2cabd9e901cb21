package intake

import (
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Dates reads written dates. The zero value tries the usual ways, the day
// before the month as Indonesia writes it.
type Dates struct{ layout string }

// usual are the ways tried when nobody names one.
var usual = []string{
	"2006-01-02", "20060102", "2/1/2006", "2-1-2006", "2.1.2006", "2006/1/2",
	"2 Jan 2006", "2 January 2006", "2/1/06",
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2/1/2006 15:04", "2/1/2006 15:04:05",
}

// tokens turn the way people write a format into Go's.
var tokens = strings.NewReplacer(
	"YYYY", "2006", "yyyy", "2006", "YY", "06", "yy", "06",
	"MM", "01", "DD", "02", "dd", "02", "HH", "15", "hh", "15", "mm", "04", "SS", "05", "ss", "05",
	"M", "1", "D", "2", "d", "2",
)

// months are the Indonesian names that differ from the English.
var months = strings.NewReplacer(
	"januari", "January", "februari", "February", "maret", "March", "mei", "May", "juni", "June", "juli", "July",
	"agustus", "August", "agu", "Aug", "ags", "Aug", "oktober", "October", "okt", "Oct", "desember", "December", "des", "Dec",
)

// ReadDates takes a format such as "DD/MM/YYYY" or Go's "02/01/2006"; "" is
// the zero value.
func ReadDates(format string) (Dates, error) {
	if format == "" {
		return Dates{}, nil
	}
	layout := format
	if !strings.Contains(format, "06") {
		layout = tokens.Replace(format)
	}
	probe := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	back, err := time.Parse(layout, probe.Format(layout))
	if err != nil || back.Year() != 2026 || back.Month() != 11 || back.Day() != 23 {
		return Dates{}, fault.Invalid("date-format", "%q does not hold year, month and day; write for example DD/MM/YYYY or 20060102", format)
	}
	return Dates{layout: layout}, nil
}

// Read returns the moment that a cell and an optional time of day mean in
// zone. A date alone is noon, and dateOnly says so.
func (d Dates) Read(date, clockTime string, zone *time.Location) (at time.Time, dateOnly bool, err error) {
	date = strings.TrimSpace(date)
	day, layout, ok := d.parse(date, zone)
	if !ok {
		return time.Time{}, false, &Problem{Reason: BadDate, Text: date}
	}
	if day.Year() < 1900 || day.Year() > 2200 {
		return time.Time{}, false, &Problem{Reason: BadDate, Text: date}
	}
	if clockTime = strings.TrimSpace(clockTime); clockTime == "" {
		if strings.Contains(layout, "15") {
			return day.UTC(), false, nil
		}
		year, month, dom := day.Date()
		return time.Date(year, month, dom, 12, 0, 0, 0, zone).UTC(), true, nil
	}
	hour, ok := readClock(clockTime)
	if !ok {
		return time.Time{}, false, &Problem{Reason: BadTime, Text: clockTime}
	}
	year, month, dom := day.Date()
	return time.Date(year, month, dom, 0, int(hour/time.Minute), int(hour%time.Minute/time.Second), 0, zone).UTC(), false, nil
}

func (d Dates) parse(text string, zone *time.Location) (time.Time, string, bool) {
	if d.layout != "" {
		at, err := time.ParseInLocation(d.layout, text, zone)
		return at, d.layout, err == nil
	}
	for _, layout := range usual {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at, layout, true
		}
	}
	if english := months.Replace(strings.ToLower(text)); english != strings.ToLower(text) {
		for _, layout := range usual {
			if at, err := time.ParseInLocation(layout, english, zone); err == nil {
				return at, layout, true
			}
		}
	}
	return time.Time{}, "", false
}

// readClock reads 21:12, 21.12 and 21:12:05 as time since midnight.
func readClock(text string) (time.Duration, bool) {
	text = strings.ReplaceAll(text, ".", ":")
	for _, layout := range []string{"15:04", "15:04:05", "3:04 PM"} {
		if at, err := time.Parse(layout, text); err == nil {
			return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second, true
		}
	}
	return 0, false
}
