package core_test

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// Points in the model: every movement is a record that says what it does to
// which lots, and what somebody has is the sum of all of hers.

// lot is points that count from one day and are gone on another, 0 for never.
type lot struct{ from, to int }

// heap is how many points lie in each lot.
type heap map[lot]int64

// later is the day from which points count that wait until an order is taken.
const later = 1<<31 - 1

// moved is one movement of points.
type moved struct {
	number   uint64 // 0 is what an order earned first
	kind     loyalty.EntryKind
	who      people.Ordinal
	order    sale.Number
	reward   loyalty.RewardNumber
	at       time.Time
	does     heap
	earned   heap  // of what an order earns, or loses again: as it counts for the order
	lapsed   int64 // of what is taken back: so many had expired
	returned heap  // of spending that is given back: the lots that it was taken from
	key      string
}

func dayNumber(at time.Time) int { return int((at.Unix() + 7*3600) / 86_400) }

// monthsLater is the same day of another month, or its last.
func monthsLater(day, months int) int {
	at := time.Unix(int64(day)*86_400, 0).UTC()
	first := time.Date(at.Year(), at.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return int(first.Unix()/86_400) + min(at.Day(), last) - 1
}

func (h heap) plus(more heap, sign int64) heap {
	sum := heap{}
	maps.Copy(sum, h)
	for at, points := range more {
		if sum[at] += sign * points; sum[at] == 0 {
			delete(sum, at)
		}
	}
	return sum
}

func (h heap) sum() (sum int64) {
	for _, points := range h {
		sum += points
	}
	return sum
}

// gone says whether the day of a lot's points has come, which those that wait
// for their order do not have yet.
func (l lot) gone(day int) bool { return l.to != 0 && l.to <= day && l.from != later }

// byDay are the lots by the day from which they count.
func (h heap) byDay() []lot {
	return slices.SortedFunc(maps.Keys(h), func(a, b lot) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
}

// bySoonest are the lots by the day on which they are gone, those that never
// are last.
func (h heap) bySoonest() []lot {
	end := func(one lot) int { return cmp.Or(one.to, later) }
	return slices.SortedFunc(maps.Keys(h), func(a, b lot) int { return cmp.Or(cmp.Compare(end(a), end(b)), cmp.Compare(a.from, b.from)) })
}

// usable says whether points of a lot can be spent on a day.
func (l lot) usable(day int) bool { return l.from <= day && !l.gone(day) }

// balance is what can be spent on a day, less what is owed by then.
func (h heap) balance(day int) (sum int64) {
	for at, points := range h {
		if at.usable(day) || (points < 0 && at.from <= day) {
			sum += points
		}
	}
	return sum
}

// take takes points out of what can be spent, what goes soonest first; over is
// what there was not.
func (h heap) take(points int64, day int) (taken heap, over int64) {
	taken = heap{}
	for _, at := range h.bySoonest() {
		if part := min(points, h[at]); part > 0 && at.usable(day) {
			taken[at], points = -part, points-part
		}
	}
	return taken, points
}

// purses are the points of everybody, by as whom they count.
func (b *book) purses() map[people.Ordinal]heap {
	all := map[people.Ordinal]heap{}
	for _, record := range b.records {
		if one, is := record.(moved); is {
			root := b.root(one.who)
			all[root] = all[root].plus(one.does, 1)
		}
	}
	return all
}

func (b *book) purse(who people.Ordinal) heap { return b.purses()[b.root(who)] }

// purseBefore are the points of a customer as they were just before an instant.
func (b *book) purseBefore(who people.Ordinal, at time.Time) (had heap) {
	for _, one := range b.movements(func(m moved) bool { return b.root(m.who) == b.root(who) && m.at.Before(at) }) {
		had = had.plus(one.does, 1)
	}
	return had
}

// owed are the points below nothing.
func (h heap) owed() (sum int64) {
	for _, points := range h {
		sum += max(0, -points)
	}
	return sum
}

// movements are those of points that fit, in the order in which they are read:
// what orders earned first, then by number.
func (b *book) movements(fits func(moved) bool) []moved {
	return append(all(b, "earned", fits), all(b, "entry", fits)...)
}
