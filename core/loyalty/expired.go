package loyalty

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
)

// OnTheirDays returns a customer's entries, oldest first, in which what expired
// until today does so on its own day, whether an entry says it, on whichever day
// that was written, or not yet. Points that came back to a lot after its day
// expire when they came.
func OnTheirDays(entries []Entry, today clock.Day, zone *time.Location) []Entry {
	var (
		told  []Entry
		lots  Lots
		moved = map[[2]clock.Day]clock.Day{} // the last day on which a lot was moved
	)
	expire := func(moves Lots, like Entry) {
		days := map[clock.Day]Lots{}
		for _, move := range moves {
			day := max(move.Expires, moved[[2]clock.Day{move.Earned, move.Expires}])
			days[day] = days[day].Add(move)
		}
		for day, some := range days {
			one := like
			one.At, one.Moves, one.Points = day.At(0, 0, zone), some, some.Sum()
			told = append(told, one)
		}
	}
	for _, entry := range entries {
		own := entry.Lots(zone)
		lots = lots.Plus(own)
		if entry.Kind == Expire {
			expire(own, entry)
			continue
		}
		for _, move := range own {
			moved[[2]clock.Day{move.Earned, move.Expires}] = clock.DayOf(entry.At, zone)
		}
		told = append(told, entry)
	}
	expire(lots.Expired(today), Entry{Kind: Expire})
	slices.SortStableFunc(told, func(a, b Entry) int { return a.At.Compare(b.At) })
	return told
}
