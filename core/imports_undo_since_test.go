package core_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

// cdnow are some lines of the orders of a shop of long ago.
func cdnow(t *testing.T, from, to int) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", "CDNOW_master.txt"))
	if err != nil {
		t.Fatalf("the CDNOW orders are needed beside the project: %v", err)
	}
	return strings.Join(strings.SplitAfter(string(text), "\n")[from:to], "")
}

func takeCDNOW(t *testing.T, shop *core.Engine, rows string) core.Batch {
	t.Helper()
	return must[core.Batch](t)(shop.Imports.Run(context.Background(), strings.NewReader(rows), core.ImportOptions{
		Kind: intake.Orders, Columns: []string{"customer", "date", "quantity", "amount"}, DateFormat: "20060102", Dialect: exchange.Dialect{Format: exchange.Spaces},
	}))
}

// picture is what a shop knows of its customers, without numbers.
func picture(t *testing.T, shop *core.Engine) map[string]string {
	t.Helper()
	ctx, seen := context.Background(), map[string]string{}
	listed, total, err := shop.People.List(ctx, core.Pick{}, 0, 100_000)
	if err != nil || len(listed) != total {
		t.Fatalf("%d of %d customers, %v", len(listed), total, err)
	}
	for _, one := range listed {
		orders, _, err := shop.Sales.Of(ctx, one.Customer.Ordinal, "", 1000)
		if err != nil {
			t.Fatal(err)
		}
		said, err := shop.Loyalty.Statement(ctx, one.Customer.Ordinal, shop.Now(), 0)
		if err != nil {
			t.Fatal(err)
		}
		one.Facts.Ordinal = 0
		text := fmt.Sprintf("%s %v %v %+v %d %s %v", one.Customer.Name, one.Customer.Phones, one.Customer.Tags, one.Facts, said.Points, said.Tier, said.Expiring)
		for _, order := range orders {
			text += fmt.Sprintf("; %s %d %d", order.At, order.Total, len(order.Lines))
		}
		seen[one.Customer.Refs[0].Ref] = text
	}
	return seen
}

func TestCDNOWImportedUndoneAndImportedIsCDNOWImported(t *testing.T) {
	first, second := cdnow(t, 1, 1500), cdnow(t, 1480, 3000) // some rows stand in both, and so do customers
	once := newKeptShop(t, t.TempDir(), march(14), "USD")
	takeCDNOW(t, once.Engine, first)
	want := takeCDNOW(t, once.Engine, second)

	shop := newKeptShop(t, t.TempDir(), march(14), "USD")
	takeCDNOW(t, shop.Engine, first)
	before := shop.records(t)
	done := unimport(t, shop.Engine, takeCDNOW(t, shop.Engine, second).Number)
	if done.Removed != want.Created || done.Customers != want.CustomersCreated || done.Staying != 0 {
		t.Errorf("undone: %+v of %+v", done.BatchUndo, want)
	}
	if diff := gocmp.Diff(before, shop.records(t)); diff != "" {
		t.Fatalf("something is left behind (-before +after):\n%s", diff)
	}
	sound(t, shop.Engine)
	got := takeCDNOW(t, shop.Engine, second)
	if got.Created != want.Created || got.Unchanged != want.Unchanged || got.CustomersCreated != want.CustomersCreated {
		t.Errorf("imported again: %+v, want the counts of %+v", got, want)
	}
	if diff := gocmp.Diff(picture(t, once.Engine), picture(t, shop.Engine)); diff != "" {
		t.Errorf("import, undo, import is not one import (-once +again):\n%s", diff)
	}
	sound(t, shop.Engine)
	proves(t, shop.Engine)
}

// Cut off after any of its pieces, by a cancel or a kill, it goes on from there.
func TestAnUndoThatIsCutOffGoesOnFromThere(t *testing.T) {
	shop := newKeptShop(t, t.TempDir(), march(14), "USD")
	takeCDNOW(t, shop.Engine, cdnow(t, 1, 300))
	before := shop.records(t)
	batch := takeCDNOW(t, shop.Engine, cdnow(t, 290, 900))
	cuts, removed := 0, 0
	for {
		ctx, stop := context.WithCancel(context.Background())
		pieces := 0
		done, err := shop.Imports.Undo(ctx, batch.Number, core.UndoOptions{Progress: func(int, int) {
			if pieces++; pieces == 2 {
				stop()
			}
		}})
		stop()
		if err == nil {
			removed = done.Removed
			break
		}
		if fault.KindOf(err) != fault.KindUnavailable || !strings.Contains(err.Error(), "goes on from there") {
			t.Fatal(err)
		}
		cuts++
		sound(t, shop.Engine)
		if list := must[[]core.Batch](t)(shop.Imports.List(context.Background())); list[0].Undo == nil || list[0].Undo.Done {
			t.Errorf("cut off it is listed as %+v", list[0].Undo)
		}
		if err := shop.Close(); err != nil {
			t.Fatal(err)
		}
		if shop.Engine, err = core.Open(context.Background(), shop.dir, shop.config()); err != nil {
			t.Fatal(err)
		}
	}
	if cuts < 5 || removed != batch.Created {
		t.Errorf("cut off %d times, %d removed of %d", cuts, removed, batch.Created)
	}
	if diff := gocmp.Diff(before, shop.records(t)); diff != "" {
		t.Fatalf("something is left behind (-before +after):\n%s", diff)
	}
	sound(t, shop.Engine)
}

