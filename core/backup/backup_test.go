package backup_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/backup"
)

var jakarta = time.FixedZone("WIB", 7*60*60)

func TestANameTellsItsMoment(t *testing.T) {
	at := time.Date(2026, 3, 14, 21, 12, 5, 0, jakarta)
	if name := backup.Name(at); name != "raja-2026-03-14-211205.rajabackup" {
		t.Errorf("Name = %s", name)
	}
	if got, isDaily := backup.Moment(backup.Name(at), jakarta); !isDaily || !got.Equal(at) {
		t.Errorf("Moment = %v, %v, want %v", got, isDaily, at)
	}
	for _, other := range []string{"", "raja-.rajabackup", "melati.rajabackup", "raja-2026-03-14-211205", "raja-2026-02-30-211205.rajabackup"} {
		if _, isDaily := backup.Moment(other, jakarta); isDaily {
			t.Errorf("%q passes for a daily backup", other)
		}
	}
}

// A backup every evening for two years: what is left is seven days, four weeks
// and twelve months, the latest of each.
func TestAfterTwoYearsSevenDaysFourWeeksAndTwelveMonthsAreKept(t *testing.T) {
	var kept []string
	for day := range 730 {
		kept = append(kept, backup.Name(time.Date(2024, 1, 1+day, 22, 0, 0, 0, jakarta)))
		for _, name := range backup.Kept().Spare(kept, jakarta) {
			kept = slices.DeleteFunc(kept, func(one string) bool { return one == name })
		}
	}
	want := []string{
		"2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31",
		"2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-14", "2025-12-21",
		"2025-12-24", "2025-12-25", "2025-12-26", "2025-12-27", "2025-12-28", "2025-12-29", "2025-12-30",
	}
	var got []string
	for _, name := range kept {
		at, _ := backup.Moment(name, jakarta)
		got = append(got, at.Format(time.DateOnly))
	}
	if !slices.Equal(got, want) {
		t.Errorf("kept\n%v, want\n%v", got, want)
	}
}

// The latest is always kept, foreign files are never touched, and what is left
// needs no second look.
func TestTheLatestAndWhatIsNotOursIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := []string{"melati.rajabackup", "raja-notes.txt"}
		var latest time.Time
		for _, minutes := range rapid.SliceOfNDistinct(rapid.IntRange(0, 3_000_000), 1, 60, rapid.ID).Draw(t, "minutes") {
			at := time.Date(2024, 1, 1, 0, minutes, 0, 0, jakarta)
			names = append(names, backup.Name(at))
			if at.After(latest) {
				latest = at
			}
		}
		spare := backup.Kept().Spare(names, jakarta)
		left := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(spare, name) })
		for _, name := range []string{"melati.rajabackup", "raja-notes.txt", backup.Name(latest)} {
			if !slices.Contains(left, name) {
				t.Fatalf("%s is not kept", name)
			}
		}
		if again := backup.Kept().Spare(left, jakarta); len(again) > 0 {
			t.Fatalf("at a second look %v are to go as well", again)
		}
	})
}
