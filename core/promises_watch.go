package core

import (
	"context"
	"errors"
	"time"

	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/record"
)

// watched is how far the due times were looked at: what passed since while
// nobody looked passed while Raja was closed.
type watched struct {
	At time.Time `cbor:"1,keyasint"` // the latest moment that was looked at; never goes back
}

func watchedKey() record.Key { return record.In(record.Meta).Text("watched") }

// lookEvery is how long after the last look what is found has passed unseen.
const lookEvery = 10 * time.Minute

// Alarm is something about a promise that somebody has to know.
type Alarm struct {
	Promise promise.Promise
	At      time.Time // when it became so: the due time, not the time of looking
	Percent int       // 75 or 90 of its time has run; 100 it is due
	Unseen  bool      // it became so while Raja was closed
}

// Look is what became due or nearly due since the last look.
type Look struct {
	Alarms    []Alarm       // each once, in the order of their own times
	ClockBack time.Duration // how far the computer's clock lies behind the last look
}

// Watch notes which promises became due, or have used 75 or 90 percent of
// their time, since the last look; each is told once, with its own time, also
// when Raja was closed. A clock that was set back makes nothing undue again.
func (p *Promises) Watch(ctx context.Context) (Look, error) {
	var seen Look
	var now time.Time
	err := p.update(ctx, "promise.watch", func(t *tx) (err error) {
		if seen, now, err = t.watch(); err != nil {
			return err
		}
		if len(seen.Alarms) == 0 {
			return errNothingNew
		}
		return t.codec.Put(t, watchedKey(), &watched{At: now})
	})
	if errors.Is(err, errNothingNew) {
		err = p.remember(ctx, watchedKey(), &watched{At: now})
	}
	return seen, err
}

func (t *tx) watch() (seen Look, now time.Time, err error) {
	var last watched
	if err := unlessAbsent(t.codec.Get(t, watchedKey(), &last)); err != nil {
		return seen, now, err
	}
	now = t.clock.Now()
	if back := last.At.Sub(now); back > 0 {
		seen.ClockBack, now = back, last.At
	}
	err = t.watchOpen(last.At, now, &seen)
	return seen, now, err
}

// watchSlice is how many promises one look notes.
const watchSlice = 200

func (t *tx) watchOpen(last, now time.Time, seen *Look) error {
	calendar, err := t.calendar()
	if err != nil {
		return err
	}
	numbers, _, err := page{Limit: maxOfOne}.read(t, promisesDue())
	if err != nil {
		return err
	}
	for _, number := range numbers {
		if len(seen.Alarms) == watchSlice {
			return nil
		}
		one, err := t.promises.read(t.shop, t, number)
		if err != nil {
			return err
		}
		alarm, found := alarmOf(&one, one.Given(calendar), one.Timer.Elapsed(calendar, now), now)
		if !found {
			continue
		}
		alarm.Unseen = !last.IsZero() && alarm.Percent == 100 && now.Sub(last) > lookEvery && alarm.At.Before(now.Add(-lookEvery))
		one.Unseen = alarm.Unseen
		if alarm.Promise = one; alarm.Percent == 100 {
			one.MissedAt = one.Due
		}
		one.Warned = alarm.Percent
		if err := t.promises.put(t, &one); err != nil {
			return err
		}
		alarm.Promise = one
		seen.Alarms = append(seen.Alarms, alarm)
	}
	return nil
}

// alarmOf says what is new about an open promise. While it waits its time
// stands still.
func alarmOf(one *promise.Promise, has, ran time.Duration, now time.Time) (Alarm, bool) {
	switch {
	case !one.Stood(now).Before(one.Due):
		return Alarm{At: one.Due, Percent: 100}, one.Warned < 100
	case has > 0 && ran*100 >= has*90:
		return Alarm{At: now, Percent: 90}, one.Warned < 90
	case has > 0 && ran*100 >= has*75:
		return Alarm{At: now, Percent: 75}, one.Warned < 75
	}
	return Alarm{}, false
}