func TestAnImportIsUndoneOnceAndOnlyWhenItIsIn(t *testing.T) {
	shop, ctx := newShop(t, march(14)), context.Background()
	undo := func(number uint64) error {
		_, err := shop.Imports.Undo(ctx, number, core.UndoOptions{})
		return err
	}
	refuses(t, "an import that never was", undo(7), fault.KindNotFound, "batch")
	while := errors.New("it was not tried")
	batch := must[core.Batch](t)(shop.Imports.Run(ctx, notas(100), core.ImportOptions{Kind: intake.Orders, Progress: func(int64, int64) { while = undo(1) }}))
	refuses(t, "an import that goes on", while, fault.KindConflict, "batch")
	_, err := shop.History.Undo(ctx, 0)
	refuses(t, "the last change, which is an import", err, fault.KindForbidden, "entry")
	if !strings.Contains(err.Error(), "raja import undo I-00001") {
		t.Errorf("it does not say how: %v", err)
	}
	if err := undo(batch.Number); err != nil {
		t.Fatal(err)
	}
	refuses(t, "what was undone", undo(batch.Number), fault.KindConflict, "batch")
	_, err = shop.Imports.Undo(ctx, batch.Number, core.UndoOptions{DryRun: true})
	refuses(t, "a preview of what was undone", err, fault.KindConflict, "batch")
	if _, err = shop.History.Undo(ctx, 0); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("the change before the import that was undone: %v", err)
	}
	sound(t, shop)
}

// imported is a file of three customers with an order each, taken in.
func imported(t *testing.T, shop *core.Engine) (batch core.Batch, who func(name string) people.Ordinal) {
	t.Helper()
	batch = take(t, shop, "nota;nama;tanggal;total\n1;Sri;01/03/2026;100.000\n2;Budi;02/03/2026;200.000\n3;Wati;03/03/2026;300.000\n")
	return batch, func(name string) people.Ordinal {
		return must[people.Customer](t)(shop.People.Find(context.Background(), "ref:"+name)).Ordinal
	}
}

func TestWhatWasUsedSinceStaysWithItsReason(t *testing.T) {
	ctx := context.Background()
	customers := map[string]struct {
		why core.StayReason
		use func(*testing.T, *core.Engine, people.Ordinal) error
	}{
		"another order": {core.StayOrders, func(_ *testing.T, shop *core.Engine, who people.Ordinal) error {
			_, err := shop.Sales.Add(ctx, core.NewOrder{Customer: who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 8_000}}})
			return err
		}},
		"a promise": {core.StayPromised, func(_ *testing.T, shop *core.Engine, who people.Ordinal) error {
			_, err := shop.Promises.Make(ctx, core.NewPromise{Customer: who, Kind: promise.Ready, Text: "Jas", Due: march(15).at, Why: "pasti"})
			return err
		}},
		"a ticket": {core.StayTickets, func(t *testing.T, shop *core.Engine, who people.Ordinal) error {
			_, err := shop.Tickets.Open(ctx, core.NewTicket{Type: care.Problem, Customer: who, Title: "Kancing", Owner: hire(t, shop, "Dewi", staff.Owner)})
			return err
		}},
		"a deposit": {core.StayWallet, func(_ *testing.T, shop *core.Engine, who people.Ordinal) error {
			_, err := shop.Payments.TopUp(ctx, who, core.NewPayment{Amount: 50_000})
			return err
		}},
		"points": {core.StayPoints, func(_ *testing.T, shop *core.Engine, who people.Ordinal) error {
			_, err := shop.Loyalty.Adjust(ctx, core.Adjustment{Customer: who, Points: 3, Reason: "hadiah"})
			return err
		}},
		"a merge": {core.StayMerged, func(t *testing.T, shop *core.Engine, who people.Ordinal) error {
			_, err := shop.People.Merge(ctx, add(t, shop, "Sri W."), who, nil, false)
			return err
		}},
		"a new name": {core.StayChanged, func(_ *testing.T, shop *core.Engine, who people.Ordinal) error {
			_, err := shop.People.Edit(ctx, who, func(c *people.Customer) error { c.Name = "Sri Wahyuni"; return nil })
			return err
		}},
		"what is known of her": {core.StayProfile, func(_ *testing.T, shop *core.Engine, who people.Ordinal) error {
			_, err := shop.Profiles.Edit(ctx, who, func(p *people.Profile) error { p.Source = "teman"; return nil })
			return err
		}},
		"work here": {core.StayStaff, func(t *testing.T, shop *core.Engine, who people.Ordinal) error {
			must[people.Customer](t)(shop.People.Edit(ctx, who, func(c *people.Customer) error { c.Kind = people.Internal; return nil }))
			_, err := shop.Staff.Add(ctx, staff.Member{Name: "Sri", Customer: who})
			must[people.Customer](t)(shop.People.Edit(ctx, who, func(c *people.Customer) error { c.Kind = people.External; return nil }))
			return err
		}},
	}
	for name, one := range customers {
		t.Run(name, func(t *testing.T) {
			shop := newShop(t, march(14))
			batch, who := imported(t, shop)
			sri := who("Sri")
			if err := one.use(t, shop, sri); err != nil {
				t.Fatal(err)
			}
			done := unimport(t, shop, batch.Number)
			if done.Removed != 3 || done.Customers != 2 || len(done.Stays) != 1 || done.Stays[0].Code != core.Code(sri) || done.Stays[0].Why != one.why {
				t.Errorf("undone: %+v, %+v", done.BatchUndo, done.Stays)
			}
			sound(t, shop)
			proves(t, shop)
			again := take(t, shop, "nota;nama;tanggal;total\n1;Sri;01/03/2026;100.000\n2;Budi;02/03/2026;200.000\n3;Wati;03/03/2026;300.000\n")
			if again.Created != 3 || again.CustomersCreated != 2 {
				t.Errorf("imported again: %+v", again)
			}
			sound(t, shop)
		})
	}
}

