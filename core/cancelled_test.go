package core_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// worked takes an order of 100,000 with work to do, of which some is paid.
func worked(t *testing.T, engine *core.Engine, who people.Ordinal, paid money.Amount) sale.Number {
	t.Helper()
	placed := must[core.Placed](t)(engine.Sales.Add(context.Background(), core.NewOrder{Customer: who, Items: washes(4, 25_000), Paid: &paid, Work: true}))
	return placed.Order.Number
}

func TestACancelledOrderIsNoDebtNoVisitAndEarnsNothing(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	number := worked(t, engine, sri, 20_000)
	must[sale.Order](t)(engine.Sales.Move(ctx, number, "cancelled", 0))
	if debts := must[core.Debts](t)(engine.Payments.Debts(ctx, sri, 10)); debts.Total != 0 {
		t.Errorf("%d is owed for what was cancelled", debts.Total)
	}
	_, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{})
	refuses(t, "paying for what was cancelled", err, fault.KindConflict, "order")
	if card := must[core.Listed](t)(engine.People.Card(ctx, sri)); card.Facts.OrdersTotal != 0 || card.Facts.NetTotal != 0 {
		t.Errorf("it counts as a visit: %+v", card.Facts)
	}
	_, order, err := engine.Payments.Refund(ctx, number, sale.Return{Amount: 20_000}, core.NewPayment{Reason: "batal"})
	if err != nil || order.Paid != 0 {
		t.Errorf("the down payment went back: %+v, %v", order, err)
	}
	sound(t, engine)
}

func TestCancellingTakesThePointsOfAPaidOrderAndUndoingItBringsThemBack(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	number := worked(t, engine, sri, 100_000)
	had := balance(t, engine, sri)
	must[sale.Order](t)(engine.Sales.Move(ctx, number, "cancelled", 0))
	if got := balance(t, engine, sri); got != 0 || had == 0 {
		t.Errorf("%d points before, %d after it was cancelled", had, got)
	}
	sound(t, engine)
	must[core.Undone](t)(engine.History.Undo(ctx, 0))
	must[core.Retried](t)(engine.Loyalty.Retry(ctx))
	if got := balance(t, engine, sri); got != had {
		t.Errorf("%d points after the undo, want %d", got, had)
	}
	sound(t, engine)
}

func TestAQuoteCanBeTakenUpAgainAfterItsOrderWasAMistake(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	quote := must[sale.Quote](t)(engine.Quotes.Make(ctx, sale.Quote{Customer: sri, Lines: washes(1, 90_000), Until: march(20).at}))
	for range 2 {
		must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Quote: quote.Number}))
		must[core.Undone](t)(engine.History.Undo(ctx, 0))
		if now := must[sale.Quote](t)(engine.Quotes.Get(ctx, quote.Number)); now.Order != 0 || now.Answer != sale.Considering {
			t.Fatalf("the quote is %+v", now)
		}
	}
	must[sale.Quote](t)(engine.Quotes.Answer(ctx, quote.Number, sale.TakenUp, ""))
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Quote: quote.Number}))
	must[core.Undone](t)(engine.History.Undo(ctx, 0))
	if now := must[sale.Quote](t)(engine.Quotes.Get(ctx, quote.Number)); now.Order != 0 || now.Answer != sale.TakenUp {
		t.Errorf("once she had accepted it is %+v", now)
	}
	sound(t, engine)
}

func TestAVoidOrderGivesBackByEachWayThatItWasPaid(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	must[sale.Payment](t)(engine.Payments.TopUp(ctx, sri, core.NewPayment{Amount: 30_000}))
	number := worked(t, engine, sri, 70_000)
	_, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 30_000, Method: sale.Wallet})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = engine.Payments.Refund(ctx, number, sale.Return{Amount: 80_000}, core.NewPayment{Reason: "luntur"})
	refuses(t, "a refund that no one way brought", err, fault.KindInvalid, "method")
	back, _, err := engine.Payments.Void(ctx, number, core.NewPayment{Reason: "salah"})
	if err != nil || len(back) != 2 || back[0].Method != sale.Wallet || back[0].Amount != 30_000 || back[1].Method != sale.Cash || back[1].Amount != 70_000 {
		t.Errorf("went back: %+v, %v", back, err)
	}
	if held := must[money.Amount](t)(engine.Payments.Wallet(ctx, sri)); held != 30_000 {
		t.Errorf("the wallet holds %d", held)
	}
	sound(t, engine)
}

func TestCashThatSettlesADebtIsRounded(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	if err := engine.Sales.SetWorkshop(ctx, core.Workshop{RoundTo: 500}); err != nil {
		t.Fatal(err)
	}
	sri, part := add(t, engine, "Sri"), money.Amount(5_000)
	placed := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(1, 12_340), Paid: &part}))
	made, order, err := engine.Payments.Pay(ctx, placed.Order.Number, core.NewPayment{})
	if err != nil || made.Amount != 7_500 || order.Owed() != 0 || order.Rounding != 160 {
		t.Errorf("paid %d, rounded by %d, %d owed, %v", made.Amount, order.Rounding, order.Owed(), err)
	}
	sound(t, engine)
}

func TestAMergeStaysWhoseWalletWasSpentAsOne(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, wahyuni := two(t, engine)
	must[sale.Payment](t)(engine.Payments.TopUp(ctx, wahyuni.Ordinal, core.NewPayment{Amount: 30_000}))
	done := must[core.Merged](t)(engine.People.Merge(ctx, sri.Ordinal, wahyuni.Ordinal, nil, false))
	if done.Wallet != 30_000 || done.Orders != 1 {
		t.Errorf("what came along: %+v", done.Moved)
	}
	merged := must[[]core.Edition](t)(engine.History.Of(ctx, core.Code(sri.Ordinal), 0, 1))[0].Entry
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri.Ordinal, Items: washes(1, 20_000), Method: sale.Wallet}))
	_, err := engine.History.Undo(ctx, merged)
	refuses(t, "parting them", err, fault.KindConflict, "entry")
	sound(t, engine)
	must[sale.Payment](t)(engine.Payments.TopUp(ctx, sri.Ordinal, core.NewPayment{Amount: 20_000}))
	must[core.Undone](t)(engine.History.Undo(ctx, merged))
	if held := must[money.Amount](t)(engine.Payments.Wallet(ctx, wahyuni.Ordinal)); held != 30_000 {
		t.Errorf("her wallet holds %d", held)
	}
	sound(t, engine)
}
