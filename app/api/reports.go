package api

import (
	"cmp"
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/sale"
)

// SalesReport is what was sold and what came in, part by part. Amounts are
// minor units.
type SalesReport struct {
	From   string      `json:"from"`
	To     string      `json:"to"`
	By     string      `json:"by" enum:"day,week,month"`
	Orders int         `json:"orders"`
	Net    int64       `json:"net"`
	In     int64       `json:"in" doc:"money that came in; what was spent of deposits is not counted again"`
	Out    int64       `json:"out"`
	Best   string      `json:"best" doc:"day of the part that sold the most, empty when nothing was sold"`
	Parts  []SalesPart `json:"parts" doc:"oldest first, also those that brought nothing"`
}

// SalesPart is one day, week or month of it.
type SalesPart struct {
	Day    string `json:"day" doc:"its first"`
	Orders int    `json:"orders"`
	Visits int    `json:"visits"`
	Net    int64  `json:"net" doc:"of the orders taken then, net of what was given back since"`
	In     int64  `json:"in"`
	Out    int64  `json:"out"`
}

// KeptReport is how promises were kept, month by month.
type KeptReport struct {
	Months []KeptMonth `json:"months" doc:"oldest first"`
	All    Rate        `json:"all" doc:"of all of them"`
}

// KeptMonth is how promises that ended in a month were kept.
type KeptMonth struct {
	Month string `json:"month" doc:"its first day"`
	Rate
}

// DoorReport is what was done about those who knocked after hours, and how many
// of them came back.
type DoorReport struct {
	From  string     `json:"from"`
	To    string     `json:"to"`
	Days  int        `json:"days" doc:"within how many days somebody must buy something to have come back"`
	Taken []DoorLine `json:"taken" doc:"what was done most often first"`
}

// DoorLine is one thing that was done about them.
type DoorLine struct {
	Code      string `json:"code" doc:"of an option, or a word of the shop's own"`
	NameID    string `json:"name_id"`
	NameEN    string `json:"name_en"`
	Visits    int    `json:"visits"`
	Strangers int    `json:"strangers"`
	Back      int    `json:"back"`
	Permille  int    `json:"permille" doc:"back of those who are known, -1 when there is none"`
}

// WorthReport is who bought for the most, with what each may be worth.
type WorthReport struct {
	Customers []WorthLine `json:"customers"`
}

// WorthLine is one of them.
type WorthLine struct {
	Name    string `json:"name"`
	Segment string `json:"segment"`
	CustomerValue
}

func (s *service) reportOperations(api huma.API) {
	huma.Get(api, "/api/reports/sales", func(ctx context.Context, in *struct {
		From string `query:"from" maxLength:"10" doc:"a day; without it the first of eleven months before"`
		To   string `query:"to" maxLength:"10" doc:"a day; without it today"`
		By   string `query:"by" default:"month" enum:"day,week,month"`
	},
	) (*out[SalesReport], error) {
		report, err := SalesOf(ctx, s.engine, in.From, in.To, in.By)
		return &out[SalesReport]{report}, answer(err)
	})
	huma.Get(api, "/api/reports/promises", func(ctx context.Context, in *struct {
		Months int `query:"months" default:"12" minimum:"1" maximum:"60"`
	},
	) (*out[KeptReport], error) {
		report, err := KeptByMonth(ctx, s.engine, in.Months)
		return &out[KeptReport]{report}, answer(err)
	})
	huma.Get(api, "/api/reports/after-hours", func(ctx context.Context, in *struct {
		From string `query:"from" maxLength:"10" doc:"a day; without it ninety days before"`
		To   string `query:"to" maxLength:"10" doc:"a day; without it today"`
	},
	) (*out[DoorReport], error) {
		report, err := DoorOf(ctx, s.engine, in.From, in.To)
		return &out[DoorReport]{report}, answer(err)
	})
	huma.Get(api, "/api/reports/worth", func(ctx context.Context, in *struct {
		Limit int `query:"limit" default:"20" minimum:"1" maximum:"100"`
	},
	) (*out[WorthReport], error) {
		report, err := WorthOf(ctx, s.engine, in.Limit)
		return &out[WorthReport]{report}, answer(err)
	})
}

// daysAsked reads the days of a report; to "" is today, from "" what is usual.
func daysAsked(engine *core.Engine, from, to string, usual func(to clock.Day) clock.Day) (first, last clock.Day, err error) {
	if last, err = clock.ParseDay(cmp.Or(to, today(engine))); err != nil {
		return 0, 0, about("to", err)
	}
	if from == "" {
		return usual(last), last, nil
	}
	first, err = clock.ParseDay(from)
	return first, last, about("from", err)
}

