package core_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store/memory"
)

// A preview of a follow-up rule asks about what happened last in the shop, beside
// what the rule that answers now says of it, and proposes nothing to anybody.
func TestAPreviewOfFollowUpAsksAboutWhatHappenedLast(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name   string
		rules  []plugin.Source
		rule   string
		before map[string]int
	}{
		{"beside the rule that answers", []plugin.Source{nextStep(t, "c")}, "next-step", map[string]int{"THANK": 1, "": 2}},
		{"where no rule answers", nil, "", map[string]int{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := march(12)
			engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{
				Rules: c.rules, Clock: now, Store: memory.New(), CacheDir: cache(), Library: library(),
			})
			if err != nil {
				t.Fatal(err)
			}
			defer engine.Close()
			order := func(who people.Ordinal) {
				t.Helper()
				_, err := engine.Sales.Add(ctx, core.NewOrder{Customer: who, Items: []sale.Line{{Item: "cuci", Quantity: 1, Price: 54_000}}})
				if err != nil {
					t.Fatal(err)
				}
			}
			sari, budi := add(t, engine, "Sari"), add(t, engine, "Budi")
			for _, who := range []people.Ordinal{sari, budi, budi, budi} {
				order(who)
				now.at = now.at.AddDate(0, 0, 1)
			}
			if _, err := engine.History.Undo(ctx, 0); err != nil { // the third order of Budi never was
				t.Fatal(err)
			}
			other := nextStep(t, "c")
			other.Manifest = bytes.Replace(other.Manifest, []byte(`"code": "THANK"`), []byte(`"code": "GREET"`), 1)
			seen, err := engine.Plugins.Preview(ctx, other, "follow_up", nil, nil)
			if err != nil || seen.Fault != nil || seen.Events == nil {
				t.Fatalf("%+v, %v", seen, err)
			}
			if seen.Events.Events != 3 || seen.Events.Rule != c.rule || seen.Events.After["GREET"] != 1 || seen.Events.After[""] != 2 {
				t.Errorf("%+v; want three orders and not the one that was undone", seen.Events)
			}
			if diff := cmp.Diff(c.before, seen.Events.Before); diff != "" {
				t.Error(diff)
			}
			if len(seen.Events.Examples) != 1 || seen.Events.Examples[0].Customer != sari || seen.Events.Examples[0].Event != "order_paid" ||
				seen.Events.Examples[0].To != "GREET" || seen.Events.Examples[0].ReasonEN == "" {
				t.Errorf("examples %+v", seen.Events.Examples)
			}
			if faults, err := engine.Plugins.Faults(ctx, ""); err != nil || len(faults) != 0 {
				t.Errorf("faults %v, %v", faults, err)
			}
			sound(t, engine)
		})
	}
}
