package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// two adds two customers who are one person, each with an order.
func two(t *testing.T, engine *core.Engine) (sri, wahyuni people.Customer) {
	t.Helper()
	ctx := context.Background()
	sri = added(t, engine, core.NewCustomer{Name: "Sri Wahyuni", Phones: []string{"0812-3456-7890"}, Tags: []string{"kantor"}})
	wahyuni = added(t, engine, core.NewCustomer{Name: "Sri Wahjuni", Phones: []string{"0812-3456-7890", "021-5550123"}, Honorific: "ibu", Email: "sri@contoh.id"})
	for _, one := range []people.Ordinal{sri.Ordinal, wahyuni.Ordinal} {
		if _, err := engine.Sales.Add(ctx, core.NewOrder{Customer: one, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 50_000}}}); err != nil {
			t.Fatal(err)
		}
	}
	return sri, wahyuni
}

func added(t *testing.T, engine *core.Engine, given core.NewCustomer) people.Customer {
	t.Helper()
	made, _, err := engine.People.Add(context.Background(), given)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func balance(t *testing.T, engine *core.Engine, of people.Ordinal) int64 {
	t.Helper()
	said, err := engine.Loyalty.Statement(context.Background(), of, engine.Now(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return int64(said.Points)
}

// Product bug 7: a merge keeps the sum of points and their dates.
func TestAMergeKeepsOrdersPointsAndLists(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	sum := balance(t, engine, sri.Ordinal) + balance(t, engine, wahyuni.Ordinal)
	done, err := engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, people.Choice{"honorific"}, false)
	if err != nil {
		t.Fatal(err)
	}
	if done.Customer.Honorific != "ibu" || done.Customer.Email != "sri@contoh.id" || len(done.Customer.Phones) != 2 || done.Orders != 1 || done.Score < people.VeryLikely {
		t.Errorf("merged: %+v", done)
	}
	for _, ref := range []string{core.Code(sri.Ordinal), core.Code(wahyuni.Ordinal), wahyuni.ID.String(), "0812-3456-7890", "021-5550123"} {
		if found, err := engine.People.Find(ctx, ref); err != nil || found.Ordinal != sri.Ordinal {
			t.Errorf("%s leads to %v, %v", ref, found.Ordinal, err)
		}
	}
	if got := balance(t, engine, sri.Ordinal); got != sum || sum == 0 {
		t.Errorf("%d points after the merge, %d before", got, sum)
	}
	orders, _, err := engine.Sales.Of(ctx, sri.Ordinal, "", 10)
	if err != nil || len(orders) != 2 {
		t.Errorf("%d orders, %v", len(orders), err)
	}
	if hits, err := engine.People.Search(ctx, "wahjuni", 10); err != nil || len(hits) != 1 || hits[0].ID != uint32(sri.Ordinal) {
		t.Errorf("search finds %v, %v", hits, err)
	}
	if listed, total, err := engine.People.List(ctx, core.Pick{}, 0, 10); err != nil || total != 1 || listed[0].Facts.OrdersTotal != 2 {
		t.Errorf("the list has %d: %+v, %v", total, listed, err)
	}
	sound(t, engine)
}

func TestAMergeIsTakenBackExactly(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	_, err := engine.Profiles.Edit(ctx, wahyuni.Ordinal, func(p *people.Profile) error {
		p.Preferences = []people.Preference{{Topic: "pewangi", Value: "melati", Taste: people.Like}}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	before := cards(t, engine, sri.Ordinal, wahyuni.Ordinal)
	if _, err := engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, nil, false); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.People.Edit(ctx, sri.Ordinal, func(c *people.Customer) error { c.CallName = "Yuni"; return nil }); err != nil {
		t.Fatal(err)
	}
	entry := lastMerge(t, engine, sri.Ordinal)
	if _, err := engine.History.Undo(ctx, entry); err != nil {
		t.Fatal(err)
	}
	sound(t, engine)
	after := cards(t, engine, sri.Ordinal, wahyuni.Ordinal)
	before[0].Customer.CallName = "Yuni" // what was done since stays
	ignore := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".UpdatedAt" }, cmp.Ignore())
	if diff := cmp.Diff(before, after, ignore); diff != "" {
		t.Errorf("before the merge and after it was taken back (-before +after):\n%s", diff)
	}
	if _, err := engine.History.Undo(ctx, entry); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("a second undo: %v", err)
	}
}

