package loyalty_test

import (
	"testing"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
)

// The golden scenario of lots: what expires on 10 July does so on 10 July,
// whether the day was begun then, weeks later or never.
func TestWhatExpiredIsToldOnItsDay(t *testing.T) {
	day := func(month time.Month, d int) clock.Day {
		return clock.DayOf(time.Date(2026, month, d, 0, 0, 0, 0, time.UTC), time.UTC)
	}
	earned := []loyalty.Entry{
		{Kind: loyalty.Accrue, Points: 100, At: day(1, 10).Noon(time.UTC), Expires: day(7, 10)},
		{Kind: loyalty.Accrue, Points: 80, At: day(3, 1).Noon(time.UTC), Expires: day(9, 1)},
	}
	late := loyalty.Fold(earned, time.UTC).Expired(day(10, 1))
	for name, entries := range map[string][]loyalty.Entry{
		"nothing says it":   earned,
		"an entry of later": append(earned[:2:2], loyalty.Entry{Kind: loyalty.Expire, Points: late.Sum(), Moves: late, At: day(10, 1).Noon(time.UTC)}),
	} {
		told := loyalty.OnTheirDays(entries, day(10, 5), time.UTC)
		if len(told) != 4 || loyalty.Fold(told, time.UTC).Sum() != 0 {
			t.Fatalf("%s: %+v", name, told)
		}
		for i, want := range []clock.Day{day(7, 10), day(9, 1)} {
			if got := told[2+i]; got.Kind != loyalty.Expire || clock.DayOf(got.At, time.UTC) != want {
				t.Errorf("%s: %s of %d on %s, want on %s", name, got.Kind, got.Points, clock.DayOf(got.At, time.UTC), want)
			}
		}
	}
}
