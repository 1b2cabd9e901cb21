package promise_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/promise"
)

func made(t *testing.T, due string) *promise.Promise {
	t.Helper()
	return &promise.Promise{
		Customer: 1, Kind: promise.Ready, Text: "selesai", MadeAt: at(t, "14 10:00"), Status: promise.Open,
		Due: at(t, due), FirstDue: at(t, due), Agreed: at(t, due), Timer: promise.StartAt(at(t, "14 10:00")),
	}
}

func shop(t *testing.T) hours.Calendar { return daily(t, "mon-sun 10:00-21:00") }

func revise(t *testing.T, one *promise.Promise, to, when, informed string) {
	t.Helper()
	var told time.Time
	if informed != "" {
		told = at(t, informed)
	}
	if err := one.Revise(shop(t), at(t, to), "mesin rusak", told, at(t, when), 0); err != nil {
		t.Fatal(err)
	}
}

func TestAPromiseIsJudgedByWhatTheCustomerKnew(t *testing.T) {
	for _, tt := range []struct {
		what                   string
		revised, at, told, end string
		want                   promise.Status
		anew                   bool
	}{
		{"in time", "", "", "", "14 17:00", promise.Kept, false},
		{"one minute late", "", "", "", "14 17:01", promise.Broken, false},
		{"late, and she was told before", "14 20:00", "14 15:00", "14 15:00", "14 19:00", promise.Kept, true},
		{"late, and she was not told", "14 20:00", "14 15:00", "", "14 19:00", promise.Broken, false},
		{"late, and she was told at the very end", "14 20:00", "14 17:00", "14 17:00", "14 19:00", promise.Kept, true},
		{"later than agreed anew", "14 20:00", "14 15:00", "14 15:00", "14 20:01", promise.Broken, true},
	} {
		one := made(t, "14 17:00")
		if tt.revised != "" {
			revise(t, one, tt.revised, tt.at, tt.told)
		}
		if err := one.Keep(shop(t), "", at(t, tt.end)); err != nil {
			t.Fatal(err)
		}
		if one.Status != tt.want || one.Renegotiated() != tt.anew {
			t.Errorf("%s: %s, renegotiated %v", tt.what, one.Status, one.Renegotiated())
		}
	}
}

func TestToldTooLateChangesNothing(t *testing.T) {
	one := made(t, "14 17:00")
	revise(t, one, "14 20:00", "14 16:00", "")
	if err := one.Inform(at(t, "14 18:00")); err != nil { // after 17:00
		t.Fatal(err)
	}
	if !one.Agreed.Equal(at(t, "14 17:00")) {
		t.Errorf("it counts by %v", one.Agreed)
	}
}

func TestOnceMissedAClockSetBackDoesNotMend(t *testing.T) {
	one := made(t, "14 17:00")
	one.MissedAt = one.Due
	if err := one.Keep(shop(t), "", at(t, "14 17:30")); err != nil || one.Status != promise.Broken {
		t.Errorf("%s, %v", one.Status, err)
	}
}

func TestAPromiseIsNotChangedWithoutAReason(t *testing.T) {
	one := made(t, "14 17:00")
	for what, err := range map[string]error{
		"no reason":          one.Revise(shop(t), at(t, "14 18:00"), "  ", time.Time{}, at(t, "14 12:00"), 0),
		"into the past":      one.Revise(shop(t), at(t, "14 11:00"), "x", time.Time{}, at(t, "14 12:00"), 0),
		"told in the future": one.Revise(shop(t), at(t, "14 18:00"), "x", at(t, "14 13:00"), at(t, "14 12:00"), 0),
	} {
		if fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := one.Withdraw(shop(t), "", at(t, "14 12:00")); err != nil {
		t.Fatal(err)
	}
	if err := one.Keep(shop(t), "", at(t, "14 13:00")); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("a withdrawn promise was kept: %v", err)
	}
}

func TestRateLeavesOutWhatWasWithdrawnOrAgreedAnew(t *testing.T) {
	var rate promise.Rate
	for _, status := range []promise.Status{promise.Kept, promise.Kept, promise.Broken, promise.Withdrawn, promise.Open} {
		rate.Add(&promise.Promise{Status: status})
	}
	anew := made(t, "14 17:00")
	revise(t, anew, "14 20:00", "14 15:00", "14 15:00")
	if err := anew.Keep(shop(t), "", at(t, "14 19:00")); err != nil {
		t.Fatal(err)
	}
	rate.Add(anew)
	if permille, known := rate.Permille(); permille != 667 || !known || rate.Renegotiated != 1 || rate.Withdrawn != 1 {
		t.Errorf("%d of %+v", permille, rate)
	}
	if _, known := (promise.Rate{Withdrawn: 3}).Permille(); known {
		t.Error("nothing kept or broken has a rate")
	}
}

func TestAnHonestTimeFollowsFromThePast(t *testing.T) {
	calendar := daily(t, "mon-sun 10:00-21:00")
	hour := time.Hour
	past := promise.Past{Took: []time.Duration{2 * hour, 3 * hour, 4 * hour, 5 * hour, 6 * hour}, Gaps: []time.Duration{hour}, Then: 2, Open: 2}
	start := at(t, "14 10:00")
	for due, want := range map[string]promise.Light{
		"14 15:12": promise.Green, "14 15:11": promise.Amber, "14 14:00": promise.Amber, "14 13:59": promise.Red,
		"14 22:00": promise.Red, "14 21:00": promise.Green, "14 09:00": promise.Red,
	} {
		if got := promise.Judge(calendar, past, start, at(t, due)); got.Light != want {
			t.Errorf("due %s is %s (%+v), want %s", due, got.Light, got, want)
		}
	}
	past.Open = 5 // three more than usual, an hour each
	judged := promise.Judge(calendar, past, start, at(t, "14 15:12"))
	if judged.Light != promise.Red || !judged.Earliest.Equal(at(t, "14 18:12")) {
		t.Errorf("with a queue: %+v", judged)
	}
	if got := promise.Judge(calendar, promise.Past{}, start, at(t, "14 15:00")); got.Light != promise.Grey {
		t.Errorf("with no past: %s", got.Light)
	}
}

// The rate lies between none and all, counts half up, and what was withdrawn or
// agreed anew does not move it.
func TestRateLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := promise.Rate{Kept: rapid.IntRange(0, 5000).Draw(t, "kept"), Broken: rapid.IntRange(0, 5000).Draw(t, "broken")}
		permille, any := rate.Permille()
		all := rate.Kept + rate.Broken
		if any != (all > 0) {
			t.Fatalf("%+v has a rate: %v", rate, any)
		}
		if off := 2*1000*rate.Kept - 2*permille*all; any && (off >= all || off < -all) {
			t.Fatalf("%+v is %d‰", rate, permille)
		}
		rate.Withdrawn, rate.Renegotiated = 7, 9
		if other, _ := rate.Permille(); other != permille {
			t.Fatalf("%+v is %d‰, want %d‰", rate, other, permille)
		}
	})
}