func cards(t *testing.T, engine *core.Engine, who ...people.Ordinal) []core.Listed {
	t.Helper()
	var all []core.Listed
	for _, one := range who {
		card, err := engine.People.Card(context.Background(), one)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, card)
	}
	return all
}

func lastMerge(t *testing.T, engine *core.Engine, of people.Ordinal) uint64 {
	t.Helper()
	editions, err := engine.History.Of(context.Background(), core.Code(of), 0, 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, edition := range editions {
		if edition.Action == "customer.merge" {
			return edition.Entry
		}
	}
	t.Fatal("there is no merge in the history")
	return 0
}

func TestAMergeTheOtherWayRoundKeepsTheSameOrders(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	if _, err := engine.People.Merge(ctx, wahyuni.Ordinal, sri.Ordinal, nil, false); err != nil {
		t.Fatal(err)
	}
	orders, _, err := engine.Sales.Of(ctx, wahyuni.Ordinal, "", 10)
	if err != nil || len(orders) != 2 {
		t.Errorf("%d orders, %v", len(orders), err)
	}
	sound(t, engine)
}

// Product bug 7: a merge with oneself is refused.
func TestMergesThatCannotBeAreRefused(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	budi := added(t, engine, core.NewCustomer{Name: "Budi", Kind: people.Internal})
	for what, pair := range map[string][2]people.Ordinal{
		"with herself": {sri.Ordinal, sri.Ordinal}, "with nobody": {sri.Ordinal, 99}, "with an employee": {sri.Ordinal, budi.Ordinal},
	} {
		if _, err := engine.People.Merge(ctx, pair[0], pair[1], nil, false); err == nil {
			t.Errorf("a merge %s was taken", what)
		}
	}
	if _, err := engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, people.Choice{"ordinal"}, false); fault.As(err).Field != "choose" {
		t.Errorf("an odd choice: %v", err)
	}
	if _, err := engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, nil, true); err != nil {
		t.Errorf("a dry run: %v", err)
	}
	if found, err := engine.People.Find(ctx, core.Code(wahyuni.Ordinal)); err != nil || found.Ordinal != wahyuni.Ordinal {
		t.Errorf("the dry run merged: %v, %v", found.Ordinal, err)
	}
	sound(t, engine)
}

// Chains of merges lead to who is left, however they are made and taken back.
func TestChainsOfMerges(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	third := added(t, engine, core.NewCustomer{Name: "S. Wahyuni"})
	merge := func(keep, lose people.Ordinal) {
		t.Helper()
		if _, err := engine.People.Merge(ctx, keep, lose, nil, false); err != nil {
			t.Fatal(err)
		}
		sound(t, engine)
	}
	merge(sri.Ordinal, wahyuni.Ordinal)
	merge(third.Ordinal, sri.Ordinal)
	for _, one := range []people.Ordinal{sri.Ordinal, wahyuni.Ordinal} {
		if found, err := engine.People.Find(ctx, core.Code(one)); err != nil || found.Ordinal != third.Ordinal {
			t.Errorf("%s leads to %v, %v", core.Code(one), found.Ordinal, err)
		}
	}
	orders, _, err := engine.Sales.Of(ctx, third.Ordinal, "", 1)
	if err != nil || len(orders) != 1 {
		t.Errorf("orders %v, %v", orders, err)
	}
	if _, err := engine.History.Undo(ctx, 0); err != nil {
		t.Fatal(err)
	}
	sound(t, engine)
	if found, err := engine.People.Find(ctx, core.Code(wahyuni.Ordinal)); err != nil || found.Ordinal != sri.Ordinal {
		t.Errorf("taken back, %s leads to %v, %v", core.Code(wahyuni.Ordinal), found.Ordinal, err)
	}
}

