package worth

import (
	"math/big"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
)

// Basis says what a worth was computed from.
type Basis string

// The bases. Where no cost is known, worth is revenue, and says so.
const (
	OfMargin  Basis = "margin"  // the cost of all that she bought is known
	OfPart    Basis = "partly"  // of some of it; the rest counts as revenue
	OfRevenue Basis = "revenue" // of nothing
)

// Limits of the estimate.
const (
	MostYears = 5  // how many years ahead it looks at most
	LeastDays = 90 // a customer of fewer days counts as one of so many

	EstimateVisits = 2 // who came less often has no year that could be estimated
)

// Figures are what a customer brought so far, net of refunds.
type Figures struct {
	Orders int
	Net    money.Amount
	Known  money.Amount // of Net, that of which the cost is known
	Cost   money.Amount // of that
	First  clock.Day    // her first visit
}

// Basis says how much of the cost is known.
func (f Figures) Basis() Basis {
	switch {
	case f.Known == 0 && f.Cost == 0:
		return OfRevenue
	case f.Known == f.Net:
		return OfMargin
	}
	return OfPart
}

// Historic is what she was worth: what she paid less what is known to have
// been spent on it.
func (f Figures) Historic() money.Amount { return f.Net - f.Cost }

// Retention is the part of customers who come again within a year, in
// thousandths: a low and a high figure of the shop.
type Retention struct {
	Low, High int64
	Measured  bool // from the shop's own visits; else 200 and 800 are assumed
}

// Assumed is the retention of a shop that is too young to have one.
func Assumed() Retention { return Retention{Low: 200, High: 800} }

// Estimate is what she may be worth in the years that come. It is no promise.
type Estimate struct {
	Yearly    money.Amount // average order times orders a year, less cost
	Low, High money.Amount
	YearsLow  int64 // thousandths of a year
	YearsHigh int64
	Retention Retention
}

// Estimate multiplies what she brings a year, as of today, with the years that
// she may stay: min(5, 1/(1−retention)). Nothing is rounded but the result,
// down.
func (f Figures) Estimate(today clock.Day, of Retention) Estimate {
	days := max(int64(today-f.First)+1, LeastDays)
	said := Estimate{YearsLow: years(of.Low), YearsHigh: years(of.High), Retention: of}
	// AOV × orders a year is net × 365 / days.
	said.Yearly = scaled(f.Historic(), 365, days, 1)
	said.Low = scaled(f.Historic(), 365*said.YearsLow, days, 1000)
	said.High = scaled(f.Historic(), 365*said.YearsHigh, days, 1000)
	return said
}

// years is 1/(1−retention) in thousandths, at most MostYears.
func years(retention int64) int64 {
	retention = min(max(retention, 0), 1000)
	if retention == 1000 {
		return 1000 * MostYears
	}
	return min(1000*1000/(1000-retention), 1000*MostYears)
}

// scaled is amount × times / (by × and), rounded down towards nothing.
func scaled(amount money.Amount, times, by, and int64) money.Amount {
	n := new(big.Int).Mul(big.NewInt(int64(amount)), big.NewInt(times))
	n.Quo(n, new(big.Int).Mul(big.NewInt(by), big.NewInt(and)))
	if !n.IsInt64() {
		return 0 // beyond every shop: an order is at most 2^50
	}
	return money.Amount(n.Int64())
}
