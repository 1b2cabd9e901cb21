package sample_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/app/sample"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
)

func laundry(t *testing.T, seed uint64) (sample.Shop, time.Time) {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	end := time.Date(2026, 3, 14, 9, 30, 0, 0, zone)
	return sample.Laundry(seed, 400, end), end
}

func TestOneSeedIsOneShop(t *testing.T) {
	first, _ := laundry(t, 1)
	again, _ := laundry(t, 1)
	other, _ := laundry(t, 2)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the same seed differs:\n%s", diff)
	}
	if cmp.Equal(first, other) {
		t.Error("two seeds make one shop")
	}
}

func TestTheYearIsBelievable(t *testing.T) {
	shop, end := laundry(t, 3)
	visits, phones := map[int]int{}, map[string]int{}
	for _, customer := range shop.Customers {
		phones[customer.Phone]++
	}
	if len(phones) == len(shop.Customers) {
		t.Error("no family shares a phone")
	}
	if !slices.IsSortedFunc(shop.Orders, func(a, b sample.Order) int { return a.At.Compare(b.At) }) {
		t.Error("the orders are not in the order of time")
	}
	today := clock.DayOf(end, end.Location())
	for _, order := range shop.Orders {
		visits[order.Customer]++
		if day := clock.DayOf(order.At, end.Location()); day >= today || day < today-365 {
			t.Fatalf("%s is of %s, the end is %s", order.Number, day, today)
		}
		if order.Price <= 0 || order.Quantity <= 0 || order.Item == "" || order.Customer >= len(shop.Customers) {
			t.Fatalf("%+v", order)
		}
	}
	few, many := 0, 0
	for _, count := range visits {
		switch {
		case count < 12:
			few++
		case count > 30:
			many++
		}
	}
	if len(visits) != len(shop.Customers) || few < len(visits)/2 || many == 0 {
		t.Errorf("of %d customers %d come seldom and %d often", len(visits), few, many)
	}
}

// What the sample writes, an import understands without being told anything.
func TestTheFilesAreUnderstood(t *testing.T) {
	shop, end := laundry(t, 4)
	var customers, orders bytes.Buffer
	if err := errors.Join(shop.WriteCustomers(&customers), shop.WriteOrders(&orders)); err != nil {
		t.Fatal(err)
	}
	understood(t, intake.Customers, customers.Bytes(), end.Location(), len(shop.Customers), func(i int, entry intake.Entry) {
		if made := shop.Customers[i]; entry.Person.Ref != made.Ref || entry.Person.Name != made.Name || entry.Person.Phone != made.Phone {
			t.Errorf("%+v is read as %+v", made, entry.Person)
		}
	})
	understood(t, intake.Orders, orders.Bytes(), end.Location(), len(shop.Orders), func(i int, entry intake.Entry) {
		made := shop.Orders[i]
		if entry.Sale.Number != made.Number || !entry.Sale.At.Equal(made.At) || entry.Sale.Line.Price != money.Amount(made.Price) || entry.Sale.Line.Quantity != int64(made.Quantity) {
			t.Errorf("%+v is read as %+v", made, entry.Sale)
		}
	})
}

func understood(t *testing.T, kind intake.Kind, file []byte, zone *time.Location, want int, each func(int, intake.Entry)) {
	t.Helper()
	dialect, err := exchange.Sniff(bytes.NewReader(file), exchange.Dialect{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := exchange.Open(bytes.NewReader(file), dialect)
	if err != nil {
		t.Fatal(err)
	}
	header, _, err := rows.Next()
	if err != nil {
		t.Fatal(err)
	}
	reader := intake.Reader{Kind: kind, Layout: intake.Guess(kind, header.Cells), Currency: money.Currency{Code: "IDR"}, Zone: zone}
	got := 0
	for row, ok, err := rows.Next(); ok || err != nil; row, ok, err = rows.Next() {
		if err != nil {
			t.Fatal(err)
		}
		entry, err := reader.Read(row.Line, row.Cells)
		if err != nil {
			t.Fatalf("%q: %v", row.Cells, err)
		}
		each(got, entry)
		got++
	}
	if got != want {
		t.Errorf("%d rows, want %d", got, want)
	}
}
