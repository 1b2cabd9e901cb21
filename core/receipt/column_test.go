package receipt_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/receipt"
	"github.com/raja-crm/raja/core/sale"
)

// amount is what stands at the right end of a line.
var amount = regexp.MustCompile(`(-?)Rp(-?)([\d,]+)$`)

// Whatever was bought, taken off and given back, and whether it is void or
// cancelled: who adds up the column of amounts gets the total below it.
func TestTheColumnOfAmountsAddsUpToTheTotal(t *testing.T) {
	in, err := money.CurrencyOf("IDR")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		order, codes := drawnOrder(t)
		one := receipt.Nota{Shop: "Melati", Number: "N-000001", Order: &order, Customer: "Sri", Codes: codes, Zone: time.UTC, Currency: in, Lang: "en"}
		text := one.Text(receipt.Wide)
		var sum, total int64
		for _, line := range strings.Split(text, "\n") {
			found := amount.FindStringSubmatch(line)
			if found == nil {
				continue
			}
			worth, err := strconv.ParseInt(found[1]+found[2]+strings.ReplaceAll(found[3], ",", ""), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(line, "TOTAL") {
				total = worth
				break
			}
			sum += worth
		}
		if sum != total || total != int64(order.Payable()) {
			t.Fatalf("the column adds up to %d, the total is %d, to pay are %d:\n%s", sum, total, order.Payable(), text)
		}
	})
}

func drawnOrder(t *rapid.T) (order sale.Order, codes []receipt.Code) {
	draw := func(what string, to int64) money.Amount { return money.Amount(rapid.Int64Range(0, to).Draw(t, what)) }
	order = sale.Order{At: time.Date(2026, 3, 14, 3, 0, 0, 0, time.UTC), Delivery: draw("delivery", 9000)}
	for range rapid.IntRange(1, 4).Draw(t, "lines") {
		order.Lines = append(order.Lines, sale.Line{Item: "Cuci", Quantity: 1, Price: 20_000 + draw("price", 9000), Milli: rapid.SampledFrom([]int64{0, 1000, 1333, 2005}).Draw(t, "milli")})
	}
	order.Off = draw("points", 2) * 5
	order.Discount = order.Off
	for range rapid.IntRange(0, 2).Draw(t, "codes") {
		code := receipt.Code{Name: "Hemat", Off: draw("off", 4), Delivery: min(draw("off delivery", 2000), order.Delivery)}
		order.Discount, order.Delivery, codes = order.Discount+code.Off, order.Delivery-code.Delivery, append(codes, code)
	}
	if err := order.Settle(); err != nil {
		t.Fatal(err)
	}
	order.Rounding = sale.Rounding(order.Payable(), 100)
	order.Paid = order.Payable()
	in, _ := money.CurrencyOf("IDR")
	if rapid.Bool().Draw(t, "returned") {
		_, _ = order.GiveBack(sale.Return{Line: 1}, in) // what is worth nothing does not come back
	}
	switch rapid.IntRange(0, 2).Draw(t, "over") {
	case 0:
		order.Cancelled = true
	case 1:
		order.Void, order.Paid = &sale.Voiding{}, 0
	}
	return order, codes
}
