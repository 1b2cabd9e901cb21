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
	"2 Jan 2006", "2 January 2006", "2-Jan-2006", "2-Jan-06", "2/1/06",
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05Z07:00",
	"2/1/2006 15:04", "2/1/2006 15:04:05", "2/1/2006 15.04", "2-1-2006 15:04", "2-1-2006 15:04:05", "2006/1/2 15:04", "2006/1/2 15:04:05",
}

// tokens turn the way people write a format into Go's.
var tokens = strings.NewReplacer(
	"YYYY", "2006", "yyyy", "2006", "YY", "06", "yy", "06",
	"MMMM", "January", "MMM", "Jan", "MM", "01", "DD", "02", "dd", "02", "HH", "15", "hh", "15", "mm", "04", "SS", "05", "ss", "05",
	"M", "1", "D", "2", "d", "2",
)

// months are the Indonesian names that differ from the English.
var months = strings.NewReplacer(
	"januari", "January", "februari", "February", "pebruari", "February", "peb", "Feb", "maret", "March", "mei", "May",
	"juni", "June", "juli", "July", "agustus", "August", "agu", "Aug", "ags", "Aug", "agt", "Aug",
	"september", "September", "sept", "Sep", "oktober", "October", "okt", "Oct",
	"nopember", "November", "nop", "Nov", "desember", "December", "des", "Dec",
)

// ReadDates takes a format such as "DD/MM/YYYY" or Go's "02/01/2006"; "" is
// the zero value.
func ReadDates(format string) (Dates, error) {
	if format == "" {
		return Dates{}, nil
	}
	layout := format
	if !strings.Contains(format, "06") {
		layout = tokens.Replace(monthInCapitals(format))
	}
	probe := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	back, err := time.Parse(layout, probe.Format(layout))
	if err != nil || back.Year() != 2026 || back.Month() != 11 || back.Day() != 23 {
		return Dates{}, fault.Invalid("date-format", "%q does not hold year, month and day; write for example DD/MM/YYYY or 20060102", format)
	}
	return Dates{layout: layout}, nil
}

// monthInCapitals turns the mm of dd/mm/yyyy, which stands before any hour,
// into the month that it means.
func monthInCapitals(format string) string {
	at, hour := strings.Index(format, "m"), strings.IndexAny(format, "hH")
	if at < 0 || strings.Contains(format, "M") || (hour >= 0 && hour < at) {
		return format
	}
	size := len(format[at:]) - len(strings.TrimLeft(format[at:], "m"))
	return format[:at] + strings.Repeat("M", size) + format[at+size:]
}

// Read returns the moment that a cell and an optional time of day mean in
// zone. A date alone is noon, and dateOnly says so. The error is a *Problem.
func (d Dates) Read(date, clockTime string, zone *time.Location) (at time.Time, dateOnly bool, err error) {
	date, clockTime = strings.TrimSpace(date), strings.TrimSpace(clockTime)
	day, timed, ok := d.parse(date, zone)
	if !ok || day.Year() < 1900 || day.Year() > 2200 {
		return time.Time{}, false, &Problem{Reason: BadDate, Text: date}
	}
	if clockTime == "" && timed {
		return day.UTC(), false, nil
	}
	since, dateOnly := 12*time.Hour, clockTime == ""
	if !dateOnly {
		if since, ok = readClock(clockTime); !ok {
			return time.Time{}, false, &Problem{Reason: BadTime, Text: clockTime}
		}
	}
	year, month, dom := day.Date()
	return time.Date(year, month, dom, 0, 0, int(since/time.Second), 0, zone).UTC(), dateOnly, nil
}

// parse tries the layouts on the text as it stands, then with its month in
// English. timed reports whether the layout tells the time of day.
func (d Dates) parse(text string, zone *time.Location) (at time.Time, timed, ok bool) {
	layouts := usual
	if d.layout != "" {
		layouts = []string{d.layout}
	}
	texts := []string{text}
	if lower := strings.ToLower(text); months.Replace(lower) != lower {
		texts = append(texts, months.Replace(lower))
	}
	for _, text := range texts {
		for _, layout := range layouts {
			if at, err := time.ParseInLocation(layout, text, zone); err == nil {
				return at, strings.Contains(layout, "15") || strings.Contains(layout, "PM"), true
			}
		}
	}
	return time.Time{}, false, false
}

// readClock reads 21:12, 21.12, 21:12:05 and 9:12 pm as time since midnight.
func readClock(text string) (time.Duration, bool) {
	text = strings.ToUpper(text)
	for _, text := range []string{text, strings.ReplaceAll(text, ".", ":")} {
		for _, layout := range []string{"15:04", "15:04:05", "3:04 PM", "3:04:05 PM"} {
			if at, err := time.Parse(layout, text); err == nil {
				return time.Duration((at.Hour()*60+at.Minute())*60+at.Second()) * time.Second, true
			}
		}
	}
	return 0, false
}
