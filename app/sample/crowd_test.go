package sample_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/raja-crm/raja/app/sample"
	"github.com/raja-crm/raja/core/intake"
)

func crowd(t *testing.T, seed uint64) *sample.Crowd {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	return sample.NewCrowd(seed, 2000, 2, time.Date(2026, 3, 14, 9, 30, 0, 0, zone))
}

func files(t *testing.T, c *sample.Crowd) (customers, orders bytes.Buffer) {
	t.Helper()
	if err := errors.Join(c.WriteCustomers(&customers), c.WriteOrders(&orders)); err != nil {
		t.Fatal(err)
	}
	return customers, orders
}

func TestOneSeedIsOneCrowd(t *testing.T) {
	customers, orders := files(t, crowd(t, 1))
	againCustomers, againOrders := files(t, crowd(t, 1))
	other, _ := files(t, crowd(t, 2))
	if !bytes.Equal(customers.Bytes(), againCustomers.Bytes()) || !bytes.Equal(orders.Bytes(), againOrders.Bytes()) {
		t.Error("the same seed differs")
	}
	if bytes.Equal(customers.Bytes(), other.Bytes()) {
		t.Error("two seeds make one crowd")
	}
}

func TestACrowdIsBelievable(t *testing.T) {
	shop := crowd(t, 3)
	visits, days, late, said := map[int]int{}, map[time.Weekday]int{}, 0, 0
	var last time.Time
	for nota := range shop.Notas() {
		if nota.At.Before(last) || nota.Price <= 0 || nota.Quantity <= 0 {
			t.Fatalf("%+v after %s", nota, last)
		}
		last = nota.At
		visits[nota.Customer]++
		days[nota.At.Weekday()]++
		if nota.Fetched.After(nota.Promised) {
			late++
		}
		if nota.Complaint != "" {
			said++
		}
	}
	once, often := 0, 0
	for _, count := range visits {
		if count == 1 {
			once++
		}
		if count >= 50 {
			often++
		}
	}
	if once < len(visits)/4 || often == 0 || len(visits) == 2000 || len(visits) < 1700 {
		t.Errorf("of %d who came, %d came once and %d often", len(visits), once, often)
	}
	if days[time.Sunday] < days[time.Monday]*3/2 || late == 0 || said == 0 {
		t.Errorf("by weekday %v, %d late, %d complaints", days, late, said)
	}
	phones := map[string]int{}
	for i := range 2000 {
		phones[shop.Person(i).Phone]++
	}
	if shared := 2000 - len(phones); shared < 100 || shared > 500 {
		t.Errorf("%d share a phone", shared)
	}
}

// What a crowd writes, an import understands without being told anything.
func TestTheFilesOfACrowdAreUnderstood(t *testing.T) {
	shop := crowd(t, 4)
	customers, orders := files(t, shop)
	end := time.FixedZone("WIB", 7*60*60)
	understood(t, intake.Customers, customers.Bytes(), end, 2000, func(i int, entry intake.Entry) {
		if made := shop.Person(i); entry.Person.Ref != made.Ref || entry.Person.Name != made.Name || entry.Person.Phone != made.Phone {
			t.Errorf("%+v is read as %+v", made, entry.Person)
		}
	})
	understood(t, intake.Orders, orders.Bytes(), end, bytes.Count(orders.Bytes(), []byte("\n"))-1, func(i int, entry intake.Entry) {
		if entry.Sale.At.IsZero() || entry.Sale.Line.Price <= 0 {
			t.Errorf("order %d is read as %+v", i, entry)
		}
	})
}
