package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/staff"
)

// promiseTo makes a promise that is due in so many hours.
func promiseTo(t *testing.T, engine *core.Engine, who string, hours int) promise.Promise {
	t.Helper()
	made, err := engine.Promises.Make(context.Background(), core.NewPromise{
		Customer: add(t, engine, who), Kind: promise.Ready, Text: "selesai", Due: engine.Now().Add(time.Duration(hours) * time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	return made.Promise
}

func TestEveryAlarmComesOnceWithItsOwnTime(t *testing.T) {
	now := march(14) // 10:00 in Jakarta
	engine, ctx := newShop(t, now), context.Background()
	one := promiseTo(t, engine, "Sri", 4)
	look := func() core.Look {
		t.Helper()
		seen, err := engine.Promises.Watch(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	for _, step := range []struct {
		minutes, percent int
	}{{0, 0}, {180, 75}, {185, 0}, {216, 90}, {217, 0}, {240, 100}, {241, 0}} {
		now.at = one.MadeAt.Add(time.Duration(step.minutes) * time.Minute)
		seen := look()
		if got := len(seen.Alarms); (step.percent > 0) != (got == 1) || (got == 1 && seen.Alarms[0].Percent != step.percent) {
			t.Errorf("after %d minutes: %+v, want %d percent", step.minutes, seen.Alarms, step.percent)
		}
	}
	now.at = one.MadeAt.Add(time.Hour) // the clock is set back: it stays missed, and Raja says so
	if seen := look(); seen.ClockBack != 181*time.Minute || len(seen.Alarms) != 0 {
		t.Errorf("with the clock set back: %+v", seen)
	}
	kept, err := engine.Promises.Keep(ctx, one.Number, "")
	if err != nil || kept.Status != promise.Broken {
		t.Errorf("kept after it was missed: %s, %v", kept.Status, err)
	}
	sound(t, engine)
}

func TestWhatPassedWhileRajaWasClosedSaysSo(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	first, second := promiseTo(t, engine, "Sri", 30), promiseTo(t, engine, "Budi", 4)
	if _, err := engine.Promises.Watch(ctx); err != nil {
		t.Fatal(err)
	}
	now.at = now.at.AddDate(0, 0, 7)
	seen, err := engine.Promises.Watch(ctx)
	if err != nil || len(seen.Alarms) != 2 {
		t.Fatalf("%+v, %v", seen.Alarms, err)
	}
	for i, want := range []promise.Promise{second, first} {
		if got := seen.Alarms[i]; got.Promise.Number != want.Number || !got.Unseen || !got.At.Equal(want.Due) {
			t.Errorf("alarm %d: %+v, want that of %v, unseen", i, got, want.Due)
		}
	}
}

func TestPromisesAreCountedByStaffAndKind(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	dewi, err := engine.Staff.Add(ctx, staff.Member{Name: "Dewi"})
	if err != nil {
		t.Fatal(err)
	}
	for i, by := range []staff.Number{dewi.Number, dewi.Number, 0} {
		made, err := engine.Promises.Make(ctx, core.NewPromise{
			Customer: add(t, engine, "Sri"), Kind: promise.Callback, Text: "telepon", Due: now.at.Add(time.Hour), By: by,
		})
		if err != nil {
			t.Fatal(err)
		}
		now.at = now.at.Add(time.Duration(30+60*i) * time.Minute)
		if _, err := engine.Promises.Keep(ctx, made.Promise.Number, ""); err != nil {
			t.Fatal(err)
		}
	}
	rates, err := engine.Promises.Rates(ctx, march(14).at, now.at.Add(time.Minute))
	if err != nil || rates.All != (promise.Rate{Kept: 1, Broken: 2}) || rates.ByStaff[dewi.Number] != (promise.Rate{Kept: 1, Broken: 1}) || rates.ByKind[promise.Callback] != rates.All {
		t.Errorf("%+v, %v", rates, err)
	}
	if before, err := engine.Promises.Rates(ctx, march(1).at, march(14).at); err != nil || before.All != (promise.Rate{}) {
		t.Errorf("before: %+v, %v", before, err)
	}
	sound(t, engine)
}

// Five kept promises that took three open hours each make the past: less than
// that needs a reason.
func TestATightPromiseNeedsAReason(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	for range promise.LeastPast {
		one := promiseTo(t, engine, "Sri", 5)
		now.at = now.at.Add(3 * time.Hour)
		if _, err := engine.Promises.Keep(ctx, one.Number, ""); err != nil {
			t.Fatal(err)
		}
		now.at = now.at.Add(21 * time.Hour)
	}
	given := core.NewPromise{Customer: 1, Kind: promise.Ready, Text: "selesai", Due: now.at.Add(2 * time.Hour)}
	if _, err := engine.Promises.Make(ctx, given); fault.As(err).Field != "due" {
		t.Errorf("two hours were promised: %v", err)
	}
	given.Why = "tamu dari luar kota"
	made, err := engine.Promises.Make(ctx, given)
	if err != nil || made.Feasible.Light != promise.Red {
		t.Errorf("%+v, %v", made.Feasible, err)
	}
	given.Why, given.Due = "", now.at.Add(3*time.Hour)
	if made, err := engine.Promises.Make(ctx, given); fault.As(err) == nil || fault.As(err).Field != "due" {
		t.Errorf("with one more waiting, three hours are tight: %+v, %v", made.Feasible, err)
	}
	sound(t, engine)
}

func TestPromisesThatCannotBeAreRefused(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, later := add(t, engine, "Sri"), march(14).at.Add(time.Hour)
	for field, given := range map[string]core.NewPromise{
		"customer": {Customer: 99, Kind: promise.Ready, Text: "x", Due: later},
		"kind":     {Customer: sri, Kind: "maybe", Text: "x", Due: later},
		"text":     {Customer: sri, Kind: promise.Ready, Text: " \x00 ", Due: later},
		"due":      {Customer: sri, Kind: promise.Ready, Text: "x", Due: march(13).at},
		"by":       {Customer: sri, Kind: promise.Ready, Text: "x", Due: later, By: 7},
	} {
		if _, err := engine.Promises.Make(ctx, given); fault.As(err) == nil || fault.As(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if board, _, err := engine.Promises.Board(ctx, "", 10); err != nil || len(board) != 0 {
		t.Errorf("something was written: %v, %v", board, err)
	}
	sound(t, engine)
}

func TestAPausedPromiseIsNotOverdueOnAnyList(t *testing.T) {
	now := march(14) // 10:00 in Jakarta
	engine, ctx := newShop(t, now), context.Background()
	one := promiseTo(t, engine, "Sri", 4)
	now.at = one.MadeAt.Add(time.Hour)
	if _, err := engine.Promises.Pause(ctx, one.Number, "customer"); err != nil {
		t.Fatal(err)
	}
	now.at = one.MadeAt.Add(26 * time.Hour)
	seen, err := engine.Promises.Watch(ctx)
	if err != nil || len(seen.Alarms) != 0 {
		t.Errorf("while it waits: %+v, %v", seen.Alarms, err)
	}
	if standing, err := engine.Promises.Standing(ctx); err != nil || standing != (core.Standing{}) {
		t.Errorf("while it waits: %+v, %v", standing, err)
	}
	resumed, err := engine.Promises.Pause(ctx, one.Number, "")
	if err != nil || !resumed.Due.Equal(now.at.Add(3*time.Hour)) {
		t.Errorf("three open hours were left at %v: due %v, %v", now.at, resumed.Due, err)
	}
	now.at = resumed.Due
	if kept, err := engine.Promises.Keep(ctx, one.Number, ""); err != nil || kept.Status != promise.Kept {
		t.Errorf("%s, %v", kept.Status, err)
	}
	if rates, err := engine.Promises.Rates(ctx, one.MadeAt, now.at.Add(time.Minute)); err != nil || rates.All != (promise.Rate{Kept: 1}) {
		t.Errorf("%+v, %v", rates.All, err)
	}
	sound(t, engine)
}

func TestAPromiseChangedTooLateIsCountedAsLostUntilItEnds(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	one := promiseTo(t, engine, "Sri", 4)
	now.at = one.Due.Add(time.Hour)
	if standing, err := engine.Promises.Standing(ctx); err != nil || standing != (core.Standing{Overdue: 1}) {
		t.Errorf("an hour late: %+v, %v", standing, err)
	}
	if _, err := engine.Promises.Revise(ctx, one.Number, now.at.Add(3*time.Hour), "mesin rusak", now.at, 0); err != nil {
		t.Fatal(err)
	}
	if standing, err := engine.Promises.Standing(ctx); err != nil || standing != (core.Standing{Lost: 1}) {
		t.Errorf("told of a new time an hour too late: %+v, %v", standing, err)
	}
	if kept, err := engine.Promises.Keep(ctx, one.Number, ""); err != nil || kept.Status != promise.Broken || kept.Late(now.at) != time.Hour {
		t.Errorf("%s, late %v, %v", kept.Status, kept.Late(now.at), err)
	}
	sound(t, engine)
}
