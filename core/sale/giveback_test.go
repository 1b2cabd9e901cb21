package sale_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

func rupiah(t interface{ Fatal(...any) }) money.Currency {
	in, err := money.CurrencyOf("IDR")
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// Whatever comes back, in whatever order, and however cash was rounded: what
// went back is what was paid once all of the order came back, and nothing more
// ever.
func TestWhateverComesBackSumsToWhatWasPaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order := drawnOrder(t)
		paid, back := order.Paid, money.Amount(0)
		for range rapid.IntRange(0, 12).Draw(t, "returns") {
			before := order
			gave, err := order.GiveBack(drawnReturn(t, &order), rupiah(t))
			if back += gave; err == nil && gave <= 0 {
				t.Fatalf("%d went back", gave)
			}
			if err := order.Check(); err != nil {
				t.Fatalf("%+v → %+v: %v", before, order, err)
			}
			if order.Paid != paid-back || order.Owed() != 0 {
				t.Fatalf("paid %d, went back %d, but %d is noted as paid and %d as owed", paid, back, order.Paid, order.Owed())
			}
		}
		if order.Paid > 0 {
			gave, err := order.GiveBack(sale.Return{Amount: order.Paid}, rupiah(t))
			if back += gave; err != nil {
				t.Fatal("all that is left:", err)
			}
		}
		if back != paid || order.Payable() != 0 {
			t.Fatalf("%d of %d went back, %d is left to pay", back, paid, order.Payable())
		}
	})
}

func drawnOrder(t *rapid.T) sale.Order {
	order := sale.Order{Delivery: money.Amount(rapid.Int64Range(0, 9_999).Draw(t, "delivery")), RoundTo: money.Amount(rapid.SampledFrom([]int64{0, 100, 500}).Draw(t, "step"))}
	for range rapid.IntRange(1, 4).Draw(t, "lines") {
		line := sale.Line{Item: "a", Quantity: rapid.Int64Range(1, 5).Draw(t, "quantity"), Price: money.Amount(rapid.Int64Range(1, 20_000).Draw(t, "price"))}
		if rapid.Bool().Draw(t, "weighed") {
			line.Milli = rapid.Int64Range(1, 9_999).Draw(t, "milli")
		}
		order.Lines = append(order.Lines, line)
	}
	if err := order.Settle(); err != nil {
		t.Fatal(err)
	}
	order.Rounding = sale.Rounding(order.Payable(), order.RoundTo)
	order.Paid = order.Payable()
	return order
}

func drawnReturn(t *rapid.T, order *sale.Order) sale.Return {
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		return sale.Return{Line: rapid.IntRange(1, len(order.Lines)+1).Draw(t, "line"), Milli: rapid.SampledFrom([]int64{0, 1000, 2000, 333}).Draw(t, "milli")}
	case 1:
		return sale.Return{Delivery: true, Amount: money.Amount(rapid.Int64Range(0, 6_000).Draw(t, "of the delivery"))}
	}
	return sale.Return{Amount: money.Amount(rapid.Int64Range(1, 40_000).Draw(t, "sum"))}
}

// Cash that was rounded down is not given back in full line by line, and cash
// that was rounded up is.
func TestLinesOfARoundedOrderComeBackAsWhatWasPaid(t *testing.T) {
	for _, tt := range []struct {
		name   string
		price  money.Amount
		first  money.Amount
		second money.Amount
	}{
		{"rounded down, 10.040 to 10.000", 5020, 5000, 5000},
		{"rounded up, 10.060 to 10.100", 5030, 5100, 5000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			order := sale.Order{Lines: []sale.Line{{Item: "a", Quantity: 1, Price: tt.price}, {Item: "b", Quantity: 1, Price: tt.price}}, RoundTo: 100}
			if err := order.Settle(); err != nil {
				t.Fatal(err)
			}
			order.Rounding = sale.Rounding(order.Payable(), 100)
			order.Paid = order.Payable()
			for line, want := range []money.Amount{tt.first, tt.second} {
				if got, err := order.GiveBack(sale.Return{Line: line + 1}, rupiah(t)); err != nil || got != want {
					t.Errorf("line %d brings back %d, %v; want %d", line+1, got, err, want)
				}
			}
			if order.Paid != 0 || order.Payable() != 0 {
				t.Errorf("%d is left as paid, %d to pay", order.Paid, order.Payable())
			}
		})
	}
}

func TestWeighedGoodsComeBackByWeight(t *testing.T) {
	order := sale.Order{Lines: []sale.Line{{Item: "Kiloan", Quantity: 4, Milli: 3400, Price: 7000}}, Delivery: 5000}
	if err := order.Settle(); err != nil {
		t.Fatal(err)
	}
	order.Paid = order.Payable()
	for _, step := range []struct {
		what sale.Return
		want money.Amount
	}{
		{sale.Return{Line: 1, Milli: 1200}, 8400},
		{sale.Return{Delivery: true}, 5000},
		{sale.Return{Line: 1}, 15_400},
	} {
		if got, err := order.GiveBack(step.what, rupiah(t)); err != nil || got != step.want {
			t.Errorf("%+v brings back %d, %v; want %d", step.what, got, err, step.want)
		}
	}
	if _, err := order.GiveBack(sale.Return{Line: 1, Milli: 1}, rupiah(t)); fault.As(err).Field != "quantity" {
		t.Errorf("more than was weighed: %v", err)
	}
	pieces := sale.Order{Lines: []sale.Line{{Item: "Jas", Quantity: 2, Price: 25_000}}}
	if err := pieces.Settle(); err != nil {
		t.Fatal(err)
	}
	pieces.Paid = pieces.Payable()
	if _, err := pieces.GiveBack(sale.Return{Line: 1, Milli: 500}, rupiah(t)); fault.As(err).Field != "quantity" {
		t.Errorf("half a suit: %v", err)
	}
}

func TestMoneyGoesBackTheWayItCame(t *testing.T) {
	paid := func(method sale.Method, amount money.Amount) sale.Payment {
		return sale.Payment{Kind: sale.Paid, Method: method, Amount: amount}
	}
	came := []sale.Payment{paid("cash", 30_000), {Kind: sale.Spent, Method: sale.Wallet, Amount: 20_000}, paid("qris", 10_000), {Kind: sale.Refund, Method: "qris", Amount: 10_000}}
	for _, tt := range []struct {
		amount money.Amount
		want   []sale.Way
	}{
		{15_000, []sale.Way{{Method: sale.Wallet, Amount: 15_000}}},
		{25_000, []sale.Way{{Method: "cash", Amount: 25_000}}},
		{45_000, []sale.Way{{Method: sale.Wallet, Amount: 20_000}, {Method: "cash", Amount: 25_000}}},
		{60_000, []sale.Way{{Method: sale.Wallet, Amount: 20_000}, {Method: "cash", Amount: 40_000}}},
	} {
		got := sale.Ways(came, tt.amount)
		if len(got) != len(tt.want) {
			t.Errorf("%d goes back by %v, want %v", tt.amount, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%d goes back by %v, want %v", tt.amount, got, tt.want)
			}
		}
	}
}
