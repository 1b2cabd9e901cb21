package core_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
)

// A new week keeps the days that differ, a day that differs keeps the week, and
// what was set is there when the shop is opened again.
func TestTheWeekAndTheDaysThatDifferAreSetApart(t *testing.T) {
	dir := t.TempDir() + "/shop"
	engine, ctx := newShopIn(t, dir, march(14)), context.Background()
	eid, err := hours.ParseDate("2026-03-20")
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Hours.SetDay(ctx, eid, "closed"); err != nil {
		t.Fatal(err)
	}
	if err := engine.Hours.Set(ctx, "mon-sun 08:00-17:00"); err != nil {
		t.Fatal(err)
	}
	calendar, err := engine.Hours.Calendar()
	if err != nil || calendar.On(eid).String() != "closed" || calendar.On(eid.Add(1)).String() != "08:00-17:00" {
		t.Errorf("on the day %s, the day after %s, %v", calendar.On(eid), calendar.On(eid.Add(1)), err)
	}
	for field, err := range map[string]error{
		"hours":    engine.Hours.SetDay(ctx, eid, "25:00-26:00"),
		"timezone": engine.Hours.Replace(ctx, []byte(`{"timezone": "Asia/Makassar", "week": {}, "exceptions": {}}`)),
	} {
		if told := fault.As(err); told == nil || told.Field != field {
			t.Errorf("got %v, want a fault of %s", err, field)
		}
	}
	file, err := json.Marshal(calendar)
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Hours.SetDay(ctx, eid, ""); err != nil {
		t.Fatal(err)
	}
	if calendar, _ := engine.Hours.Calendar(); calendar.On(eid).String() != "08:00-17:00" {
		t.Errorf("the day is %s again", calendar.On(eid))
	}
	if err := engine.Hours.Replace(ctx, file); err != nil {
		t.Fatal(err)
	}
	if calendar, _ := engine.Hours.Calendar(); calendar.On(eid).String() != "closed" {
		t.Errorf("the file's day is %s", calendar.On(eid))
	}
	sound(t, engine)
}
