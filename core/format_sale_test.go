package core_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// sold puts a catalogue, orders with money that goes both ways, quotes and
// appointments into a shop.
func sold(t *testing.T, engine *core.Engine, to people.Ordinal) {
	t.Helper()
	ctx, nothing := context.Background(), money.Amount(0)
	var failed error
	do := func(_ any, err error) { failed = errors.Join(failed, err) }
	must := func(err error) { failed = errors.Join(failed, err) }

	must(engine.Sales.SetWorkshop(ctx, core.Workshop{RoundTo: 100, Forms: map[string]sale.Form{"": {Questions: []sale.FormQuestion{{Key: "parfum", TextID: "Parfum?", TextEN: "Scent?"}}}}}))
	kilo, err := engine.Catalogue.Add(ctx, sale.Item{Type: sale.Service, Name: "Kiloan", Unit: sale.Kilogram, Least: 3000, Step: 100}, sale.Price{Amount: 7000})
	do(kilo, err)
	do(engine.Catalogue.Edit(ctx, kilo.Number, func(i *sale.Item) error { i.Guide = "pisahkan warna"; return nil }))
	must(engine.Catalogue.SetPrice(ctx, sale.Price{Item: kilo.Number, List: "express", Amount: 12_000}))
	wait, err := engine.Catalogue.Await(ctx, sale.Wait{Item: kilo.Number, Customer: to})
	do(wait, err)
	do(engine.Catalogue.Told(ctx, wait.Number))
	do(engine.Catalogue.Done(ctx, wait.Number))
	do(engine.Catalogue.Await(ctx, sale.Wait{Item: kilo.Number, Customer: to}))
	line, err := engine.Catalogue.Line(ctx, kilo.Number, 3250, "express")
	do(line, err)
	order, err := engine.Sales.Add(ctx, core.NewOrder{
		Customer: to, Items: []sale.Line{line, {Item: "Jas", Quantity: 2, Price: 25_000}}, Paid: &nothing, Work: true, Asset: 1, Delivery: 5000,
		Answers: map[string]string{"parfum": "melati"}, Key: "klik-1",
	})
	do(order, err)
	number := order.Order.Number
	paid, _, err := engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 20_000, Key: "bayar-1"})
	do(paid, err)
	do(engine.Payments.Reverse(ctx, paid.Number, "salah ketik", 1))
	do(engine.Payments.TopUp(ctx, to, core.NewPayment{Amount: 100_000}))
	do(engine.Payments.PayOut(ctx, to, core.NewPayment{Amount: 10_000}))
	_, _, err = engine.Payments.Pay(ctx, number, core.NewPayment{Amount: 60_000, Method: sale.Wallet})
	must(err)
	_, _, err = engine.Payments.Refund(ctx, number, sale.Return{Line: 2, Milli: 1000}, core.NewPayment{Reason: "sobek"})
	must(err)
	_, _, err = engine.Payments.Refund(ctx, number, sale.Return{Delivery: true, Amount: 2000}, core.NewPayment{Reason: "diambil sendiri"})
	must(err)
	for _, state := range []string{"washing", "drying", "packing", "ready"} {
		do(engine.Sales.Move(ctx, number, state, 1))
	}
	mistake, err := engine.Sales.Add(ctx, core.NewOrder{Customer: to, Items: []sale.Line{{Item: "Jas", Quantity: 1, Price: 25_000}}})
	do(mistake, err)
	_, _, err = engine.Payments.Void(ctx, mistake.Order.Number, core.NewPayment{Reason: "salah pelanggan"})
	do(nil, err)
	called, err := engine.Sales.Add(ctx, core.NewOrder{Customer: to, Items: []sale.Line{{Item: "Jas", Quantity: 1, Price: 25_000}}, Work: true, Paid: &nothing})
	must(err)
	do(engine.Sales.Move(ctx, called.Order.Number, "cancelled", 1))
	for range 3 {
		do(engine.Quotes.Make(ctx, sale.Quote{Customer: to, Until: engine.Now().Add(48 * time.Hour), Lines: []sale.Line{{Item: "Karpet", Quantity: 1, Price: 90_000}}}))
	}
	do(engine.Sales.Add(ctx, core.NewOrder{Customer: to, Quote: 2, Paid: &nothing}))
	do(engine.Quotes.Answer(ctx, 1, sale.Declined, "ke toko sebelah"))
	kept, err := engine.Appointments.Make(ctx, sale.Appointment{Customer: to, What: "Potong", Resource: "kursi 1", Start: engine.Now().Add(time.Hour), Minutes: 30}, false)
	do(kept, err)
	do(engine.Appointments.Move(ctx, kept.Number, false, func(a *sale.Appointment) error { a.Minutes = 45; return nil }))
	do(engine.Appointments.Mark(ctx, kept.Number, sale.Confirmed))
	if failed != nil {
		t.Fatal(failed)
	}
}
