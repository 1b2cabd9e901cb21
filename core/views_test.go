package core_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// viewShop has three customers: Citra spent most, Ani was there last, Budi
// never bought.
func viewShop(t *testing.T) *core.Engine {
	t.Helper()
	ctx := context.Background()
	engine, now := draftShop(t)
	for _, one := range []struct {
		name  string
		price money.Amount
	}{{"Citra", 90_000}, {"Ani", 20_000}, {"Budi", 0}} {
		added, _, err := engine.People.Add(ctx, core.NewCustomer{Name: one.name, Tags: map[bool][]string{true: {"antar"}}[one.name != "Ani"]})
		if err == nil && one.price > 0 {
			_, err = engine.Sales.Add(ctx, core.NewOrder{Customer: added.Ordinal, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: one.price}}})
		}
		if err != nil {
			t.Fatal(err)
		}
		now.at = now.at.AddDate(0, 0, 1)
	}
	return engine
}

func names(t *testing.T, engine *core.Engine, pick core.Pick) []string {
	t.Helper()
	listed, total, err := engine.People.List(context.Background(), pick, 0, 10)
	if err != nil || total != len(listed) {
		t.Fatalf("List(%+v) = %d of %d, %v", pick, len(listed), total, err)
	}
	found := []string{}
	for _, one := range listed {
		found = append(found, one.Customer.Name)
	}
	return found
}

func TestAListIsInTheOrderThatItIsAskedFor(t *testing.T) {
	engine := viewShop(t)
	for _, test := range []struct {
		name string
		pick core.Pick
		want []string
	}{
		{"as they came", core.Pick{}, []string{"Citra", "Ani", "Budi"}},
		{"by name", core.Pick{Sort: people.ByName}, []string{"Ani", "Budi", "Citra"}},
		{"by name, backwards", core.Pick{Sort: people.ByName, Descending: true}, []string{"Citra", "Budi", "Ani"}},
		{"by what they spent, most first", core.Pick{Sort: people.ByNet, Descending: true}, []string{"Citra", "Ani", "Budi"}},
		{"by their last order: who has none comes last", core.Pick{Sort: people.ByLast}, []string{"Citra", "Ani", "Budi"}},
		{"by their last order, latest first: who has none still comes last", core.Pick{Sort: people.ByLast, Descending: true}, []string{"Ani", "Citra", "Budi"}},
		{"only who has a tag, by name", core.Pick{Tag: "antar", Sort: people.ByName}, []string{"Budi", "Citra"}},
		{"only who is found, by name", core.Pick{Text: "i", Sort: people.ByName}, []string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, names(t, engine, test.pick)); diff != "" {
				t.Errorf("List(%+v) (-want +got):\n%s", test.pick, diff)
			}
		})
	}
}

func TestAnOrderedListSeesWhatChangedSince(t *testing.T) {
	engine := viewShop(t)
	pick := core.Pick{Sort: people.ByName}
	before := names(t, engine, pick)
	if _, err := engine.People.Edit(context.Background(), 1, func(c *people.Customer) error { c.Name = "Adinda"; return nil }); err != nil {
		t.Fatal(err)
	}
	if after := names(t, engine, pick); after[0] != "Adinda" || slices.Equal(before, after) {
		t.Errorf("after a new name the list is %v", after)
	}
}

// Points go with the days, without anybody doing anything.
func TestAListIsInTheOrderOfTheFiguresThatItShows(t *testing.T) {
	ctx := context.Background()
	engine, now := draftShop(t)
	for name, expires := range map[string]clock.Day{"Budi": engine.Today() + 5, "Citra": 0} {
		points := map[string]loyalty.Points{"Budi": 500, "Citra": 10}[name]
		if _, err := engine.Loyalty.Adjust(ctx, core.Adjustment{Customer: add(t, engine, name), Points: points, Expires: expires, Reason: "hadiah"}); err != nil {
			t.Fatal(err)
		}
	}
	pick := core.Pick{Sort: people.ByPoints, Descending: true}
	if got := names(t, engine, pick); got[0] != "Budi" {
		t.Errorf("with 500 points to 10 the list is %v", got)
	}
	now.at = now.at.AddDate(0, 0, 6)
	if got := names(t, engine, pick); got[0] != "Citra" {
		t.Errorf("with 10 points to none any more the list is %v", got)
	}
}

func TestAViewIsKeptForEverybodyAndCanBeTakenBack(t *testing.T) {
	ctx := context.Background()
	engine := viewShop(t)
	made, err := engine.Views.Add(ctx, people.View{Name: "  Perlu  antar ", Tag: "antar", Sort: people.ByName, Columns: []string{"phone", "last"}})
	if err != nil || made.Number != 1 || made.Name != "Perlu antar" {
		t.Fatalf("Add = %+v, %v", made, err)
	}
	found, err := engine.Views.Find(ctx, "perlu ANTAR")
	if err != nil || !slices.Equal(names(t, engine, core.PickOf(&found)), []string{"Budi", "Citra"}) {
		t.Errorf("Find = %+v, %v", found, err)
	}
	if err := engine.Views.Remove(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Views.Find(ctx, "VW-001"); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("a removed view is found: %v", err)
	}
	if _, err := engine.History.Undo(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if found, err = engine.Views.Find(ctx, "VW-001"); err != nil || found.Name != "Perlu antar" {
		t.Errorf("after undo Find = %+v, %v", found, err)
	}
	next, err := engine.Views.Add(ctx, people.View{Name: "Semua"})
	if err != nil || next.Number != 2 {
		t.Errorf("the next view has number %d, %v; numbers are never used again", next.Number, err)
	}
}

func TestAViewThatNobodyCouldUseIsRefused(t *testing.T) {
	ctx := context.Background()
	engine := viewShop(t)
	if _, err := engine.Views.Add(ctx, people.View{Name: "Setia"}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		view  people.View
		field string
	}{
		{"without a name", people.View{Name: " \u200b"}, "name"},
		{"a name that another has", people.View{Name: "SETIA"}, "name"},
		{"an order that there is not", people.View{Name: "x", Sort: "age"}, "sort"},
		{"a column that there is not", people.View{Name: "x", Columns: []string{"name"}}, "columns"},
		{"a column twice", people.View{Name: "x", Columns: []string{"net", "net"}}, "columns"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := engine.Views.Add(ctx, test.view); err == nil || fault.As(err).Field != test.field {
				t.Errorf("Add(%+v) = %v, want %s refused", test.view, err, test.field)
			}
		})
	}
	if all, err := engine.Views.List(ctx); err != nil || len(all) != 1 {
		t.Errorf("after refusals there are %d views, %v", len(all), err)
	}
}
