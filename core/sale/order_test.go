package sale_test

import (
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

func TestShareLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := money.Amount(rapid.OneOf(rapid.Int64Range(0, 100), rapid.Int64Range(0, math.MaxInt64)).Draw(t, "amount"))
		weight := rapid.Custom(func(t *rapid.T) money.Amount {
			return money.Amount(rapid.OneOf(rapid.Int64Range(0, 5), rapid.Int64Range(0, int64(sale.MaxTotal))).Draw(t, "weight"))
		})
		weights := rapid.SliceOfN(weight, 0, 40).Draw(t, "weights")
		shares := sale.Share(amount, weights)
		whole, total := sum(weights), sum(shares)
		switch {
		case len(shares) != len(weights):
			t.Fatalf("%d shares of %d weights", len(shares), len(weights))
		case whole == 0 && total != 0:
			t.Fatalf("nothing has a share of %d", total)
		case whole > 0 && total != amount:
			t.Fatalf("the shares %v sum to %d, want %d", shares, total, amount)
		}
		for i := range shares {
			checkShare(t, amount, whole, weights, shares, i)
		}
	})
}

// checkShare holds one share against its due in exact arithmetic, and against
// the earlier ones of its weight.
func checkShare(t *rapid.T, amount, whole money.Amount, weights, shares []money.Amount, i int) {
	if whole == 0 {
		return
	}
	due := new(big.Rat).Mul(big.NewRat(int64(amount), int64(whole)), big.NewRat(int64(weights[i]), 1))
	off := new(big.Rat).Sub(big.NewRat(int64(shares[i]), 1), due)
	if off.Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
		t.Fatalf("share %d of %v is %d, due %s", i, weights, shares[i], due.FloatString(3))
	}
	if before := slices.Index(weights, weights[i]); shares[before] < shares[i] {
		t.Fatalf("weights %d and %d are equal, but the later has more: %v", before, i, shares)
	}
}

func sum(list []money.Amount) (total money.Amount) {
	for _, one := range list {
		total += one
	}
	return total
}

func TestShareGivesTiesToTheEarlier(t *testing.T) {
	for _, tt := range []struct {
		amount  money.Amount
		weights []money.Amount
		want    []money.Amount
	}{
		{100, []money.Amount{1, 1, 1}, []money.Amount{34, 33, 33}},
		{2, []money.Amount{1, 1, 1}, []money.Amount{1, 1, 0}},
		{10, []money.Amount{0, 3, 0, 7}, []money.Amount{0, 3, 0, 7}},
		{7, []money.Amount{50, 30, 20}, []money.Amount{4, 2, 1}},
		{5, nil, []money.Amount{}},
		{5, []money.Amount{0, 0}, []money.Amount{0, 0}},
		{math.MaxInt64, []money.Amount{sale.MaxTotal, sale.MaxTotal}, []money.Amount{1 << 62, 1<<62 - 1}},
	} {
		if got := sale.Share(tt.amount, tt.weights); !slices.Equal(got, tt.want) {
			t.Errorf("Share(%d, %v) = %v, want %v", tt.amount, tt.weights, got, tt.want)
		}
	}
}

func TestSettle(t *testing.T) {
	tests := []struct {
		name  string
		order sale.Order
		total money.Amount
		nets  []money.Amount
	}{
		{"one item", sale.Order{Lines: []sale.Line{{Item: "Cuci", Quantity: 3, Price: 8000}}}, 24000, []money.Amount{24000}},
		{"the discount is shared by what the lines cost", sale.Order{
			Lines:    []sale.Line{{Item: "A", Quantity: 1, Price: 10000}, {Item: "B", Quantity: 2, Price: 10000}},
			Discount: 1000,
		}, 29000, []money.Amount{9667, 19333}},
		{"a discount of everything", sale.Order{Lines: []sale.Line{{Item: "A", Quantity: 1, Price: 500}}, Discount: 500}, 0, []money.Amount{0}},
		{"a free item beside a dear one", sale.Order{Lines: []sale.Line{{Item: "A", Quantity: 1}, {Item: "B", Quantity: 1, Price: 500}}}, 500, []money.Amount{0, 500}},
		{"nothing", sale.Order{}, 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.order.Settle(); err != nil || tt.order.Total != tt.total || !slices.Equal(nets(&tt.order), tt.nets) {
				t.Errorf("Settle: %d %v, %v, want %d %v", tt.order.Total, nets(&tt.order), err, tt.total, tt.nets)
			}
		})
	}
}

