package core_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/plugins/standard"
)

// atTheDoor is what is suggested for a customer so many minutes after nine in
// the evening, when the shop has closed.
func atTheDoor(t *testing.T, engine *core.Engine, now *movable, minutes int, knock core.Knock) core.Answer {
	t.Helper()
	day := now.at.In(engine.Zone())
	now.at = time.Date(day.Year(), day.Month(), day.Day(), 21, minutes, 0, 0, engine.Zone())
	knock.At = now.at
	answer := must[core.Answer](t)(engine.AfterHours.Ask(context.Background(), knock))
	if answer.Fault != nil {
		t.Fatal(answer.Fault)
	}
	return answer
}

// What the owner gives to a segment is told to the rule, at the door and when
// the rule is tried.
func TestAPriorityOfHerSegmentIsKnownAtTheDoor(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri, budi := add(t, engine, "Sri"), add(t, engine, "Budi")
	must[core.Placed](t)(buys(engine, sri, 50_000))
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))

	if seen := atTheDoor(t, engine, now, 12, core.Knock{Customer: sri}); seen.Decision != "ACCEPT_DROP_OFF" {
		t.Fatalf("before she is given anything: %+v", seen)
	}
	given := []segment.Entitlement{{Segment: refreshed(t, engine).Code, Priority: 1}}
	if err := engine.Segments.Entitle(ctx, segment.Entitlements{List: given}); err != nil {
		t.Fatal(err)
	}
	seen := atTheDoor(t, engine, now, 12, core.Knock{Customer: sri})
	if seen.Decision != "ACCEPT_NOW" || !strings.HasPrefix(seen.ReasonEN, "The owner serves her segment first") {
		t.Errorf("who is served first: %s, %q", seen.Decision, seen.ReasonEN)
	}
	for who, knock := range map[string]core.Knock{"of no segment": {Customer: budi}, "a stranger": {}} {
		if seen := atTheDoor(t, engine, now, 12, knock); seen.Decision == "ACCEPT_NOW" {
			t.Errorf("%s is served first", who)
		}
	}
	tried := must[core.RulePreview](t)(engine.Plugins.Preview(ctx, shippedRule(t, "after-hours"), "after_hours", nil, nil))
	if tried.After["ACCEPT_NOW"] != 1 || tried.Customers != 2 {
		t.Errorf("tried for both: %+v", tried.After)
	}
}

// Promises that are late are told to the rule, which then makes no new ones;
// a visit that is looked at again had those that were late at its time.
func TestLatePromisesAreKnownAtTheDoor(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri := add(t, engine, "Sri")
	visit := func(want string) {
		t.Helper()
		seen := atTheDoor(t, engine, now, 10, core.Knock{Customer: sri})
		if seen.Decision != want {
			t.Errorf("on %s: %s, want %s", now.at.Format("2 January"), seen.Decision, want)
		}
		must[care.Visit](t)(engine.AfterHours.Log(ctx, core.Knock{Customer: sri, At: now.at}, core.Taken{Code: seen.Decision, Accepted: true}))
	}
	visit("ACCEPT_DROP_OFF")
	now.at = march(15).at
	var made []promise.Promise
	for _, who := range []string{"Ani", "Beni", "Cici", "Doni", "Euis"} {
		made = append(made, promiseTo(t, engine, who, 4))
	}
	visit("DROP_OFF_NO_TIME")
	now.at = march(16).at
	for _, one := range made {
		must[promise.Promise](t)(engine.Promises.Keep(ctx, one.Number, "akhirnya"))
	}
	visit("ACCEPT_DROP_OFF")
	again := must[[]core.Replayed](t)(engine.AfterHours.Simulate(ctx, march(1).at, now.at.Add(time.Hour), nil))
	if len(again) != 3 {
		t.Fatal(again)
	}
	for _, one := range again {
		if one.Changed {
			t.Errorf("the visit of %s would be answered with %s now", one.Visit.At, one.Decision)
		}
	}
}

func shippedRule(t *testing.T, id string) plugin.Source {
	t.Helper()
	for _, source := range standard.Rules() {
		if m, err := plugin.ParseManifest(source.Manifest); err == nil && m.ID == id {
			return source
		}
	}
	t.Fatal("no shipped rule is called", id)
	return plugin.Source{}
}