func TestAnOrderThatWasUsedSinceStaysWithItsReason(t *testing.T) {
	ctx := context.Background()
	orders := map[string]struct {
		why core.StayReason
		use func(*testing.T, *core.Engine, *sale.Order) error
	}{
		"money back": {core.StayChanged, func(t *testing.T, shop *core.Engine, order *sale.Order) error {
			_, _, err := shop.Payments.Refund(ctx, order.Number, sale.Return{Amount: 20_000}, core.NewPayment{Method: sale.Cash, Reason: "luntur"})
			return err
		}},
		"a promise about it": {core.StayPromised, func(t *testing.T, shop *core.Engine, order *sale.Order) error {
			_, err := shop.Promises.Make(ctx, core.NewPromise{Customer: order.Customer, Kind: promise.Ready, Text: "Jas", About: core.Nota(order.Number), Due: march(15).at, Why: "pasti"})
			return err
		}},
		"a ticket about it": {core.StayTickets, func(t *testing.T, shop *core.Engine, order *sale.Order) error {
			_, err := shop.Tickets.Open(ctx, core.NewTicket{Type: care.Problem, Customer: order.Customer, Title: "Kancing", About: core.Nota(order.Number), Owner: hire(t, shop, "Dewi", staff.Owner)})
			return err
		}},
		"its points spent": {core.StaySpent, func(t *testing.T, shop *core.Engine, order *sale.Order) error {
			_, err := shop.Loyalty.Redeem(ctx, core.Spending{Customer: order.Customer, Points: 4})
			return err
		}},
		"the same file with another total": {core.StayImported, func(_ *testing.T, shop *core.Engine, _ *sale.Order) error {
			_, err := shop.Imports.Run(ctx, strings.NewReader("nota;nama;tanggal;total\n1;Sri;01/03/2026;150.000\n"), core.ImportOptions{Kind: intake.Orders})
			return err
		}},
	}
	for name, one := range orders {
		t.Run(name, func(t *testing.T) {
			shop := newShop(t, march(14))
			batch, who := imported(t, shop)
			sri := who("Sri")
			of, _, err := shop.Sales.Of(ctx, sri, "", 1)
			if err != nil {
				t.Fatal(err)
			}
			if err := one.use(t, shop, &of[0]); err != nil {
				t.Fatal(err)
			}
			done := unimport(t, shop, batch.Number)
			if done.Removed != 2 || done.Customers != 2 || len(done.Stays) != 2 || done.Stays[0].Code != core.Nota(of[0].Number) || done.Stays[0].Why != one.why || done.Stays[0].Name != "Sri" {
				t.Errorf("undone: %+v, %+v", done.BatchUndo, done.Stays)
			}
			if owed := must[core.Liability](t)(shop.Loyalty.Liability(ctx)).Owed; owed != 0 {
				t.Errorf("somebody owes %d points", owed)
			}
			sound(t, shop)
			proves(t, shop)
		})
	}
}

