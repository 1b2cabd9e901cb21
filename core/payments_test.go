package core_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
)

// debt takes an order of 100,000 that is not paid.
func debt(t checker, engine *core.Engine, who people.Ordinal) sale.Number {
	t.Helper()
	nothing := money.Amount(0)
	placed, err := engine.Sales.Add(context.Background(), core.NewOrder{
		Customer: who, Items: []sale.Line{{Item: "Cuci", Quantity: 4, Price: 25_000}}, Paid: &nothing, Work: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return placed.Order.Number
}

func pay(t *testing.T, engine *core.Engine, number sale.Number, amount money.Amount) sale.Order {
	t.Helper()
	_, order, err := engine.Payments.Pay(context.Background(), number, core.NewPayment{Amount: amount})
	if err != nil {
		t.Fatal(err)
	}
	return order
}

func TestPointsComeWhenTheDebtIsPaid(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	number := debt(t, engine, sri)
	pay(t, engine, number, 40_000)
	if got := balance(t, engine, sri); got != 0 {
		t.Errorf("%d points for a debt", got)
	}
	if debts, err := engine.Payments.Debts(ctx, sri, 10); err != nil || debts.Total != 60_000 || debts.Buckets[0].Orders != 1 {
		t.Errorf("owed %+v, %v", debts, err)
	}
	pay(t, engine, number, 60_000)
	if got := balance(t, engine, sri); got == 0 {
		t.Error("no points when it was paid")
	}
	if debts, err := engine.Payments.Debts(ctx, 0, 10); err != nil || debts.Total != 0 {
		t.Errorf("still owed %+v, %v", debts, err)
	}
	sound(t, engine)
}

// Product bug 1: a refund returns the balance to what it was.
//
// Refund of an order returns the balance to its value before the order: Odoo's
// points stayed (257854).
func TestARefundReturnsTheBalanceToWhatItWas(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	pay(t, engine, debt(t, engine, sri), 100_000)
	before := balance(t, engine, sri)
	number := debt(t, engine, sri)
	pay(t, engine, number, 100_000)
	whole := balance(t, engine, sri)
	for range 4 {
		if _, _, err := engine.Payments.Refund(ctx, number, sale.Return{Line: 1, Milli: 1000}, core.NewPayment{Reason: "luntur"}); err != nil {
			t.Fatal(err)
		}
		sound(t, engine)
	}
	if got := balance(t, engine, sri); got != before || whole <= before {
		t.Errorf("%d points before, %d with the order, %d after it was given back", before, whole, got)
	}
	if _, _, err := engine.Payments.Refund(ctx, number, sale.Return{Amount: 1}, core.NewPayment{Reason: "lagi"}); fault.As(err).Field != "amount" {
		t.Errorf("more than all was given back: %v", err)
	}
	card, err := engine.People.Card(ctx, sri)
	if err != nil || card.Facts.NetTotal != 100_000 || card.Facts.OrdersTotal != 1 {
		t.Errorf("facts %+v, %v", card.Facts, err)
	}
}

func TestAVoidOrderIsNoVisitAndItsMoneyGoesBack(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	number := debt(t, engine, sri)
	pay(t, engine, number, 100_000)
	back, order, err := engine.Payments.Void(ctx, number, core.NewPayment{Reason: "salah pelanggan"})
	if err != nil || order.Void == nil || order.Paid != 0 || len(back) != 1 || back[0].Amount != 100_000 {
		t.Fatalf("%+v, %+v, %v", back, order, err)
	}
	if balance(t, engine, sri) != 0 {
		t.Error("points are left")
	}
	till, err := engine.Payments.Till(ctx, march(14).at.Add(-time.Hour), march(14).at.Add(time.Hour))
	if err != nil || till["cash"] != (core.InOut{In: 100_000, Out: 100_000}) {
		t.Errorf("the till: %+v, %v", till, err)
	}
	if _, _, err := engine.Payments.Void(ctx, number, core.NewPayment{Reason: "lagi"}); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("void twice: %v", err)
	}
	if _, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 1}); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("paid though void: %v", err)
	}
	sound(t, engine)
}

