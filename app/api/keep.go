package api

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
)

const (
	newDay  = time.Hour   // how often it is asked whether a new day needs a backup
	glances = time.Minute // how often it is looked what became due
)

// KeepBackups makes the daily backup when a shop is opened and whenever a day
// begins while it is open, until Close. What fails is tried again an hour
// later.
func (a *API) KeepBackups(engine *core.Engine) {
	a.keep("the daily backup was not made", newDay, func(ctx context.Context) error {
		_, _, err := engine.Backups.Daily(ctx)
		a.jobs.rest()
		return err
	})
}

// KeepSound looks whether the data is all there an hour after a shop is opened,
// and each day from then on, until Close. What is not is mended, and said where
// what was mended is said.
func (a *API) KeepSound(engine *core.Engine) {
	hours := -1
	a.keep("the data was not looked at", time.Hour, func(ctx context.Context) error {
		hours++
		if hours%24 != 1 {
			return nil
		}
		defer a.jobs.rest()
		return engine.Health.Tend(ctx)
	})
}

// KeepWarm reads what the first search needs, in the background. What goes
// wrong is met again by that search, which says it.
func (a *API) KeepWarm(engine *core.Engine) {
	a.jobs.wait.Go(func() {
		if err := engine.Warm(a.jobs.ctx); err == nil {
			a.jobs.rest()
		}
	})
}

// KeepWatch looks once a minute, until Close, what became due: promises whose
// time has run, thanks for orders that were paid, and what the follow-up rule
// proposes; once a day also points whose day came, birthdays, segments, and the pictures of photos that were removed. Where the
// shop's time stands still nothing becomes due.
func (a *API) KeepWatch(engine *core.Engine) {
	var looked time.Time
	a.keep("what became due was not noted", glances, func(ctx context.Context) error {
		now := engine.Now()
		if now.Equal(looked) {
			return nil
		}
		sameDay := clock.DayOf(now, engine.Zone()) == clock.DayOf(looked, engine.Zone())
		looked = now
		err := Watch(ctx, engine)
		if !sameDay {
			_, undone := engine.Loyalty.NewDay(ctx)
			_, untidied := engine.Photos.Tidy(ctx)
			err = errors.Join(err, undone, untidied, a.freshSegments(ctx, engine))
		}
		return err
	})
}

// freshSegments has segments of another day decided anew.
func (a *API) freshSegments(ctx context.Context, engine *core.Engine) error {
	stale, err := engine.Segments.Stale(ctx)
	if err == nil && len(stale) > 0 {
		_, err = a.fresh.begin(engine, a.jobs)
	}
	return err
}

// Watch is one look.
func Watch(ctx context.Context, engine *core.Engine) error {
	_, missed := engine.Promises.Watch(ctx)
	_, unthanked := engine.Messages.Thanks(ctx)
	var unasked error
	if engine.FollowUps.CanSuggest() {
		_, unasked = engine.FollowUps.Suggest(ctx)
	}
	if fault.KindOf(unasked) == fault.KindUnavailable { // the rule is paused or broken; it says so itself
		unasked = nil
	}
	return errors.Join(missed, unthanked, unasked)
}

// keep does something now and then, until Close. What goes wrong is told to
// the log and tried again the next time.
func (a *API) keep(failed string, every time.Duration, do func(context.Context) error) {
	a.jobs.wait.Go(func() {
		turns := time.NewTicker(every)
		defer turns.Stop()
		for {
			if err := do(a.jobs.ctx); err != nil && a.jobs.ctx.Err() == nil {
				slog.Warn(failed, "error", err)
			}
			select {
			case <-turns.C:
			case <-a.jobs.ctx.Done():
				return
			}
		}
	})
}
