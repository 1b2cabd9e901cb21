package core_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func rename(t checker, engine *core.Engine, who people.Ordinal, name string) {
	t.Helper()
	_, err := engine.People.Edit(context.Background(), who, func(c *people.Customer) error { c.Name = name; return nil })
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheHistoryOfARecordSaysWhoChangedWhat(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	_, err := engine.People.Edit(core.By(ctx, "S-00001"), sri, func(c *people.Customer) error {
		c.CallName, c.Phones = "Yuni", []people.Phone{{Raw: "0812-3456-7890"}}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = engine.Profiles.Edit(ctx, sri, func(p *people.Profile) error { p.Member = "m 001"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	editions, err := engine.History.Of(ctx, "c-1", 0, 10)
	if err != nil || len(editions) != 3 {
		t.Fatalf("%d editions, %v", len(editions), err)
	}
	if first := editions[2]; first.Action != "customer.add" || first.Fields[0].Before != nil {
		t.Errorf("the first edition is %+v", first)
	}
	second := editions[1]
	var names []string
	for _, field := range second.Fields {
		names = append(names, field.Name)
	}
	if second.By != "S-00001" || !slices.Contains(names, "call_name") || !slices.Contains(names, "phones") || slices.Contains(names, "name") {
		t.Errorf("by %s: %v", second.By, names)
	}
	if third := editions[0]; third.Action != "profile.edit" || third.Fields[2].After != "M001" {
		t.Errorf("the last edition is %+v", third)
	}
	sound(t, engine)
}

func TestAnEditIsTakenBackAndTheUndoToo(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	rename(t, engine, sri, "Sri Wahyuni")
	done, err := engine.History.Undo(ctx, 0)
	if err != nil || done.Action != "customer.edit" || nameOf(t, engine, sri) != "Sri" {
		t.Fatalf("%+v, %v; she is %s", done, err, nameOf(t, engine, sri))
	}
	if _, err := engine.History.Undo(ctx, done.By); err != nil || nameOf(t, engine, sri) != "Sri Wahyuni" {
		t.Errorf("the undo was not undone: %v; she is %s", err, nameOf(t, engine, sri))
	}
	if hits, err := engine.People.Search(ctx, "wahyuni", 5); err != nil || len(hits) != 1 {
		t.Errorf("search finds %v, %v", hits, err)
	}
	sound(t, engine)
}

func nameOf(t checker, engine *core.Engine, who people.Ordinal) string {
	t.Helper()
	known, err := engine.People.Get(context.Background(), who)
	if err != nil {
		t.Fatal(err)
	}
	return known.Name
}

func TestWhatWasChangedSinceIsNotTakenBack(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	rename(t, engine, sri, "Sri W.")
	editions, err := engine.History.Of(ctx, core.Code(sri), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	rename(t, engine, sri, "Sri Wahyuni")
	if _, err := engine.History.Undo(ctx, editions[0].Entry); fault.KindOf(err) != fault.KindConflict || !strings.Contains(err.Error(), "C-00001") {
		t.Errorf("the earlier edit was taken back: %v", err)
	}
	if err := engine.History.RestoreField(ctx, core.Code(sri), "name", editions[0].Entry); err != nil || nameOf(t, engine, sri) != "Sri" {
		t.Errorf("the old name is not restored: %v; she is %s", err, nameOf(t, engine, sri))
	}
	for field, kind := range map[string]fault.Kind{"ordinal": fault.KindInvalid, "shoe_size": fault.KindInvalid, "": fault.KindInvalid} {
		if err := engine.History.RestoreField(ctx, core.Code(sri), field, editions[0].Entry); fault.KindOf(err) != kind {
			t.Errorf("restoring %q: %v, want %s", field, err, kind)
		}
	}
	sound(t, engine)
}

func TestAnOrderIsTakenBackWithItsPoints(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	if _, err := engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 50_000}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.History.Undo(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if got := balance(t, engine, sri); got != 0 {
		t.Errorf("%d points are left", got)
	}
	sound(t, engine)
	if _, err := engine.History.Undo(ctx, 0); err == nil {
		t.Error("she was taken back though points came and went under her name")
	}
	sound(t, engine)
}

func TestWhatCannotBeUndoneSaysSo(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	if _, err := engine.History.Undo(ctx, 0); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("in a new shop: %v", err)
	}
	take(t, engine, "customer,date,amount\nSari,2026-03-10,50000\n")
	for seq, kind := range map[uint64]fault.Kind{1: fault.KindForbidden, 2: fault.KindForbidden, 3: fault.KindForbidden, 99: fault.KindNotFound} {
		if _, err := engine.History.Undo(ctx, seq); fault.KindOf(err) != kind {
			t.Errorf("undo %d: %v, want %s", seq, err, kind)
		}
	}
	if _, err := engine.History.Of(ctx, "X-1", 0, 5); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("the history of X-1: %v", err)
	}
}

// Whatever is done and undone, in whatever order: the indexes, the facts, the
// sets and the trail follow, and a shop whose every change was taken back holds
// what it held before.
func TestWhateverIsUndoneEverythingFollows(t *testing.T) {
	t.Parallel()
	dir, shops := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		shops++
		engine := newShopIn(t, dir+"/"+string(rune('a'+shops%26))+strings.Repeat("x", shops/26), march(14))
		defer engine.Close()
		ctx, people2 := context.Background(), []people.Ordinal{add(t, engine, "Sri"), add(t, engine, "Budi")}
		sri := rapid.SampledFrom(people2)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			switch rapid.IntRange(0, 6).Draw(t, "step") {
			case 0:
				people2 = append(people2, add(t, engine, rapid.SampledFrom([]string{"Sri", "Boedi", "Ani"}).Draw(t, "name")))
				sri = rapid.SampledFrom(people2)
			case 1:
				who, name := sri.Draw(t, "who"), rapid.SampledFrom([]string{"Sri", "Wati"}).Draw(t, "new name")
				_, _ = engine.People.Edit(ctx, who, func(c *people.Customer) error { c.Name = name; return nil })
			case 2:
				_, _ = engine.People.Merge(ctx, sri.Draw(t, "keep"), sri.Draw(t, "lose"), nil, rapid.Bool().Draw(t, "dry"))
			case 3:
				_, _ = engine.Sales.Add(ctx, core.NewOrder{Customer: sri.Draw(t, "buyer"), Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 20_000}}})
			case 4:
				who, other := sri.Draw(t, "who"), sri.Draw(t, "other")
				_, _ = engine.Profiles.Edit(ctx, who, func(p *people.Profile) error {
					p.Referrer, p.Dates = other, []people.Date{{Kind: people.Birthday, Month: 2, Day: 29}}
					return nil
				})
			case 5:
				_, _ = engine.Assets.Add(ctx, people.Asset{Owner: sri.Draw(t, "owner"), Kind: people.Pet, Name: "Kucing", Serial: "1"})
			case 6:
				_, _ = engine.History.Undo(ctx, uint64(rapid.IntRange(0, 12).Draw(t, "entry")))
			}
			sound(t, engine)
		}
	})
}

