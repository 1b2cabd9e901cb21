package core_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

// must returns what was done, or fails.
func must[T any](t *testing.T) func(T, error) T {
	return func(done T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
}

// refuses fails unless an error is of a kind and about a field.
func refuses(t *testing.T, doing string, err error, kind fault.Kind, field string) {
	t.Helper()
	if fault.KindOf(err) != kind || fault.As(err).Field != field {
		t.Errorf("%s: %v, want %s %s", doing, err, kind, field)
	}
}

func TestACustomerMayHaveTheSameNumberTwice(t *testing.T) {
	engine := newShop(t, march(14))
	_, _, err := engine.People.Add(context.Background(), core.NewCustomer{Name: "Sri", Phones: []string{"0812-3456-7890", "0812 3456 7890"}})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, engine)
}

func TestWhatARecordNamesIsThereAlsoAfterAnEdit(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	suit := must[people.Asset](t)(engine.Assets.Add(ctx, people.Asset{Owner: sri, Kind: people.Garment, Name: "Jas"}))
	_, err := engine.Assets.Edit(ctx, suit.Number, func(a *people.Asset) error { a.Owner = 77; return nil })
	refuses(t, "a suit of nobody", err, fault.KindNotFound, "customer")
	_, err = engine.Groups.Add(ctx, people.Group{Kind: people.Household, Name: "Keluarga", Payer: 77})
	refuses(t, "a group that nobody pays for", err, fault.KindNotFound, "payer")
	dewi := must[staff.Member](t)(engine.Staff.Add(ctx, staff.Member{Name: "Dewi"}))
	_, err = engine.Staff.Edit(ctx, dewi.Number, func(m *staff.Member) error { m.Department = 9; return nil })
	refuses(t, "staff of no department", err, fault.KindNotFound, "department")
	_, err = engine.Promises.Make(ctx, core.NewPromise{Department: 9, Kind: promise.Internal, Text: "Cuci", Due: march(14).at.Add(time.Hour), Why: "pasti"})
	refuses(t, "a promise to no department", err, fault.KindNotFound, "department")
}

func TestWhatOthersNeedIsNotUndone(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	undo := func(what string, seq uint64) {
		t.Helper()
		_, err := engine.History.Undo(ctx, seq)
		refuses(t, "undo of "+what+" that others need", err, fault.KindConflict, what)
	}
	dewi := must[staff.Member](t)(engine.Staff.Add(ctx, staff.Member{Name: "Dewi"}))                                                                         // entry 3
	ticket := must[care.Ticket](t)(engine.Tickets.Open(ctx, core.NewTicket{Type: care.Problem, Customer: sri, Title: "Kancing hilang", Owner: dewi.Number})) // 4
	must[care.Interaction](t)(engine.Interactions.Log(ctx, care.Interaction{Customer: sri, Kind: "problem", Channel: "phone", Ticket: ticket.Number}))
	undo("staff", 3)
	undo("ticket", 4)
	suit := must[people.Asset](t)(engine.Assets.Add(ctx, people.Asset{Owner: sri, Kind: people.Garment, Name: "Jas"})) // 6
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Asset: suit.Number, Items: []sale.Line{{Item: "Cuci", Quantity: 1}}}))
	undo("asset", 6)
	steps := must[knowledge.Checklist](t)(engine.Checklists.Add(ctx, knowledge.Checklist{Name: "Buka", Moment: "opening", Steps: []string{"Lampu"}})) // 8
	must[knowledge.Run](t)(engine.Checklists.Begin(ctx, steps.Number, 0))
	undo("checklist", 8)
	item := must[sale.Item](t)(engine.Catalogue.Add(ctx, sale.Item{Type: sale.Service, Name: "Cuci"}, sale.Price{Amount: 8000})) // 10
	must[sale.Wait](t)(engine.Catalogue.Await(ctx, sale.Wait{Customer: sri, Item: item.Number}))
	undo("item", 10)
	rina, _, err := engine.People.Add(ctx, core.NewCustomer{Name: "Rina", Kind: people.Internal}) // 12
	if err != nil {
		t.Fatal(err)
	}
	must[staff.Member](t)(engine.Staff.Add(ctx, staff.Member{Name: "Rina", Customer: rina.Ordinal}))
	undo("customer", 12)
	sound(t, engine)
}

