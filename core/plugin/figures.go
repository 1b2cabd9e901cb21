package plugin

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// number writes a whole number with thousands kept apart.
func (v Voice) number(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := len(digits) - len(strings.TrimPrefix(digits, "-"))
	for at := len(digits) - 3; at > sign; at -= 3 {
		digits = digits[:at] + v.pick(".", ",") + digits[at:]
	}
	return digits
}

// minutes writes a length of time in its two largest units.
func (v Voice) minutes(n int64) string {
	n = max(0, n)
	days, hours, rest := n/1440, n/60%24, n%60
	day, hour, minute := v.pick("hari", "d"), v.pick("jam", "h"), v.pick("menit", "min")
	switch {
	case days > 0:
		return two(days, day, hours, hour)
	case hours > 0:
		return two(hours, hour, rest, minute)
	}
	return fmt.Sprintf("%d %s", rest, minute)
}

func two(big int64, bigUnit string, small int64, smallUnit string) string {
	if small == 0 {
		return fmt.Sprintf("%d %s", big, bigUnit)
	}
	return fmt.Sprintf("%d %s %d %s", big, bigUnit, small, smallUnit)
}

// ago writes whole days back from today.
func (v Voice) ago(days int64) string {
	switch {
	case days <= 0:
		return v.pick("hari ini", "today")
	case days == 1:
		return v.pick("kemarin", "yesterday")
	}
	return v.number(days) + v.pick(" hari lalu", " days ago")
}

func (v Voice) times(n int64) string {
	if v.english() && n == 1 {
		return "once"
	}
	if v.english() && n == 2 {
		return "twice"
	}
	return v.number(n) + v.pick(" kali", " times")
}

func (v Voice) local(unixMS int64) time.Time {
	if v.Zone == nil {
		return time.UnixMilli(unixMS).UTC()
	}
	return time.UnixMilli(unixMS).In(v.Zone)
}

func (v Voice) clock(t time.Time) string { return t.Format(v.pick("15.04", "15:04")) }

func (v Voice) date(t time.Time) string {
	month := t.Month().String()
	if !v.english() {
		month = [...]string{
			"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
			"Agustus", "September", "Oktober", "November", "Desember",
		}[t.Month()-1]
	}
	return fmt.Sprintf("%d %s %d", t.Day(), month, t.Year())
}

// moment writes weekday, date and time in words.
func (v Voice) moment(t time.Time) string {
	if v.english() {
		return t.Weekday().String() + ", " + v.date(t) + " at " + v.clock(t)
	}
	day := [...]string{"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"}[t.Weekday()]
	return day + ", " + v.date(t) + " pukul " + v.clock(t)
}
