package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
)

// twins returns the codes of those who look like a customer.
func twins(t *testing.T, engine *core.Engine, of people.Ordinal) []people.Ordinal {
	t.Helper()
	var all []people.Ordinal
	for _, one := range must[[]core.Duplicate](t)(engine.People.Twins(context.Background(), of)) {
		all = append(all, one.Customer.Ordinal)
	}
	return all
}

// A cluster says which of its members are alike themselves, the older one
// first, so that two can be laid side by side.
func TestAClusterNamesThePairsThatAreAlike(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := added(t, engine, core.NewCustomer{Name: "Sri Wahyuni", Phones: []string{"0812-3456-7890"}})
	both := added(t, engine, core.NewCustomer{Name: "Sri Wahjuni", Phones: []string{"0812-3456-7890", "0813-1111-2222"}})
	other := added(t, engine, core.NewCustomer{Name: "S. Wahyuni", Email: "sri@contoh.id", Phones: []string{"0813-1111-2222"}})
	if _, err := engine.People.Edit(ctx, other.Ordinal, func(c *people.Customer) error { c.Name = "Sri Wahyuny"; return nil }); err != nil {
		t.Fatal(err)
	}
	found := must[[]core.Cluster](t)(engine.People.Clusters(ctx, 10))
	if len(found) != 1 || len(found[0].Pairs) != 2 {
		t.Fatalf("clusters: %+v", found)
	}
	for i, want := range [][2]people.Ordinal{{sri.Ordinal, both.Ordinal}, {both.Ordinal, other.Ordinal}} {
		if got := found[0].Pairs[i]; got.One != want[0] || got.Other != want[1] || got.Score != 7 {
			t.Errorf("pair %d: %+v, want %v", i, got, want)
		}
	}
}

// Who was said to be somebody else stays so, on her card and in the review,
// also when one of the two is merged into a third; and that can be taken back.
func TestNotTheSamePersonIsKeptThroughMerges(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	old := added(t, engine, core.NewCustomer{Name: "Sri Wahyuni", Phones: []string{"0812-3456-7890"}})
	if got := twins(t, engine, sri.Ordinal); len(got) != 2 {
		t.Fatalf("twins of %v: %v", sri.Ordinal, got)
	}
	if err := engine.People.KeepApart(ctx, sri.Ordinal, wahyuni.Ordinal); err != nil {
		t.Fatal(err)
	}
	apart := must[[]core.Edition](t)(engine.History.Of(ctx, core.Code(sri.Ordinal), 0, 1))[0].Entry
	for _, pair := range [][2]people.Ordinal{{sri.Ordinal, wahyuni.Ordinal}, {wahyuni.Ordinal, sri.Ordinal}} {
		if got := twins(t, engine, pair[0]); len(got) != 1 || got[0] != old.Ordinal {
			t.Errorf("twins of %v: %v, want only %v", pair[0], got, old.Ordinal)
		}
	}
	must[core.Merged](t)(engine.People.Merge(ctx, old.Ordinal, wahyuni.Ordinal, nil, false))
	if got := twins(t, engine, sri.Ordinal); len(got) != 0 {
		t.Errorf("who was said to be another is asked for again after a merge: %v", got)
	}
	if found := must[[]core.Cluster](t)(engine.People.Clusters(ctx, 10)); len(found) != 0 {
		t.Errorf("and in the review: %+v", found)
	}
	must[core.Undone](t)(engine.History.Undo(ctx, 0)) // the merge
	must[core.Undone](t)(engine.History.Undo(ctx, apart))
	if got := twins(t, engine, sri.Ordinal); len(got) != 2 {
		t.Errorf("taken back, twins of %v: %v", sri.Ordinal, got)
	}
	sound(t, engine)
}

// The one who is given up brings along who she is not, and takes it back.
func TestAMergeBringsAlongWhoSheIsNot(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	third := added(t, engine, core.NewCustomer{Name: "Sri Wahyuni", Phones: []string{"0812-3456-7890"}})
	if err := engine.People.KeepApart(ctx, wahyuni.Ordinal, third.Ordinal); err != nil {
		t.Fatal(err)
	}
	must[core.Merged](t)(engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, nil, false))
	if got := twins(t, engine, sri.Ordinal); len(got) != 0 {
		t.Errorf("twins: %v", got)
	}
	must[core.Undone](t)(engine.History.Undo(ctx, 0))
	if got := twins(t, engine, third.Ordinal); len(got) != 1 || got[0] != sri.Ordinal {
		t.Errorf("taken back, twins: %v", got)
	}
	if err := engine.People.KeepApart(ctx, sri.Ordinal, sri.Ordinal); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("apart from herself: %v", err)
	}
	sound(t, engine)
}

// What parting two would do is said before it is done, and does nothing.
func TestPartingIsToldBeforeItIsDone(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri, wahyuni := two(t, engine)
	must[core.Merged](t)(engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, nil, false))
	must[loyalty.Entry](t)(engine.Loyalty.Redeem(ctx, core.Spending{Customer: sri.Ordinal, Points: 8}))
	merges := must[[]core.Merging](t)(engine.People.Merges(ctx, sri.Ordinal))
	if len(merges) != 1 || merges[0].Lost.Ordinal != wahyuni.Ordinal || !merges[0].Until.Equal(now.at.Add(90*24*time.Hour)) {
		t.Fatalf("merges: %+v", merges)
	}
	would := must[core.Parting](t)(engine.People.WouldPart(ctx, merges[0].Entry))
	if would.Keep.Ordinal != sri.Ordinal || would.Lost.Name != "Sri Wahjuni" || would.Orders != 1 || would.Points != 2 || would.Parted.Points != 3 {
		t.Errorf("would: %+v", would)
	}
	if got := balance(t, engine, sri.Ordinal); got != 2 {
		t.Errorf("asking changed the points: %d", got)
	}
	done := must[core.Undone](t)(engine.History.Undo(ctx, merges[0].Entry))
	if done.Parted.Points != would.Parted.Points || balance(t, engine, wahyuni.Ordinal) != would.Points {
		t.Errorf("did %+v, said %+v", done.Parted, would)
	}
	if left := must[[]core.Merging](t)(engine.People.Merges(ctx, sri.Ordinal)); len(left) != 0 {
		t.Errorf("taken back, it is still offered: %+v", left)
	}
	if _, err := engine.People.WouldPart(ctx, 1); err == nil {
		t.Error("what is no merge was parted")
	}
	sound(t, engine)
}

// After 90 days a merge is not offered any more.
func TestAnOldMergeIsNotOffered(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri, wahyuni := two(t, engine)
	must[core.Merged](t)(engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, nil, false))
	now.at = now.at.Add(91 * 24 * time.Hour)
	if left := must[[]core.Merging](t)(engine.People.Merges(ctx, sri.Ordinal)); len(left) != 0 {
		t.Errorf("offered: %+v", left)
	}
}