// Product bug 3: the same sale or payment twice changes nothing.
//
// Replaying the same sale or payment changes nothing: Odoo counted it twice
// (222372, 270532).
func TestADoubleClickIsOneSaleAndOnePayment(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, nothing := add(t, engine, "Sri"), money.Amount(0)
	given := core.NewOrder{Customer: sri, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 50_000}}, Paid: &nothing, Key: "klik-1"}
	first, err := engine.Sales.Add(ctx, given)
	if err != nil {
		t.Fatal(err)
	}
	again, err := engine.Sales.Add(ctx, given)
	if err != nil || !again.Again || again.Order.Number != first.Order.Number {
		t.Errorf("%+v, %v", again, err)
	}
	given.Items = []sale.Line{{Item: "Cuci", Quantity: 2, Price: 50_000}}
	if _, err := engine.Sales.Add(ctx, given); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("another order with the same key: %v", err)
	}
	for range 3 {
		if _, _, err := engine.Payments.Pay(ctx, first.Order.Number, core.NewPayment{Amount: 50_000, Key: "bayar-1"}); err != nil {
			t.Fatal(err)
		}
	}
	if payments, err := engine.Payments.Of(ctx, first.Order.Number); err != nil || len(payments) != 1 {
		t.Errorf("%d payments, %v", len(payments), err)
	}
	if _, _, err := engine.Payments.Pay(ctx, first.Order.Number, core.NewPayment{Amount: 1, Key: "bayar-1"}); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("another payment with the same key: %v", err)
	}
	sound(t, engine)
}

func TestTheWalletNeverGoesBelowNothing(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	if _, err := engine.Payments.TopUp(ctx, sri, core.NewPayment{Amount: 70_000}); err != nil {
		t.Fatal(err)
	}
	number := debt(t, engine, sri)
	if _, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 70_001, Method: sale.Wallet}); fault.As(err).Field != "amount" {
		t.Errorf("more than the wallet holds: %v", err)
	}
	if _, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 70_000, Method: sale.Wallet}); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Payments.PayOut(ctx, sri, core.NewPayment{Amount: 1}); fault.As(err).Field != "amount" {
		t.Errorf("out of an empty wallet: %v", err)
	}
	if _, _, err := engine.Payments.Refund(ctx, number, sale.Return{Amount: 20_000}, core.NewPayment{Method: sale.Wallet, Reason: "sobek"}); err != nil {
		t.Fatal(err)
	}
	if held, err := engine.Payments.Wallet(ctx, sri); err != nil || held != 20_000 {
		t.Errorf("the wallet holds %d, %v", held, err)
	}
	sound(t, engine)
}

func TestAPaymentThatWasAMistakeIsReversedAndItsUndoToo(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	number := debt(t, engine, sri)
	paid, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	done, err := engine.History.Undo(ctx, 0)
	if err != nil || done.Action != "order.pay" || done.By == 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	if _, err := engine.Payments.Reverse(ctx, paid.Number, "lagi", 0); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("reversed twice: %v", err)
	}
	order, err := engine.Sales.Get(ctx, number)
	if err != nil || order.Owed() != 100_000 || balance(t, engine, sri) != 0 {
		t.Errorf("owed %d, %v, %d points", order.Owed(), err, balance(t, engine, sri))
	}
	sound(t, engine)
}

// Product bug 14: a chair is not booked twice.
//
// No double booking of a chair (EasyAppointments 1783), also when eight ask at
// once.
func TestNoDoubleBookingOfAChair(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	given := sale.Appointment{Customer: sri, What: "Potong", Resource: "kursi 1", Start: engine.Now().Add(2 * time.Hour), Minutes: 30, After: 10}
	var booked, refused sync.Map
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			if made, err := engine.Appointments.Make(ctx, given, false); err == nil {
				booked.Store(i, made)
			} else if fault.KindOf(err) == fault.KindConflict {
				refused.Store(i, err)
			}
		})
	}
	all.Wait()
	if took, lost := sizeOf(&booked), sizeOf(&refused); took != 1 || lost != 7 {
		t.Errorf("%d have the chair, %d were refused", took, lost)
	}
	free, err := engine.Appointments.Free(ctx, given, engine.Now(), 3)
	if err != nil || len(free) != 3 {
		t.Fatal(free, err)
	}
	given.Start = free[2]
	if _, err := engine.Appointments.Make(ctx, given, false); err != nil {
		t.Errorf("what is said to be free is not: %v", err)
	}
	given.Start = engine.Now().Add(14 * time.Hour)
	if _, err := engine.Appointments.Make(ctx, given, false); fault.As(err).Field != "start" {
		t.Errorf("at midnight: %v", err)
	}
	sound(t, engine)
}

func sizeOf(m *sync.Map) (n int) {
	m.Range(func(any, any) bool { n++; return true })
	return n
}

