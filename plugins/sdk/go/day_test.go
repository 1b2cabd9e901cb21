package raja_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

func TestDatesAgreeWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Int32Range(-800_000, 3_000_000).Draw(t, "day")
		want := time.Unix(int64(day)*86400, 0).UTC()
		year, month, dayOfMonth := raja.Date(day)
		if year != want.Year() || month != int(want.Month()) || dayOfMonth != want.Day() {
			t.Errorf("Date(%d) = %d-%d-%d, want %s", day, year, month, dayOfMonth, want.Format(time.DateOnly))
		}
		if back := raja.DayOf(year, month, dayOfMonth); back != day {
			t.Errorf("DayOf(Date(%d)) = %d", day, back)
		}
	})
}

func TestMonthsAreAddedWithinTheMonth(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to [3]int
		months   int
	}{
		{"the same day", [3]int{2026, 3, 14}, [3]int{2027, 3, 14}, 12},
		{"into a shorter month", [3]int{2026, 1, 31}, [3]int{2026, 2, 28}, 1},
		{"over the turn of the year", [3]int{2026, 12, 31}, [3]int{2027, 2, 28}, 2},
		{"back in time", [3]int{2026, 3, 31}, [3]int{2025, 11, 30}, -4},
		{"to December", [3]int{2026, 11, 30}, [3]int{2026, 12, 30}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			day := raja.AddMonths(raja.DayOf(c.from[0], c.from[1], c.from[2]), c.months)
			if year, month, dayOfMonth := raja.Date(day); [3]int{year, month, dayOfMonth} != c.to {
				t.Errorf("got %d-%d-%d, want %v", year, month, dayOfMonth, c.to)
			}
		})
	}
}