func nets(order *sale.Order) (list []money.Amount) {
	for _, line := range order.Lines {
		list = append(list, line.Net)
	}
	return list
}

func TestSettleRefuses(t *testing.T) {
	line := func(quantity int64, price money.Amount) []sale.Line {
		return []sale.Line{{Item: "A", Quantity: quantity, Price: price}}
	}
	tests := []struct {
		name, field string
		order       sale.Order
	}{
		{"a negative discount", "discount", sale.Order{Lines: line(1, 100), Discount: -1}},
		{"a discount above the sum", "discount", sale.Order{Lines: line(1, 100), Discount: 101}},
		{"a negative price", "price", sale.Order{Lines: line(1, -100)}},
		{"a negative quantity", "quantity", sale.Order{Lines: line(-1, 100)}},
		{"a quantity too large", "quantity", sale.Order{Lines: line(1<<41, 0)}},
		{"a product that leaves 64 bits", "price", sale.Order{Lines: line(1<<40, sale.MaxTotal)}},
		{"a line above an order", "price", sale.Order{Lines: line(2, sale.MaxTotal)}},
		{"lines that sum above an order", "price", sale.Order{Lines: append(line(1, sale.MaxTotal), line(1, 1)...)}},
		{"too many lines", "item", sale.Order{Lines: make([]sale.Line, sale.MaxLines+1)}},
		{"an item's name too long", "item", sale.Order{Lines: []sale.Line{{Item: strings.Repeat("a", sale.MaxText+1)}}}},
		{"more paid than owed", "pay", sale.Order{Lines: line(1, 100), Paid: 101}},
		{"less than nothing paid", "pay", sale.Order{Lines: line(1, 100), Paid: -1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.order.Settle()
			if fault.KindOf(err) != fault.KindInvalid || fault.As(err).Field != tt.field {
				t.Errorf("Settle() = %v, want invalid %s", err, tt.field)
			}
		})
	}
	if err := (&sale.Order{Total: -1}).Check(); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("a negative total: %v", err)
	}
	if err := (&sale.Order{Total: sale.MaxTotal + 1}).Check(); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("a total too large: %v", err)
	}
}

// A foreign table may say the sum of an order and little of its lines.
func TestShareTotalLosesNothing(t *testing.T) {
	line := rapid.Custom(func(t *rapid.T) sale.Line {
		return sale.Line{
			Quantity: rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64()).Draw(t, "quantity"),
			Price:    money.Amount(rapid.OneOf(rapid.Just[int64](0), rapid.Int64Range(0, 9), rapid.Int64()).Draw(t, "price")),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		order := sale.Order{
			Total: money.Amount(rapid.Int64Range(0, int64(sale.MaxTotal)).Draw(t, "total")),
			Lines: rapid.SliceOfN(line, 1, sale.MaxLines).Draw(t, "lines"),
		}
		order.ShareTotal()
		if got := sum(nets(&order)); got != order.Total {
			t.Fatalf("the nets sum to %d, want %d", got, order.Total)
		}
	})
}

func TestShareTotalWithoutPricesGoesByQuantity(t *testing.T) {
	order := sale.Order{Total: 9000, Lines: []sale.Line{{Quantity: 1}, {Quantity: 2}}}
	order.ShareTotal()
	if want := []money.Amount{3000, 6000}; !slices.Equal(nets(&order), want) {
		t.Errorf("nets %v, want %v", nets(&order), want)
	}
	order = sale.Order{Total: 9000, Lines: []sale.Line{{}, {}}}
	order.ShareTotal()
	if want := []money.Amount{4500, 4500}; !slices.Equal(nets(&order), want) {
		t.Errorf("nets %v, want %v", nets(&order), want)
	}
}
