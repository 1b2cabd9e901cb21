package main_test

import (
	"github.com/raja-crm/raja/core/plugin/abi"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

const today = 20_500 // a day in 2026

// bigShop is a shop with enough returning customers for quintiles: days since
// the last visit 10/20/40/80, visits 1/2/4/8, money 100/300/800/2000.
func bigShop() *raja.Shop {
	return &raja.Shop{
		AsOfDay: today, WindowDays: 365, Settings: defaults(),
		Population: raja.Population{
			Given: true, Customers: 500, RepeatCustomers: 50, MedianOrder: 100,
			R: [4]int64{10, 20, 40, 80}, F: [4]int64{1, 2, 4, 8}, M: [4]int64{100, 300, 800, 2000},
		},
	}
}

// smallShop has too few returning customers for quintiles.
func smallShop() *raja.Shop {
	shop := bigShop()
	shop.Population.RepeatCustomers = 49
	return shop
}

func defaults() []raja.Setting {
	settings := []raja.Setting{{Key: "small_shop", Value: 50}}
	for prefix, values := range map[string][4]int64{
		"r_days_": {14, 30, 60, 120}, "f_visits_": {1, 2, 4, 8}, "m_orders_": {1, 3, 8, 20},
	} {
		for i, v := range values {
			settings = append(settings, raja.Setting{Key: prefix + string(rune('1'+i)), Value: v})
		}
	}
	return settings
}

// header is the same shop as the host sends it.
func header(shop *raja.Shop) abi.Header {
	p := shop.Population
	return abi.Header{
		AsOfDay: shop.AsOfDay, WindowDays: shop.WindowDays, Currency: abi.PackCurrency("IDR"),
		Population: 1, Customers: p.Customers, RepeatCustomers: p.RepeatCustomers, MedianOrder: p.MedianOrder,
		R: fifths(p.R), F: fifths(p.F), M: fifths(p.M),
	}
}

func fifths(whole [4]int64) (exact [4]int64) {
	for i, n := range whole {
		exact[i] = 5 * n
	}
	return exact
}

// buyer came so many times, the last time so many days ago, and spent net.
func buyer(visits uint32, daysAgo int32, net int64) *raja.Facts {
	return &raja.Facts{
		Visits: visits, VisitsTotal: visits, Net: net,
		LastVisitDay: today - daysAgo, LastOrderDay: today - daysAgo, FirstOrderDay: today - 300,
	}
}