func TestAnOrderThatIsReadyKeepsItsPromise(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri := add(t, engine, "Sri")
	number := debt(t, engine, sri)
	made, err := engine.Promises.Make(ctx, core.NewPromise{Customer: sri, Kind: promise.Ready, Text: "besok sore", About: core.Nota(number), Due: now.at.Add(30 * time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	for _, state := range []string{"washing", "drying", "packing", "ready"} {
		if _, err := engine.Sales.Move(ctx, number, state, 0); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := engine.Promises.Get(ctx, made.Promise.Number); err != nil || kept.Status != promise.Kept {
		t.Errorf("the promise is %s, %v", kept.Status, err)
	}
	now.at = now.at.AddDate(0, 0, 8)
	waits, err := engine.Sales.Unclaimed(ctx)
	if err != nil || len(waits.Due) != 1 || waits.Due[0].Step.What != "task" || waits.Shelves[3].Orders != 1 {
		t.Errorf("%+v, %v", waits, err)
	}
	if _, err := engine.Sales.Remind(ctx, number); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Sales.Remind(ctx, number); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("reminded twice: %v", err)
	}
	sound(t, engine)
}

func TestAPriceBeginsAndTheNotaKeepsItsOwn(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	item, err := engine.Catalogue.Add(ctx, sale.Item{Type: sale.Service, Name: "Jas"}, sale.Price{Amount: 25_000})
	if err != nil {
		t.Fatal(err)
	}
	err = engine.Catalogue.SetPrice(ctx, sale.Price{Item: item.Number, Amount: 30_000, From: now.at.AddDate(0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	costs := func(list string, want money.Amount) {
		t.Helper()
		if price, err := engine.Catalogue.Price(ctx, item.Number, list, now.at); err != nil || price.Amount != want {
			t.Errorf("%s costs %d, %v, want %d", list, price.Amount, err, want)
		}
	}
	costs("", 25_000)
	line, err := engine.Catalogue.Line(ctx, item.Number, 1000, "")
	if err != nil {
		t.Fatal(err)
	}
	now.at = now.at.AddDate(0, 0, 2)
	costs("", 30_000)
	costs("express", 30_000) // a list with no price of its own
	if _, err := engine.Catalogue.Line(ctx, item.Number, 1000, "expres"); fault.KindOf(err) != fault.KindNotFound || fault.As(err).Field != "list" {
		t.Errorf("a list that is misspelt: %v", err)
	}
	if line.Price != 25_000 || line.Item != "Jas" {
		t.Errorf("the line of then is %+v", line)
	}
	if found, err := engine.Catalogue.Find(ctx, "JAS"); err != nil || found.Number != item.Number {
		t.Errorf("%+v, %v", found, err)
	}
	sound(t, engine)
}

// Whatever is paid, given back, reversed and void: nobody owes less than
// nothing, the wallet holds no less, and what is in the till is what the orders
// and the wallets hold.
func TestMoneyIsNeitherMadeNorLost(t *testing.T) {
	t.Parallel()
	dir, shops := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		shops++
		engine := newShopIn(t, dir+"/"+time.Duration(shops).String(), march(14))
		defer engine.Close()
		ctx, sri := context.Background(), add(t, engine, "Sri")
		var orders []sale.Number
		for range 3 {
			orders = append(orders, debt(t, engine, sri))
		}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			number := rapid.SampledFrom(orders).Draw(t, "order")
			given := core.NewPayment{
				Amount: money.Amount(rapid.Int64Range(-1, 120_000).Draw(t, "amount")), Reason: "uji",
				Method: rapid.SampledFrom([]sale.Method{"cash", "qris", sale.Wallet}).Draw(t, "method"),
			}
			switch rapid.IntRange(0, 6).Draw(t, "step") {
			case 0, 1:
				_, _, _ = engine.Payments.Pay(ctx, number, given)
			case 2:
				_, _, _ = engine.Payments.Refund(ctx, number, sale.Return{Amount: given.Amount}, given)
			case 3:
				_, _ = engine.Payments.TopUp(ctx, sri, given)
			case 4:
				_, _ = engine.Payments.PayOut(ctx, sri, given)
			case 5:
				_, _, _ = engine.Payments.Void(ctx, number, given)
			case 6:
				_, _ = engine.History.Undo(ctx, 0)
			}
			balanced(t, engine, sri, orders)
		}
		sound(t, engine)
	})
}

// balanced compares the till with what the orders and the wallet hold.
func balanced(t checker, engine *core.Engine, who people.Ordinal, orders []sale.Number) {
	t.Helper()
	ctx := context.Background()
	till, err := engine.Payments.Till(ctx, engine.Now().Add(-time.Hour), engine.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	var drawer, held money.Amount
	for method, flow := range till {
		if method != sale.Wallet {
			drawer += flow.In - flow.Out
		}
	}
	for _, number := range orders {
		order, err := engine.Sales.Get(ctx, number)
		if err != nil || order.Owed() < 0 || order.Paid < 0 {
			t.Fatal(order, err)
		}
		held += order.Paid
	}
	wallet, err := engine.Payments.Wallet(ctx, who)
	if err != nil || wallet < 0 || drawer != held+wallet {
		t.Fatalf("the till holds %d, orders %d and the wallet %d (%v)", drawer, held, wallet, err)
	}
}
