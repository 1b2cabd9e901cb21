package promise_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/promise"
)

func daily(t interface{ Fatal(...any) }, text string) hours.Calendar {
	week, err := hours.ParseWeek(text)
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := hours.New("Asia/Jakarta", week)
	if err != nil {
		t.Fatal(err)
	}
	return calendar
}

// at reads "14 20:30": a moment of March 2026 in Jakarta.
func at(t interface{ Fatal(...any) }, text string) time.Time {
	moment, err := time.ParseInLocation("2006-01 2 15:04", "2026-03 "+text, daily(t, "mon-sun 10:00-21:00").Zone())
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func TestATimerRunsInOpenHours(t *testing.T) {
	calendar := daily(t, "mon-sun 10:00-21:00")
	timer := promise.StartAt(at(t, "14 20:30"))
	if got := timer.Elapsed(calendar, at(t, "15 10:45")); got != 75*time.Minute {
		t.Errorf("elapsed %v, want 75m", got)
	}
	if due, ever := timer.Due(calendar, 4*time.Hour, at(t, "14 20:30")); !ever || !due.Equal(at(t, "15 13:30")) {
		t.Errorf("due %v", due)
	}
}

// A resumed timer is due after the open time that was left, not after the wall
// time that passed meanwhile.
func TestAResumePushesTheDueTimeByOpenTime(t *testing.T) {
	calendar := daily(t, "mon-sun 10:00-21:00")
	timer := promise.StartAt(at(t, "14 18:00"))
	if err := timer.Pause("customer", at(t, "14 20:00")); err != nil {
		t.Fatal(err)
	}
	timer.Resume(at(t, "15 09:00")) // before the shop opens: only one open hour was waited
	if due, _ := timer.Due(calendar, 4*time.Hour, at(t, "15 09:00")); !due.Equal(at(t, "15 12:00")) {
		t.Errorf("due %v, want 12:00 on the 15th", due)
	}
}

// Product bug 11: a lunch break pauses.
//
// The lunch break pauses by itself, and two pauses that touch are no problem.
func TestLunchBreakPauses(t *testing.T) {
	calendar := daily(t, "mon-sun 09:00-12:00,13:00-18:00")
	timer := promise.StartAt(at(t, "17 11:30"))
	if due, _ := timer.Due(calendar, time.Hour, at(t, "17 11:30")); !due.Equal(at(t, "17 13:30")) {
		t.Errorf("due %v, want 13:30", due)
	}
}

func TestAClockThatIsSetBackTakesNoTimeAway(t *testing.T) {
	calendar := daily(t, "mon-sun 10:00-21:00")
	timer := promise.StartAt(at(t, "14 12:00"))
	if err := timer.Pause("parts", at(t, "14 14:00")); err != nil {
		t.Fatal(err)
	}
	timer.Resume(at(t, "13 10:00")) // the clock says yesterday
	timer.End(at(t, "13 11:00"))
	if got := timer.Elapsed(calendar, at(t, "20 12:00")); got != 2*time.Hour || timer.Stop.Before(timer.Start) {
		t.Errorf("elapsed %v, stopped %v", got, timer.Stop)
	}
}

func TestAReopenedTimerGoesOnWhereItStood(t *testing.T) {
	calendar := daily(t, "mon-sun 10:00-21:00")
	timer := promise.StartAt(at(t, "14 12:00"))
	timer.End(at(t, "14 14:00"))
	timer.Reopen(at(t, "16 10:00"))
	if got := timer.Elapsed(calendar, at(t, "16 11:00")); got != 3*time.Hour {
		t.Errorf("elapsed %v, want 3h", got)
	}
}

func TestWarningsComeAtThreeQuartersAndNineTenths(t *testing.T) {
	calendar, timer := daily(t, "mon-sun 10:00-21:00"), promise.StartAt(at(t, "14 11:00"))
	for text, want := range map[string]int{"14 13:59": 0, "14 14:00": 75, "14 14:35": 75, "14 14:36": 90, "14 15:00": 100, "15 15:00": 100} {
		if got := timer.Warning(calendar, 4*time.Hour, at(t, text)); got != want {
			t.Errorf("at %s: %d percent, want %d", text, got, want)
		}
	}
}

func TestAShopThatNeverOpensIsNeverDue(t *testing.T) {
	timer := promise.StartAt(at(t, "14 11:00"))
	if due, ever := timer.Due(hours.Calendar{}, time.Minute, at(t, "14 11:00")); ever {
		t.Errorf("due %v", due)
	}
}

// Whatever the hours and the pauses: what is due when so much time has run has
// run that long then, and time that ran is the sum of its parts.
func TestLawsOfTimers(t *testing.T) {
	weeks := []string{"mon-sun 10:00-21:00", "mon-sun 09:00-12:00,13:00-18:00", "mon-sun 21:00-02:00", "mon-sun 00:00-24:00", "tue 09:00-10:00"}
	rapid.Check(t, func(t *rapid.T) {
		calendar := daily(t, rapid.SampledFrom(weeks).Draw(t, "week"))
		now := at(t, "14 12:00")
		timer := promise.StartAt(now)
		step := func(what string) time.Time {
			now = now.Add(time.Duration(rapid.IntRange(0, 3000).Draw(t, what)) * time.Minute)
			return now
		}
		for range rapid.IntRange(0, 6).Draw(t, "pauses") {
			if err := timer.Pause(rapid.SampledFrom(promise.Waits()).Draw(t, "for"), step("pause")); err != nil {
				t.Fatal(err)
			}
			timer.Resume(step("resume"))
		}
		need := time.Duration(rapid.IntRange(1, 3000).Draw(t, "need")) * time.Minute
		due, ever := timer.Due(calendar, need, now)
		if !ever {
			t.Fatal("the shop opens every week")
		}
		if got := timer.Elapsed(calendar, due); got != need {
			t.Fatalf("at the due time %v has run, want %v", got, need)
		}
		half := now.Add(-time.Duration(rapid.IntRange(0, 3000).Draw(t, "back")) * time.Minute)
		if a, b := timer.Elapsed(calendar, half), timer.Elapsed(calendar, now); a > b || a < 0 {
			t.Fatalf("%v had run, later %v", a, b)
		}
	})
}
