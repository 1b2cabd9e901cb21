package main

import (
	"math"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

// How thresholds are found, at their positions in manifest.json.
const (
	Quintiles uint32 = 1 + iota
	Fixed
)

// limitsOf returns the shop's quintiles, or the owner's fixed thresholds
// while too few customers came back for quintiles to mean anything.
func limitsOf(shop *raja.Shop) limits {
	p := &shop.Population
	if p.Given && int64(p.RepeatCustomers) >= shop.Int("small_shop") {
		return limits{mode: Quintiles, r: p.R, f: p.F, m: p.M}
	}
	return limits{
		mode: Fixed,
		r:    four(shop, "r_days_1", "r_days_2", "r_days_3", "r_days_4"),
		f:    four(shop, "f_visits_1", "f_visits_2", "f_visits_3", "f_visits_4"),
		m:    multiples(p.MedianOrder, four(shop, "m_orders_1", "m_orders_2", "m_orders_3", "m_orders_4")),
	}
}

func four(shop *raja.Shop, a, b, c, d string) [4]int64 {
	return [4]int64{shop.Int(a), shop.Int(b), shop.Int(c), shop.Int(d)}
}

// multiples turns numbers of median orders into money. A product beyond 64
// bits becomes the largest number, which nobody spends.
func multiples(median int64, times [4]int64) (money [4]int64) {
	for i, n := range times {
		money[i] = median * n
		if n > 0 && median > math.MaxInt64/n {
			money[i] = math.MaxInt64
		}
	}
	return money
}
