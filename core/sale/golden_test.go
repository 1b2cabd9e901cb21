package sale_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

func TestWeightIsChargedFromALeastAndUpToTheStep(t *testing.T) {
	kilo := sale.Item{Number: 1, Name: "Kiloan", Type: sale.Service, Unit: sale.Kilogram, Least: 3000, Step: 100}
	for measured, want := range map[int64]int64{1: 3000, 2999: 3000, 3000: 3000, 3001: 3100, 3100: 3100, 4250: 4300} {
		if got := kilo.Charged(measured); got != want {
			t.Errorf("%d g are charged as %d, want %d", measured, got, want)
		}
	}
	order := sale.Order{Customer: 1, Lines: []sale.Line{kilo.Line(4250, 7_500)}}
	if err := order.Settle(); err != nil || order.Total != 32_250 || order.Lines[0].Measured != 4250 {
		t.Errorf("4.25 kg at 7,500: %d (%+v), %v", order.Total, order.Lines[0], err)
	}
	odd := sale.Order{Lines: []sale.Line{{Item: "x", Milli: 1001, Price: 500}}} // 500.5
	if err := odd.Settle(); err != nil || odd.Total != 501 {
		t.Errorf("1.001 kg at 500: %d, %v, want 501: half goes up", odd.Total, err)
	}
}

func TestCashIsRoundedToTheNearer(t *testing.T) {
	for _, tt := range []struct{ amount, step, want money.Amount }{
		{12_340, 100, -40}, {12_350, 100, 50}, {12_300, 100, 0}, {12_249, 500, -249}, {12_250, 500, 250}, {12_345, 0, 0},
	} {
		if got := sale.Rounding(tt.amount, tt.step); got != tt.want {
			t.Errorf("%d to %d: %d, want %d", tt.amount, tt.step, got, tt.want)
		}
	}
}

// However the pieces of a discounted line come back, they are worth its net.
func TestPartsOfALineSumToItsNet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.Int64Range(1, 30).Draw(t, "pieces")
		order := sale.Order{
			Lines: []sale.Line{
				{Item: "a", Quantity: pieces, Price: money.Amount(rapid.Int64Range(0, 9_999).Draw(t, "price"))}, {Item: "b", Quantity: 1, Price: 5_000},
			},
			Discount: money.Amount(rapid.Int64Range(0, 5_000).Draw(t, "discount")),
		}
		if err := order.Settle(); err != nil {
			t.Fatal(err)
		}
		line := order.Lines[0]
		for line.BackMilli < pieces*1000 {
			some := 1000 * rapid.Int64Range(1, pieces-line.BackMilli/1000).Draw(t, "some")
			worth, err := line.Part(some)
			if err != nil || worth < 0 {
				t.Fatal(worth, err)
			}
			line.Back, line.BackMilli = line.Back+worth, line.BackMilli+some
		}
		if line.Back != line.Net {
			t.Fatalf("%d came back of %d", line.Back, line.Net)
		}
		if _, err := line.Part(1000); fault.KindOf(err) != fault.KindInvalid {
			t.Fatalf("more came back than there was: %v", err)
		}
	})
}

func TestTheLadderClimbsOnceAStep(t *testing.T) {
	order := sale.Order{}
	ready := clock.Day(100)
	for _, step := range []struct {
		day  clock.Day
		want int
	}{{100, 0}, {101, 1}, {102, 0}, {103, 3}, {106, 0}, {107, 7}, {113, 0}, {114, 14}, {200, 0}} {
		due, found := order.DueStep(ready, step.day)
		if found != (step.want > 0) || (found && due.Days != step.want) {
			t.Errorf("day %d: %+v, %v, want %d", step.day, due, found, step.want)
		}
		if found {
			order.Reminded = append(order.Reminded, due.Days)
		}
	}
	away := sale.Order{} // the computer was off for ten days: one reminder, not three
	if due, found := away.DueStep(ready, 110); !found || due.Days != 7 || due.What != "task" {
		t.Errorf("after ten days: %+v", due)
	}
}

