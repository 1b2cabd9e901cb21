package hours

import (
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Week is the hours of each day, by time.Weekday (Sunday is 0).
type Week [7]Hours

// weekdays are the days as written, by time.Weekday; monday is where a week
// begins for people.
var weekdays = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// fromMonday lists the weekdays as people do.
var fromMonday = [7]time.Weekday{1, 2, 3, 4, 5, 6, 0}

// ParseWeek reads hours as a person types them:
//
//	mon-sun 10:00-21:00; fri 13:00-17:00, 18:00-22:00; sun closed
//
// Clauses are separated by semicolons and the last one that names a day
// decides. Days are mon … sun, ranges (sat-mon wraps) and lists (sat, sun);
// hours are intervals, several by comma, or the word closed. A close at or
// before its open is on the next day, and 24:00 is allowed as a close. Days
// that no clause names are closed. 10.00 is read as 10:00.
func ParseWeek(text string) (Week, error) {
	var week Week
	for clause := range strings.SplitSeq(text, ";") {
		if clause = strings.TrimSpace(clause); clause == "" {
			continue
		}
		if err := week.apply(clause); err != nil {
			return Week{}, err
		}
	}
	return week, nil
}

// apply sets the days that one clause names.
func (w *Week) apply(clause string) error {
	text := strings.ToLower(strings.ReplaceAll(clause, "–", "-"))
	cut := strings.IndexAny(text, "0123456789")
	if i := strings.Index(text, "closed"); i >= 0 && (cut < 0 || i < cut) {
		cut = i
	}
	if cut < 0 {
		return fault.Invalid("hours", "%q names no hours: write 10:00-21:00 or closed", clause)
	}
	days, err := parseDays(text[:cut])
	if err != nil {
		return err
	}
	hours, err := parseHours(text[cut:])
	if err != nil {
		return err
	}
	for _, d := range days {
		w[d] = hours
	}
	return nil
}

func parseDays(text string) (days []time.Weekday, err error) {
	for part := range strings.SplitSeq(text, ",") {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		from := slices.Index(weekdays[:], strings.TrimSpace(first))
		to := slices.Index(weekdays[:], strings.TrimSpace(last))
		if from < 0 || to < 0 {
			return nil, fault.Invalid("hours", "%q is not a day: write mon, tue, wed, thu, fri, sat or sun", strings.TrimSpace(part))
		}
		for d := from; ; d = (d + 1) % 7 {
			if days = append(days, time.Weekday(d)); d == to {
				break
			}
		}
	}
	return days, nil
}

func parseHours(text string) (Hours, error) {
	if strings.TrimSpace(text) == "closed" {
		return nil, nil
	}
	var all []Interval
	for part := range strings.SplitSeq(text, ",") {
		open, shut, ok := strings.Cut(part, "-")
		if !ok {
			return nil, fault.Invalid("hours", "%q is not an interval like 10:00-21:00", strings.TrimSpace(part))
		}
		i, err := parseInterval(open, shut)
		if err != nil {
			return nil, fault.Invalid("hours", "%s", err)
		}
		all = append(all, i)
	}
	h, err := newHours(all)
	if err != nil {
		return nil, fault.Invalid("hours", "%s", err)
	}
	return h, nil
}

// String writes the week as ParseWeek reads it, a clause a day.
func (w Week) String() string {
	clauses := make([]string, 0, 7)
	for _, d := range fromMonday {
		clauses = append(clauses, weekdays[d]+" "+w[d].String())
	}
	return strings.Join(clauses, "; ")
}
