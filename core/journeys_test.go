package core_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journey"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func TestAJourneyIsToldByFactsAndByHand(t *testing.T) {
	now, ctx := march(1), context.Background()
	engine := newShop(t, now)
	sari, _, err := engine.People.Add(ctx, core.NewCustomer{Name: "Sari"})
	if err != nil {
		t.Fatal(err)
	}
	stages := func() (told []string) {
		for _, step := range must[[]journey.Step](t)(engine.Journeys.Steps(ctx, sari.Ordinal)) {
			told = append(told, step.Day.String()[8:]+" "+string(step.Stage)+" "+string(step.Why))
		}
		return told
	}
	day := func(at int) { now.at = march(at).at }
	day(2)
	must[care.Interaction](t)(engine.Interactions.Log(ctx, care.Interaction{Customer: sari.Ordinal, Kind: "inquiry", Channel: "whatsapp", Body: "berapa harga cuci karpet?"}))
	day(3)
	must[people.Profile](t)(engine.Profiles.Edit(ctx, sari.Ordinal, func(p *people.Profile) error {
		p.Preferences = append(p.Preferences, people.Preference{Topic: "pewangi", Value: "melati", Taste: people.Like})
		return nil
	}))
	day(4)
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sari.Ordinal, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 25_000}}}))
	day(5)
	must[journey.Override](t)(engine.Journeys.Set(ctx, sari.Ordinal, journey.Consideration, "kecewa, pikir-pikir lagi", 0))
	day(6)
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sari.Ordinal, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 25_000}}}))
	want := []string{"01 awareness added", "02 consideration asked", "03 preference favourite", "04 purchase ordered", "05 consideration manual", "06 repurchase returned"}
	if diff := cmp.Diff(want, stages()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for name, bad := range map[string]func() error{
		"no reason":      func() error { _, err := engine.Journeys.Set(ctx, sari.Ordinal, journey.Purchase, " ", 0); return err },
		"no such stage":  func() error { _, err := engine.Journeys.Set(ctx, sari.Ordinal, "love", "x", 0); return err },
		"nobody":         func() error { _, err := engine.Journeys.Set(ctx, 99, journey.Purchase, "x", 0); return err },
		"no such member": func() error { _, err := engine.Journeys.Set(ctx, sari.Ordinal, journey.Purchase, "x", 7); return err },
	} {
		if err := bad(); fault.KindOf(err) != fault.KindInvalid && fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	sound(t, engine)
}

func TestTheFunnelCountsEverybodyOnce(t *testing.T) {
	now, ctx := march(20), context.Background()
	engine := newShop(t, now)
	take(t, engine, "customer,date,amount\nSari,2026-03-01,50000\nSari,2026-03-11,50000\nBudi,2026-03-05,20000\nAni,2026-03-06,20000\n")
	twin, _, err := engine.People.Add(ctx, core.NewCustomer{Name: "Budi S"})
	if err != nil {
		t.Fatal(err)
	}
	must[journey.Override](t)(engine.Journeys.Set(ctx, twin.Ordinal, journey.Preference, "suka", 0))
	_, err = engine.People.Merge(ctx, 2, twin.Ordinal, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	must[people.Customer](t)(engine.People.Edit(ctx, 3, func(c *people.Customer) error { c.Kind = people.Internal; return nil }))
	if _, err := engine.Journeys.Set(ctx, 3, journey.Purchase, "x", 0); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("who works here has a stage: %v", err)
	}
	if steps := must[[]journey.Step](t)(engine.Journeys.Steps(ctx, 3)); len(steps) != 0 {
		t.Errorf("who works here has steps: %+v", steps)
	}
	levels := must[[]journey.Level](t)(engine.Journeys.Funnel(ctx, nil))
	want := []journey.Level{
		{Stage: journey.Awareness, Reached: 2, Conversion: 1000, MedianDays: 0, Moved: 2},
		{Stage: journey.Consideration, Reached: 2, Conversion: 1000},
		{Stage: journey.Preference, Here: 1, Reached: 2, Conversion: 1000}, // Budi, by hand under the other record
		{Stage: journey.Purchase, Reached: 2, Conversion: 500, MedianDays: 10, Moved: 1},
		{Stage: journey.Repurchase, Here: 1, Reached: 1},
	}
	if diff := cmp.Diff(want, levels); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	sound(t, engine)
}

// Who comes again after a stage was set by hand is taken on from there.
func TestAVisitAfterAStageThatWasSetTakesHerOn(t *testing.T) {
	now := march(1)
	engine, ctx := newShop(t, now), context.Background()
	sri := add(t, engine, "Sri")
	for range 2 {
		must[core.Placed](t)(buys(engine, sri, 50_000))
		now.at = now.at.AddDate(0, 0, 3)
	}
	must[journey.Override](t)(engine.Journeys.Set(ctx, sri, journey.Awareness, "pindah rumah", 0))
	stage := func() journey.Stage {
		steps := must[[]journey.Step](t)(engine.Journeys.Steps(ctx, sri))
		return steps[len(steps)-1].Stage
	}
	if got := stage(); got != journey.Awareness {
		t.Errorf("as it was set she is at %s", got)
	}
	now.at = now.at.AddDate(0, 0, 10)
	must[core.Placed](t)(buys(engine, sri, 50_000))
	if got := stage(); got != journey.Repurchase {
		t.Errorf("once she came again she is at %s", got)
	}
	levels := must[[]journey.Level](t)(engine.Journeys.Funnel(ctx, nil))
	if levels[4].Here != 1 {
		t.Errorf("the funnel says %+v", levels)
	}
}
