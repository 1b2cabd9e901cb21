// Package sample invents a believable year of a small laundry: customers with
// Indonesian names, some of whom share a phone, and their orders. The same
// seed gives the same shop. It writes the files that such a shop would have,
// and leaves taking them in to raja.
package sample

import (
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"
)

// Shop is an invented year of a laundry.
type Shop struct {
	Customers []Customer
	Orders    []Order
}

// Customer is one invented person.
type Customer struct {
	Ref, Name, Honorific, Phone string
}

// Order is one invented nota.
type Order struct {
	Number   string
	Customer int // index in Customers
	At       time.Time
	Item     string
	Quantity int
	Price    int // rupiah each
}

var (
	womenNames = []string{"Sari", "Dewi", "Ningsih", "Rina", "Wulan", "Ayu", "Putri", "Fitri", "Yuni", "Ratna", "Siti", "Aminah", "Lestari", "Indah", "Maya", "Kartika", "Melati", "Nur", "Endang", "Tuti"}
	menNames   = []string{"Budi", "Agus", "Andi", "Rizky", "Dimas", "Hendra", "Joko", "Eko", "Bayu", "Fajar", "Ahmad", "Wahyu", "Teguh", "Surya", "Made", "Rudi", "Yusuf", "Bagus", "Slamet", "Hadi"}
	lastNames  = []string{"", "", "", "Santoso", "Wijaya", "Pratama", "Hidayat", "Saputra", "Kusuma", "Nugroho", "Setiawan", "Rahayu", "Lubis", "Siregar", "Tanjung", "Halim", "Gunawan", "Susanto", "Permata", "Utami"}
	items      = []struct {
		name  string
		price int
		most  int
	}{
		{"Cuci kering lipat (kg)", 8000, 7},
		{"Cuci setrika (kg)", 10000, 6},
		{"Setrika saja (kg)", 6000, 5},
		{"Cuci jas", 35000, 2},
		{"Cuci selimut", 25000, 2},
		{"Cuci sepatu", 30000, 2},
		{"Cuci karpet kecil", 45000, 1},
	}
)

// Laundry invents count customers and the orders of the 365 days before the
// day of end. Visits follow a long tail: a few come every week, most a few
// times.
func Laundry(seed uint64, count int, end time.Time) Shop {
	dice := rand.New(rand.NewPCG(seed, 17))
	var shop Shop
	for i := range count {
		shop.Customers = append(shop.Customers, person(dice, i, shop.Customers))
		shop.Orders = append(shop.Orders, visits(dice, i, end)...)
	}
	slices.SortStableFunc(shop.Orders, func(a, b Order) int { return a.At.Compare(b.At) })
	for i := range shop.Orders {
		shop.Orders[i].Number = fmt.Sprintf("LM-%05d", i+1)
	}
	return shop
}

func person(dice *rand.Rand, i int, others []Customer) Customer {
	made := Customer{Ref: fmt.Sprintf("P%04d", i+1)}
	made.Name, made.Honorific = called(dice)
	made.Phone = dialled(dice)
	switch {
	case dice.IntN(14) == 0 && len(others) > 0:
		made.Phone = others[dice.IntN(len(others))].Phone // a family shares one
	case dice.IntN(25) == 0:
		made.Phone = ""
	case dice.IntN(60) == 0:
		made.Phone = "0812345" // somebody misheard
	}
	return made
}

// called invents a name and how she is addressed.
func called(dice *rand.Rand) (name, honorific string) {
	names, honorifics := womenNames, []string{"ibu", "mbak", "kak", "ibu"}
	if dice.IntN(5) < 2 {
		names, honorifics = menNames, []string{"bapak", "mas", "kak"}
	}
	name, honorific = names[dice.IntN(len(names))], honorifics[dice.IntN(len(honorifics))]
	if last := lastNames[dice.IntN(len(lastNames))]; last != "" {
		name += " " + last
	}
	return name, honorific
}

// dialled invents a mobile number as it is written at home.
func dialled(dice *rand.Rand) string {
	return fmt.Sprintf("08%d-%04d-%04d", []int{12, 13, 21, 52, 57, 78, 95}[dice.IntN(7)], dice.IntN(10000), dice.IntN(10000))
}

// visits spreads a customer's orders over the year. Sundays are busiest.
func visits(dice *rand.Rand, customer int, end time.Time) []Order {
	mean := 2 + 60/(1+dice.IntN(30)+customer%7)
	first, last := dice.IntN(358)+2, dice.IntN(60)+1
	if dice.IntN(3) == 0 {
		last = dice.IntN(first) + 1 // stopped coming
	}
	var made []Order
	for range 1 + dice.IntN(2*mean) {
		back := last + dice.IntN(max(first-last, 1))
		day := end.AddDate(0, 0, -back)
		if day.Weekday() != time.Sunday && dice.IntN(3) == 0 {
			day = day.AddDate(0, 0, -int(day.Weekday()))
		}
		item := items[min(dice.IntN(len(items)), dice.IntN(len(items)))]
		made = append(made, Order{
			Customer: customer, Item: item.name, Price: item.price, Quantity: 1 + dice.IntN(item.most),
			At: time.Date(day.Year(), day.Month(), day.Day(), 10+dice.IntN(11), dice.IntN(60), 0, 0, end.Location()),
		})
	}
	return made
}

// WriteCustomers writes the list of customers as a shop keeps it: separated
// by semicolons, headed in Indonesian.
func (s *Shop) WriteCustomers(w io.Writer) error {
	table := csv.NewWriter(w)
	table.Comma = ';'
	rows := [][]string{{"No Pelanggan", "Nama", "Sapaan", "No HP"}}
	for _, one := range s.Customers {
		rows = append(rows, []string{one.Ref, one.Name, one.Honorific, one.Phone})
	}
	return table.WriteAll(rows)
}

// WriteOrders writes the notas.
func (s *Shop) WriteOrders(w io.Writer) error {
	table := csv.NewWriter(w)
	table.Comma = ';'
	rows := [][]string{{"No Nota", "No Pelanggan", "Tanggal", "Jam", "Barang", "Qty", "Harga"}}
	for _, one := range s.Orders {
		rows = append(rows, []string{
			one.Number, s.Customers[one.Customer].Ref, one.At.Format("02/01/2006"), one.At.Format("15:04"),
			one.Item, strconv.Itoa(one.Quantity), strconv.Itoa(one.Price),
		})
	}
	return table.WriteAll(rows)
}
