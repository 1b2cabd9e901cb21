package api

import (
	"context"
	"math"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/worth"
)

// NextVisit is when a customer is expected again.
type NextVisit struct {
	IntervalDays float64 `json:"interval_days" doc:"median days between her visits, exact to the quarter of a day, or what stands in for them; 0 unknown"`
	Source       string  `json:"source" enum:",visits,item,shop" doc:"her own visits (three at least), what she bought last, the shop's median; empty for none"`
	ExpectedOn   string  `json:"expected_on" doc:"empty while nothing is known"`
	DaysSince    int     `json:"days_since" doc:"-1 when she never came"`
	Overdue      float64 `json:"overdue" doc:"days since the last visit by the interval, in steps of a hundredth"`
	State        string  `json:"state" enum:",in_time,due,at_risk" doc:"due beyond one and a half times the interval, at_risk beyond two and a half"`
}

// OverdueCustomer is one customer beyond her day.
type OverdueCustomer struct {
	Code        string `json:"code"`
	Name        string `json:"name"`
	Phone       string `json:"phone"`
	Segment     string `json:"segment"`
	LastVisitOn string `json:"last_visit_on"`
	NextVisit
}

// OverdueCustomers are those beyond their day.
type OverdueCustomers struct {
	Due       int               `json:"due" doc:"beyond one and a half times their interval"`
	AtRisk    int               `json:"at_risk" doc:"beyond two and a half times"`
	Customers []OverdueCustomer `json:"customers" doc:"who has just missed her day first"`
}

// CustomerValue is what a customer was worth, and may be.
type CustomerValue struct {
	Customer string        `json:"customer"`
	Orders   int           `json:"orders"`
	Visits   int           `json:"visits"`
	Net      int64         `json:"net" doc:"what she paid net of refunds, minor units"`
	Cost     int64         `json:"cost" doc:"what is known to have been spent on it"`
	Historic int64         `json:"historic" doc:"net less cost"`
	Basis    string        `json:"basis" enum:"margin,partly,revenue" doc:"whether the cost of all, of some or of nothing is known: revenue is no margin"`
	FirstOn  string        `json:"first_on"`
	Estimate ValueEstimate `json:"estimate"`
}

// ValueEstimate is what she may be worth in the years that come.
type ValueEstimate struct {
	IsEstimate    bool    `json:"is_estimate" doc:"always true: it is no promise"`
	Yearly        int64   `json:"yearly" doc:"average order times orders a year, less cost; all figures are 0 of who came only once, of whom nothing can be estimated"`
	Low           int64   `json:"low"`
	High          int64   `json:"high"`
	YearsLow      float64 `json:"years_low"`
	YearsHigh     float64 `json:"years_high"`
	RetentionLow  float64 `json:"retention_low" doc:"the part of customers who come again within a year, at 20 % of the shop's months"`
	RetentionHigh float64 `json:"retention_high" doc:"at 80 %"`
	Measured      bool    `json:"measured" doc:"from the shop's own visits; a shop younger than two years counts with 0.2 and 0.8"`
}

func (s *service) worthOperations(api huma.API) {
	huma.Get(api, "/api/overdue", func(ctx context.Context, in *struct {
		Limit int `query:"limit" default:"100" minimum:"0" maximum:"500"`
	},
	) (*out[OverdueCustomers], error) {
		list, err := OverdueOf(ctx, s.engine, in.Limit, nil)
		return &out[OverdueCustomers]{list}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/value", func(ctx context.Context, in *RefInput) (*out[CustomerValue], error) {
		value, err := ValueOf(ctx, s.engine, in.Ref)
		return &out[CustomerValue]{value}, answer(err)
	})
}

// NextVisitOf is how a next visit is shown.
func NextVisitOf(next *worth.Next) NextVisit {
	if next.Last == 0 {
		return NextVisit{DaysSince: -1}
	}
	return NextVisit{
		IntervalDays: next.Rhythm.Float(), Source: string(next.Source), ExpectedOn: dayText(int32(next.Expected), next.Rhythm > 0),
		DaysSince: next.Since, Overdue: float64(next.Hundredths()) / 100, State: string(next.State()),
	}
}

// OverdueOf lists up to limit customers who are beyond their day.
func OverdueOf(ctx context.Context, engine *core.Engine, limit int, progress func(done, total int)) (OverdueCustomers, error) {
	list, err := engine.Worth.Overdue(ctx, limit, progress)
	shown := OverdueCustomers{Due: list.Due, AtRisk: list.AtRisk, Customers: []OverdueCustomer{}}
	if err != nil {
		return shown, err
	}
	for _, one := range list.Customers {
		card, err := engine.People.Card(ctx, one.Customer)
		if err != nil {
			return shown, err
		}
		shown.Customers = append(shown.Customers, OverdueCustomer{
			core.Code(one.Customer), card.Customer.Name, firstPhone(&card.Customer), card.Segment, one.Last.String(), NextVisitOf(&one.Next),
		})
	}
	return shown, nil
}

// ValueOf is what a customer was worth, and may be.
func ValueOf(ctx context.Context, engine *core.Engine, ref string) (CustomerValue, error) {
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return CustomerValue{}, err
	}
	value, err := engine.Worth.Of(ctx, customer.Ordinal)
	return valueShown(customer.Ordinal, &value), err
}

// valueShown is how what a customer is worth is shown.
func valueShown(customer people.Ordinal, value *core.Value) CustomerValue {
	thousandth := func(n int64) float64 { return math.Round(float64(n)) / 1000 }
	return CustomerValue{
		Customer: core.Code(customer), Orders: value.Orders, Visits: value.Visits, Net: int64(value.Net), Cost: int64(value.Cost),
		Historic: int64(value.Historic()), Basis: string(value.Basis()), FirstOn: dayText(int32(value.First), value.Orders > 0),
		Estimate: ValueEstimate{
			IsEstimate: true, Yearly: int64(value.Yearly), Low: int64(value.Low), High: int64(value.High),
			YearsLow: thousandth(value.YearsLow), YearsHigh: thousandth(value.YearsHigh),
			RetentionLow: thousandth(value.Retention.Low), RetentionHigh: thousandth(value.Retention.High), Measured: value.Retention.Measured,
		},
	}
}
