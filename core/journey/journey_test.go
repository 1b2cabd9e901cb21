package journey_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journey"
)

func set(stage journey.Stage, day int64) journey.Override {
	return journey.Override{Stage: stage, Reason: "tahu sendiri", At: time.Unix(day*86400+3600, 0)}
}

func TestHowFarSheCame(t *testing.T) {
	for _, tt := range []struct {
		name  string
		facts []journey.Fact
		set   []journey.Override
		want  string
	}{
		{"known and no more", []journey.Fact{{journey.Added, 10}}, nil, "awareness 10"},
		{"she asked", []journey.Fact{{journey.Added, 10}, {journey.Asked, 12}}, nil, "awareness 10, consideration 12"},
		{"stages may be left out", []journey.Fact{{journey.Added, 10}, {journey.Ordered, 10}}, nil, "awareness 10, purchase 10"},
		{"a quote after she bought takes her nowhere", []journey.Fact{{journey.Added, 10}, {journey.Ordered, 11}, {journey.Quoted, 12}}, nil, "awareness 10, purchase 11"},
		{"all of it", []journey.Fact{{journey.Returned, 40}, {journey.Ordered, 30}, {journey.Favourite, 20}, {journey.Quoted, 15}, {journey.Added, 10}}, nil, "awareness 10, consideration 15, preference 20, purchase 30, repurchase 40"},
		{"tomorrow is not yet", []journey.Fact{{journey.Added, 10}, {journey.Ordered, 101}}, nil, "awareness 10"},
		{"by hand, backwards", []journey.Fact{{journey.Added, 10}, {journey.Ordered, 11}}, []journey.Override{set(journey.Consideration, 20)}, "awareness 10, purchase 11, consideration 20"},
		{"a later fact goes on from there", []journey.Fact{{journey.Added, 10}, {journey.Ordered, 11}, {journey.Returned, 30}}, []journey.Override{set(journey.Consideration, 20)}, "awareness 10, purchase 11, consideration 20, repurchase 30"},
		{"what is set on a day comes after its facts", []journey.Fact{{journey.Added, 10}, {journey.Ordered, 20}}, []journey.Override{set(journey.Preference, 20)}, "awareness 10, purchase 20, preference 20"},
		{"nobody", nil, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, step := range journey.Walk(tt.facts, tt.set, 100, time.UTC) {
				got = append(got, fmt.Sprint(step.Stage, " ", int(step.Day)))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestFactsNeverTakeHerBack(t *testing.T) {
	all := []journey.Why{journey.Added, journey.Asked, journey.Quoted, journey.Favourite, journey.ForStaff, journey.Ordered, journey.Returned}
	rapid.Check(t, func(t *rapid.T) {
		var facts []journey.Fact
		for range rapid.IntRange(1, 8).Draw(t, "facts") {
			facts = append(facts, journey.Fact{Why: rapid.SampledFrom(all).Draw(t, "why"), Day: clock.Day(rapid.IntRange(0, 90).Draw(t, "day"))})
		}
		steps := journey.Walk(facts, nil, 100, time.UTC)
		furthest := 0
		for _, fact := range facts {
			furthest = max(furthest, fact.Why.Shows().Place())
		}
		for i := 1; i < len(steps); i++ {
			if steps[i].Stage.Place() <= steps[i-1].Stage.Place() || steps[i].Day < steps[i-1].Day {
				t.Fatalf("back: %+v", steps)
			}
		}
		if steps[len(steps)-1].Stage.Place() != furthest {
			t.Fatalf("she is at %+v of %+v", steps[len(steps)-1], facts)
		}
	})
}

func TestTheFunnel(t *testing.T) {
	var f journey.Funnel
	f.Add([]journey.Step{{Stage: journey.Awareness, Day: 0}})
	f.Add([]journey.Step{{Stage: journey.Awareness, Day: 0}, {Stage: journey.Purchase, Day: 4}})
	f.Add([]journey.Step{{Stage: journey.Awareness, Day: 0}, {Stage: journey.Consideration, Day: 2}, {Stage: journey.Purchase, Day: 12}, {Stage: journey.Repurchase, Day: 42}})
	want := []journey.Level{
		{journey.Awareness, 1, 3, 666, 2, 2},
		{journey.Consideration, 0, 2, 1000, 10, 1},
		{journey.Preference, 0, 2, 1000, 0, 0},
		{journey.Purchase, 1, 2, 500, 30, 1},
		{journey.Repurchase, 1, 1, 0, 0, 0},
	}
	if diff := cmp.Diff(want, f.Levels()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWhatIsSetByHandHasAReason(t *testing.T) {
	good := journey.Override{Customer: 1, Stage: journey.Preference, Reason: " suka  melati "}
	if err := good.Check(); err != nil || good.Reason == "" {
		t.Errorf("%+v: %v", good, err)
	}
	for field, bad := range map[string]journey.Override{
		"stage": {Customer: 1, Stage: "love", Reason: "x"}, "reason": {Customer: 1, Stage: journey.Purchase, Reason: "  "}, "customer": {Stage: journey.Purchase, Reason: "x"},
	} {
		if err := bad.Check(); fault.KindOf(err) != fault.KindInvalid || fault.As(err).Field != field {
			t.Errorf("%+v: %v, want %s", bad, err, field)
		}
	}
	long := journey.Override{Customer: 1, Stage: journey.Purchase, Reason: strings.Repeat("x", 501)}
	if err := long.Check(); err == nil {
		t.Error("a reason of 501 characters is taken")
	}
}

func TestEverythingHasWords(t *testing.T) {
	for _, stage := range journey.Stages() {
		if id, en := stage.Name(); id == "" || en == "" {
			t.Errorf("%s has no name", stage)
		}
	}
	for _, why := range []journey.Why{journey.Added, journey.Asked, journey.Quoted, journey.Favourite, journey.ForStaff, journey.Ordered, journey.Returned, journey.ByHand} {
		if id, en := why.Words(); id == "" || en == "" {
			t.Errorf("%s has no words", why)
		}
	}
}
