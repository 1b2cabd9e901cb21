package sale

import (
	"slices"

	"github.com/raja-crm/raja/core/clock"
)

// LadderStep is one reminder of something that nobody fetches.
type LadderStep struct {
	Days int
	What string // "remind", "task" for a member of staff, "owner" for the owner
}

// Ladder is when somebody is reminded of what is ready: a day after it was
// ready first, three, seven with a task for a member of staff, and fourteen for
// the owner. Nothing of a customer's is ever given away by itself.
func Ladder() []LadderStep {
	return []LadderStep{{1, "remind"}, {3, "remind"}, {7, "task"}, {14, "owner"}}
}

// DueStep returns the highest step of the ladder that is due on a day and was
// not gone, and false for none. Lower ones that were missed are not made up
// for: nobody gets three messages at once.
func (o *Order) DueStep(ready, today clock.Day) (LadderStep, bool) {
	for _, step := range slices.Backward(Ladder()) {
		if int(today-ready) < step.Days {
			continue
		}
		gone := slices.ContainsFunc(o.Reminded, func(days int) bool { return days >= step.Days })
		return step, !gone
	}
	return LadderStep{}, false
}

// Shelf is how long things wait, in days.
type Shelf struct {
	From, To int // To 0 for no end
	Orders   int
}

// Shelves returns the empty buckets of what waits.
func Shelves() []Shelf {
	return []Shelf{{From: 0, To: 0}, {From: 1, To: 2}, {From: 3, To: 6}, {From: 7, To: 13}, {From: 14, To: 30}, {From: 31, To: -1}}
}

// Lie counts something that waits for so many days.
func Lie(shelves []Shelf, days int) {
	for i := range shelves {
		if days >= shelves[i].From && (days <= shelves[i].To || shelves[i].To < 0) {
			shelves[i].Orders++
			return
		}
	}
}
