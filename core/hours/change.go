package hours

import (
	"maps"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
)

// MaxExceptions is how many days may differ from the week.
const MaxExceptions = 1000

// WithWeek returns the calendar with other hours of an ordinary week.
func (c Calendar) WithWeek(week Week) Calendar {
	c.week = week
	return c
}

// WithDay returns the calendar with other hours on one date, as a person types
// them: "10:00-15:00", "closed", or "" for those of an ordinary week.
func (c Calendar) WithDay(date Date, text string) (Calendar, error) {
	exceptions := maps.Clone(c.exceptions)
	if exceptions == nil {
		exceptions = map[Date]Hours{}
	}
	if text = strings.ToLower(strings.TrimSpace(text)); text == "" {
		delete(exceptions, date)
	} else {
		hours, err := parseHours(text)
		if err != nil {
			return c, err
		}
		exceptions[date] = hours
	}
	if len(exceptions) > MaxExceptions {
		return c, fault.Invalid("hours", "differ on more than %d days; take those away that are over", MaxExceptions)
	}
	c.exceptions = exceptions
	return c, nil
}

// Day is a date whose hours are not those of the week.
type Day struct {
	Date  Date
	Hours Hours  // none is closed
	Name  string // of the holiday, "" where it is none
}

// Days returns the dates from one on whose hours are not those of the week, by
// date.
func (c Calendar) Days(from Date) []Day {
	differ := map[Date]Day{}
	for _, holiday := range c.holidays {
		differ[holiday.Date] = Day{Date: holiday.Date, Name: holiday.Name}
	}
	for date, hours := range c.exceptions {
		differ[date] = Day{Date: date, Hours: hours, Name: differ[date].Name}
	}
	days := slices.SortedFunc(maps.Values(differ), func(a, b Day) int { return a.Date.Compare(b.Date) })
	return slices.DeleteFunc(days, func(d Day) bool { return d.Date.Compare(from) < 0 })
}