// A correction that is undone is taken back with its points, also where the
// order went to somebody else.
func TestACorrectionThatIsUndoneGivesTheOrderAndItsPointsBack(t *testing.T) {
	shop, ctx := newKeptShop(t, t.TempDir(), march(14), "IDR"), context.Background()
	_, who := imported(t, shop.Engine)
	before := shop.records(t)
	points := func(name string, want int64) {
		t.Helper()
		if got := balance(t, shop.Engine, who(name)); got != want {
			t.Errorf("%s has %d points, want %d", name, got, want)
		}
	}
	second := take(t, shop.Engine, "nota;nama;tanggal;total\n1;Budi;05/03/2026;100.000\n2;Budi;02/03/2026;50.000\n4;Agus;02/03/2026;50.000\n")
	points("Sri", 0)
	points("Budi", 15)
	done := unimport(t, shop.Engine, second.Number)
	if done.Removed != 1 || done.Restored != 2 || done.Customers != 1 || done.Staying != 0 {
		t.Errorf("undone: %+v, %v", done.BatchUndo, done.Stays)
	}
	points("Sri", 10)
	points("Budi", 20)
	if diff := gocmp.Diff(before, shop.records(t)); diff != "" {
		t.Errorf("something is left behind (-before +after):\n%s", diff)
	}
	third := take(t, shop.Engine, "nota;nama;tanggal;total\n1;Budi;05/03/2026;100.000\n")
	must[loyalty.Entry](t)(shop.Loyalty.Redeem(ctx, core.Spending{Customer: who("Budi"), Points: 30}))
	done = unimport(t, shop.Engine, third.Number)
	if done.Restored != 0 || len(done.Stays) != 1 || done.Stays[0].Why != core.StaySpent {
		t.Errorf("a correction whose points are spent: %+v, %v", done.BatchUndo, done.Stays)
	}
	sound(t, shop.Engine)
	proves(t, shop.Engine)
}

func TestAFieldThatWasChangedSinceStaysAndIsSaid(t *testing.T) {
	shop, ctx := newShop(t, march(14)), context.Background()
	takeCustomers(t, shop, "ref,nama,telepon,email\n1,Sri,0812-3456-7890,sri@contoh.id\n2,Budi,,\n", nil)
	second := takeCustomers(t, shop, "ref,nama,telepon,email,tag\n1,Sri Wahyuni,0813-1111-2222,baru@contoh.id,kos\n2,Budi S,,,\n3,Wati,,,\n", nil)
	sri := must[people.Customer](t)(shop.People.Find(ctx, "ref:1"))
	must[people.Customer](t)(shop.People.Edit(ctx, sri.Ordinal, func(c *people.Customer) error {
		c.Email, c.Tags = "benar@contoh.id", append(c.Tags, "dikenal")
		return nil
	}))
	done := unimport(t, shop, second.Number)
	if done.Removed != 1 || done.Restored != 2 || len(done.Stays) != 1 || done.Stays[0] != (core.Stay{Code: core.Code(sri.Ordinal), Name: "Sri Wahyuni", Field: "email", Why: core.StayChanged}) {
		t.Errorf("undone: %+v, %+v", done.BatchUndo, done.Stays)
	}
	sri = must[people.Customer](t)(shop.People.Find(ctx, "ref:1"))
	if sri.Name != "Sri" || sri.Email != "benar@contoh.id" || !slices.Equal(sri.Tags, []string{"dikenal"}) || len(sri.Phones) != 1 {
		t.Errorf("she is %+v", sri)
	}
	if hits, err := shop.People.Search(ctx, "wahyuni", 5); err != nil || len(hits) != 0 {
		t.Errorf("the name that was taken back finds %v, %v", hits, err)
	}
	sound(t, shop)
}

// An import that another one came upon is undone field by field, whichever goes
// first.
func TestTwoImportsAreUndoneInEitherOrder(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		shop, ctx := newShop(t, march(14)), context.Background()
		batches := []core.Batch{
			takeCustomers(t, shop, "ref,nama,telepon\n1,Sri,0812-3456-7890\n", nil),
			takeCustomers(t, shop, "ref,nama,telepon\n1,Sri Wahyuni,\n2,Budi,\n", nil),
		}
		for _, at := range order {
			unimport(t, shop, batches[at].Number)
			sound(t, shop)
		}
		left, total, err := shop.People.List(ctx, core.Pick{}, 0, 10)
		want := map[bool]int{true: 1, false: 0}[order[0] == 0] // Sri was changed by the other, and stays
		if err != nil || total != want {
			t.Errorf("undone in the order %v, %d are left: %+v, %v", order, total, left, err)
		}
	}
}