// An edit that is undone may not bring back what has become impossible: here two
// customers who brought each other, which no edit of theirs would get past.
func TestAnUndoBringsBackNobodyWhoBroughtHerself(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, budi := add(t, engine, "Sri"), add(t, engine, "Budi")
	brought := func(who, by people.Ordinal) {
		t.Helper()
		must[people.Profile](t)(engine.Profiles.Edit(ctx, who, func(p *people.Profile) error { p.Referrer = by; return nil }))
	}
	brought(sri, budi) // entry 4
	brought(sri, 0)    // entry 5
	brought(budi, sri)
	_, err := engine.History.Undo(ctx, 5)
	refuses(t, "an undo", err, fault.KindInvalid, "referrer")
	refuses(t, "a restored field", engine.History.RestoreField(ctx, core.Code(sri), "referrer", 5), fault.KindInvalid, "referrer")
	sound(t, engine)
}

// Product bug 14: also by giving one field an older value.
func TestARestoredTimeDoesNotBookAChairTwice(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, at := add(t, engine, "Sri"), march(15).at.Add(5*time.Hour)
	book := func(at time.Time) sale.Appointment {
		return must[sale.Appointment](t)(engine.Appointments.Make(ctx, sale.Appointment{Customer: sri, What: "Potong", Resource: "Kursi 1", Start: at, Minutes: 30}, false))
	}
	first := book(at)
	must[sale.Appointment](t)(engine.Appointments.Move(ctx, first.Number, false, func(a *sale.Appointment) error { a.Start = at.Add(time.Hour); return nil })) // 4
	book(at)
	refuses(t, "the restored time", engine.History.RestoreField(ctx, "J-1", "start", 4), fault.KindConflict, "start")
	refuses(t, "the restored state", engine.History.RestoreField(ctx, "J-1", "status", 4), fault.KindInvalid, "field")
	sound(t, engine)
}

func TestAMergeIsNotTakenBackByAField(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, twin := add(t, engine, "Sri"), add(t, engine, "Sri W.")
	if _, err := engine.People.Merge(ctx, sri, twin, nil, false); err != nil { // entry 4
		t.Fatal(err)
	}
	refuses(t, "the restored alias", engine.History.RestoreField(ctx, core.Code(twin), "into", 4), fault.KindInvalid, "field")
	_, err := engine.Profiles.Edit(ctx, twin, func(p *people.Profile) error { p.Source = "teman"; return nil })
	refuses(t, "what is known of an alias", err, fault.KindConflict, "customer")
}

// A double click leaves an entry that changed nothing: the last change is the
// one before it.
func TestUndoGoesPastADoubleClick(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	order := core.NewOrder{Customer: sri, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 8000}}, Key: "klik"}
	nothing := money.Amount(0)
	order.Paid = &nothing
	placed := must[core.Placed](t)(engine.Sales.Add(ctx, order)) // entry 3
	must[core.Placed](t)(engine.Sales.Add(ctx, order))           // writes none
	for range 2 {                                                // entries 4 and 5
		if _, _, err := engine.Payments.Pay(ctx, placed.Order.Number, core.NewPayment{Amount: 8000, Key: "bayar"}); err != nil {
			t.Fatal(err)
		}
	}
	done, err := engine.History.Undo(ctx, 0)
	if err != nil || done.Entry != 4 {
		t.Errorf("undo took back %d, %v; want 4", done.Entry, err)
	}
}

func TestAnItemThatIsSoldIsNotUndone(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri") // entry 2
	item := must[sale.Item](t)(engine.Catalogue.Add(ctx, sale.Item{Type: sale.Service, Name: "Cuci"}, sale.Price{Amount: 8000}))
	line := must[sale.Line](t)(engine.Catalogue.Line(ctx, item.Number, 1000, ""))
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: []sale.Line{line}})) // entry 4
	_, err := engine.History.Undo(ctx, 3)
	refuses(t, "the item that was sold", err, fault.KindConflict, "item")
	if !strings.Contains(err.Error(), "K-0001 stands in N-000001") {
		t.Errorf("it does not say where it stands: %v", err)
	}
	must[sale.Item](t)(engine.Catalogue.Add(ctx, sale.Item{Type: sale.Service, Name: "Setrika"}, sale.Price{Amount: 5000})) // entry 5
	must[core.Undone](t)(engine.History.Undo(ctx, 5))                                                                       // nothing names it
	sound(t, engine)
}
