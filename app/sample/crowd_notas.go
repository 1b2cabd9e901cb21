package sample

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"sort"
	"strconv"
	"time"
)

// visit is a customer's coming: minutes since the first day, and her number.
type visit uint64

func (v visit) customer() int { return int(uint32(v)) }

func (v visit) minutes() int { return int(v >> 32) }

// visits are the comings of one customer. How many follows a long tail: most
// come once or twice a year, a few every week.
func (c *Crowd) visits(i int) iter.Seq[visit] {
	return func(yield func(visit) bool) {
		dice := c.chance(i, aboutVisits)
		if dice.IntN(15) == 0 {
			return // asked for a price and never came
		}
		days := len(c.busy) - 1
		joined := dice.IntN(days)
		left := days
		if dice.IntN(4) == 0 {
			left = joined + 1 + dice.IntN(days-joined) // stopped coming
		}
		most := uint64(min(max((left-joined)/3, 1), 400))
		for range rand.NewZipf(dice, 1.7, 1.5, most).Uint64() + 1 {
			day := c.dayBetween(joined, left, dice.Float64())
			minute := (10+min(dice.IntN(11), 2+dice.IntN(11)))*60 + dice.IntN(60)
			if !yield(visit(day*24*60+minute)<<32 | visit(i)) {
				return
			}
		}
	}
}

// dayBetween picks a day, a busy one more often.
func (c *Crowd) dayBetween(from, to int, chance float64) int {
	at := c.busy[from] + chance*(c.busy[to]-c.busy[from])
	return min(max(sort.SearchFloat64s(c.busy, at)-1, from), to-1)
}

// season adds up how busy each day is: Sundays most, the weeks before Lebaran
// half as much again, and the feast itself hardly at all.
func season(first, until time.Time) []float64 {
	feast := time.Date(2024, 4, 10, 0, 0, 0, 0, first.Location())
	sum := []float64{0}
	for day := first; day.Before(until); day = day.AddDate(0, 0, 1) {
		weight := []float64{1, 0.5, 0.5, 0.55, 0.55, 0.6, 0.85}[day.Weekday()]
		switch before := daysToFeast(day, feast); {
		case before >= 354-5:
			weight *= 0.15
		case before <= 1:
			weight *= 0.3
		case before < 30: // Ramadan
			weight *= 1 + 0.6*float64(30-before)/30
		}
		sum = append(sum, sum[len(sum)-1]+weight)
	}
	return sum
}

// daysToFeast counts days to the next Lebaran, near enough: the Islamic year
// has 354.367 days.
func daysToFeast(day, feast time.Time) int {
	const year = 354.367
	behind := day.Sub(feast).Hours() / 24
	turns := 0.0
	for behind >= turns {
		turns += year
	}
	for behind < turns-year {
		turns -= year
	}
	return int(turns - behind)
}

// Nota is one order of a crowd and what came of it.
type Nota struct {
	Order
	Promised, Fetched time.Time
	Back              int    // rupiah given back, 0 none
	Complaint         string // "" none
}

// Notas are all orders in the order of time. One in ten is ready later than
// promised; of those that are late more are complained about.
func (c *Crowd) Notas() iter.Seq[Nota] {
	var all []visit
	for i := range c.count {
		all = slices.AppendSeq(all, c.visits(i))
	}
	slices.Sort(all)
	return func(yield func(Nota) bool) {
		for n, one := range all {
			if !yield(c.nota(n, one)) {
				return
			}
		}
	}
}

func (c *Crowd) nota(n int, from visit) Nota {
	dice := c.chance(n, aboutOrder)
	item := items[min(dice.IntN(len(items)), dice.IntN(len(items)))]
	made := Nota{Order: Order{
		Number: fmt.Sprintf("N-%08d", n+1), Customer: from.customer(), At: c.first.Add(time.Duration(from.minutes()) * time.Minute),
		Item: item.name, Price: item.price, Quantity: 1 + dice.IntN(item.most),
	}}
	made.Promised = made.At.Add(time.Duration(1+dice.IntN(3)) * 24 * time.Hour)
	made.Fetched = made.Promised.Add(-time.Duration(dice.IntN(12)) * time.Hour)
	late := dice.IntN(10) == 0
	if late {
		made.Fetched = made.Promised.Add(time.Duration(1+dice.IntN(40)) * time.Hour)
	}
	if dice.IntN(100) < 1 || (late && dice.IntN(100) < 12) {
		made.Complaint = []string{"luntur", "hilang", "telat", "kurang bersih", "salah orang"}[dice.IntN(5)]
		if dice.IntN(3) == 0 {
			made.Back = made.Price * made.Quantity / 2
		}
	}
	return made
}

// WriteOrders writes the notas as `raja import orders` takes them. What an
// import passes over stands last: when it was promised and fetched, what was
// given back and what was complained about.
func (c *Crowd) WriteOrders(w io.Writer) error {
	table := csv.NewWriter(bufio.NewWriterSize(w, 1<<16))
	err := table.Write([]string{"No Nota", "No Pelanggan", "Tanggal", "Jam", "Barang", "Qty", "Harga", "Janji Selesai", "Diambil", "Dikembalikan", "Keluhan"})
	for made := range c.Notas() {
		if err != nil {
			break
		}
		err = table.Write([]string{
			made.Number, fmt.Sprintf("P%07d", made.Customer+1), made.At.Format("02/01/2006"), made.At.Format("15:04"),
			made.Item, strconv.Itoa(made.Quantity), strconv.Itoa(made.Price),
			made.Promised.Format("02/01/2006 15:04"), made.Fetched.Format("02/01/2006 15:04"), strconv.Itoa(made.Back), made.Complaint,
		})
	}
	table.Flush()
	return firstOf(err, table.Error())
}