// What nothing can take back is named; an older change of something else is
// never taken back in its place.
func TestUndoStopsAtTheLastChange(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	number := debt(t, engine, sri)
	pay(t, engine, number, 100_000)
	for name, change := range map[string]func() error{
		"a refund": func() error {
			_, _, err := engine.Payments.Refund(ctx, number, sale.Return{Amount: 5000}, core.NewPayment{Reason: "kotor"})
			return err
		},
		"the segment": func() error { _, err := engine.Segments.Run(ctx, core.RunOptions{}); return err },
		"an import":   func() error { take(t, engine, "nota,tanggal,pelanggan,total\n1,2026-03-01,Dewi,24000\n"); return nil },
	} {
		if err := change(); err != nil {
			t.Fatal(name, err)
		}
		for range 2 {
			_, err := engine.History.Undo(ctx, 0)
			if told := fault.As(err); told == nil || told.Kind != fault.KindForbidden || !strings.Contains(told.Message, "the last change") {
				t.Errorf("after %s: %v", name, err)
			}
		}
	}
	order, err := engine.Sales.Get(ctx, number)
	if err != nil || order.Void != nil || order.Paid != 95_000 {
		t.Errorf("the order is %+v, %v", order, err)
	}
	budi := add(t, engine, "Budi")
	if done, err := engine.History.Undo(ctx, 0); err != nil || done.Subject != core.Code(budi) {
		t.Errorf("a new change: %+v, %v", done, err)
	}
	sound(t, engine)
}