func TestEveryPresetHasAFlowThatHolds(t *testing.T) {
	for preset, states := range map[string]int{"laundry": 8, "salon": 5, "repair": 9, "bakery": 6, "custom": 5} {
		flow := sale.FlowOf(preset)
		if err := flow.Check(); err != nil || len(flow) != states {
			t.Errorf("%s has %d states, %v", preset, len(flow), err)
		}
	}
	for what, flow := range map[string]sale.Flow{
		"empty":    nil,
		"endless":  {{Code: "a", NameID: "A", NameEN: "A", Stage: sale.Underway}},
		"nowhere":  {{Code: "a", NameID: "A", NameEN: "A", Stage: sale.Finished, Next: []string{"b"}}},
		"twice":    {{Code: "a", NameID: "A", NameEN: "A", Stage: sale.Finished}, {Code: "a", NameID: "A", NameEN: "A", Stage: sale.Finished}},
		"nameless": {{Code: "a", Stage: sale.Finished}},
	} {
		if err := flow.Check(); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestReadyIsNotedOnceAndReworkDoesNotChangeIt(t *testing.T) {
	flow, order := sale.FlowOf("laundry"), sale.Order{}
	at := time.Date(2026, 3, 14, 3, 0, 0, 0, time.UTC)
	for i, state := range []string{"received", "washing", "drying", "packing", "ready", "washing", "drying", "packing", "ready", "taken"} {
		if err := order.Move(flow, state, 0, at.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if !order.ReadyAt.Equal(at.Add(4*time.Hour)) || !order.TakenAt.Equal(at.Add(9*time.Hour)) || order.Waiting() {
		t.Errorf("ready %v, taken %v", order.ReadyAt, order.TakenAt)
	}
	if err := order.Move(flow, "washing", 0, at); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("what was taken is washed again: %v", err)
	}
}

func TestBuffersKeepTheChairAndAreHiddenFromTheCustomer(t *testing.T) {
	noon := time.Date(2026, 3, 14, 5, 0, 0, 0, time.UTC)
	one := sale.Appointment{Number: 1, Resource: "kursi 1", Start: noon, Minutes: 30, After: 10, Status: sale.Booked}
	for minutes, want := range map[int]bool{-30: false, -29: true, 0: true, 39: true, 40: false} {
		other := sale.Appointment{Number: 2, Resource: "kursi 1", Start: noon.Add(time.Duration(minutes) * time.Minute), Minutes: 30, Status: sale.Booked}
		if minutes < 0 {
			other.After = 0
		}
		if got := one.Collides(&other); got != want || other.Collides(&one) != want {
			t.Errorf("%d minutes later: %v, want %v", minutes, got, want)
		}
	}
	away := one
	away.Number, away.Status = 2, sale.NoShow
	if one.Collides(&away) {
		t.Error("who did not come keeps the chair")
	}
}

func TestAFormAsksWhatFollowsFromTheAnswers(t *testing.T) {
	form := sale.Form{Questions: []sale.FormQuestion{
		{Key: "rusak", TextID: "Ada kerusakan?", TextEN: "Any damage?", Choices: []string{"ya", "tidak"}, Needed: true},
		{Key: "di_mana", TextID: "Di mana?", TextEN: "Where?", Needed: true, ShowWhen: "rusak", ShowIs: "ya"},
	}}
	if err := form.Check(); err != nil {
		t.Fatal(err)
	}
	for want, answers := range map[string]map[string]string{
		"rusak": {}, "di_mana": {"rusak": "ya"}, "": {"rusak": "tidak", "di_mana": "kerah"},
	} {
		kept, err := form.Accept(answers)
		if (want == "") != (err == nil) || (err != nil && fault.As(err).Field != want) {
			t.Errorf("%v: %v", answers, err)
		}
		if err == nil && len(kept) != 1 {
			t.Errorf("an answer to what was not asked is kept: %v", kept)
		}
	}
}

func TestDebtsFallIntoBuckets(t *testing.T) {
	buckets := sale.Ages()
	for _, days := range []int{0, 7, 8, 30, 31, 60, 61, 90, 91, 4000} {
		sale.Age(buckets, days, 10)
	}
	for _, bucket := range buckets {
		if bucket.Orders != 2 || bucket.Amount != 20 {
			t.Errorf("%+v", bucket)
		}
	}
}
