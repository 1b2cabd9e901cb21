package segment_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/segment"
)

// cdnow reads the orders of a real shop, 1997 to 1998: it lies beside the
// project, at ../shared/data.
func cdnow(t *testing.T) map[string]sale.History {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "CDNOW_master.txt")
	file, err := os.Open(path)
	if err != nil {
		full, _ := filepath.Abs(path)
		t.Fatalf("this test reads %s: %v", full, err)
	}
	defer file.Close()
	customers := map[string]sale.History{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		cells := strings.Fields(lines.Text())
		if len(cells) != 4 || cells[0] == "" || cells[0][0] < '0' || cells[0][0] > '9' {
			continue
		}
		date := cells[1]
		day, err := clock.ParseDay(date[:4] + "-" + date[4:6] + "-" + date[6:])
		if err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		net, err := (money.Currency{Code: "USD", Exponent: 2}).Parse(cells[3], money.Auto)
		if err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		customers[cells[0]] = customers[cells[0]].Add(day, net)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return customers
}

// figures are the three values of every customer as of 1998-07-01.
func figures(t *testing.T, customers map[string]sale.History) (recency, visits, net []int64, orders uint32) {
	t.Helper()
	asOf, err := clock.ParseDay("1998-07-01")
	if err != nil {
		t.Fatal(err)
	}
	for _, history := range customers {
		known := history.Window(asOf, 0)
		count, sum := known.Sum()
		orders += count
		recency = append(recency, int64(asOf-known[len(known)-1].Day))
		visits = append(visits, int64(len(known)))
		net = append(net, int64(sum))
	}
	return recency, visits, net, orders
}

func TestCDNOWHasItsKnownThresholds(t *testing.T) {
	customers := cdnow(t)
	recency, visits, net, orders := figures(t, customers)
	var cents int64
	for _, amount := range net {
		cents += amount
	}
	if len(customers) != 23570 || orders != 69659 || cents != 250031563 {
		t.Fatalf("%d customers, %d orders, %d cents; want 23570, 69659, 250031563", len(customers), orders, cents)
	}
	for _, tt := range []struct {
		name   string
		values []int64
		want   segment.Fifths
		scores [6]int
	}{
		{"recency", recency, segment.Fifths{5 * 142, 5 * 433, 5 * 486, 5 * 513}, [6]int{0, 4719, 4720, 4844, 4748, 4539}},
		{"frequency by distinct day", visits, segment.Fifths{5, 5, 10, 20}, [6]int{0, 12054, 0, 4040, 3641, 3835}},
		{"money", net, segment.Fifths{5 * 1536, 5 * 3135, 29962, 5 * 13395}, [6]int{0, 4817, 4615, 4710, 4715, 4713}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cuts := segment.Quintiles(tt.values)
			if cuts != tt.want {
				t.Errorf("thresholds %v, want %v", cuts, tt.want)
			}
			if got := scores(tt.values, cuts); got != tt.scores {
				t.Errorf("customers with each score: %v, want %v", got, tt.scores)
			}
		})
	}
	if got := segment.Median(recency); got != 472 {
		t.Errorf("median recency %d, want 472", got)
	}
}

// scores counts the customers with 1 + (thresholds below the value).
func scores(values []int64, cuts segment.Fifths) (counts [6]int) {
	for _, value := range values {
		score := 1
		for _, cut := range cuts {
			if 5*value > cut {
				score++
			}
		}
		counts[score]++
	}
	return counts
}
