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

// roundsTo100 is a shop whose cash goes in steps of a hundred, with a customer.
func roundsTo100(t *testing.T) (*core.Engine, people.Ordinal) {
	engine := newShop(t, march(14))
	if err := engine.Sales.SetWorkshop(context.Background(), core.Workshop{Flow: modelFlow(), RoundTo: 100}); err != nil {
		t.Fatal(err)
	}
	return engine, add(t, engine, "Sri")
}

// partPaid is an order of lines at so much each, of which a part is paid by a method.
func partPaid(t *testing.T, engine *core.Engine, who people.Ordinal, paid money.Amount, by sale.Method, prices ...money.Amount) sale.Number {
	t.Helper()
	given := core.NewOrder{Customer: who, Paid: &paid, Method: by}
	for _, price := range prices {
		given.Items = append(given.Items, sale.Line{Item: "Cuci", Quantity: 1, Price: price})
	}
	return must[core.Placed](t)(engine.Sales.Add(context.Background(), given)).Order.Number
}

func TestALineThatComesBackTakesOffTheDebtFirst(t *testing.T) {
	for _, tt := range []struct {
		name             string
		paid, back, owed money.Amount
	}{
		{"nothing was paid", 0, 0, 20_000},
		{"less than what is left was paid", 15_000, 0, 5000},
		{"more than what is left was paid", 45_000, 25_000, 0},
		{"all was paid", 50_000, 30_000, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			engine, sri := roundsTo100(t)
			number := partPaid(t, engine, sri, tt.paid, "transfer", 20_000, 30_000)
			made, order, err := engine.Payments.Refund(context.Background(), number, sale.Return{Line: 2}, core.NewPayment{Reason: "tidak jadi", Key: "k"})
			if err != nil || made.Amount != tt.back || order.Owed() != tt.owed || order.Net() != 20_000 {
				t.Errorf("%d goes back, %d is owed, %d is left, %v; want %d and %d", made.Amount, order.Owed(), order.Net(), err, tt.back, tt.owed)
			}
			_, again, err := engine.Payments.Refund(context.Background(), number, sale.Return{Line: 2}, core.NewPayment{Reason: "tidak jadi", Key: "k"})
			if err != nil || again.Net() != 20_000 {
				t.Errorf("a double click gives back twice: %d is left, %v", again.Net(), err)
			}
			sound(t, engine)
		})
	}
}

func TestCashGoesInTheStepsOfTheShop(t *testing.T) {
	engine, sri := roundsTo100(t)
	ctx, why := context.Background(), core.NewPayment{Reason: "salah"}
	number := partPaid(t, engine, sri, 0, "", 33_601, 10_000)
	_, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 7777})
	refuses(t, "an odd part in cash", err, fault.KindInvalid, "amount")
	odd := money.Amount(10_001)
	_, err = engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(1, 20_000), Paid: &odd})
	refuses(t, "an odd first payment in cash", err, fault.KindInvalid, "pay")
	if _, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 7777, Method: "qris"}); err != nil {
		t.Error("QRIS takes any sum:", err)
	}
	made, order, err := engine.Payments.Pay(ctx, number, core.NewPayment{})
	if err != nil || made.Amount != 35_800 || order.Owed() != 0 || order.Rounding != -24 {
		t.Errorf("the rest in cash is %d, %d is owed, rounded by %d, %v", made.Amount, order.Owed(), order.Rounding, err)
	}
	_, _, err = engine.Payments.Refund(ctx, number, sale.Return{Amount: 7777}, why)
	refuses(t, "an odd sum back in cash", err, fault.KindInvalid, "amount")
	made, order, err = engine.Payments.Refund(ctx, number, sale.Return{Line: 1}, why)
	if err != nil || made.Amount%100 != 0 || made.Method != sale.Cash || order.Owed() != 0 || order.Payable() != order.Paid {
		t.Errorf("%d goes back in %s, %d of %d is paid, %v", made.Amount, made.Method, order.Paid, order.Payable(), err)
	}
	sound(t, engine)
}

func TestARestThatCashCannotPayIsRoundedAway(t *testing.T) {
	engine, sri := roundsTo100(t)
	number := partPaid(t, engine, sri, 9_960, "transfer", 10_000)
	made, order, err := engine.Payments.Pay(context.Background(), number, core.NewPayment{})
	if err != nil || made.Amount != 0 || order.Owed() != 0 || order.Rounding != -40 {
		t.Errorf("%d is paid, %d is owed, rounded by %d, %v", made.Amount, order.Owed(), order.Rounding, err)
	}
	sound(t, engine)
}
