package loyalty_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
)

// Whatever the entries, the opening and the changes of any days are the
// closing, and days next to each other are one period.
func TestThePeriodsOfAnyLedgerAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var entries []loyalty.Entry
		day := clock.Day(100)
		for range rapid.IntRange(0, 20).Draw(t, "entries") {
			day += clock.Day(rapid.IntRange(0, 5).Draw(t, "days"))
			entry := loyalty.Entry{Kind: loyalty.Adjust, At: day.Noon(time.UTC)}
			for range rapid.IntRange(1, 3).Draw(t, "lots") {
				entry.Moves = entry.Moves.Add(loyalty.Lot{
					Earned:  rapid.SampledFrom([]clock.Day{day, day - 3, loyalty.Pending}).Draw(t, "earned"),
					Expires: rapid.SampledFrom([]clock.Day{0, day - 1, day, day + 2, day + 9}).Draw(t, "expires"),
					Points:  loyalty.Points(rapid.Int64Range(-20, 40).Draw(t, "points")),
				})
			}
			entries = append(entries, entry)
		}
		from := clock.Day(rapid.Int32Range(90, 220).Draw(t, "from"))
		to := from + clock.Day(rapid.IntRange(1, 80).Draw(t, "long"))
		between := clock.Day(rapid.Int32Range(int32(from), int32(to)-1).Draw(t, "between"))
		whole, first, second := addsUp(t, entries, from, to), addsUp(t, entries, from, between), addsUp(t, entries, between+1, to)
		if first.Opening != whole.Opening || first.Closing != second.Opening || second.Closing != whole.Closing || len(first.Changes)+len(second.Changes) != len(whole.Changes) {
			t.Errorf("%+v and %+v are not %+v", first, second, whole)
		}
	})
}

func addsUp(t *rapid.T, entries []loyalty.Entry, from, to clock.Day) loyalty.Period {
	made := loyalty.PeriodOf(entries, from, to, time.UTC)
	sum, last := made.Opening, from
	for _, change := range made.Changes {
		sum += change.Points
		if change.Points == 0 || change.Has != sum || change.Day < last || change.Day > to {
			t.Fatalf("%+v after %s with %d", change, last, sum)
		}
		last = change.Day
	}
	if sum != made.Closing {
		t.Fatalf("the changes make %d, the closing is %d", sum, made.Closing)
	}
	return made
}
