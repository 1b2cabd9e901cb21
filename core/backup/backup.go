// Package backup says which backups of a shop are kept and what their files
// are called. It is pure; core/backups.go makes and reads the files.
package backup

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Suffix ends the name of every backup.
const Suffix = ".rajabackup"

const (
	prefix = "raja-"
	form   = "2006-01-02-150405"
)

// Name is what the daily backup of a moment in the shop is called.
func Name(at time.Time) string { return prefix + at.Format(form) + Suffix }

// Moment reads the moment, in the zone, off a name that Name gave.
func Moment(name string, zone *time.Location) (at time.Time, isDaily bool) {
	text, isDaily := strings.CutPrefix(name, prefix)
	if !isDaily {
		return at, false
	}
	if text, isDaily = strings.CutSuffix(text, Suffix); !isDaily {
		return at, false
	}
	at, err := time.ParseInLocation(form, text, zone)
	return at, err == nil
}

// Policy is how many backups are kept: the last one of each of the latest
// days, weeks (from Monday) and months that have one.
type Policy struct{ Days, Weeks, Months int }

// Kept is the policy of a shop.
func Kept() Policy { return Policy{Days: 7, Weeks: 4, Months: 12} }

// Spare returns the names that the policy does not keep, oldest first. Names
// that Name did not give are never among them.
func (p Policy) Spare(names []string, zone *time.Location) []string {
	type dated struct {
		name string
		at   time.Time
	}
	var all []dated
	for _, name := range names {
		if at, isDaily := Moment(name, zone); isDaily {
			all = append(all, dated{name, at})
		}
	}
	slices.SortFunc(all, func(a, b dated) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(b.name, a.name)) })
	days, weeks, months := newest(p.Days), newest(p.Weeks), newest(p.Months)
	var spare []string
	for _, one := range all {
		year, week := one.at.ISOWeek()
		day := days(one.at.Format(time.DateOnly))
		ofWeek := weeks(time.Date(year, 1, week, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		if ofMonth := months(one.at.Format("2006-01")); !day && !ofWeek && !ofMonth {
			spare = append(spare, one.name)
		}
	}
	slices.Reverse(spare)
	return spare
}

// Past returns the names that are not of a later moment than now. A clock that
// was ahead leaves such backups: they would take the places of all that are
// made after it was set right, for years.
func Past(names []string, now time.Time, zone *time.Location) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		at, isDaily := Moment(name, zone)
		return isDaily && at.After(now)
	})
}

// newest says of each period, given from the latest down, whether it is one of
// the first most and comes up for the first time.
func newest(most int) func(period string) bool {
	seen := map[string]bool{}
	return func(period string) bool {
		if seen[period] || len(seen) == most {
			return false
		}
		seen[period] = true
		return true
	}
}