func TestTheStrictestConsentWins(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	at := engine.Now()
	say := func(who people.Ordinal, given bool, at time.Time) {
		t.Helper()
		_, err := engine.Profiles.Edit(ctx, who, func(p *people.Profile) error {
			p.Consents = append(p.Consents, people.Consent{Purpose: people.Marketing, Given: given, At: at})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	say(wahyuni.Ordinal, false, at.Add(-time.Hour)) // she withdrew before
	say(sri.Ordinal, true, at)                      // the other agreed later
	done, err := engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	if allowed, _ := done.Profile.Allows(people.Marketing, "whatsapp"); allowed || !done.ConsentRefused {
		t.Errorf("marketing is allowed after the merge: %+v", done.Profile.Consents)
	}
}

// Product 4.3 and 4.12: points that were spent as one are taken from whose they
// were, lot by lot, and it is said; nobody is left with fewer than none.
func TestPointsSpentAsOneAreTakenFromWhoseTheyWere(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	buy := func(who people.Ordinal) {
		t.Helper()
		must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 100_000}}}))
	}
	wahyuni, sri := add(t, engine, "Sri Wahjuni"), add(t, engine, "Sri Wahyuni")
	buy(wahyuni) // whose points expire first, and so are spent first
	now.at = march(20).at
	buy(sri)
	if _, err := engine.People.Merge(ctx, sri, wahyuni, nil, false); err != nil {
		t.Fatal(err)
	}
	must[loyalty.Entry](t)(engine.Loyalty.Redeem(ctx, core.Spending{Customer: sri, Points: 13}))
	done := must[core.Undone](t)(engine.History.Undo(ctx, lastMerge(t, engine, sri)))
	if done.Parted.From != wahyuni || done.Parted.To != sri || done.Parted.Points != 10 || len(done.Parted.Owes) != 0 {
		t.Errorf("parted: %+v", done.Parted)
	}
	if hers, others := balance(t, engine, sri), balance(t, engine, wahyuni); hers != 7 || others != 0 {
		t.Errorf("they have %d and %d points, want 7 and 0", hers, others)
	}
	sound(t, engine)
	proves(t, engine)
	must[core.Undone](t)(engine.History.Undo(ctx, done.By)) // one again
	if got := balance(t, engine, sri); got != 7 {
		t.Errorf("merged again they have %d points, want 7", got)
	}
	sound(t, engine)
	proves(t, engine)
}

// What the two owed as one, one of them owes alone: it is said who.
func TestWhoOwesPointsWhenAMergeIsTakenBackIsSaid(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	if _, err := engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, nil, false); err != nil {
		t.Fatal(err)
	}
	must[loyalty.Entry](t)(engine.Loyalty.Redeem(ctx, core.Spending{Customer: sri.Ordinal, Points: 10}))
	orders, _, err := engine.Sales.Of(ctx, sri.Ordinal, "", 10)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := engine.Payments.Void(ctx, orders[0].Number, core.NewPayment{Reason: "salah"}); err != nil {
		t.Fatal(err)
	}
	done := must[core.Undone](t)(engine.History.Undo(ctx, lastMerge(t, engine, sri.Ordinal)))
	if len(done.Parted.Owes) != 1 || done.Parted.Owes[0].Points != 5 {
		t.Errorf("parted: %+v", done.Parted)
	}
	if sum := balance(t, engine, sri.Ordinal) + balance(t, engine, wahyuni.Ordinal); sum != -5 {
		t.Errorf("together they have %d points, want -5", sum)
	}
	sound(t, engine)
	proves(t, engine)
}

// What one owed before the two were one is her own debt when they are two again.
func TestADebtOfBeforeAMergeStaysWithWhoHadIt(t *testing.T) {
	for _, owes := range []int{0, 1} {
		now := march(14)
		engine, ctx := newShop(t, now), context.Background()
		both := []people.Ordinal{add(t, engine, "Sri Wahjuni"), add(t, engine, "Sri Wahyuni")}
		debtor, other := both[owes], both[1-owes]
		placed := must[core.Placed](t)(buys(engine, debtor, 100_000))
		must[core.Placed](t)(buys(engine, other, 300_000))
		must[loyalty.Entry](t)(engine.Loyalty.Redeem(ctx, core.Spending{Customer: debtor, Points: 4}))
		if _, _, err := engine.Payments.Void(ctx, placed.Order.Number, core.NewPayment{Reason: "salah"}); err != nil {
			t.Fatal(err)
		}
		now.at = now.at.Add(time.Hour)
		if _, err := engine.People.Merge(ctx, both[1], both[0], nil, false); err != nil {
			t.Fatal(err)
		}
		must[loyalty.Entry](t)(engine.Loyalty.Redeem(ctx, core.Spending{Customer: both[1], Points: 6}))
		must[core.Undone](t)(engine.History.Undo(ctx, lastMerge(t, engine, both[1])))
		if is, others := balance(t, engine, debtor), balance(t, engine, other); is != -4 || others != 24 {
			t.Errorf("who owed 4 has %d, and who had 30 of which 6 were spent %d", is, others)
		}
		sound(t, engine)
		proves(t, engine)
	}
}
