package promise_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/promise"
)

func pause(t *testing.T, one *promise.Promise, what, from string) {
	t.Helper()
	if err := one.Pause(shop(t), what, at(t, from)); err != nil {
		t.Fatal(err)
	}
}

func TestWhileTheShopWaitsNoTimePasses(t *testing.T) {
	one := made(t, "14 17:00")
	pause(t, one, "customer", "14 15:00")
	if now := at(t, "15 12:00"); one.Overdue(now) || one.Late(now) != 0 {
		t.Error("it waits for the customer since before it was due, and is overdue")
	}
	one.Resume(shop(t), at(t, "15 12:00")) // two open hours were left
	if want := at(t, "15 14:00"); !one.Due.Equal(want) || !one.Agreed.Equal(want) || !one.FirstDue.Equal(at(t, "14 17:00")) {
		t.Errorf("due %v, judged by %v, want %v", one.Due, one.Agreed, want)
	}
	if err := one.Keep(shop(t), "", at(t, "15 14:00")); err != nil || one.Status != promise.Kept || one.Renegotiated() {
		t.Errorf("%s, %v", one.Status, err)
	}
}

func TestWhatIsDoneWhileItWaitsIsDoneInTime(t *testing.T) {
	one := made(t, "14 17:00")
	pause(t, one, "parts", "14 15:00")
	if err := one.Keep(shop(t), "", at(t, "20 10:00")); err != nil || one.Status != promise.Kept {
		t.Errorf("%s, %v", one.Status, err)
	}
}

func TestAPauseMendsNothingThatWasMissedBefore(t *testing.T) {
	one := made(t, "14 17:00")
	pause(t, one, "parts", "14 18:00")
	if now := at(t, "15 12:00"); !one.Overdue(now) || one.Late(now) != time.Hour {
		t.Errorf("overdue %v, late %v", one.Overdue(now), one.Late(now))
	}
	one.Resume(shop(t), at(t, "15 12:00"))
	if !one.Due.Equal(at(t, "14 17:00")) {
		t.Errorf("due %v", one.Due)
	}
}

func TestAPauseAddsOnlyToWhatItWasRevisedToBefore(t *testing.T) {
	one := made(t, "14 17:00")
	pause(t, one, "parts", "14 12:00")
	revise(t, one, "14 20:00", "14 14:00", "14 14:00") // it still waits
	one.Resume(shop(t), at(t, "14 15:00"))
	if want := at(t, "14 21:00"); !one.Due.Equal(want) || !one.Agreed.Equal(want) {
		t.Errorf("due %v, judged by %v, want %v", one.Due, one.Agreed, want)
	}
}

func TestWhatIsDueWhenTheShopIsClosedIsLaterByTheClock(t *testing.T) {
	one := made(t, "14 23:00")
	pause(t, one, "customer", "14 22:00")
	one.Resume(shop(t), at(t, "15 12:00"))
	if want := at(t, "15 13:00"); !one.Due.Equal(want) {
		t.Errorf("due %v, want %v", one.Due, want)
	}
}

func TestAPromiseChangedTooLateIsNotOverdueButLost(t *testing.T) {
	one := made(t, "14 17:00")
	revise(t, one, "14 20:00", "14 18:00", "14 18:00")
	if now := at(t, "14 19:00"); one.Overdue(now) || !one.Lost(now) || one.Renegotiated() {
		t.Errorf("overdue %v, lost %v", one.Overdue(now), one.Lost(now))
	}
	if now := at(t, "14 20:01"); !one.Overdue(now) || one.Lost(now) {
		t.Error("the new time has passed too")
	}
	if err := one.Keep(shop(t), "", at(t, "14 19:30")); err != nil || one.Status != promise.Broken || one.GivenUp || one.Late(at(t, "20 10:00")) != 150*time.Minute {
		t.Errorf("%s, late %v, %v", one.Status, one.Late(at(t, "20 10:00")), err)
	}
}

func TestWhatSheWasNotToldChangesNothing(t *testing.T) {
	one := made(t, "14 17:00")
	revise(t, one, "14 20:00", "14 16:00", "")
	if now := at(t, "14 18:00"); !one.Overdue(now) || one.Late(now) != time.Hour {
		t.Errorf("overdue %v, late %v", one.Overdue(now), one.Late(now))
	}
}

func TestWhatIsGivenUpSaysSo(t *testing.T) {
	one := made(t, "14 17:00")
	if err := one.Break(shop(t), "", at(t, "14 12:00")); err != nil || one.Status != promise.Broken || !one.GivenUp || one.Late(at(t, "20 10:00")) != 0 {
		t.Errorf("%s, given up %v, %v", one.Status, one.GivenUp, err)
	}
}

// However often it waits before it is due, the shop has as much open time for
// it as it was promised with.
func TestPausesLeaveTheOpenTimeAsItWas(t *testing.T) {
	calendar := shop(t)
	rapid.Check(t, func(t *rapid.T) {
		now := at(t, "14 10:00")
		due := at(t, "20 12:00")
		one := &promise.Promise{Customer: 1, MadeAt: now, Status: promise.Open, Due: due, FirstDue: due, Agreed: due, Timer: promise.StartAt(now)}
		given := one.Given(calendar)
		for range rapid.IntRange(1, 5).Draw(t, "pauses") {
			now = now.Add(time.Duration(rapid.IntRange(0, 900).Draw(t, "runs")) * time.Minute)
			if err := one.Pause(calendar, rapid.SampledFrom(promise.Waits()).Draw(t, "for"), now); err != nil {
				t.Fatal(err)
			}
			if now = now.Add(time.Duration(rapid.IntRange(0, 9000).Draw(t, "waits")) * time.Minute); rapid.Bool().Draw(t, "resumes") {
				one.Resume(calendar, now)
			}
			if got := one.Given(calendar); got != given {
				t.Fatalf("it has %v of open time, had %v", got, given)
			}
			if one.Overdue(now) {
				t.Fatal("it is overdue though it never ran so long")
			}
		}
	})
}
