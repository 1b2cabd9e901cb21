package core

import (
	"context"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// How much of the past counts: the last pieces of work of a kind, of half a
// year at most.
const (
	pastWork = 500
	pastFor  = 180 * 24 * time.Hour
)

// Judge says what can honestly be promised of a kind of work that begins now.
func (p *Promises) Judge(ctx context.Context, kind promise.Kind, due time.Time) (promise.Feasible, error) {
	var judged promise.Feasible
	if !slices.Contains(promise.Kinds(), kind) {
		return judged, fault.Invalid("kind", "%q is not one of %v", kind, promise.Kinds())
	}
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		judged, err = p.judge(reader, kind, p.clock.Now(), due)
		return err
	})
	return judged, readable(err)
}

func (s *shop) judge(reader store.Reader, kind promise.Kind, now, due time.Time) (promise.Feasible, error) {
	calendar, err := s.calendar()
	if err != nil {
		return promise.Feasible{}, err
	}
	past, err := s.pastWork(reader, kind, now)
	if err != nil {
		return promise.Feasible{}, err
	}
	return promise.Judge(calendar, past, now, due), nil
}

// pastWork reads how long a kind of work took lately, in open hours without
// pauses, and how much of it waits.
func (s *shop) pastWork(reader store.Reader, kind promise.Kind, now time.Time) (promise.Past, error) {
	calendar, err := s.calendar()
	if err != nil {
		return promise.Past{}, err
	}
	numbers, _, err := page{Limit: pastWork}.read(reader, promisesDone(kind))
	if err != nil {
		return promise.Past{}, err
	}
	var done []promise.Promise
	for _, number := range numbers {
		one, err := s.promises.read(s, reader, number)
		if err != nil {
			return promise.Past{}, err
		}
		if one.Status != promise.Withdrawn && now.Sub(one.ClosedAt) <= pastFor {
			done = append(done, one)
		}
	}
	var past promise.Past
	for i, one := range done {
		past.Took = append(past.Took, one.Timer.Elapsed(calendar, one.ClosedAt))
		if i > 0 {
			past.Gaps = append(past.Gaps, calendar.Elapsed(one.ClosedAt, done[i-1].ClosedAt))
		}
	}
	past.Then = usuallyOpen(done)
	past.Open, err = s.openOf(reader, kind)
	return past, err
}

// usuallyOpen is how many pieces of work were under way when one was taken, at
// the median.
func usuallyOpen(done []promise.Promise) int {
	counts := make([]int, len(done))
	for i, one := range done {
		for _, other := range done {
			if other.MadeAt.Before(one.MadeAt) && other.ClosedAt.After(one.MadeAt) {
				counts[i]++
			}
		}
	}
	slices.Sort(counts)
	if len(counts) == 0 {
		return 0
	}
	return counts[len(counts)/2]
}

func (s *shop) openOf(reader store.Reader, kind promise.Kind) (open int, err error) {
	for kv, err := range reader.Range(store.Range{Prefix: promisesDue(), KeyOnly: true}) {
		if err != nil {
			return 0, err
		}
		one, err := s.promises.read(s, reader, record.Tail64(kv.Key))
		if err != nil {
			return 0, err
		}
		if one.Kind == kind {
			open++
		}
	}
	return open, nil
}

// needsReason refuses a due time that will hardly be kept, unless somebody
// says why it is promised all the same.
func needsReason(judged promise.Feasible, why string) error {
	if why != "" || judged.Light == promise.Green || judged.Light == promise.Grey {
		return nil
	}
	if judged.Closed {
		return fault.Invalid("due", "is when the shop is closed; choose an open hour, or say why")
	}
	if judged.Earliest.IsZero() {
		return fault.Invalid("due", "can hardly be kept, going by the shop's own past; say why it is promised all the same")
	}
	return fault.Invalid("due", "can hardly be kept: going by the shop's own past, the earliest honest time is %s; choose that or say why", judged.Earliest.Format("2006-01-02 15:04"))
}

// Rates are how promises were kept, in all and by whom and what. Those between
// departments count by kind alone.
type Rates struct {
	All     promise.Rate
	ByStaff map[staff.Number]promise.Rate
	ByKind  map[promise.Kind]promise.Rate
}

// Rates counts the promises that ended from an instant up to another.
func (p *Promises) Rates(ctx context.Context, from, to time.Time) (Rates, error) {
	var counted Rates
	err := p.store.View(ctx, func(reader store.Reader) error {
		counted = Rates{ByStaff: map[staff.Number]promise.Rate{}, ByKind: map[promise.Kind]promise.Rate{}}
		for _, kind := range promise.Kinds() {
			picked := store.Range{
				Prefix: promisesDone(kind), KeyOnly: true,
				From: promisesDone(kind).TimeDescending(to.Add(-1)), To: promisesDone(kind).TimeDescending(from.Add(-1)),
			}
			for kv, err := range reader.Range(picked) {
				if err != nil {
					return err
				}
				one, err := p.promises.read(p.shop, reader, record.Tail64(kv.Key))
				if err != nil {
					return err
				}
				counted.add(&one)
			}
		}
		return nil
	})
	return counted, readable(err)
}

// Standing counts the open promises to customers that no rate counts yet though
// their time has passed.
type Standing struct {
	Overdue int // the time that she knows of has passed
	Lost    int // it has not, but she heard of it too late: it will count as broken
}

// Standing counts the open promises whose time has passed.
func (p *Promises) Standing(ctx context.Context) (Standing, error) {
	var counted Standing
	err := p.store.View(ctx, func(reader store.Reader) error {
		counted = Standing{}
		now := p.clock.Now()
		for kv, err := range reader.Range(store.Range{Prefix: promisesDue(), KeyOnly: true}) {
			if err != nil {
				return err
			}
			one, err := p.promises.read(p.shop, reader, record.Tail64(kv.Key))
			if err != nil {
				return err
			}
			switch {
			case one.Kind == promise.Internal:
			case one.Overdue(now):
				counted.Overdue++
			case one.Lost(now):
				counted.Lost++
			}
		}
		return nil
	})
	return counted, readable(err)
}

func (r *Rates) add(one *promise.Promise) {
	kind := r.ByKind[one.Kind]
	kind.Add(one)
	r.ByKind[one.Kind] = kind
	if one.Kind == promise.Internal {
		return
	}
	of := r.ByStaff[one.By]
	of.Add(one)
	r.ByStaff[one.By] = of
	r.All.Add(one)
}
