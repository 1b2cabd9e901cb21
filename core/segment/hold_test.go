package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/segment"
)

// The rank of a segment in these tests is its position.
func rank(position uint32) int { return int(position) }

func TestALowerSegmentWaitsSevenDays(t *testing.T) {
	for _, tt := range []struct {
		name string
		days clock.Day
		want uint32
	}{
		{"six days are too few", 6, 5},
		{"on the seventh she goes", 7, 2},
		{"after a week and a day as well", 8, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			first := segment.Standing{Held: 5}.Say(2, 100, rank)
			if first.Held != 5 || first.Until() != 107 {
				t.Fatalf("on the first day %+v until %d, want 5 until 107", first, first.Until())
			}
			if got := first.Say(2, 100+tt.days, rank); got.Held != tt.want || got.Moved != (tt.want == 2) {
				t.Errorf("%d days later %+v, want %d", tt.days, got, tt.want)
			}
		})
	}
}

func TestWhatWaits(t *testing.T) {
	for _, tt := range []struct {
		name  string
		stood segment.Standing
		said  uint32
		want  segment.Standing
	}{
		{"the first segment of all holds at once", segment.Standing{}, 3, segment.Standing{Held: 3, Moved: true}},
		{"a higher one holds at once", segment.Standing{Held: 3}, 4, segment.Standing{Held: 4, Moved: true}},
		{"a higher one ends the waiting", segment.Standing{Held: 3, Waits: 1, Since: 99}, 4, segment.Standing{Held: 4, Moved: true}},
		{"the same one ends the waiting", segment.Standing{Held: 3, Waits: 1, Since: 99}, 3, segment.Standing{Held: 3}},
		{"none waits like a lower one", segment.Standing{Held: 3}, 0, segment.Standing{Held: 3, Since: 100}},
		{"another lower one goes on waiting", segment.Standing{Held: 3, Waits: 1, Since: 98}, 2, segment.Standing{Held: 3, Waits: 2, Since: 98}},
		{"a clock that went back begins anew", segment.Standing{Held: 3, Waits: 1, Since: 200}, 1, segment.Standing{Held: 3, Waits: 1, Since: 100}},
		{"a prompt rule is taken at its word", segment.Standing{Held: 3, Prompt: true}, 1, segment.Standing{Held: 1, Moved: true, Prompt: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.stood.Say(tt.said, 100, rank); got != tt.want {
				t.Errorf("after %d: %+v, want %+v", tt.said, got, tt.want)
			}
		})
	}
}

func TestNobodyBounces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := rapid.SliceOfN(rapid.Uint32Range(0, 5), 1, 60).Draw(t, "said")
		var stood segment.Standing
		below := 0 // days on end on which the rule said lower than what holds
		for day, one := range said {
			before := stood
			stood = stood.Say(one, clock.Day(1000+day), rank)
			if one < before.Held {
				below++
			} else {
				below = 0
			}
			switch {
			case one > before.Held && stood.Held != one:
				t.Fatalf("day %d: an upgrade to %d waits at %d", day, one, stood.Held)
			case stood.Held < before.Held && below <= segment.HoldDays:
				t.Fatalf("day %d: went down from %d to %d after %d days", day, before.Held, stood.Held, below)
			case one < before.Held && below > segment.HoldDays && stood.Held != one:
				t.Fatalf("day %d: still in %d after %d days below", day, stood.Held, below)
			}
			if stood.Moved {
				below = 0
			}
		}
	})
}

func TestAValueThatFlapsDailyMovesNobody(t *testing.T) {
	stood := segment.Standing{Held: 4}
	for day := range clock.Day(100) {
		if stood = stood.Say(4-uint32(day%2), 500+day, rank); stood.Held != 4 {
			t.Fatalf("day %d: in %d", day, stood.Held)
		}
	}
}

func TestStaysTellWhoWentWhere(t *testing.T) {
	var stays segment.Stays
	stays = stays.Enter(segment.Stay{Segment: "NEW", Entered: 10})
	stays.Leave(20)
	stays = stays.Enter(segment.Stay{Segment: "LOYAL", Entered: 20})
	stays.Leave(30) // to none
	stays = stays.Enter(segment.Stay{Segment: "DORMANT", Entered: 40})
	want := []segment.Passage{{20, "NEW", "LOYAL"}, {30, "LOYAL", ""}, {40, "", "DORMANT"}}
	got := stays.Passages(11)
	if len(got) != len(want) {
		t.Fatalf("%+v, want %+v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("passage %d: %+v, want %+v", i, got[i], want[i])
		}
	}
	if stays.Leave(5); stays.Now() != nil || stays[2].Left != 40 {
		t.Errorf("nobody leaves before she came: %+v", stays[2])
	}
}

func TestOnlyTheNewestStaysAreRemembered(t *testing.T) {
	var stays segment.Stays
	for day := range clock.Day(segment.MaxStays + 5) {
		stays.Leave(day)
		stays = stays.Enter(segment.Stay{Segment: "X", Entered: day})
	}
	if len(stays) != segment.MaxStays || stays[0].Entered != 5 || stays.Now() == nil {
		t.Errorf("%d stays from day %d", len(stays), stays[0].Entered)
	}
}