// SalesOf adds up what was sold and what came in.
func SalesOf(ctx context.Context, engine *core.Engine, from, to, by string) (SalesReport, error) {
	first, last, err := daysAsked(engine, from, to, func(to clock.Day) clock.Day { return (to - clock.Day(to.OfMonth()) + 1).AddMonths(-11) })
	if err != nil {
		return SalesReport{}, err
	}
	sold, err := engine.Sales.Sold(ctx, first, last, core.Span(by))
	report := SalesReport{From: first.String(), To: last.String(), By: by, Parts: []SalesPart{}}
	if err != nil {
		return report, err
	}
	most := int64(0)
	for i, one := range sold {
		end := last + 1
		if i+1 < len(sold) {
			end = sold[i+1].Day
		}
		till, err := engine.Payments.Till(ctx, max(one.Day, first).At(0, 0, engine.Zone()), end.At(0, 0, engine.Zone()))
		if err != nil {
			return report, err
		}
		part := SalesPart{Day: one.Day.String(), Orders: one.Orders, Visits: one.Visits, Net: int64(one.Net)}
		part.In, part.Out = drawer(till)
		if report.Parts = append(report.Parts, part); part.Net > most {
			most, report.Best = part.Net, part.Day
		}
		report.Orders, report.Net = report.Orders+part.Orders, report.Net+part.Net
		report.In, report.Out = report.In+part.In, report.Out+part.Out
	}
	return report, nil
}

// drawer is what came in and went out by all methods but the customers' own
// deposits.
func drawer(till core.Till) (in, out int64) {
	for method, flow := range till {
		if method != sale.Wallet {
			in, out = in+int64(flow.In), out+int64(flow.Out)
		}
	}
	return in, out
}

// KeptByMonth counts the promises that ended in each of the last months.
func KeptByMonth(ctx context.Context, engine *core.Engine, months int) (KeptReport, error) {
	report, now := KeptReport{Months: []KeptMonth{}}, engine.Today()
	this := now - clock.Day(now.OfMonth()) + 1
	for back := months - 1; back >= 0; back-- {
		month := this.AddMonths(-back)
		rates, err := engine.Promises.Rates(ctx, month.At(0, 0, engine.Zone()), month.AddMonths(1).At(0, 0, engine.Zone()))
		if err != nil {
			return report, err
		}
		report.Months = append(report.Months, KeptMonth{month.String(), rateOf(rates.All)})
	}
	all, err := engine.Promises.Rates(ctx, this.AddMonths(1-months).At(0, 0, engine.Zone()), this.AddMonths(1).At(0, 0, engine.Zone()))
	report.All = rateOf(all.All)
	return report, err
}

// DoorOf counts who knocked after hours and who came back.
func DoorOf(ctx context.Context, engine *core.Engine, from, to string) (DoorReport, error) {
	const quarter = 90
	first, last, err := daysAsked(engine, from, to, func(to clock.Day) clock.Day { return to - quarter })
	if err != nil {
		return DoorReport{}, err
	}
	counted, err := engine.AfterHours.Returns(ctx, first.At(0, 0, engine.Zone()), last.End(engine.Zone()))
	report := DoorReport{From: first.String(), To: last.String(), Days: care.ReturnDays, Taken: []DoorLine{}}
	for code, one := range counted {
		line := DoorLine{Code: code, Visits: one.Visits, Strangers: one.Strangers, Back: one.Back, Permille: -1}
		line.NameID, line.NameEN = engine.AfterHours.OptionName(code)
		if known := one.Visits - one.Strangers; known > 0 {
			line.Permille = one.Back * 1000 / known
		}
		report.Taken = append(report.Taken, line)
	}
	slices.SortFunc(report.Taken, func(a, b DoorLine) int {
		return cmp.Or(cmp.Compare(b.Visits, a.Visits), cmp.Compare(a.Code, b.Code))
	})
	return report, err
}

// WorthOf lists who bought for the most.
func WorthOf(ctx context.Context, engine *core.Engine, limit int) (WorthReport, error) {
	report := WorthReport{Customers: []WorthLine{}}
	named, values, err := engine.Worth.Best(ctx, limit)
	if err != nil {
		return report, err
	}
	for i, customer := range named {
		card, err := engine.People.Card(ctx, customer)
		if err != nil {
			return report, err
		}
		report.Customers = append(report.Customers, WorthLine{card.Customer.Name, card.Segment, valueShown(customer, &values[i])})
	}
	return report, nil
}
